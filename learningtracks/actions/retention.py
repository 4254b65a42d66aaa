"""What the night forgets of this floor, and forgetting a track: when, the floor above says, for a track goes after what
was written on it (reflections)."""

import datetime as dt

from django.db import transaction

from accounts.actions.retention import TWO_YEARS, Sweeper, sweep
from learningtracks.models import ActionPoint, Piece, Track, TrackReview
from learningtracks.values.reviews import DRAFT_LIVES
from partnerships.actions.retention import forget_trails


@transaction.atomic
def forget(track: Track) -> None:
    """The track, its people, its periods, its puzzles, its action points and their histories."""
    pieces = (piece.trail for piece in Piece.objects.on_track(track))
    points = (point.trail for point in track.action_points.all())
    forget_trails([track.trail, *pieces, *points])
    track.delete()


def action_points(now: dt.datetime) -> int:
    """Action points that were settled, or left alone past their date, longer than two years ago."""
    old = ActionPoint.objects.settled_before(now - TWO_YEARS)
    forget_trails(point.trail for point in old)
    return sweep(old)


def draft_reviews(now: dt.datetime) -> int:
    """Reviews that were never submitted and that nobody touched for ninety days (access.md R12)."""
    return sweep(TrackReview.objects.left_since(now - DRAFT_LIVES))


SWEEPERS = [
    Sweeper("learningtracks.ActionPoint", action_points),
    Sweeper("learningtracks.TrackReview", draft_reviews),
]
