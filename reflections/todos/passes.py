"""Questions of somebody in the own team about an experience."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from partnerships.todos import IN_TEAM, Group, Owed, Said, ToDoKind, register
from reflections.models.experiences import Experience
from reflections.models.passes import Pass


def _owed(things: Any) -> Iterator[Owed]:
    """Until its days are over, for who is in the team."""
    readable = things.waiting().filter(experience__saved_at__isnull=False, experience__hidden_at__isnull=True)
    for asked in readable.filter(person__isnull=False):
        yield Owed(asked.person_id, asked.pk, asked.asked_at, IN_TEAM, asked.team_id, closes_at=asked.expires_at)


def _says(things: Any, person: User) -> list[Said]:
    what = _("%(name)s vraagt om feedback")
    return [(one, what % {"name": one.experience.author}, str(one.team)) for one in things]


PASS_TO_ANSWER = register(
    ToDoKind(
        "pass",
        Pass,
        owed=_owed,
        says=_says,
        label=gettext_lazy("Vraag van een collega"),
        group=Group.QUESTIONS,
        shown=lambda things: things.select_related("experience__author", "team"),
        subject=gettext_lazy("Een vraag van een collega"),
        around={Experience: lambda one: Pass.objects.filter(experience=one)},
    )
)
