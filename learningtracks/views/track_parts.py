"""Parts of the page of a track: its talks, the reviews of each period, and the way to its puzzles."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.prepared import Prepared
from accounts.values import today
from learningtracks.models.conversations import Conversation
from learningtracks.models.reviews import TrackReview, opens_on
from learningtracks.models.tracks import Period, Track
from learningtracks.values.reviews import REVIEWERS
from partnerships.values import Party

MOST_TALKS = 8


def tabs_of(track: Track, path: str) -> list[dict[str, Any]]:
    """The two sides of a track for who may open it."""
    sides = [
        (_("Overzicht"), track.get_absolute_url()),
        (_("Alle puzzels"), reverse("learningtracks:track_puzzles", args=[track.public_id])),
    ]
    return [{"label": label, "url": url, "current": url == path} for label, url in sides]


@Prepared
def _talks_of(track: int) -> QuerySet[Conversation]:
    return Conversation.objects.filter(track=track).not_called_off()[:MOST_TALKS]


@Prepared
def _reviews_of(track: int) -> QuerySet[TrackReview]:
    return TrackReview.objects.filter(period__track=track).submitted().order_by("submitted_at", "pk")


def talks_of(track: Track) -> list[Conversation]:
    """The talks that were not called off, the last ones first."""
    return _talks_of(track.pk)


@dataclass(frozen=True)
class Half:
    """What one party did about one period: a review to read, the way to write it, or nothing yet."""

    party: Party
    review: TrackReview | None
    write_url: str

    @property
    def label(self) -> str:
        return str(self.party.label)


@dataclass(frozen=True)
class LookBack:
    """One period on which can be looked back."""

    period: Period
    halves: list[Half]


def looks_back(track: Track, periods: Iterable[Period], party: str | None) -> list[LookBack]:
    """Per period that is at its end: what each party wrote, the newest correction in place of what it corrects. The
    party of the reader gets the way to write; a coordinator sees whether and when (access.md rows 14-15)."""
    given: dict[tuple[int, str], TrackReview] = {}
    for review in _reviews_of(track.pk):
        given[review.period_id, review.party] = review
    found = []
    for period in periods:
        if today() < opens_on(period):
            continue
        halves = []
        for one in REVIEWERS:
            if one == Party.EDUCATION and track.school_id is None:
                continue
            written = given.get((period.pk, one))
            url = reverse("learningtracks:review_new", args=[track.public_id, period.number])
            halves.append(Half(one, written, url if party == one and written is None else ""))
        found.append(LookBack(period, halves))
    return found
