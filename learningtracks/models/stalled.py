"""Stilgevallen: tracks on which nothing moves, and whom they wait for; no word of content (access.md row 6, R22)."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from accounts.models import User
from accounts.prepared import Prepared
from learningtracks.models.pieces import TRACK, Piece, with_what_counts
from learningtracks.models.tracks import Track, TrackPerson, TrackQuerySet
from learningtracks.models.versions import Remark, Vote
from learningtracks.values.pieces import STALLED_AFTER, THE_PARTY, TO_ANSWER
from partnerships import belonging
from partnerships.models.todos import ToDo
from partnerships.values import PARTY_OF_ROLE, Party, Role

FEW = 4  # what home shows, and one that says there are more
AT_ONCE = 64  # tracks looked at until there are that few
Running = tuple[int, int | None]  # the keys of a track that is not over and of its school


@dataclass(frozen=True)
class Silence:
    """No word of this party since then."""

    party: Party
    since: dt.datetime

    @property
    def of(self) -> str:
        """As it stands in a sentence, but for who learns."""
        return str(THE_PARTY.get(self.party, ""))


def stalled(tracks: TrackQuerySet) -> list[int]:
    """The keys of those among these on which a party has nobody, or nobody said anything for two weeks about a piece
    that waits for a party; the oldest first. What it is for the few that are shown says `with_reasons`."""
    return _stalled(list(_in_order(tracks)))


def few_stalled(coordinator: User) -> list[Track]:
    """The first few that somebody manages, with the reasons. Who manages hundreds has seldom to look at all of them."""
    running, found = _running(belonging.of(coordinator).coordinated), list[int]()
    for start in range(0, len(running), AT_ONCE):
        found += _stalled(running[start : start + AT_ONCE])
        if len(found) >= FEW:
            break
    return with_reasons(found[:FEW])


def without_a_party(tracks: Collection[int]) -> list[Track]:
    """Among these the first few of which a party has nobody, with the reasons."""
    return with_reasons(_without_a_party(tracks))


def _stalled(tracks: list[Running]) -> list[int]:
    """Two plain questions and the rest here: one that asks all, PostgreSQL thinks so dear that it compiles it first."""
    keys = [pk for pk, _school in tracks]
    spoken, silent = _spoken(keys), {track for track, _piece in _silent(keys, _long_ago())}
    return [
        pk
        for pk, school in tracks
        if pk in silent or (pk, Party.WORKPLACE) not in spoken or (school and (pk, Party.EDUCATION) not in spoken)
    ]


def with_reasons(keys: Collection[int]) -> list[Track]:
    """The few tracks with these keys, with their places, each with `no_workplace` or `no_education` when nobody speaks
    for that party, and `silent`: since when each party that a silent piece waits for did not answer."""
    found: list[Any] = _with_places(keys)
    spoken = _spoken(keys)
    silent = with_what_counts(_pieces({piece for _track, piece in _silent(keys, _long_ago())}))
    waits = [
        (piece.track.pk, Silence(party, piece.waiting_since(party))) for piece in silent for party in piece.waits_for
    ]
    for track in found:
        track.no_workplace = (track.pk, Party.WORKPLACE) not in spoken
        track.no_education = (track.pk, Party.EDUCATION) not in spoken
        track.silent = _longest([one for pk, one in waits if pk == track.pk])
    return found


def _longest(silences: list[Silence]) -> list[Silence]:
    """Per party the longest, in the order of the parties."""
    found = {one.party: one for one in sorted(silences, key=lambda one: one.since, reverse=True)}
    return [found[party] for party in Party if party in found]


def _in_order(tracks: TrackQuerySet) -> QuerySet[Any]:
    """Not those that somebody began for themselves: what they do with it is nobody's list (docs/decisions/0165)."""
    return tracks.not_over().filter(self_begun=False).order_by("starts_on", "pk").values_list("pk", "school")


@Prepared
def _running(organisations: list[int]) -> QuerySet[Any]:
    return _in_order(Track.objects.managed_from(organisations))


def _spoken(tracks: Collection[int]) -> set[tuple[int, Party]]:
    """For which party of which of these tracks there is somebody."""
    return {(track, PARTY_OF_ROLE[Role(role)]) for track, role in _spoken_for(tracks)}


@Prepared
def _silent(tracks: list[int], long_ago: dt.datetime) -> QuerySet[Any]:
    """The pieces that wait for somebody on these, as the to-dos say, and about which nobody said anything since: each
    with its track."""
    said = {"version__piece": OuterRef("about_id"), "at__gt": long_ago}
    waits = ToDo.objects.open().filter(kind=TO_ANSWER, place_id__in=tracks, since__lte=long_ago)
    silent = waits.filter(~Exists(Vote.objects.filter(**said)), ~Exists(Remark.objects.filter(**said)))
    return silent.order_by().values_list("place_id", "about_id").distinct()


@Prepared
def _without_a_party(tracks: list[int]) -> QuerySet[Any]:
    return Track.objects.filter(pk__in=tracks).without_a_party()[: FEW - 1]


@Prepared
def _with_places(tracks: list[int]) -> QuerySet[Track]:
    return Track.objects.filter(pk__in=tracks).with_places().order_by("starts_on", "pk")


@Prepared
def _spoken_for(tracks: list[int]) -> QuerySet[Any]:
    return TrackPerson.objects.standing().filter(track__in=tracks).order_by().values_list("track", "role")


@Prepared
def _pieces(keys: list[int]) -> QuerySet[Piece]:
    return Piece.objects.filter(pk__in=keys).select_related(TRACK)


def _long_ago() -> dt.datetime:
    return timezone.now() - dt.timedelta(days=STALLED_AFTER)
