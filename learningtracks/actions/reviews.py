"""Terugblik: begin, write, submit, change, correct, react (domain.md §2.3 step 6, access.md R12, R13).

A draft leaves no event: nobody else knows of it. Every save counts `version` up; one made of an older version raises
Stale and writes nothing.
"""

from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.actions.versions import check_version, locked
from accounts.models import User
from accounts.values import require
from learningtracks.events.reviews import REVIEW_CHANGED, REVIEW_CORRECTED, REVIEW_REACTED, REVIEW_SUBMITTED
from learningtracks.models.reviews import EarlierReview, TrackReview, speaks_for
from learningtracks.models.tracks import Period, TrackPerson
from learningtracks.policy.reviews import (
    may_correct_review,
    may_discard_review,
    may_react_to_review,
    may_review,
    may_submit_review,
    may_write_review,
)
from partnerships import events
from partnerships.values import SPEAKS


@transaction.atomic
def start(period: Period, *, by: User, went_well: str = "", next_up: str = "") -> TrackReview:
    """Begin a draft. Who began one already gets that one back, with nothing written over."""
    locked(Period.objects.all(), period.pk)
    require(may_review(by, period))
    standing = TrackReview.objects.filter(period=period, author=by, submitted_at=None, corrects=None).first()
    if standing:
        return standing
    party = str(speaks_for(by, period.track))
    return TrackReview.objects.create(period=period, party=party, author=by, went_well=went_well, next_up=next_up)


@transaction.atomic
def write(review: TrackReview, *, version: int, by: User, went_well: str, next_up: str) -> TrackReview:
    """Keep a draft as it was typed."""
    review = _locked(review, version, by=by)
    if review.is_submitted:
        return _change(review, by=by, went_well=went_well, next_up=next_up)
    if (review.went_well, review.next_up) != (went_well, next_up):
        review.went_well, review.next_up = went_well, next_up
        _save(review)
    return review


@transaction.atomic
def submit(review: TrackReview, *, version: int, by: User, went_well: str, next_up: str) -> TrackReview:
    """Submit it: the learner and the other educators read it from now on."""
    current = _row(review)
    same = (current.author_id, current.went_well, current.next_up) == (by.pk, went_well.strip(), next_up.strip())
    if current.is_submitted and same:
        return current  # the same form, sent again: whatever version it saw, there is nothing to keep or to lose
    review = _locked(review, version, by=by)
    if review.is_submitted:
        return _change(review, by=by, went_well=went_well, next_up=next_up)
    require(may_submit_review(went_well, next_up))
    review.went_well, review.next_up = went_well.strip(), next_up.strip()
    review.submitted_at, review.author_name = timezone.now(), by.name
    _save(review)
    kind = REVIEW_CORRECTED if review.corrects_id else REVIEW_SUBMITTED
    events.record(kind, by=by, about=review, tell=_readers(review), **_words(review))
    return TrackReview.objects.with_heads().get(pk=review.pk)  # perhaps both parties have by now


def _change(review: TrackReview, *, by: User, went_well: str, next_up: str) -> TrackReview:
    """What the learner could read already stays to be read (access.md A13)."""
    require(may_submit_review(went_well, next_up))
    new = (went_well.strip(), next_up.strip())
    if (review.went_well, review.next_up) == new:
        return review
    EarlierReview.objects.create(review=review, went_well=review.went_well, next_up=review.next_up)
    review.went_well, review.next_up = new
    _save(review)
    events.record(REVIEW_CHANGED, by=by, about=review, tell=_readers(review), **_words(review))
    return review


@transaction.atomic
def discard(review: TrackReview, *, by: User) -> None:
    """Throw a draft away."""
    review = _row(review)
    require(may_discard_review(by, review))
    review.delete()


@transaction.atomic
def correct(review: TrackReview, *, by: User) -> TrackReview:
    """Begin a new review that refers to a locked one, with its text to build on (R13)."""
    review = _row(review)
    require(may_correct_review(by, review))
    standing = TrackReview.objects.filter(period=review.period, author=by, submitted_at=None).first()
    return standing or TrackReview.objects.create(
        period=review.period,
        party=review.party,
        author=by,
        corrects=review,
        went_well=review.went_well,
        next_up=review.next_up,
    )


@transaction.atomic
def react(review: TrackReview, *, text: str, by: User) -> TrackReview:
    """The learner says something back, once."""
    review = _row(review)
    require(may_react_to_review(by, review))
    review.reaction, review.reacted_at = text.strip(), timezone.now()
    review.save(update_fields=["reaction", "reacted_at"])
    events.record(REVIEW_REACTED, by=by, about=review, tell=[review.author] if review.author else [], **_words(review))
    return review


def _row(review: TrackReview) -> TrackReview:
    """As it is now, held until the action is done. The period too: two parties submit one after the other."""
    locked(Period.objects.all(), review.period_id)
    return locked(TrackReview.objects.with_heads(), review.pk)


def _locked(review: TrackReview, version: int, *, by: User) -> TrackReview:
    review = _row(review)
    require(may_write_review(by, review))
    check_version(review, version)
    return review


def _save(review: TrackReview) -> None:
    review.version += 1
    review.edited_at = timezone.now()
    review.save()


def _readers(review: TrackReview) -> list[User]:
    """The learner and who speaks beside them."""
    named = TrackPerson.objects.readable().filter(track=review.track, role__in=SPEAKS).select_related("person")
    return [review.track.learner, *(one.person for one in named)]


def _words(review: TrackReview) -> dict[str, Any]:
    return {"learner": review.track.learner, "number": review.period.number}
