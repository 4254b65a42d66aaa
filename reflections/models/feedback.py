"""Feedback: one question to one person about one experience, and the reply."""

import uuid
from collections.abc import Collection

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.prepared import by_keys
from learningtracks.belonging import tracks_of
from learningtracks.models.tracks import TrackPerson
from partnerships.models.notices import Notice
from reflections.models.experiences import Experience, Share
from reflections.values import Part

GIVEN = "feedback_given"  # the kind of event


class FeedbackRequestQuerySet(models.QuerySet["FeedbackRequest"]):
    @by_keys(lambda person: (person.pk, tracks_of(person).guided()))
    def addressed_to(self, person: int, guided: Collection[int]) -> "FeedbackRequestQuerySet":
        """Questions to this person about experiences whose story they may still read (access.md rows 8, 12): the same
        rule as `Experience.objects.shared_with`."""
        return self._with_story_shared_with(person).filter(asked=person, experience__track__in=guided)

    def with_open_story(self) -> "FeedbackRequestQuerySet":
        """Not taken back, and the story is shared with who was asked; whether they guide the track is not asked."""
        return self._with_story_shared_with(OuterRef("asked")).filter(experience__track__isnull=False)

    def _with_story_shared_with(self, person: int | OuterRef) -> "FeedbackRequestQuerySet":
        story = Share.objects.running().filter(person=person, part=Part.STORY)
        return self.filter(
            Exists(story.filter(experience=OuterRef("experience"))),
            withdrawn_at__isnull=True,
            experience__saved_at__isnull=False,
            experience__hidden_at__isnull=True,
        ).exclude(experience__author=F("asked"))

    def with_access(self) -> "FeedbackRequestQuerySet":
        """Says as `may_answer` whether who was asked can still read the story, and so can still answer."""
        story = Share.objects.running().with_access().filter(may_read=True, part=Part.STORY)  # type: ignore[misc]
        return self.annotate(
            may_answer=Exists(story.filter(experience=OuterRef("experience"), person=OuterRef("asked")))
        )

    def unanswered(self) -> "FeedbackRequestQuerySet":
        return self.filter(feedback__isnull=True)

    def waiting_for(self, person: User) -> "FeedbackRequestQuerySet":
        """The queue "Voor jou": unanswered, oldest first, over all tracks, organisations and schools."""
        return self.addressed_to(person).unanswered().with_story().order_by("asked_at", "pk")

    def with_story(self) -> "FeedbackRequestQuerySet":
        """Everything a row or the page of a question needs, in one query. Who was asked is who looks."""
        return self.select_related("feedback", "experience__author", "experience__track__school")

    def visible_to(self, person: User) -> "FeedbackRequestQuerySet":
        mine = Q(experience__author=person)
        return self.filter(mine | Q(pk__in=self.model.objects.addressed_to(person).values("pk"))).with_story()


class FeedbackRequest(models.Model):
    """One own question to one person named on the track (domain.md §2.2 step 3)."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    experience = models.ForeignKey(Experience, on_delete=models.CASCADE, related_name="feedback_requests")
    asked = models.ForeignKey(User, on_delete=models.CASCADE, related_name="feedback_asked")
    named_as = models.ForeignKey(TrackPerson, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    question = models.TextField(_("vraag"), max_length=1_000)
    asked_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    todos = GenericRelation("partnerships.ToDo", "about_id", "about_type")

    objects = FeedbackRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("feedbackvraag")
        verbose_name_plural = _("feedbackvragen")
        ordering = ["asked_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(question=""), name="feedback_request_has_question"),
            models.UniqueConstraint(
                fields=["experience", "asked"],
                condition=Q(withdrawn_at__isnull=True),
                name="feedback_request_once_per_person",
            ),
        ]

    def __str__(self) -> str:
        return str(self.public_id)

    def get_absolute_url(self) -> str:
        return reverse("reflections:feedback", args=[self.public_id])

    @property
    def trail(self) -> str:
        return self.experience.trail


class FeedbackQuerySet(models.QuerySet["Feedback"]):
    def given_by(self, person: User) -> "FeedbackQuerySet":
        """What this person wrote to others, newest first; theirs also when the entry is gone (access.md R5)."""
        return self.filter(author=person).select_related("receiver", "request").order_by("-sent_at", "-pk")

    def changeable_by(self, person: User) -> "FeedbackQuerySet":
        """Own feedback on a question this person may still see."""
        return self.filter(author=person, request__in=FeedbackRequest.objects.addressed_to(person))

    def received_by(self, person: User | int) -> "FeedbackQuerySet":
        return self.filter(receiver=person, request__isnull=False)

    def unreacted(self) -> "FeedbackQuerySet":
        """Replies the learner has not thanked for and not used yet: "Jij bent aan zet"."""
        return self.filter(thanked_at__isnull=True, used_at__isnull=True)

    def with_notice(self) -> "FeedbackQuerySet":
        """Each knows the notice of it that its receiver did not see yet, by its public id."""
        unseen = Notice.objects.unseen_by(OuterRef("receiver"))
        told = unseen.filter(event__kind=GIVEN, event__about_id=OuterRef("pk")).order_by("pk")
        return self.annotate(notice=Subquery(told.values("public_id")[:1]))


class Feedback(models.Model):
    """The reply. It belongs to giver and receiver; changeable until the learner reacted (access.md row 12).

    When the experience is deleted the giver keeps the words without the entry's text (R5): `request` becomes empty.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    request = models.OneToOneField(
        FeedbackRequest, on_delete=models.SET_NULL, null=True, blank=True, related_name="feedback"
    )
    author = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="feedback_given")
    receiver = models.ForeignKey(User, on_delete=models.CASCADE, related_name="feedback_received")
    text = models.TextField(_("feedback"), max_length=10_000)
    version = models.PositiveIntegerField(default=1)
    sent_at = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(null=True, blank=True)
    thanked_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(
        null=True, blank=True, help_text="When the learner added to the reflection because of it."
    )

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        verbose_name = _("feedback")
        verbose_name_plural = _("feedback")
        ordering = ["sent_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="feedback_has_text"),
            models.CheckConstraint(
                condition=Q(author__isnull=True) | ~Q(author=F("receiver")), name="feedback_to_somebody_else"
            ),
        ]

    def __str__(self) -> str:
        return str(self.public_id)

    def get_absolute_url(self) -> str:
        return self.request.get_absolute_url() if self.request else reverse("reflections:feedback_given")

    @property
    def trail(self) -> str:
        """The history of the experience, or of the words alone when the experience is gone."""
        return self.request.trail if self.request else f"feedback:{self.public_id}"
