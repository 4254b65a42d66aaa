"""One line ends every action: `events.record(KIND, by=…, about=…, tell=[…])`.

A kind is registered once, in the `events` of the layer it belongs to. It knows its sentence on the history page, its
sentence for the recipient, where the link goes, and who may still be told at the moment of mailing. Sentences name
people and dates, never the text of an entry (access.md R9). Names are looked up when it is read (models/references.py).
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import urlencode

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext

from accounts.models import User
from accounts.prepared import Prepared, Sql, at_once, sql_of
from partnerships import belonging, todos
from partnerships.models.events import Event
from partnerships.models.notices import Notice
from partnerships.models.references import look_up, reference_to, said
from partnerships.models.todos import ToDo
from partnerships.todos import ToDoKind
from partnerships.values import role_said

Text = str | Promise
Word = str | int | models.Model | Iterable[models.Model] | None


@dataclass(frozen=True)
class Thing:
    """What an event on a history is about: how the reader knows it, and its page."""

    name: str
    url: str


@dataclass(frozen=True)
class Attachment:
    """A file that goes with the mail, such as a calendar file."""

    name: str
    content: bytes
    mimetype: str


def _not(about: Any, person: User) -> bool:
    return False


def _about_link(about: Any, person: User) -> str:
    return str(about.get_absolute_url())


@dataclass(frozen=True)
class Kind:
    """One kind of event.

    `story`   sentence on the history page: "%(by)s heeft %(name)s uitgenodigd". Placeholders: by, the keys of `words`.
    `notice`  sentence for the recipient; empty when nobody is ever told.
    `sees(person)` a question such as `Track.objects.visible_to`: who finds the thing in it may know of the event. Asked
              when the notice is shown or mailed; a no lapses the notice (access.md R32). One query for a whole page.
    `may_know(about, person)` the same for one thing at a time, for kinds whose answer is no question to the database.
    `load`    relations of the thing that `link` follows, such as ("experience",).
    `link(about, person)` where the notice leads; the page of the thing when left out.
    `asks`    the to-do that the notice tells of (todos.py). Once that is settled the bell stops counting the notice,
              and no mail asks again.
    `attach(about, person)` a file for the mail, or None.
    `always`  mailed at once, also to who wants no mail: it is about what somebody may do (access.md R26).
    `at_work` mailed during working hours only, also to who wants mail at once (domain.md §5.4).
    """

    code: str
    story: Text
    notice: Text = ""
    sees: Callable[[User], models.QuerySet[Any]] | None = None
    may_know: Callable[[Any, User], bool] = _not
    load: tuple[str, ...] = ()
    link: Callable[[Any, User], str] = _about_link
    asks: ToDoKind | None = None
    attach: Callable[[Any, User], Attachment | None] | None = field(default=None)
    at_work: bool = False
    always: bool = False


KINDS: dict[str, Kind] = {}
ASKED_AT_ONCE = 40  # questions in one query


def register(kind: Kind) -> Kind:
    """Make a kind known; two kinds with one code are a mistake."""
    if kind.code in KINDS:
        raise ValueError(f"Event kind {kind.code} exists already.")
    KINDS[kind.code] = kind
    return kind


def record(
    kind: Kind,
    *,
    by: User | None,
    about: models.Model,
    tell: Iterable[User] = (),
    trail: str = "",
    also: Iterable[models.Model] = (),
    **words: Word,
) -> Event:
    """Write one event and a notice for everybody in `tell` (never for the doer), and bring the to-dos up to date about
    this thing and `also`, in the caller's transaction.

    `trail` is the history page it appears on, `about.trail` when left out. `words` fill the sentences: who or what has
    a name goes in as the thing itself, or as several of one model, and is kept as a reference; a day goes in as text
    ("2027-03-02") under a key that ends in `_on`.
    """
    event = Event.objects.create(
        kind=kind.code,
        by=by,
        about_type=ContentType.objects.get_for_model(about),
        about_id=about.pk,
        trail=trail or about.trail,  # type: ignore[attr-defined]
        words={key: _kept(word) for key, word in words.items()},
    )
    people = {person.pk: person for person in tell if by is None or person.pk != by.pk}
    Notice.objects.bulk_create(Notice(event=event, person=person) for person in people.values())
    see_settled(todos.update(about, *also))
    return event


def _kept(word: Word) -> Any:
    if isinstance(word, str | int):
        return word
    things = [word] if isinstance(word, models.Model) else list(word or [])
    return reference_to(*things) if things else ""


def see_settled(settled: Iterable[ToDo]) -> None:
    """Who did what a notice asked has seen it: the bell stops counting it and no mail asks again."""
    for row in settled:
        asking = [code for code, kind in KINDS.items() if kind.asks and kind.asks.code == row.kind]
        told = Notice.objects.filter(event__kind__in=asking, event__about_id=row.about_id, person=row.person_id)
        told.filter(seen_at__isnull=True, lapsed_at__isnull=True).update(seen_at=timezone.now())


def take_back(kind: Kind, *, by: User, about: models.Model) -> None:
    """The newest of what is told is so no more: it goes from the bell, and no mail tells it."""
    newest = _told(kind, about).filter(event__by=by).order_by("-event").values("event")[:1]
    Notice.objects.filter(event__in=newest).update(lapsed_at=timezone.now())


def take_back_all(kind: Kind, *, about: models.Model) -> None:
    """The same for all that was ever told of this kind, whoever did it."""
    _told(kind, about).update(lapsed_at=timezone.now())


def _told(kind: Kind, about: models.Model) -> models.QuerySet[Notice]:
    told = Notice.objects.filter(event__kind=kind.code, lapsed_at__isnull=True)
    return told.filter(event__about_type=ContentType.objects.get_for_model(about), event__about_id=about.pk)


def still_asked(told: Mapping[User, Sequence[Event]]) -> dict[tuple[int, int], bool]:
    """Who (by id) is still asked by which event (by id), for many people in one query: every event that asks nothing,
    and those of which the person has yet to do what they ask. Each with whether that alone says that they may know of
    it: who is where something waits for them may."""
    asked = [(person, event, KINDS[event.kind].asks) for person, events in told.items() for event in events]
    left = todos.open_about(told, {event.about_id for _person, event, kind in asked if kind})
    return {
        (person.pk, event.pk): bool(kind and person.is_active and left[person.pk, kind.code, event.about_id])
        for person, event, kind in asked
        if kind is None or (person.pk, kind.code, event.about_id) in left
    }


def doer(event: Event) -> str:
    """The name of who did it; "Werkplek" when a task did."""
    return str(event.by or "Werkplek")


def with_names(events: Iterable[Event]) -> list[Event]:
    """The same events, each with the names in its sentences at hand: one query for all of them."""
    found = list(events)
    names = look_up(word for event in found for word in event.words.values() if isinstance(word, list))
    for event in found:
        event.names = names
    return found


def people_named(events: Iterable[Event]) -> dict[int, str]:
    """Everybody whose name stands in the sentences of these events: their ids with those names."""
    found = list(events)
    with_names(event for event in found if event.names is None)
    named = {event.by.pk: str(event.by) for event in found if event.by}
    for event in found:
        named |= {pk: name for (code, pk), name in (event.names or {}).items() if code == "person"}
    return named


def _said(key: str, value: Any, event: Event) -> Any:
    """A word as the reader says it: a reference by its name; under a key that ends in `_on` a day, such as
    "2027-03-02", under one that ends in `role` what `role_code` made."""
    if isinstance(value, list):
        return said(value, event.names or {})
    if key.endswith("role"):
        return role_said(value)
    return date_format(dt.date.fromisoformat(value), "j F Y") if key.endswith("_on") else value


class _Words(dict[str, Any]):
    """Of an event that an earlier version wrote, a word may not be there."""

    def __missing__(self, key: str) -> str:
        return gettext("(verwijderd)")


def _filled(text: Text, event: Event) -> str:
    if event.names is None:
        with_names([event])
    words = {key: _said(key, value, event) for key, value in event.words.items()}
    return str(text) % _Words(by=doer(event), **words)


def story(event: Event) -> str:
    """The sentence of an event on a history page."""
    return _filled(KINDS[event.kind].story, event)


def moments(events: Iterable[Event], things: Mapping[str, Thing] | None = None) -> list[dict[str, Any]]:
    """What `components/timeline.html` shows: the sentence and the moment; of `things`, by their trail, also what it is
    about. Kinds of a newer process are left out."""
    told, known = with_names(event for event in events if event.kind in KINDS), things or {}
    return [
        {"what": story(event), "when": event.at}
        | ({"text": known[event.trail].name, "url": known[event.trail].url} if event.trail in known else {})
        for event in told
    ]


def notice_text(event: Event) -> str:
    """The sentence of an event for the recipient."""
    return _filled(KINDS[event.kind].notice, event)


def may_know(event: Event, person: User) -> bool:
    """May this person be told of this event now?"""
    return bool(known([event], person))


def known(events: Iterable[Event], person: User) -> list[Event]:
    """The same as `still_known`, with the thing each is about at hand: to link to it, to ask whether it is done."""
    return _with_abouts(still_known(events, person))


def still_known(events: Iterable[Event], person: User) -> list[Event]:
    """Those of the events that this person may be told of now.

    Asked again at every showing and sending (access.md R32). One query beside who the person is, whatever the events
    are about; only kinds whose answer is no question to the database need their thing for it. A kind that this process
    does not know (an older worker beside a newer web) is nothing to show or to send.
    """
    return _still_known({person: list(events)})[person]


def known_by(
    told: Mapping[User, Sequence[Event]], surely: Collection[tuple[int, int]] = frozenset()
) -> set[tuple[int, int]]:
    """The same as `known`, for many people at once: who (by id) may know of which event (by id) now. Of `surely` that
    is known already."""
    found = _still_known(told, surely)
    there = {event.pk for event in _with_abouts(event for events in found.values() for event in events)}
    return {(person.pk, event.pk) for person, events in found.items() for event in events if event.pk in there}


def _still_known(
    told: Mapping[User, Sequence[Event]], surely: Collection[tuple[int, int]] = frozenset()
) -> dict[User, list[Event]]:
    every = [(person, event) for person, events in told.items() if person.is_active for event in events]
    every = [(person, event) for person, event in every if event.kind in KINDS]
    asked = [(person, event) for person, event in every if (person.pk, event.pk) not in surely]
    seen = _seen((person, event) for person, event in asked if KINDS[event.kind].sees)
    alone = {event.pk: event.about for event in _with_abouts(e for _p, e in asked if not KINDS[e.kind].sees)}
    known: dict[User, list[Event]] = {person: [] for person in told}
    for person, event in every:
        kind = KINDS[event.kind]
        if (person.pk, event.pk) in surely:
            known[person].append(event)
        elif kind.sees:
            if (person.pk, kind.sees, event.about_id) in seen:
                known[person].append(event)
        elif event.pk in alone and kind.may_know(alone[event.pk], person):
            known[person].append(event)
    return known


def _seen(told: Iterable[tuple[User, Event]]) -> set[tuple[int, Any, int]]:
    """Which things of which question these people find: many questions in one query."""
    asked: dict[tuple[User, Any], set[int]] = defaultdict(set)
    for person, event in told:
        asked[person, KINDS[event.kind].sees].add(event.about_id)
    questions = list(asked)
    with belonging.remembered():
        if len(people := {person for person, _sees in questions}) > 1:
            belonging.read_at_once(people)
        answers = [_among(ids, sees, person, place) for place, ((person, sees), ids) in enumerate(asked.items())]
    found = set()
    for start in range(0, len(answers), ASKED_AT_ONCE):
        for place, pk in at_once(answers[start : start + ASKED_AT_ONCE]):
            person, sees = questions[place]
            found.add((person.pk, sees, pk))
    return found


def _among(ids: Collection[int], sees: Any, person: User, place: int) -> Sql | None:
    """Which of these things the question finds, each with the number that the question has in the query."""
    if hasattr(sees, "keys"):
        return _prepared(sees).sql(place, ids, *sees.keys(person))
    return sql_of(_numbered(sees(person), place, ids))


@cache
def _prepared(sees: Any) -> Prepared:
    return Prepared(lambda place, ids, *keys: _numbered(sees.rows(sees.__self__.get_queryset(), *keys), place, ids))


def _numbered(found: models.QuerySet[Any], place: int, ids: Collection[int]) -> models.QuerySet[Any]:
    numbered: models.QuerySet[Any] = found.filter(pk__in=ids).order_by().annotate(nth=models.Value(place))
    return numbered.values_list("nth", "pk")


def _with_abouts(events: Iterable[Event]) -> list[Event]:
    """The events whose thing still exists, each with it at hand, in a few queries."""
    found = list(events)
    models.prefetch_related_objects(found, "about")
    found = [event for event in found if event.about is not None]
    things: dict[tuple[int, tuple[str, ...]], list[Any]] = defaultdict(list)
    for event in found:
        things[event.about_type_id, KINDS[event.kind].load].append(event.about)
    for (_type, relations), alike in things.items():
        models.prefetch_related_objects(alike, *relations)
    return found


def attachment(event: Event, person: User) -> Attachment | None:
    """The file that goes with the mail about this event."""
    attach = KINDS[event.kind].attach
    return attach(event.about, person) if attach else None


def link(event: Event, person: User) -> str:
    """Where a notice of this event leads this person."""
    return KINDS[event.kind].link(event.about, person)


def way(event: Event, person: User) -> str:
    """The same, from the bell and from a mail. What asks something says so in the address, so that its page knows which
    row of "Voor jou" it is and what comes next (docs/decisions/0151)."""
    asked, there = KINDS[event.kind].asks, link(event, person)
    if asked is None:
        return there
    path, _hash, place = there.partition("#")
    query = f"{'&' if '?' in path else '?'}{urlencode({'told': asked.code})}"
    return f"{path}{query}{_hash}{place}"
