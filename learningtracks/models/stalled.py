"""Stilgevallen: tracks on which nothing moves, and whom they wait for; no word of content (access.md row 6, R22)."""

import datetime as dt
from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from accounts.models import User
from accounts.prepared import Prepared
from learningtracks.models.pieces import TRACK, Piece, with_what_counts
from learningtracks.models.tracks import Track, TrackPerson, TrackQuerySet, lacks_a_party
from learningtracks.values.pieces import STALLED_AFTER
from partnerships import belonging
from partnerships.values import PARTY_OF_ROLE, Party, Role

WAITS = {Party.LEARNER: "waits_learner", Party.WORKPLACE: "waits_workplace", Party.EDUCATION: "waits_education"}
FEW = 4  # what home shows, and one that says there are more


def stalled(tracks: TrackQuerySet) -> TrackQuerySet:
    """Among these, only their keys: a party has nobody, or nobody said anything for two weeks about a piece that waits
    for a party. What it is for the few that are shown says `with_reasons`."""
    return _stalled(tracks, _long_ago())


def _stalled(tracks: TrackQuerySet, long_ago: dt.datetime) -> TrackQuerySet:
    silent = Piece.objects.silent_since(long_ago).filter(**{TRACK: OuterRef("pk")})
    return tracks.not_over().filter(lacks_a_party() | Exists(silent)).order_by("starts_on", "pk").only("pk")


def few_stalled(coordinator: User) -> list[Track]:
    """The first few that somebody manages, with the reasons."""
    return with_reasons(_few_stalled(belonging.of(coordinator).coordinated, _long_ago()))


def without_a_party(tracks: Collection[int]) -> list[Track]:
    """Among these the first few of which a party has nobody, with the reasons."""
    return with_reasons(_without_a_party(tracks))


def with_reasons(tracks: Iterable[Track]) -> list[Track]:
    """These few tracks with their places, each with `no_workplace` or `no_education` when nobody speaks for that party,
    and `waits_workplace` and its neighbours: for whom a silent piece waits."""
    keys = [track.pk for track in tracks]
    found: list[Any] = _with_places(keys)
    spoken = {(track, PARTY_OF_ROLE[Role(role)]) for track, role in _spoken_for(keys)}
    silent = with_what_counts(_silent_on(keys, _long_ago()))
    waits = {(piece.track.pk, party) for piece in silent for party in piece.waits_for}
    for track in found:
        track.no_workplace = (track.pk, Party.WORKPLACE) not in spoken
        track.no_education = (track.pk, Party.EDUCATION) not in spoken
        for party, name in WAITS.items():
            setattr(track, name, (track.pk, party) in waits)
    return found


@Prepared
def _few_stalled(organisations: list[int], long_ago: dt.datetime) -> QuerySet[Track]:
    return _stalled(Track.objects.managed_from(organisations), long_ago)[:FEW]


@Prepared
def _without_a_party(tracks: list[int]) -> QuerySet[Track]:
    return Track.objects.filter(pk__in=tracks).without_a_party().only("pk")[: FEW - 1]


@Prepared
def _with_places(tracks: list[int]) -> QuerySet[Track]:
    return Track.objects.filter(pk__in=tracks).with_places().order_by("starts_on", "pk")


@Prepared
def _spoken_for(tracks: list[int]) -> QuerySet[Any]:
    return TrackPerson.objects.standing().filter(track__in=tracks).order_by().values_list("track", "role")


@Prepared
def _silent_on(tracks: list[int], long_ago: dt.datetime) -> QuerySet[Piece]:
    return Piece.objects.silent_since(long_ago).filter(**{f"{TRACK}__in": tracks}).select_related(TRACK)


def _long_ago() -> dt.datetime:
    return timezone.now() - dt.timedelta(days=STALLED_AFTER)
