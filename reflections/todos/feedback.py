"""Questions for feedback without an answer."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from learningtracks.todos.places import GUIDES_TRACK
from partnerships.todos import Group, Owed, Said, ToDoKind, register
from reflections.models.experiences import Experience
from reflections.models.feedback import Feedback, FeedbackRequest


def _owed(things: Any) -> Iterator[Owed]:
    """As long as the story is there to read, for who guides the track (access.md row 12)."""
    for asked in things.unanswered().with_open_story().select_related("experience"):
        yield Owed(asked.asked_id, asked.pk, asked.asked_at, GUIDES_TRACK, asked.experience.track_id)


def _heads(things: Any) -> Any:
    """None of the texts is loaded: a line names only who asks."""
    shown = ("author__name", "author__email", "track__title")
    heads = things.select_related("experience__author", "experience__track")
    return heads.only("public_id", *(f"experience__{name}" for name in shown))


def _says(things: Any, person: User) -> list[Said]:
    what = _("%(name)s vraagt om feedback")
    return [(one, what % {"name": one.experience.author}, str(one.experience.track or "")) for one in things]


QUESTION_TO_ANSWER = register(
    ToDoKind(
        "feedback",
        FeedbackRequest,
        owed=_owed,
        says=_says,
        label=gettext_lazy("Vraag om feedback"),
        group=Group.QUESTIONS,
        shown=_heads,
        subject=gettext_lazy("Een vraag om feedback"),
        around={
            Experience: lambda one: FeedbackRequest.objects.filter(experience=one),
            Feedback: lambda one: FeedbackRequest.objects.filter(pk=one.request_id),
        },
    )
)
