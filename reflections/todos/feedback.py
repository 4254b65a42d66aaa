"""Questions for feedback without an answer."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from learningtracks.todos.places import GUIDES_TRACK
from partnerships.todos import Owed, Said, ToDoKind, register
from reflections.models.experiences import Experience
from reflections.models.feedback import Feedback, FeedbackRequest


def _owed(things: Any) -> Iterator[Owed]:
    """As long as the story is there to read, for who guides the track (access.md row 12)."""
    for asked in things.unanswered().with_open_story().select_related("experience"):
        yield Owed(asked.asked_id, asked.pk, asked.asked_at, GUIDES_TRACK, asked.experience.track_id)


def _heads(things: Any) -> Any:
    """None of the texts is loaded: a line names only who asks, and where they learn."""
    shown = ("author__name", "author__email", "track__title", "track__school__name")
    heads = things.select_related("experience__author", "experience__track__school")
    return heads.only("public_id", *(f"experience__{name}" for name in shown))


def _says(things: Any, person: User) -> list[Said]:
    return [(asked, *_line(asked)) for asked in things]


def _line(asked: FeedbackRequest) -> tuple[str, str]:
    track = asked.experience.track
    who = ", ".join(str(name) for name in (track, track and track.school) if name)
    return _("%(name)s vraagt om feedback") % {"name": asked.experience.author}, who


QUESTION_TO_ANSWER = register(
    ToDoKind(
        "feedback",
        FeedbackRequest,
        owed=_owed,
        says=_says,
        shown=_heads,
        subject=gettext_lazy("Een vraag om feedback"),
        around={
            Experience: lambda one: FeedbackRequest.objects.filter(experience=one),
            Feedback: lambda one: FeedbackRequest.objects.filter(pk=one.request_id),
        },
    )
)
