"""The words of what is asked: the ticks that every kind of answer shares (docs/decisions/0127)."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from learningtracks.values.instruments import AnswerKind, Reading
from partnerships.values import LEAST_ANSWERS

MOST_CHOSEN = 3  # of what a team works on at once (domain.md §2.5)
ENDS = ("closed_at", "withdrawn_at", "declined_at")  # at most one of these happens, once
APART = (Reading.ALONE, Reading.SIDE_BY_SIDE, Reading.SPREAD)  # everybody around answers for themselves
ONE_AT_A_TIME = ("condition_scan", "partnership_conversation")
COUNTED = "trainings_counted"  # nobody is asked it: figures of what people answered about own trainings


class Choice(models.TextChoices):
    """Every tick there is, whatever the list. "Weet ik niet" is counted and never averaged."""

    NO = "0", _("Nee")
    A_BIT = "1", _("Een beetje")
    MOSTLY = "2", _("Grotendeels")
    YES = "3", _("Ja")
    UNKNOWN = "unknown", _("Weet ik niet")
    NOT_YET = "not_yet", _("Nog niet")
    DONE = "done", _("Klaar")
    NOT_NEEDED = "not_needed", _("Niet nodig")
    THERE = "yes", _("Ja")
    PARTLY = "partly", _("Deels")
    NOT_THERE = "no", _("Nee")
    WANTED = "wanted", _("Gewenst")


SCALE = (Choice.NO, Choice.A_BIT, Choice.MOSTLY, Choice.YES, Choice.UNKNOWN)  # the order in which they are counted
CHOICES_OF: dict[str, tuple[Choice, ...]] = {
    AnswerKind.SCALE: SCALE,
    AnswerKind.DONE: (Choice.NOT_YET, Choice.DONE, Choice.NOT_NEEDED),
    AnswerKind.PRESENCE: (Choice.THERE, Choice.PARTLY, Choice.NOT_THERE, Choice.WANTED),
}


ANSWER_ALL = _("Geef overal een antwoord. Weet ik niet mag ook.")
TOO_MANY = _("Kies er hoogstens drie.")
NOTHING_YET = _("Beantwoord minstens één vraag.")


@dataclass(frozen=True)
class Given:
    """What somebody says to one question: a tick, or words."""

    choice: str = ""
    text: str = ""


def may_show(answers: int) -> bool:
    """May it be shown how this many answers are spread? From five on. Who did not answer is in no figure (A5)."""
    return answers >= LEAST_ANSWERS
