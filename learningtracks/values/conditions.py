"""The seven conditions of informal learning, and the layers to look at them (domain.md §3.7)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

MOST_CHOSEN = 3  # conditions that a team works on at once (domain.md §2.5)


class Condition(models.TextChoices):
    """In a word; the statement and the questions to ask on stand in the content (domain.md §3.7)."""

    CHANGE = "change", _("Verandering")
    CHALLENGE = "challenge", _("Uitdaging en kwaliteit")
    RESPONSIBILITY = "responsibility", _("Ruimte om te beslissen")
    CONTACTS = "contacts", _("Vakcontacten")
    FEEDBACK = "feedback", _("Feedback")
    SUPPORT = "support", _("Steun van de leidinggevende")
    REWARD = "reward", _("Beloning")


# Where to look in a talk: the organisation, the workplace, the person (domain.md §3.7).
LAYERS = [
    (_("Organisatie"), _("Wat regelt of verwacht de organisatie hier?")),
    (_("Werkplek"), _("Hoe gaat het in ons werk van elke dag?")),
    (_("Persoon"), _("Wat doe of wil je hier zelf?")),
]
