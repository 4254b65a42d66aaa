"""What a screen may send with a move. Everything else is dropped before a rule or a row ever sees it (T16)."""

import datetime as dt
import uuid
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from accounts.values import is_countable
from reflections.values import (
    LONGEST_NOTE,
    LONGEST_TITLE,
    LONGEST_WORD,
    MORE_MINUTES,
    MoveKind,
    Phase,
    Question,
    SessionRole,
    ValueLevel,
)

Sent = Mapping[str, Any]


def clean(kind: str, sent: Sent, cards: Iterable[Question]) -> dict[str, Any]:
    """The payload of a move of this kind; raises ValidationError with a sentence about what is wrong. `cards` are the
    questions of this value check.

    Moves that screens do not make themselves (JOIN, ACTION) have no cleaner: they are an error here.
    """
    if kind not in CLEANERS:
        raise ValidationError(_("Dit kan hier niet."))
    payload = {name: cleaner(sent.get(name)) for name, cleaner in CLEANERS[kind].items()}
    if kind in WITH_CARD:
        payload["item"] = _one_of([card.item for card in cards], empty=True)(sent.get("item"))
    return payload


def _line(longest: int, missing: str | Promise) -> Callable[[Any], str]:
    """One line of text. `missing` is the complaint about nothing; empty when nothing is fine."""

    def cleaner(value: Any) -> str:
        text = " ".join(str(value or "").split())
        if not text and missing:
            raise ValidationError(str(missing))
        if len(text) > longest:
            raise ValidationError(_("Maak het korter: hoogstens %(longest)s tekens.") % {"longest": longest})
        if "\x00" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
            raise ValidationError(_("Deze tekst kunnen we niet bewaren."))
        return text

    return cleaner


def _one_of(values: list[str], empty: bool = False) -> Callable[[Any], str]:
    def cleaner(value: Any) -> str:
        if not value and empty:
            return ""
        if not isinstance(value, str) or value not in values:
            raise ValidationError(_("Kies iets uit de lijst."))
        return value

    return cleaner


def _seat(value: Any) -> int:
    """A number of a seat; 0 for nobody."""
    text = str(value or "0")
    if not text.isdecimal() or len(text) > 4:
        raise ValidationError(_("Kies iets uit de lijst."))
    return int(text)


def _seats(value: Any) -> list[int]:
    """Numbers of seats, with commas between them; empty for nobody."""
    numbers = [_seat(number) for number in str(value or "").split(",") if number][:MOST_SEATS]
    return sorted(set(numbers))


def _notes(value: Any) -> list[str]:
    """One id, or a list of them."""
    ids = value if isinstance(value, list) else [value]
    try:
        return [str(uuid.UUID(str(each))) for each in ids[:200]]
    except ValueError as error:
        raise ValidationError(_("Deze notitie is verwijderd.")) from error


def _own_story(value: Any) -> str:
    if not value:
        return ""
    try:
        return str(uuid.UUID(str(value)))
    except ValueError as error:
        raise ValidationError(_("Kies iets uit de lijst.")) from error


def _day(value: Any) -> str:
    if not value:
        return ""
    try:
        day = dt.date.fromisoformat(str(value))
    except ValueError as error:
        raise ValidationError(_("Vul een datum in, zoals 2-3-2027.")) from error
    if not is_countable(day):
        raise ValidationError(_("Vul een datum in, zoals 2-3-2027."))
    return day.isoformat()


def _minutes(value: Any) -> int:
    return MORE_MINUTES


MOST_SEATS = 200
LEVELS = _one_of(list(ValueLevel.values))
ROLE = _one_of(list(SessionRole.values))
NOTE_TEXT = _line(LONGEST_NOTE, later("Schrijf eerst de notitie."))
CLEANERS: dict[str, dict[str, Callable[[Any], Any]]] = {
    MoveKind.CLAIM: {"role": ROLE},
    MoveKind.HAND_OVER: {"role": ROLE, "to": _seat},
    MoveKind.PHASE: {"to": _one_of(list(Phase.values))},
    MoveKind.SAID: {"seat": _seat},
    MoveKind.TURN: {"to": _seat},
    MoveKind.LATER: {"seat": _seat},
    MoveKind.PASS: {"seat": _seat},
    MoveKind.TITLE: {"title": _line(LONGEST_TITLE, later("Geef je verhaal een titel.")), "continues": _own_story},
    MoveKind.ASK: {},
    MoveKind.ASKED: {"seat": _seat},
    MoveKind.CARD: {},
    MoveKind.TIME: {"minutes": _minutes},
    MoveKind.NOTE: {"story": _seat, "level": LEVELS, "text": NOTE_TEXT},
    MoveKind.EDIT_NOTE: {"notes": _notes, "level": LEVELS, "text": NOTE_TEXT},
    MoveKind.REMOVE_NOTE: {"notes": _notes},
    MoveKind.CONFIRM: {"notes": _notes},
    MoveKind.WORD: {"text": _line(LONGEST_WORD, later("Vul één woord in."))},
    MoveKind.NEXT_DATE: {"on": _day},
    MoveKind.GROUPS: {"second": _seats, "leader": _seat},
    MoveKind.UNDO: {"number": _seat},
}
WITH_CARD = (MoveKind.CARD, MoveKind.NOTE)  # these name a question in `item`
WORDS = {"text", "title", "continues", "sent"}  # what leaves the moves when the session closes
