"""What an answer can become: an action point, a piece of the puzzle, a day to look back. One registry, which higher
layers add to (docs/decisions/0131).

A list says in its file at which questions what is offered (`becomes`). Everything that is made keeps where it came
from, so that its page leads back for who may open that; the page of what was asked shows what came of it.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.db import models
from django.forms import Form
from django.utils.crypto import salted_hmac
from django.utils.functional import Promise

from accounts.models import User
from accounts.values import Answer
from instruments.models.asks import Ask
from instruments.models.instruments import Item
from instruments.models.sheets import Sheet

Text = str | Promise


@dataclass(frozen=True)
class Said:
    """An answer that somebody may read, with its words. They are carried along into what is made of it when they are
    the own ones, or when everybody around may read them already; else who makes something finds own words for it."""

    ask: Ask
    sheet: Sheet
    item: Item
    question: str  # in the voice of who reads it
    words: str
    is_own: bool
    is_known: bool  # everybody around may read it

    @property
    def carried(self) -> str:
        return self.words if self.is_own or self.is_known else ""

    @property
    def origin(self) -> str:
        return origin_of(self.ask, self.item)

    @property
    def token(self) -> str:
        return token_of(self.sheet, self.item)


def token_of(sheet: Sheet, item: Item) -> str:
    """Which answer is meant, in an address. It tells nobody whose it is, nor which answers are of one writer."""
    return salted_hmac("instruments.answers", f"{sheet.pk}:{item.pk}", algorithm="sha256").hexdigest()[:16]


def origin_of(ask: Ask, item: Item) -> str:
    """What is kept of where something came from."""
    return f"{ask.origin}:{item.slug}"


@dataclass(frozen=True)
class Made:
    """Something that was made of an answer, for a line on the page: from which origin, its kind, what it is or on which
    day, and where, when it has a page."""

    origin: str
    name: Text
    title: str = ""
    day: dt.date | None = None
    url: str = ""


def _nothing(person: User, ask: Ask, origins: Sequence[str]) -> Iterable[Made]:
    return ()


@dataclass(frozen=True)
class OutcomeKind:
    """One thing that an answer can become.

    `may(person, ask)` whether it can be made of answers to this, by this person.
    `form(data, person=, said=, place=)` what must be known, filled in beforehand with the words; `facts` for `make`.
    `make(said, by=, **facts)` makes it, through the action of the thing itself, which asks its own policy and tells.
    `made(person, ask, origins)` what there is already, as far as this person may know of it.
    """

    code: str
    label: Text  # of the button
    done: Text  # said when it is made
    may: Callable[[User, Ask], Answer]
    form: Callable[..., Form]
    make: Callable[..., models.Model]
    made: Callable[[User, Ask, Sequence[str]], Iterable[Made]] = _nothing
    sight: Text = ""  # who reads it; of what has a place, the place says so
    fields: str = "partnerships/_fields.html"
    placed: bool = False  # it belongs to a team, a track, an organisation or a partnership
    at_once: bool = False  # nothing needs to be filled in, so one tap makes it where the words are known already
    private: bool = False  # nobody but the maker reads it
    help: str = ""  # the topic of help that explains it
    of_own: bool = False  # of an own answer only
    of_value: bool = False  # of an answer that says on which level of value it is

    def is_made_at_once(self, said: Said) -> bool:
        return self.at_once and (self.private or said.is_known)

    def fits(self, said: Said) -> bool:
        return (said.is_own or not self.of_own) and bool(said.item.level or not self.of_value)


OUTCOMES: dict[str, OutcomeKind] = {}


def register(kind: OutcomeKind) -> OutcomeKind:
    """Make a kind known; two kinds with one code are a mistake."""
    if kind.code in OUTCOMES:
        raise ValueError(f"Outcome {kind.code} exists already.")
    OUTCOMES[kind.code] = kind
    return kind


def codes_of(item: Item, beside: Iterable[Item]) -> list[str]:
    """What the list says that this answer usually becomes. A list that says it nowhere offers an action point at every
    question."""
    return list(item.becomes) if any(one.becomes for one in beside) else ["action_point"]
