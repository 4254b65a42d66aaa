"""Questions for feedback without an answer."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from learningtracks.belonging import tracks_of
from learningtracks.todos.places import GUIDES_TRACK
from partnerships.todos import Group, Owed, Said, ToDoKind, register
from reflections.models.experiences import Experience
from reflections.models.feedback import Feedback, FeedbackRequest


def _owed(things: Any) -> Iterator[Owed]:
    """As long as the story is there to read, for who guides the track (access.md row 12)."""
    for asked in things.unanswered().with_open_story().select_related("experience"):
        yield Owed(asked.asked_id, asked.pk, asked.asked_at, GUIDES_TRACK, asked.experience.track_id)


def _heads(things: Any) -> Any:
    """Of the texts only the question: a line names who asks, and what. `is_open` says whether who was asked still reads
    the story."""
    shown = ("author__name", "author__email", "track__title")
    heads = things.select_related("experience__author", "experience__track")
    still = FeedbackRequest.objects.with_open_story().filter(pk=OuterRef("pk"))
    return heads.annotate(is_open=Exists(still)).only(
        "public_id", "question", "asked", *(f"experience__{name}" for name in shown)
    )


def _says(things: Any, person: User) -> list[Said]:
    """With the question, to who may read it at this moment (access.md row 12)."""
    what = _("%(name)s vraagt om feedback")
    return [
        (one, what % {"name": one.experience.author}, str(one.experience.track or ""), _question(one, person))
        for one in things
    ]


def _question(asked: Any, person: User) -> str:
    is_theirs = asked.asked_id == person.pk and asked.experience.track_id in tracks_of(person).guided()
    return str(asked.question) if asked.is_open and is_theirs else ""


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
