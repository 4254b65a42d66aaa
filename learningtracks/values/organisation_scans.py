"""The organisation scan in words: six conditions to approach step by step, and what is there at work (domain.md §3.13,
§3.14). The statements themselves stand in the content."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from learningtracks.values.pieces import MOST_TITLE, Slot

MOST_CONDITIONS = 40  # things on the list of what is there; longer than that nobody reads
MOST_NOW, MOST_NEXT, MOST_WHERE = 1_000, 300, 300  # signs
MOST_NAME = MOST_TITLE  # what is there can become the title of a puzzle piece


class Ideal(models.TextChoices):
    """The six conditions of Baert for an organisation that learns, in a word (domain.md §3.13)."""

    MISSION = "mission", _("Missie en visie")
    MANAGEMENT = "management", _("Leiding")
    STRUCTURE = "structure", _("Structuur")
    COMMUNICATION = "communication", _("Communicatie")
    CULTURE = "culture", _("Cultuur")
    CURIOSITY = "curiosity", _("Leergierigheid")


class Presence(models.TextChoices):
    """Whether something is there at work (domain.md §3.14)."""

    YES = "yes", _("Ja")
    PARTLY = "partly", _("Deels")
    NO = "no", _("Nee")
    WANTED = "wanted", _("Gewenst")


class Supply(models.TextChoices):
    """What the list begins with; an organisation adds its own (domain.md §3.14)."""

    CAREER_TALKS = "career_talks", _("Loopbaangesprekken")
    PLANS = "pop", _("Persoonlijke ontwikkelplannen")
    NETWORK = "learning_network", _("Interne leernetwerken")
    REFERENCE = "reference_person", _("Vaste vraagbaak")


# Where in the puzzle each of these is thought of first; the organisation may choose another place.
FITS = {
    Supply.CAREER_TALKS: Slot.GUIDANCE,
    Supply.PLANS: Slot.FEEDBACK,
    Supply.NETWORK: Slot.PEOPLE,
    Supply.REFERENCE: Slot.GUIDANCE,
}
# A leervraag is the learner's own: no organisation supplies it.
SLOTS = [(slot.value, slot.label) for slot in Slot if slot != Slot.QUESTION]
