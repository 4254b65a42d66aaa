"""The Terugblik: what an educator says about a period of a track (domain.md §2.3 step 6, access.md rows 14-15)."""

import datetime as dt
import uuid
from collections.abc import Collection

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.prepared import by_keys
from learningtracks.belonging import tracks_of
from learningtracks.models.tracks import Period, Track
from learningtracks.values.reviews import MOST_REACTION, MOST_REVIEW, OPENS_BEFORE, REVIEWERS, ReviewStanding
from partnerships.models.unchanging import Unchanging, UnchangingQuerySet
from partnerships.values import SPEAKS, Party


class TrackReviewQuerySet(models.QuerySet["TrackReview"]):
    @by_keys(lambda person: (person.pk, tracks_of(person).spoken))
    def visible_to(self, person: int, spoken: Collection[int]) -> "TrackReviewQuerySet":
        """Submitted reviews for who speaks on the track today, the learner first; a draft for its author alone."""
        known = Q(submitted_at__isnull=False) | Q(author=person)
        return self.filter(known, period__track__in=spoken)

    def readable_by(self, person: User) -> "TrackReviewQuerySet":
        """The same, and those of all own tracks (access.md R31)."""
        known = Q(submitted_at__isnull=False) | Q(author=person)
        return self.filter(known, Q(period__track__in=tracks_of(person).spoken) | Q(period__track__learner=person))

    def drafts_of(self, person: User) -> "TrackReviewQuerySet":
        return self.visible_to(person).filter(author=person, submitted_at__isnull=True)

    def first_draft_of(self, person: User, period: Period) -> "TrackReview | None":
        """What this person began to write on a period, corrections apart."""
        return self.drafts_of(person).filter(period=period, corrects__isnull=True).first()

    def written_by(self, person: User) -> "TrackReviewQuerySet":
        return self.visible_to(person).filter(author=person)

    def about(self, person: User) -> "TrackReviewQuerySet":
        """Submitted reviews of which this person is the learner."""
        return self.submitted().filter(period__track__learner=person)

    def on_track(self, track: Track) -> "TrackReviewQuerySet":
        return self.filter(period__track=track)

    def submitted(self) -> "TrackReviewQuerySet":
        return self.filter(submitted_at__isnull=False)

    def left_since(self, moment: dt.datetime) -> "TrackReviewQuerySet":
        """Drafts that nobody touched since this moment (access.md R12)."""
        return self.filter(submitted_at__isnull=True, edited_at__lt=moment)

    def with_heads(self) -> "TrackReviewQuerySet":
        """What a row and a page need: the track, and what the other party submitted."""
        workplace = TrackReview.objects.firsts().filter(period=OuterRef("period"), party=Party.WORKPLACE)
        education = TrackReview.objects.firsts().filter(period=OuterRef("period"), party=Party.EDUCATION)
        return self.annotate(has_workplace=Exists(workplace), has_education=Exists(education)).select_related(
            "period__track__learner",
            "period__track__workplace__organisation",
            "period__track__school",
        )

    def firsts(self) -> "TrackReviewQuerySet":
        """Submitted, and not a correction of an earlier one."""
        return self.submitted().filter(corrects__isnull=True)


class TrackReview(models.Model):
    """One party's look back on a period, written by one educator. No grade and no score.

    A draft is its author's. Submitted, the learner reads it at once and may add a reaction. Once both parties submitted
    theirs, neither changes any more: a correction is a new review that refers to the old (access.md R13).
    `actions/reviews.py` writes it; every save counts `version` up.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    period = models.ForeignKey(Period, on_delete=models.CASCADE, related_name="reviews")
    party = models.CharField(_("namens"), max_length=10, choices=Party)
    author = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="track_reviews")
    author_name = models.CharField(_("geschreven door"), max_length=150, blank=True)
    corrects = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="corrections", verbose_name=_("verbetert")
    )
    went_well = models.TextField(_("wat ging goed"), max_length=MOST_REVIEW, blank=True)
    next_up = models.TextField(_("wat is het volgende"), max_length=MOST_REVIEW, blank=True)
    version = models.PositiveIntegerField(default=1)
    started_at = models.DateTimeField(_("begonnen op"), default=timezone.now)
    edited_at = models.DateTimeField(_("aangepast op"), default=timezone.now)
    submitted_at = models.DateTimeField(_("ingeleverd op"), null=True, blank=True)
    reaction = models.TextField(_("reactie"), max_length=MOST_REACTION, blank=True)
    reacted_at = models.DateTimeField(_("reactie op"), null=True, blank=True)

    objects = TrackReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("terugblik")
        verbose_name_plural = _("terugblikken")
        ordering = ["started_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(party__in=REVIEWERS), name="track_review_party_reviews"),
            models.CheckConstraint(
                condition=Q(submitted_at__isnull=True) | ~Q(went_well="") & ~Q(next_up=""),
                name="track_review_submitted_has_text",
            ),
            models.CheckConstraint(
                condition=Q(reacted_at__isnull=True, reaction="")
                | Q(reacted_at__isnull=False, submitted_at__isnull=False) & ~Q(reaction=""),
                name="track_review_reaction_after_submission",
            ),
            models.UniqueConstraint(
                fields=["period", "party"],
                condition=Q(submitted_at__isnull=False, corrects__isnull=True),
                name="track_review_one_per_party",
            ),
            models.UniqueConstraint(
                fields=["period", "author"],
                condition=Q(submitted_at__isnull=True),
                name="track_review_one_draft",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.period.track} · {self.period} · {self.party}"

    def get_absolute_url(self) -> str:
        return reverse("learningtracks:review", args=[self.public_id])

    @property
    def trail(self) -> str:
        return self.period.track.trail

    @property
    def track(self) -> Track:
        return self.period.track

    @property
    def written_by(self) -> str:
        """The name stays on a review, also when its author left (access.md R33)."""
        return self.author_name or str(self.author or "")

    @property
    def is_submitted(self) -> bool:
        return self.submitted_at is not None

    @property
    def is_locked(self) -> bool:
        """Both parties submitted, and so is this one; a correction is locked when it is submitted."""
        if not self.is_submitted:
            return False
        return self.corrects_id is not None or both_submitted(self)

    @property
    def standing(self) -> ReviewStanding:
        if not self.is_submitted:
            return ReviewStanding.DRAFT
        return ReviewStanding.LOCKED if self.is_locked else ReviewStanding.SUBMITTED


def both_submitted(review: TrackReview) -> bool:
    """Whether each party that can look back on this period did. On a track without a school that is the workplace."""
    found = getattr(review, "has_workplace", None)
    if found is None:
        firsts = TrackReview.objects.firsts().filter(period=review.period_id)
        there = set(firsts.values_list("party", flat=True))
        return Party.WORKPLACE in there and (Party.EDUCATION in there or review.track.school_id is None)
    return bool(found and (review.has_education or review.track.school_id is None))  # type: ignore[attr-defined]


class EarlierReview(Unchanging):
    """What a review said before its author changed it, after the learner could read it: nothing vanishes (A13)."""

    review = models.ForeignKey(TrackReview, on_delete=models.CASCADE, related_name="earlier")
    went_well = models.TextField(_("wat ging goed"), max_length=MOST_REVIEW)
    next_up = models.TextField(_("wat is het volgende"), max_length=MOST_REVIEW)
    replaced_at = models.DateTimeField(_("vervangen op"), default=timezone.now)

    objects = UnchangingQuerySet["EarlierReview"].as_manager()

    class Meta:
        verbose_name = _("eerdere versie van een terugblik")
        verbose_name_plural = _("eerdere versies van een terugblik")
        ordering = ["-replaced_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.review} · {self.replaced_at:%Y-%m-%d}"


def opens_on(period: Period) -> dt.date:
    """From when on a period can be looked back on: its last two weeks."""
    return min(period.ends_on, period.track.last_day) - OPENS_BEFORE


def speaks_for(person: User, track: Track) -> str | None:
    """The party for which this person looks back on a track today, or None."""
    mine = tracks_of(person)
    return next((str(party) for role, party in SPEAKS.items() if track.pk in mine.guided(role)), None)
