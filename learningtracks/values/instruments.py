"""The words of the files of instruments (editions.py): kinds of answers and items, readings, voices (domain.md §3)."""

from enum import StrEnum

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class AnswerKind(models.TextChoices):
    """How the questions of an instrument are answered."""

    TEXT = "text", _("Open antwoord")
    SCALE = "scale4", _("Nee, Een beetje, Grotendeels, Ja")
    DONE = "done", _("Nog niet, Klaar, Niet nodig")
    PRESENCE = "presence", _("Ja, Deels, Nee, Gewenst")
    CHOICE = "choice", _("Kiezen uit de lijst")
    READ = "read", _("Om te lezen")


class Reading(models.TextChoices):
    """Who reads what is answered, and when: the six shapes of it (instruments/policy/readings.py)."""

    ALONE = "alone", _("Alleen jij")
    SIDE_BY_SIDE = "side_by_side", _("Naast elkaar")
    SPREAD = "spread", _("Een verdeling vanaf vijf")
    OPEN_TOGETHER = "together", _("Alles gaat samen open")
    TWO = "two", _("Jullie twee")
    LEARNER_ONLY = "learner_only", _("Voor wie leert")


class Subject(models.TextChoices):
    """What something is asked about."""

    PERIOD = "period", _("Periode")
    TRACK = "track", _("Traject")
    TRAINING = "training", _("Training")
    TEAM = "team", _("Team")
    ORGANISATION = "organisation", _("Organisatie")
    PARTNERSHIP = "partnership", _("Partnerschap")


class ItemKind(models.TextChoices):
    """What an item is in its instrument. The kinds after the line hang under another item."""

    PRINCIPLE = "principle", _("Punt van de HILL-check")
    QUESTION = "question", _("Vraag")
    CONDITION = "condition", _("Voorwaarde")
    FACTOR = "factor", _("Onderwerp")
    ANGLE = "angle", _("Invalshoek")
    GOAL_KIND = "goal_kind", _("Soort leerdoel")
    VIEW = "view", _("Kijk op leren")
    LEVEL = "level", _("Soort waarde")
    SUPPLY = "supply", _("Aanbod")
    BENEFIT = "benefit", _("Voordeel")
    STEP = "step", _("Stap")
    RHYTHM = "scale", _("Ritme")
    # ---
    INDICATOR = "indicator", _("Kenmerk")
    TIP = "tip", _("Tip")
    PROBE = "probe", _("Doorvraag")
    IDEA = "idea", _("Actie-idee")
    EXAMPLE = "example", _("Voorbeeld")


class Voice(StrEnum):
    """In whose words a question is put: of who learns, of who guides them, of a team as one (domain.md §3)."""

    LEARNER = "learner"
    GUIDE = "guide"
    TEAM = "team"


def in_language(dutch: str, english: str) -> str:
    """The words in the language of the reader; what an organisation wrote in Dutch only is shown in Dutch."""
    return english if english and (get_language() or "").startswith("en") else dutch
