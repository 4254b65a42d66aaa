"""What people are reminded of: one table of promises, planned and kept by `actions/reminders.py`.

A kind is registered once, by the layer it belongs to, in a file for its noun. It answers from the facts what is due
(`due`); the table is that answer, written down, so that each is told once. When the moment has come the kind is asked
again whether it still stands (`why_not`): rights and wishes count at that moment, not when it was planned (access.md
R32).
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from partnerships.events import Kind
from partnerships.models.reminders import Reminder

Words = dict[str, Any]
Closed = Mapping[int | None, frozenset[dt.date]]  # the days on which each organisation is closed, by its key


class Because(models.TextChoices):
    """Why a reminder lapsed without being told."""

    NO_ACCESS = "no_access", _("toegang beëindigd")
    PAUSED = "paused", _("gepauzeerd")
    PLANNED = "planned", _("al gepland")
    REPLANNED = "replanned", _("verzet of aangepast")
    SETTLED = "settled", _("afgerond of overgeslagen")
    PAST = "past", _("de dag is voorbij")
    OTHER_TURN = "other_turn", _("hoort bij een eerdere beurt")
    NEWER_STEP = "newer_step", _("vervallen: nieuwere stap")
    DONE = "done", _("al gedaan")
    UNWANTED = "unwanted", _("uitgezet")
    UNANSWERED = "unanswered", _("drie keer geen reactie")
    IN_TEAM = "in_team", _("zit nu in een team")
    GONE = "gone", _("bestaat niet meer")


@dataclass(frozen=True)
class Due:
    """This person is to be told of this thing at this moment: keys of both. `place` is the key of the organisation
    whose closing days count; a moment in the evening, the weekend or on such a day moves on by itself."""

    person: int
    about: int
    cycle: str
    at: dt.datetime
    place: int | None = None


def _the_thing(row: Reminder, now: dt.datetime) -> Any:
    return row.thing


def _no_words(row: Reminder, about: Any, now: dt.datetime) -> Words:
    return {}


def _nothing(row: Reminder, because: Because) -> None:
    pass


@dataclass(frozen=True)
class ReminderKind:
    """One kind of reminder.

    `model`   what it is about.
    `says`    the kind of event that it becomes, with its sentence and its link.
    `due(things, now, closed)` who is to be told, of these things, and when. In a fixed number of queries.
    `why_not(row, now)` why it lapses after all, or None: asked at the moment of telling.
    `words(row, about, now)` fill the sentence.
    `about(row, now)` what the event is about, when that is not the thing itself; it may begin to exist here.
    `lapsed(row, because)` what its lapsing brings about.
    """

    code: str
    model: type[models.Model]
    says: Kind
    due: Callable[[Any, dt.datetime, Closed], Iterable[Due]]
    why_not: Callable[[Reminder, dt.datetime], Because | None]
    words: Callable[[Reminder, Any, dt.datetime], Words] = _no_words
    about: Callable[[Reminder, dt.datetime], Any] = _the_thing
    lapsed: Callable[[Reminder, Because], None] = _nothing


KINDS: dict[str, ReminderKind] = {}


def register(kind: ReminderKind) -> ReminderKind:
    """Make a kind known; two kinds with one code are a mistake."""
    if kind.code in KINDS:
        raise ValueError(f"Reminder kind {kind.code} exists already.")
    KINDS[kind.code] = kind
    return kind
