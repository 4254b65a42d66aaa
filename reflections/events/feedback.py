"""Events about feedback."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from partnerships.events import Kind, register
from reflections.models.feedback import Feedback, FeedbackRequest
from reflections.todos.feedback import QUESTION_TO_ANSWER


def _received_by(person: User) -> Any:
    return Feedback.objects.filter(receiver=person)


def _given_by(person: User) -> Any:
    return Feedback.objects.given_by(person)


FEEDBACK_ASKED = register(
    Kind(
        "feedback_asked",
        story=_("%(by)s stelde een vraag aan %(name)s"),
        notice=_("%(by)s stelt je een vraag over een ervaring"),
        sees=FeedbackRequest.objects.addressed_to,
        load=("feedback",),
        asks=QUESTION_TO_ANSWER,
    )
)
QUESTION_WITHDRAWN = register(
    Kind("question_withdrawn", story=_("%(by)s trok de vraag aan %(name)s in")),
)
FEEDBACK_GIVEN = register(
    Kind(
        "feedback_given",
        story=_("%(by)s gaf feedback"),
        notice=_("%(by)s gaf je feedback"),
        sees=_received_by,
        load=("request",),
    )
)
FEEDBACK_CHANGED = register(
    Kind(
        "feedback_changed",
        story=_("%(by)s paste de feedback aan"),
        notice=_("%(by)s paste de feedback aan jou aan"),
        sees=_received_by,
        load=("request",),
    )
)
FEEDBACK_WITHDRAWN = register(
    Kind("feedback_withdrawn", story=_("%(by)s trok de feedback in")),
)
FEEDBACK_THANKED = register(
    Kind(
        "feedback_thanked",
        story=_("%(by)s bedankte voor de feedback"),
        notice=_("%(by)s bedankt je voor je feedback"),
        sees=_given_by,
        load=("request",),
    )
)
