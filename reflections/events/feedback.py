"""Events about feedback."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from partnerships.events import Kind, register
from reflections.models.feedback import GIVEN, Feedback, FeedbackRequest
from reflections.todos.feedback import QUESTION_TO_ANSWER


def _received_by(person: User) -> Any:
    return Feedback.objects.filter(receiver=person)


def _given_by(person: User) -> Any:
    return Feedback.objects.given_by(person)


FEEDBACK_ASKED = register(
    Kind(
        "feedback_asked",
        story=_("%(by)s heeft een vraag gesteld aan %(name)s"),
        notice=_("%(by)s stelt je een vraag over een ervaring"),
        sees=FeedbackRequest.objects.addressed_to,
        load=("feedback",),
        asks=QUESTION_TO_ANSWER,
    )
)
QUESTION_WITHDRAWN = register(
    Kind("question_withdrawn", story=_("%(by)s heeft de vraag aan %(name)s ingetrokken")),
)
FEEDBACK_GIVEN = register(
    Kind(
        GIVEN,
        story=_("%(by)s heeft feedback gegeven"),
        notice=_("%(by)s heeft je feedback gegeven"),
        sees=_received_by,
        load=("request",),
    )
)
FEEDBACK_CHANGED = register(
    Kind(
        "feedback_changed",
        story=_("%(by)s heeft de feedback aangepast"),
        notice=_("%(by)s heeft de feedback aan jou aangepast"),
        sees=_received_by,
        load=("request",),
    )
)
FEEDBACK_WITHDRAWN = register(
    Kind("feedback_withdrawn", story=_("%(by)s heeft de feedback ingetrokken")),
)
FEEDBACK_THANKED = register(
    Kind(
        "feedback_thanked",
        story=_("%(by)s heeft bedankt voor de feedback"),
        notice=_("%(by)s bedankt je voor je feedback"),
        sees=_given_by,
        load=("request",),
    )
)
