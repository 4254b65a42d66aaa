"""What a person must do: one table, kept by the actions, read by every place that says what waits.

A kind is registered once, by the layer it belongs to, in a file for its noun. It answers from the facts who must do
what (`owed`); the table is nothing but that answer, written down. `events.record` brings it up to date for the things
its event is about, in the same transaction, so no action has to think of it. Each night `put_right` compares the whole
table with the facts, mends what differs and says how much that was.

Home, the number in the bar, "Voor jou", the bell and the mail all read `waiting_for`. A row says where somebody has to
do it (`Place`: on this track, in this team), and at each reading it counts only for who is there today (access.md R32):
who lost that place has nothing to do there.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.directions import apart
from accounts.models import User
from accounts.prepared import Prepared
from partnerships import belonging
from partnerships.models.todos import ToDo
from partnerships.values import Role

A_BATCH = 500  # things looked at in one go at night
Around = Callable[[Any], models.QuerySet[Any]]
Said = tuple[Any, str, str] | tuple[Any, str, str, str]


class Group(models.TextChoices):
    """What "Voor jou" asks first. Who waits for an answer stands before a plan, and a plan before the rest."""

    QUESTIONS = "questions", _("Vragen aan jou")
    PROPOSALS = "proposals", _("Voorstellen")
    LATER = "later", _("Wat kan wachten")


@dataclass(frozen=True)
class Head:
    """Whose a place is, as somebody may know it there: who learns (or what they call it themselves), their school, and
    what they want to learn. `key` names it in an address."""

    key: str
    name: str
    school: str = ""
    question: str = ""
    url: str = ""


NOBODYS = Head("", "")


@dataclass(frozen=True)
class Place:
    """Where somebody can have something to do, such as in a team: a `code` to keep, and the keys of the teams in which
    a person is today. `held` answers from what was read once in this request, so it costs no query of its own; `heads`
    says in one query whose these are, to this person."""

    code: str
    held: Callable[[User], Collection[int]]
    heads: Callable[[Collection[int], User], Mapping[int, Head]] | None = None


@dataclass(frozen=True)
class Owed:
    """This person must do something about this thing: their keys, since when, where, and from when to when it counts.
    It counts only for who is in that place; without one it is theirs whatever happens."""

    person: int
    about: int
    since: dt.datetime
    place: Place | None = None
    at: int | None = None  # the key of that track or team
    opens_at: dt.datetime | None = None  # at once when left out
    closes_at: dt.datetime | None = None  # never when left out

    @property
    def kept(self) -> dict[str, Any]:
        """What the row says of it, beside whose it is and about what."""
        return {
            "since": self.since,
            "place": self.place.code if self.place else "",
            "place_id": self.at,
            "opens_at": self.opens_at or self.since,
            "closes_at": self.closes_at,
        }


@dataclass(frozen=True)
class Entry:
    """One line of "Voor jou": what is asked, about whom, since when, and where to do it. Shown to one person only, so
    `what` may name the thing by its title. `asked` is the question to this person in the words of who asks it; without
    one `question` is what the student wants to learn."""

    what: str
    who: str
    since: dt.datetime
    url: str
    question: str = ""
    asked: str = ""
    group: Group = Group.LATER
    pk: int = 0  # of its row

    @property
    def way(self) -> str:
        """To where it is done, so that its page knows what comes next."""
        return f"{self.url}?row={self.pk}"


@dataclass(frozen=True)
class ToDoKind:
    """One kind of thing to do.

    `model`   what it is about.
    `label`   what such things are called together, to choose from.
    `group`   how soon it is asked.
    `owed(things)` who must do it, for these things, from the facts. In a fixed number of queries a batch.
    `shown(things)` the things with what their lines name, in one query.
    `says(things, person)` a line for each of these things: the thing, what, and about whom, in the reader's language.
              Whose the place is it need not say. Where somebody asks a question of their own it is the fourth: quoted
              only to who may read it now.
    `link(thing)` where it is done; the page of the thing when left out.
    `subject` what a mail is called that asks this only, without names; "Een vraag voor jou in Werkplek" when empty.
    `around`  which things an event about another thing may change: for its model a question such as "pieces of this
              track". An event about the thing itself need not be named.
    """

    code: str
    model: type[models.Model]
    owed: Callable[[Any], Iterable[Owed]]
    says: Callable[[list[Any], User], Iterable[Said]]
    label: str | Promise = ""
    group: Group = Group.LATER
    shown: Callable[[Any], models.QuerySet[Any]] = lambda things: things
    link: Callable[[Any], str] = lambda thing: str(thing.get_absolute_url())
    subject: str | Promise = ""
    around: Mapping[type[models.Model], Around] = field(default_factory=dict)

    @cached_property
    def by_key(self) -> Prepared:
        """The things of these keys, as they are shown."""
        return Prepared(lambda keys: self.shown(self.model._default_manager.filter(pk__in=keys)))

    def touched_by(self, thing: models.Model) -> Collection[int]:
        """The keys of the things of this kind that may have changed when something happened to that thing."""
        if isinstance(thing, self.model):
            return [thing.pk] if thing.pk else []
        around = self.around.get(thing._meta.model)
        return around(thing).values_list("pk", flat=True) if around else []


@dataclass(frozen=True)
class Change:
    """What a comparison found for one kind: rows to make, rows to settle, and rows with another moment."""

    missing: list[ToDo]
    gone: list[ToDo]
    moved: list[ToDo]

    def __len__(self) -> int:
        return len(self.missing) + len(self.gone) + len(self.moved)


KINDS: dict[str, ToDoKind] = {}
RANK = {group: rank for rank, group in enumerate(Group)}
PLACES: dict[str, Place] = {}


def register(kind: ToDoKind) -> ToDoKind:
    """Make a kind known; two kinds with one code are a mistake."""
    if kind.code in KINDS:
        raise ValueError(f"To-do kind {kind.code} exists already.")
    KINDS[kind.code] = kind
    return kind


def register_place(place: Place) -> Place:
    """Make a place known; two with one code are a mistake."""
    if place.code in PLACES:
        raise ValueError(f"Place {place.code} exists already.")
    PLACES[place.code] = place
    return place


IN_TEAM = register_place(Place("team", belonging.teams_of))
LEADS_TEAM = register_place(Place("led_team", lambda person: belonging.of(person).teams(Role.TEAM_LEAD)))
IN_ORGANISATION = register_place(Place("organisation", lambda person: belonging.of(person).organisations()))
IN_PARTNERSHIP = register_place(Place("partnership", lambda person: belonging.of(person).joined))


# --- Kept by the actions --------------------------------------------------------------------------------------------


def update(*things: models.Model) -> list[ToDo]:
    """Bring the table up to date for what happened to these things, in the caller's transaction. Returns the rows that
    were settled by it."""
    settled: list[ToDo] = []
    for kind in KINDS.values():
        ids: set[int] = set()
        for thing in things:
            ids.update(kind.touched_by(thing))
        if ids:
            settled += _write(_compare(kind, ids))
    return settled


def _compare(kind: ToDoKind, ids: Iterable[int]) -> Change:
    """The rows of some things beside the facts."""
    there = list(ids)
    wanted = {(one.person, one.about): one for one in kind.owed(kind.model._default_manager.filter(pk__in=there))}
    about = ContentType.objects.get_for_model(kind.model)
    gone, moved = [], []
    for row in ToDo.objects.open().filter(kind=kind.code, about_id__in=there):
        owed = wanted.pop((row.person_id, row.about_id), None)
        if owed is None:
            gone.append(row)
        elif any(getattr(row, name) != value for name, value in owed.kept.items()):
            for name, value in owed.kept.items():
                setattr(row, name, value)
            moved.append(row)
    missing = [
        ToDo(person_id=one.person, kind=kind.code, about_type=about, about_id=one.about, **one.kept)
        for one in wanted.values()
    ]
    return Change(missing, gone, moved)


def _write(change: Change) -> list[ToDo]:
    ToDo.objects.filter(pk__in=[row.pk for row in change.gone]).update(settled_at=timezone.now())
    ToDo.objects.bulk_update(change.moved, ["since", "place", "place_id", "opens_at", "closes_at"])
    ToDo.objects.bulk_create(change.missing, ignore_conflicts=True)
    return change.gone


# --- Compared each night --------------------------------------------------------------------------------------------


def _batches(kind: ToDoKind) -> Iterator[list[int]]:
    """Every thing of a kind, a batch at a time. What is gone took its rows along."""
    last = 0
    while ids := list(
        kind.model._base_manager.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:A_BATCH]
    ):
        yield ids
        last = ids[-1]


def differences() -> dict[str, int]:
    """How many rows of each kind differ from the facts now."""
    found = {code: sum(len(_compare(kind, ids)) for ids in _batches(kind)) for code, kind in KINDS.items()}
    return {code: count for code, count in found.items() if count}


def put_right() -> tuple[list[ToDo], dict[str, int]]:
    """Mend what differs. Returns the rows that were settled by it, and how many rows of each kind differed. Days bring
    differences (somebody stands in from today on); anything else is a fault worth looking into."""
    settled: list[ToDo] = []
    found: dict[str, int] = {}
    for code, kind in KINDS.items():
        for ids in _batches(kind):
            with transaction.atomic():
                change = _compare(kind, ids)
                settled += _write(change)
            if len(change):
                found[code] = found.get(code, 0) + len(change)
    return settled, found


# --- Read -----------------------------------------------------------------------------------------------------------


@Prepared
def _waiting(people: Collection[int], now: dt.datetime) -> models.QuerySet[ToDo]:
    return ToDo.objects.waiting_for(people, now)


def waiting_for(person: User) -> list[ToDo]:
    """What waits for this person now, group by group, the longest waiting first: one query, beside those that say who
    they are."""
    return waiting_for_each([person])[person.pk]


def waiting_for_each(people: Collection[User]) -> dict[int, list[ToDo]]:
    """The same for many people (by id), in a few queries."""
    known = {person.pk: person for person in people if person.is_active}
    found: dict[int, list[ToDo]] = {person.pk: [] for person in people}
    rows = [row for row in _waiting(known, timezone.now()) if row.kind in KINDS]
    for row in _to_do_here(rows, known):
        found[row.person_id].append(row)
    return {key: sorted(mine, key=in_order) for key, mine in found.items()}


def in_order(row: ToDo) -> tuple[int, dt.datetime, int]:
    """Where a row comes in "Voor jou"."""
    return RANK[KINDS[row.kind].group], row.since, row.pk


def open_about(people: Collection[User], things: Collection[int]) -> dict[tuple[int, str, int], bool]:
    """What these people (by id) have yet to do, of which kind, about things with these keys; and whether it counts now
    and they are where it has to be done. Who is may know of it."""
    known, now = {person.pk: person for person in people}, timezone.now()
    rows = list(ToDo.objects.open().filter(person__in=known, about_id__in=things)) if things else []
    here = {row.pk for row in _to_do_here(rows, known) if row.counts_at(now)}
    return {(row.person_id, row.kind, row.about_id): row.pk in here for row in rows}


def _to_do_here(rows: Collection[ToDo], people: Mapping[int, User]) -> list[ToDo]:
    """Of these rows those whose person is today where they have to be done, if that matters. A place of a newer process
    is nowhere yet."""
    placed = {(row.person_id, row.place) for row in rows if row.place}
    with belonging.remembered():
        if len(readers := {person for person, _place in placed}) > 1:
            belonging.read_at_once([people[person] for person in readers])
        held = {key: PLACES[key[1]].held(people[key[0]]) for key in placed if key[1] in PLACES}
    return [row for row in rows if not row.place or row.place_id in held.get((row.person_id, row.place), ())]


def heads(rows: Iterable[ToDo], person: User) -> dict[int, Head]:
    """Whose place each row (by key) is in, in one query for all tracks together."""
    told = [(row, PLACES[row.place].heads) for row in rows if row.place in PLACES]
    asked: dict[Any, set[int]] = defaultdict(set)
    for row, whose in told:
        if whose and row.place_id:
            asked[whose].add(row.place_id)
    found = {whose: whose(keys, person) for whose, keys in asked.items()}
    return {row.pk: found[whose].get(row.place_id, NOBODYS) for row, whose in told if whose in found}


def entries(rows: Iterable[ToDo], person: User, whose: Mapping[int, Head] | None = None) -> list[Entry]:
    """The rows as lines to show, in the same order; `whose` is what `heads` says of them, for who asked already."""
    told = list(rows)
    asked: dict[str, list[int]] = defaultdict(list)
    for row in told:
        asked[row.kind].append(row.about_id)
    said = {
        (code, said[0].pk): said
        for code, ids in asked.items()
        for said in KINDS[code].says(KINDS[code].by_key(ids), person)
    }
    whose = heads(told, person) if whose is None else whose
    found = ((row, said.get((row.kind, row.about_id))) for row in told)
    return [_entry(row, line, whose.get(row.pk, NOBODYS)) for row, line in found if line]


def _entry(row: ToDo, line: Said, head: Head) -> Entry:
    thing, what, about, *words = line
    named = dict.fromkeys(apart(word) for word in (head.name, head.school, about) if word)
    kind, said = KINDS[row.kind], ", ".join(named)
    asked = "".join(words)
    question = "" if asked else head.question
    return Entry(what, said, row.since, kind.link(thing), question, asked, kind.group, row.pk)
