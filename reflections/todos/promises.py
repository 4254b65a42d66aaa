"""Stories of which the day has come to ask how they ended; named by the title."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from partnerships.todos import IN_TEAM, Group, Owed, Said, ToDoKind, register
from reflections.calendar import at
from reflections.models.promises import Promise
from reflections.models.stories import ValueStory


def _owed(things: Any) -> Iterator[Owed]:
    """From its day on, as long as the teller is in the team."""
    for one in things.to_ask().select_related("story__seat", "story__value_check"):
        story, moment = one.story, at(one.ask_on)
        yield Owed(story.seat.person_id, one.pk, moment, IN_TEAM, story.value_check.team_id)


def _says(things: Any, person: User) -> list[Said]:
    return [(one, _("Hoe is je verhaal afgelopen?"), one.story.name) for one in things]


ENDING_TO_TELL = register(
    ToDoKind(
        "promise",
        Promise,
        owed=_owed,
        says=_says,
        label=gettext_lazy("Afloop van een verhaal"),
        group=Group.LATER,
        shown=lambda things: things.select_related("story"),
        link=lambda one: reverse("reflections:promise_answer", args=[one.public_id]),
        around={ValueStory: lambda story: Promise.objects.filter(story=story)},
    )
)
