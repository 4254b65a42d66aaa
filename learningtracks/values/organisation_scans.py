"""The organisation scan in words: six conditions to approach step by step (domain.md §3.13). The statements themselves
stand in the content."""

from django.db import models
from django.utils.translation import gettext_lazy as _

MOST_NOW, MOST_NEXT = 1_000, 300  # signs


class Ideal(models.TextChoices):
    """The six conditions of Baert for an organisation that learns, in a word (domain.md §3.13)."""

    MISSION = "mission", _("Missie en visie")
    MANAGEMENT = "management", _("Leiding")
    STRUCTURE = "structure", _("Structuur")
    COMMUNICATION = "communication", _("Communicatie")
    CULTURE = "culture", _("Cultuur")
    CURIOSITY = "curiosity", _("Leergierigheid")
