"""Own lists of questions of organisations ("geen recepten", domain.md §2.5): what fits in one."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from learningtracks.values.instruments import AnswerKind

MOST_QUESTIONS, LONGEST_QUESTION = 30, 300
MOST_KINDS = 5  # how often the kind of answer may change in one list
ANSWERS = (AnswerKind.TEXT, AnswerKind.DONE, AnswerKind.SCALE, AnswerKind.PRESENCE)
SAME_WORDS = _("Er is niets aangepast. Een nieuwe versie zegt iets anders.")
OWN = "own"  # how the slug of an own list begins


@dataclass(frozen=True)
class Question:
    """One question of a list, how it is answered, and the same in English when there is one."""

    text: str
    answer: str
    english: str = ""


def in_lines(text: str) -> list[str]:
    """One question a line; empty lines do not count."""
    return [line for one in text.splitlines() if (line := one.strip())]
