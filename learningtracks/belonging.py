"""Which tracks somebody learns on or guides, read once a request (partnerships/belonging.py).

Two questions differ. On an *active* track somebody takes part today: they may be told of it, choose and be chosen, and
write in it, until 30 days after its end (R10). A *readable* one may be opened: a learner keeps reading the own track
after access ended (access.md R31).
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.apps import apps
from django.db.models import QuerySet

from accounts.models import User
from accounts.prepared import Prepared
from partnerships import belonging
from partnerships.values import GUIDES, SPEAKS, Party, Role


@dataclass(frozen=True)
class Named:
    """A place on a track that its holder may read today (access.md R10)."""

    pk: int
    track: int
    role: str
    stands_in_for: int | None


@dataclass(frozen=True)
class Tracks:
    """The tracks around one person: all `own` ones there ever were, keys of those on which they take part as a
    `learning` person today, their places as a guide, and keys of those on which they hold the `lent` vote of the
    workplace."""

    own: tuple[Any, ...]
    learning: frozenset[int]
    named: tuple[Named, ...]
    lent: frozenset[int]

    def guided(self, *roles: Role) -> frozenset[int]:
        """On which this person is named, in one of these roles or in any."""
        return frozenset(one.track for one in self.named if not roles or one.role in roles)

    @cached_property
    def active(self) -> frozenset[int]:
        return self.learning | self.guided()

    @cached_property
    def readable(self) -> frozenset[int]:
        return frozenset(track.pk for track in self.own) | self.guided()

    @cached_property
    def spoken(self) -> frozenset[int]:
        """On which this person speaks today: as the learner, praktijkopleider or instituutsopleider."""
        return self.learning | self.guided(*SPEAKS)

    @cached_property
    def supervised(self) -> frozenset[int]:
        """Whose people and end are in the hands of this person, who stands in for nobody (access.md row 5, note 5)."""
        return frozenset(
            one.track for one in self.named if one.role == Role.SCHOOL_SUPERVISOR and one.stands_in_for is None
        )

    @cached_property
    def begun(self) -> frozenset[int]:
        """Own ones that this person began, while they take part (docs/decisions/0165)."""
        return frozenset(track.pk for track in self.own if track.self_begun and track.pk in self.learning)

    @cached_property
    def teams(self) -> frozenset[int]:
        """Teams in which this person learns: a learner on a running track is a member (access.md §2, TM)."""
        return frozenset(track.team_id for track in self.own if track.pk in self.learning and track.is_running) - {None}

    def party_on(self, track: int) -> Party | None:
        """For which party this person votes on a track. Who speaks for two speaks for the first of workplace and
        education (docs/decisions/0020); who holds the lent vote answers for the workplace."""
        if track in self.learning:
            return Party.LEARNER
        spoken = (party for role, party in SPEAKS.items() if track in self.guided(role))
        return next(spoken, Party.WORKPLACE if track in self.lent else None)


@Prepared
def _tracks_of(learners: list[int]) -> QuerySet[Any]:
    return apps.get_model("learningtracks.Track").objects.filter(learner__in=learners).order_by("pk")


@Prepared
def _places_through(memberships: list[int]) -> QuerySet[Any]:
    places = apps.get_model("learningtracks.TrackPerson").objects.readable(through=memberships).order_by("pk")
    return places.values_list("person", "pk", "track", "role", "stands_in_for")


@Prepared
def _votes_of(places: list[int]) -> QuerySet[Any]:
    votes = apps.get_model("learningtracks.VoteDelegation").objects.in_force()
    return votes.filter(to__in=places).values_list("to", "track")


def _read(people: Collection[User]) -> dict[int, Tracks]:
    """Three queries at most: the own tracks, the places of guides, the votes that a werkbegeleider holds."""
    own: dict[int, list[Any]] = {person.pk: [] for person in people}
    for track in _tracks_of([person.pk for person in people]):
        own[track.learner_id].append(track)
    named = _named(people)
    lent = _lent([one.pk for places in named.values() for one in places if one.role not in SPEAKS])
    found = {}
    for person in people:
        mine, places = belonging.of(person), tuple(named.get(person.pk, []))
        taking = (track for track in own[person.pk] if not track.is_closed)
        learning = frozenset(track.pk for track in taking if mine.learns_in(track.partnership_id))
        votes = frozenset(lent[one.pk] for one in places if one.pk in lent)
        found[person.pk] = Tracks(tuple(own[person.pk]), learning, places, votes)
    return found


def _named(people: Collection[User]) -> dict[int, list[Named]]:
    """The places of guides by person; nobody has one without a membership as a guide, in force."""
    through = [one.pk for person in people for one in belonging.of(person).now if one.role in GUIDES]
    if not through:
        return {}
    found: dict[int, list[Named]] = {person.pk: [] for person in people}
    for person, pk, track, role, stands_in_for in _places_through(through):
        if person in found:
            found[person].append(Named(pk, track, role, stands_in_for))
    return found


def _lent(places: list[int]) -> dict[int, int]:
    """The track of each of these places that holds the lent vote of the workplace."""
    return dict(_votes_of(places)) if places else {}


tracks_of = belonging.Once(_read)


@Prepared
def _with_learner(track: int) -> QuerySet[Any]:
    return apps.get_model("learningtracks.Track").objects.filter(pk=track).with_learner().values_list("pk")


def learns_on(track: Any) -> bool:
    """Does the learner of this track take part in it today? The same as `Tracks.learning`, asked of a track."""
    return bool(_with_learner(track.pk))


def teams_learnt_in(person: User) -> frozenset[int]:
    """Teams in which somebody learns. Nobody does without a membership as a learner, so most people cost no query."""
    return tracks_of(person).teams if Role.LEARNER in {one.role for one in belonging.of(person).now} else frozenset()


def learners_in(teams: Iterable[int]) -> QuerySet[Any]:
    """The other way round: the keys of who learns in these teams."""
    tracks = apps.get_model("learningtracks.Track").objects
    return tracks.learning().filter(team__in=teams).values("learner")
