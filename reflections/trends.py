"""What a team's stories say over the quarters (domain.md §5.5): pure functions over rows.

Nothing here knows a person: a teller is a number that only serves to count how many there are. A figure appears from
three stories by three tellers; of answers from five (access.md R17); of a partnership from three teams that each have
enough to show. No level is better than another and no team is compared with another.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from django.utils.translation import gettext

from partnerships.values import LEAST_ANSWERS
from reflections.calendar import Quarter
from reflections.values import Ending, ValueLevel

LEAST_STORIES, LEAST_TELLERS, LEAST_TEAMS = 3, 3, 3
Edge = tuple[str, str]


@dataclass(frozen=True)
class Told:
    """One story that counts. `levels` are those of its confirmed notes, in order; `continues` the key of the older
    story it follows; `teller` and `team` only tell apart."""

    key: int
    day: dt.date
    teller: str
    team: int
    levels: tuple[str, ...]
    continues: int | None = None

    @property
    def quarter(self) -> Quarter:
        return Quarter.of(self.day)


@dataclass(frozen=True)
class Expected:
    """What one teller expects of one story and shares; `ending` how it went, empty while it is open."""

    teller: str
    ending: str = ""


def is_enough(told: Sequence[Told] | Sequence[Expected]) -> bool:
    """Three stories by three tellers: fewer would be about somebody."""
    return len(told) >= LEAST_STORIES and len({one.teller for one in told}) >= LEAST_TELLERS


def forms_of(rows: Iterable[tuple[int, str, int]]) -> Counter[str]:
    """How often each form of learning was named, from rows of person, form and times; empty below five people."""
    known = list(rows)
    times: Counter[str] = Counter()
    if len({person for person, _form, _times in known}) >= LEAST_ANSWERS:
        for _person, form, often in known:
            times[form] += often
    return times


# --- Bereikte niveaus -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Reached:
    """One quarter: in how many of its stories each level has a confirmed note. No figures while there are too few."""

    quarter: Quarter
    stories: int = 0
    by_level: dict[str, int] = field(default_factory=dict)

    @property
    def is_shown(self) -> bool:
        return self.stories > 0

    def share(self, level: str) -> int:
        """Percent of the stories, rounded."""
        return round(100 * self.by_level.get(level, 0) / self.stories) if self.stories else 0


def reached(told: Iterable[Told], quarters: Iterable[Quarter]) -> list[Reached]:
    """Share of the stories with at least one note at each level, quarter by quarter."""
    by_quarter: dict[Quarter, list[Told]] = defaultdict(list)
    for one in told:
        by_quarter[one.quarter].append(one)
    return [_reached(quarter, by_quarter[quarter]) for quarter in quarters]


def _reached(quarter: Quarter, told: list[Told]) -> Reached:
    if not is_enough(told):
        return Reached(quarter)
    counts = Counter(level for one in told for level in set(one.levels))
    return Reached(quarter, len(told), {level: counts[level] for level in ValueLevel.values})


# --- Verhalenstroom -------------------------------------------------------------------------------------------


def threads(told: Iterable[Told]) -> list[list[Told]]:
    """Each story that follows nothing we count, with everything that follows it, by day and then by number.

    A story whose earlier one was withdrawn begins a thread of its own.
    """
    known = {one.key: one for one in told}
    found: dict[int, list[Told]] = defaultdict(list)
    for one in known.values():
        found[_root(one, known)].append(one)
    return [sorted(found[key], key=lambda one: (one.day, one.key)) for key in sorted(found)]


def _root(one: Told, known: dict[int, Told]) -> int:
    seen = {one.key}
    while one.continues in known and one.continues not in seen:
        one = known[one.continues]
        seen.add(one.key)
    return one.key


@dataclass(frozen=True)
class Stream:
    """How many threads go from one level to another, and in how many a level occurs. Empty while there are too few."""

    threads: int = 0
    edges: dict[Edge, int] = field(default_factory=dict)
    at: dict[str, int] = field(default_factory=dict)

    @property
    def is_shown(self) -> bool:
        return self.threads > 0

    @property
    def widest(self) -> list[Edge]:
        """The edges that most threads follow; several when they are equal."""
        most = max(self.edges.values(), default=0)
        return [edge for edge, count in self.edges.items() if count == most]


def stream(told: Iterable[Told]) -> Stream:
    """Each successive pair of different levels in a thread is an edge; a thread counts once an edge."""
    counted = list(told)
    if not is_enough(counted):
        return Stream()
    lines = [[level for one in thread for level in one.levels] for thread in threads(counted)]
    edges = Counter(edge for line in lines for edge in {pair for pair in pairwise(line) if pair[0] != pair[1]})
    at = Counter(level for line in lines for level in set(line))
    ordered = sorted(edges.items(), key=lambda pair: (-pair[1], _place(pair[0][0]), _place(pair[0][1])))
    return Stream(len(lines), dict(ordered), {level: at[level] for level in ValueLevel.values})


@dataclass(frozen=True)
class Endings:
    """How stories ended of which their teller wrote down what to expect. Empty while there are too few."""

    known: int = 0
    by_ending: dict[str, int] = field(default_factory=dict)

    @property
    def still_open(self) -> int:
        return self.known - sum(self.by_ending.values())

    @classmethod
    def of(cls, expected: Iterable[Expected]) -> "Endings":
        known = list(expected)
        if not is_enough(known):
            return cls()
        counts = Counter(one.ending for one in known)
        return cls(len(known), {ending: counts[ending] for ending in Ending.values})

    @property
    def rows(self) -> list[tuple[str, int]]:
        """Each way with how often, and what is still open."""
        said = [(str(Ending(ending).label), count) for ending, count in self.by_ending.items()]
        return [*said, (gettext("Nog open"), self.still_open)]


def _place(level: str) -> int:
    return ValueLevel.values.index(level)


# --- Acties and check-out -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Point:
    """One action point: when it was made, done or stopped."""

    made_on: dt.date
    done_on: dt.date | None = None
    stopped_on: dt.date | None = None


@dataclass(frozen=True)
class Actions:
    """Made, done, stopped; `days` is the median from made to done, of those that are done."""

    made: int
    done: int
    stopped: int
    days: int | None

    @classmethod
    def of(cls, points: Iterable[Point]) -> "Actions":
        known = list(points)
        took = [(point.done_on - point.made_on).days for point in known if point.done_on]
        stopped = sum(point.stopped_on is not None for point in known)
        return cls(len(known), len(took), stopped, round(median(took)) if took else None)

    @property
    def standing(self) -> int:
        return self.made - self.done - self.stopped


@dataclass(frozen=True)
class Group:
    """One part of the picture of a quarter: names with how often, out of a whole. Nothing when there are too few."""

    title: str
    lines: list[tuple[str, int]]
    whole: int


@dataclass(frozen=True)
class CheckOut:
    """Mean and number of the answers to "Was dit je tijd waard?". No mean below five answers."""

    answers: int = 0
    mean: float | None = None

    @classmethod
    def of(cls, counts: Iterable[tuple[int, int]]) -> "CheckOut":
        """From pairs of a score and how often it was given, in one session."""
        known = list(counts)
        answers = sum(count for _score, count in known)
        if answers < LEAST_ANSWERS:
            return cls()
        return cls(answers, round(sum(score * count for score, count in known) / answers, 1))

    @classmethod
    def over(cls, sessions: Iterable[Iterable[tuple[int, int]]]) -> "CheckOut":
        """Over sessions, of which only those with five answers count: else two totals would give away the third."""
        enough = [counts for counts in map(list, sessions) if cls.of(counts).answers]
        return cls.of(pair for counts in enough for pair in counts)


# --- Several teams --------------------------------------------------------------------------------------------


def of_teams(told: Iterable[Told]) -> list[Told]:
    """The stories of teams together, quarter by quarter: only of teams with enough to show in that quarter, and only
    when there are three of those. So no total gives away a team that is too small (access.md R17, T18)."""
    groups: dict[Quarter, dict[int, list[Told]]] = defaultdict(lambda: defaultdict(list))
    for one in told:
        groups[one.quarter][one.team].append(one)
    kept = []
    for teams in groups.values():
        enough = [stories for stories in teams.values() if is_enough(stories)]
        if len(enough) >= LEAST_TEAMS:
            kept += [one for stories in enough for one in stories]
    return kept
