"""What the night forgets of this layer, and forgetting tracks: when, the layer above says, for a track goes after what
was written on it (reflections)."""

import datetime as dt
from collections.abc import Collection

from django.db import transaction

from accounts.actions.retention import TWO_YEARS, Sweeper, sweep
from learningtracks.extensions import TRAILS_OF_TRACKS
from learningtracks.models.action_points import ActionPoint
from learningtracks.models.pieces import Piece
from learningtracks.models.reviews import TrackReview
from learningtracks.models.tracks import Track
from learningtracks.values.reviews import DRAFT_LIVES
from partnerships.actions.retention import forget_trails


@transaction.atomic
def forget(tracks: Collection[Track]) -> None:
    """These tracks, their people, periods, puzzles, action points, what was asked, and their histories: as many queries
    for many as for one."""
    things: list[Piece | ActionPoint] = [
        *Piece.objects.filter(puzzle__period__track__in=tracks),
        *ActionPoint.objects.filter(track__in=tracks),
    ]
    forget_trails([*(one.trail for one in [*tracks, *things]), *sum(TRAILS_OF_TRACKS(tracks), [])])
    Track.objects.filter(pk__in=[track.pk for track in tracks]).delete()


def action_points(now: dt.datetime) -> int:
    """Action points that were settled, or left alone past their date, longer than two years ago."""
    old = ActionPoint.objects.settled_before(now - TWO_YEARS)
    forget_trails(point.trail for point in old)
    return sweep(old)


def draft_reviews(now: dt.datetime) -> int:
    """Reviews that were never submitted and that nobody touched for ninety days (access.md R12)."""
    return sweep(TrackReview.objects.left_since(now - DRAFT_LIVES))


SWEEPERS: list[Sweeper] = [
    action_points,
    draft_reviews,
]
