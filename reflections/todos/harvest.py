"""Sentences of the harvest that wait for the teller's yes or no; the story is named by its title."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from partnerships.todos import Owed, Said, ToDoKind, register
from reflections.models.harvest import HarvestItem
from reflections.models.stories import ValueStory


def _owed(things: Any) -> Iterator[Owed]:
    for item in things.proposed().filter(story__seat__person__isnull=False).select_related("story__seat"):
        yield Owed(item.story.seat.person_id, item.pk, item.proposed_at)


def _says(things: Any, person: User) -> list[Said]:
    what = _("Mag een zin uit je verhaal gedeeld worden?")
    return [(item, what, item.story.name) for item in things]


def _link(item: HarvestItem) -> str:
    return reverse("reflections:harvest_answer", args=[item.public_id])


SENTENCE_TO_SHARE = register(
    ToDoKind(
        "harvest",
        HarvestItem,
        owed=_owed,
        says=_says,
        label=gettext_lazy("Oogst uit een waardecheck"),
        shown=lambda things: things.select_related("story"),
        link=_link,
        around={ValueStory: lambda story: HarvestItem.objects.filter(story=story)},
    )
)
