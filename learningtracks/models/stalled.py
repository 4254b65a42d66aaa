"""Stilgevallen: tracks on which nothing moves, and whom they wait for; no word of content (access.md row 6, R22)."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils import timezone

from learningtracks.models.pieces import TRACK, Piece
from learningtracks.models.tracks import Track, TrackPerson, TrackQuerySet, lacks_a_party
from learningtracks.values.pieces import STALLED_AFTER
from partnerships.values import Party

WAITS = {Party.LEARNER: "waits_learner", Party.WORKPLACE: "waits_workplace", Party.EDUCATION: "waits_education"}


def stalled(tracks: TrackQuerySet) -> TrackQuerySet:
    """Among these, only their keys: a party has nobody, or nobody said anything for two weeks about a piece that waits
    for a party. What it is for the few that are shown says `with_reasons`."""
    silent = Piece.objects.silent_since(_long_ago()).filter(**{TRACK: OuterRef("pk")})
    return tracks.not_over().filter(lacks_a_party() | Exists(silent)).order_by("starts_on", "pk").only("pk")


def with_reasons(tracks: Iterable[Track]) -> list[Track]:
    """These few tracks with their places, each with `no_workplace` or `no_education` when nobody speaks for that party,
    and `waits_workplace` and its neighbours: for whom a silent piece waits."""
    keys = [track.pk for track in tracks]
    found: list[Any] = list(Track.objects.filter(pk__in=keys).with_places().order_by("starts_on", "pk"))
    there = TrackPerson.objects.standing().filter(track__in=keys)
    spoken = {(one.track_id, one.party) for one in there}
    silent = Piece.objects.silent_since(_long_ago()).filter(**{f"{TRACK}__in": keys})
    waits = {(piece.track.pk, party) for piece in silent.with_what_counts() for party in piece.waits_for}
    for track in found:
        track.no_workplace = (track.pk, Party.WORKPLACE) not in spoken
        track.no_education = (track.pk, Party.EDUCATION) not in spoken
        for party, name in WAITS.items():
            setattr(track, name, (track.pk, party) in waits)
    return found


def _long_ago() -> dt.datetime:
    return timezone.now() - dt.timedelta(days=STALLED_AFTER)
