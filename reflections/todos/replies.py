"""Questions in the replies to an experience that wait for an answer, of the reader or of the author."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from learningtracks.models.tracks import Track
from learningtracks.todos.places import GUIDES_TRACK, ON_TRACK
from partnerships.todos import Group, Owed, Said, ToDoKind, register
from reflections.models.experiences import Experience
from reflections.models.replies import Thread


def _owed(things: Any) -> Iterator[Owed]:
    """As long as the reader reads the experience and its author did not close the thread: the reader as a guide of the
    track, the author as who learns on it."""
    for thread in things.open().with_reader().select_related("experience").with_replies():
        for person, asked in thread.waiting().items():
            place = ON_TRACK if person == thread.experience.author_id else GUIDES_TRACK
            yield Owed(person, thread.pk, asked.said_at, place, thread.experience.track_id)


def _heads(things: Any) -> Any:
    """None of the texts is loaded: a line names only who asks."""
    shown = ("experience__author__name", "experience__author__email", "experience__track__title")
    heads = things.select_related("experience__author", "experience__track", "reader")
    return heads.only("experience__public_id", *shown, "reader__name", "reader__email", "reader__public_id")


def _says(things: Any, person: User) -> list[Said]:
    what = _("%(name)s vraagt je iets over een ervaring")
    return [
        (
            one,
            what % {"name": one.reader if one.experience.author_id == person.pk else one.experience.author},
            str(one.experience.track or ""),
        )
        for one in things
    ]


REPLY_TO_ANSWER = register(
    ToDoKind(
        "reply",
        Thread,
        owed=_owed,
        says=_says,
        label=gettext_lazy("Vraag over een ervaring"),
        group=Group.QUESTIONS,
        shown=_heads,
        subject=gettext_lazy("Een vraag over een ervaring"),
        around={
            Experience: lambda one: Thread.objects.filter(experience=one),
            Track: lambda one: Thread.objects.filter(experience__track=one),
        },
    )
)
