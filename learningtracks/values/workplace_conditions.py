"""What is there on a workplace to learn from, in words (domain.md §3.14)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from learningtracks.values.pieces import MOST_TITLE, Slot

MOST_OWN = 36  # things of its own on the list of a workplace: with the four of everybody forty, more nobody reads
MOST_WHERE = 300  # signs
MOST_NAME = MOST_TITLE  # what is there can become the title of a puzzle piece


class Presence(models.TextChoices):
    """Whether something is there at work (domain.md §3.14)."""

    YES = "yes", _("Ja")
    PARTLY = "partly", _("Deels")
    NO = "no", _("Nee")
    WANTED = "wanted", _("Gewenst")


CAN_BE_USED = (Presence.YES, Presence.PARTLY)


class Supply(models.TextChoices):
    """What the list begins with; a workplace has its own beside it (domain.md §3.14)."""

    CAREER_TALKS = "career_talks", _("Gesprekken over je loopbaan")
    PLANS = "pop", _("Een eigen plan om te groeien")
    NETWORK = "learning_network", _("Groepen collega's die samen leren")
    REFERENCE = "reference_person", _("Iemand aan wie je alles kunt vragen")


# Where in the puzzle each of these is thought of first; another place may be chosen.
FITS = {
    Supply.CAREER_TALKS: Slot.GUIDANCE,
    Supply.PLANS: Slot.FEEDBACK,
    Supply.NETWORK: Slot.PEOPLE,
    Supply.REFERENCE: Slot.GUIDANCE,
}
# A leervraag is the learner's own: no organisation supplies it.
SLOTS = [(slot.value, slot.label) for slot in Slot if slot != Slot.QUESTION]
