"""Feedback: ask one person, reply, change the reply, thank. Nothing here ever copies an entry's text elsewhere."""

from django.db import transaction
from django.utils import timezone

from accounts.actions.versions import check_version, locked
from accounts.models import User
from accounts.values import require
from learningtracks.models.tracks import TrackPerson
from partnerships import events
from reflections.events.feedback import (
    FEEDBACK_ASKED,
    FEEDBACK_CHANGED,
    FEEDBACK_GIVEN,
    FEEDBACK_THANKED,
    FEEDBACK_WITHDRAWN,
    QUESTION_WITHDRAWN,
)
from reflections.models.experiences import Experience, Share
from reflections.models.feedback import Feedback, FeedbackRequest
from reflections.policy.feedback import may_ask, may_change_feedback, may_react, may_reply, may_withdraw_question
from reflections.values import Part


@transaction.atomic
def ask(experience: Experience, *, named: TrackPerson, question: str, by: User) -> FeedbackRequest:
    """Ask one person on the track one question; they may read situation and analysis from now on (domain.md §2.2).

    Asking the same person about the same experience again gives back the question that is there already.
    """
    require(may_ask(by, experience, named))
    standing = experience.feedback_requests.filter(asked=named.person, withdrawn_at__isnull=True).first()
    if standing:
        return standing
    if experience.track_id is None:
        experience.track = named.track
        experience.save(update_fields=["track"])
    newest = experience.versions.order_by("-number").first()
    Share.objects.get_or_create(
        experience=experience,
        person=named.person,
        part=Part.STORY,
        ended_at=None,
        defaults={"from_version": newest.number if newest else 1},
    )
    request = FeedbackRequest.objects.create(
        experience=experience, asked=named.person, named_as=named, question=question.strip()
    )
    events.record(FEEDBACK_ASKED, by=by, about=request, tell=[named.person], name=named.person)
    return request


@transaction.atomic
def withdraw_question(request: FeedbackRequest, *, by: User) -> None:
    """Take an unanswered question back. The person asked no longer reads the experience through it."""
    request = locked(FeedbackRequest.objects.select_related("experience"), request.pk)
    require(may_withdraw_question(by, request))
    now = timezone.now()
    request.withdrawn_at = now
    request.save(update_fields=["withdrawn_at"])
    Share.objects.running().filter(experience=request.experience, person=request.asked, part=Part.STORY).update(
        ended_at=now
    )
    events.record(QUESTION_WITHDRAWN, by=by, about=request, name=request.asked)


@transaction.atomic
def reply(request: FeedbackRequest, *, text: str, by: User) -> Feedback:
    """Answer a question once. The learner is told."""
    request = locked(FeedbackRequest.objects.select_related("experience"), request.pk)
    require(may_reply(by, request))
    learner = request.experience.author
    feedback = Feedback.objects.create(request=request, author=by, receiver=learner, text=text.strip())
    events.record(FEEDBACK_GIVEN, by=by, about=feedback, tell=[learner])
    return feedback


@transaction.atomic
def change(feedback: Feedback, *, text: str, version: int, by: User) -> Feedback:
    """Change own feedback until the learner reacted. Raises Stale when `version` is not the stored one."""
    feedback = locked(Feedback.objects.all(), feedback.pk)
    require(may_change_feedback(by, feedback))
    check_version(feedback, version)
    if feedback.text == text.strip():
        return feedback
    feedback.text, feedback.version, feedback.edited_at = text.strip(), version + 1, timezone.now()
    feedback.save(update_fields=["text", "version", "edited_at"])
    events.record(FEEDBACK_CHANGED, by=by, about=feedback, tell=[feedback.receiver])
    return feedback


@transaction.atomic
def withdraw(feedback: Feedback, *, by: User) -> None:
    """Take own feedback back before the learner reacted. The question waits again."""
    feedback = locked(Feedback.objects.all(), feedback.pk)
    require(may_change_feedback(by, feedback))
    request = feedback.request
    feedback.delete()
    events.record(FEEDBACK_WITHDRAWN, by=by, about=request)  # type: ignore[arg-type]


@transaction.atomic
def thank(feedback: Feedback, *, by: User) -> None:
    """Thank for feedback, once. The giver is told; from now on the feedback stands."""
    feedback = locked(Feedback.objects.all(), feedback.pk)
    require(may_react(by, feedback))
    if feedback.thanked_at:
        return
    feedback.thanked_at = timezone.now()
    feedback.save(update_fields=["thanked_at"])
    events.record(FEEDBACK_THANKED, by=by, about=feedback, tell=[feedback.author] if feedback.author else [])
