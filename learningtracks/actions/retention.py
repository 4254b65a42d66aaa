"""What the night forgets of this layer, and forgetting tracks: when, the layer above says, for a track goes after what
was written on it (reflections)."""

import datetime as dt
from collections.abc import Collection

from django.db import transaction

from accounts.actions.retention import TWO_YEARS, Sweeper, sweep
from learningtracks.models.action_points import ActionPoint
from learningtracks.models.partnership_conversations import PartnershipConversation
from learningtracks.models.pieces import Piece
from learningtracks.models.reviews import TrackReview
from learningtracks.models.rounds import HelpAsk, Round
from learningtracks.models.tracks import Track
from learningtracks.models.trainings import Training
from learningtracks.values.reviews import DRAFT_LIVES
from partnerships.actions.retention import forget_trails


@transaction.atomic
def forget(tracks: Collection[Track]) -> None:
    """These tracks, their people, periods, puzzles, action points, rounds and their histories: as many queries for
    many as for one."""
    things: list[Piece | ActionPoint | Round | HelpAsk] = [
        *Piece.objects.filter(puzzle__period__track__in=tracks),
        *ActionPoint.objects.filter(track__in=tracks),
        *Round.objects.filter(period__track__in=tracks),
        *HelpAsk.objects.filter(round__period__track__in=tracks).select_related("round"),
    ]
    forget_trails(thing.trail for thing in [*tracks, *things])
    Track.objects.filter(pk__in=[track.pk for track in tracks]).delete()


def action_points(now: dt.datetime) -> int:
    """Action points that were settled, or left alone past their date, longer than two years ago."""
    old = ActionPoint.objects.settled_before(now - TWO_YEARS)
    forget_trails(point.trail for point in old)
    return sweep(old)


def draft_reviews(now: dt.datetime) -> int:
    """Reviews that were never submitted and that nobody touched for ninety days (access.md R12)."""
    return sweep(TrackReview.objects.left_since(now - DRAFT_LIVES))


def rounds(now: dt.datetime) -> int:
    """Rounds of teams and trainings that began longer than two years ago, with every answer in them."""
    old = Round.objects.settled_before(now - TWO_YEARS)
    forget_trails([*(one.trail for one in old), *(ask.trail for ask in HelpAsk.objects.filter(round__in=old))])
    return sweep(old)


def trainings(now: dt.datetime) -> int:
    """Trainings that ended longer than two years ago."""
    old = Training.objects.over_since((now - TWO_YEARS).date())
    forget_trails(one.trail for one in old)
    return sweep(old)


def partnership_conversations(now: dt.datetime) -> int:
    """Partnership conversations that began longer than two years ago, with what everybody wrote."""
    old = PartnershipConversation.objects.filter(started_at__lt=now - TWO_YEARS)
    forget_trails(one.trail for one in old)
    return sweep(old)


SWEEPERS: list[Sweeper] = [
    action_points,
    draft_reviews,
    rounds,
    trainings,
    partnership_conversations,
]
