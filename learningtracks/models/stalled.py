"""Stilgevallen: tracks on which nothing moves, and whom they wait for; no word of content (access.md row 6, R22)."""

import datetime as dt

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from learningtracks.models.pieces import TRACK, Piece
from learningtracks.models.tracks import TrackQuerySet
from learningtracks.values.pieces import STALLED_AFTER
from partnerships.values import Party

WAITS = {Party.LEARNER: "waits_learner", Party.WORKPLACE: "waits_workplace", Party.EDUCATION: "waits_education"}


def stalled(tracks: TrackQuerySet) -> TrackQuerySet:
    """Among these: a party has nobody, or nobody said anything for two weeks about a piece that waits for a party. Each
    with what it lacks (`with_missing_parties`) and whom it waits for (`waits_workplace` and its neighbours)."""
    silent = Piece.objects.silent_since(timezone.now() - dt.timedelta(days=STALLED_AFTER))
    here = silent.filter(**{TRACK: OuterRef("pk")})
    found = tracks.not_over().with_missing_parties()
    found = found.annotate(**{name: Exists(here.turn_of(party)) for party, name in WAITS.items()})
    waits = Q()
    for name in WAITS.values():
        waits |= Q(**{name: True})
    lacks = Q(no_workplace=True) | Q(no_education=True, school__isnull=False)
    return found.filter(lacks | waits).order_by("starts_on", "pk")
