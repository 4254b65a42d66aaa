"""Questions of somebody in the own team about an experience, or whether it went as a teller expected."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from learningtracks.models.tracks import Track
from partnerships import belonging
from partnerships.models.memberships import Membership
from partnerships.todos import IN_TEAM, Group, Owed, Said, ToDoKind, register
from reflections.models.experiences import Experience
from reflections.models.passes import Pass
from reflections.models.promises import Promise
from reflections.models.stories import ValueStory


def _owed(things: Any) -> Iterator[Owed]:
    """Until its days are over, for who is in the team, as long as who asks is in it too (policy/passes.py)."""
    found = things.waiting().to_read().filter(person__isnull=False, expires_at__isnull=False).with_source()
    for asked in _with_their_asker(list(found)):
        yield Owed(asked.person_id, asked.pk, asked.asked_at, IN_TEAM, asked.team_id, closes_at=asked.expires_at)


def _with_their_asker(found: list[Any]) -> list[Any]:
    askers = {asked.pk: asked.asker for asked in found}
    with belonging.remembered():
        belonging.read_at_once(list({asker.pk: asker for asker in askers.values()}.values()))
        return [one for one in found if _is_in(askers[one.pk], one.team_id)]


def _is_in(asker: User, team: int | None) -> bool:
    return asker.is_active and team in belonging.teams_of(asker)


def _says(things: Any, person: User) -> list[Said]:
    feedback, right = _("%(name)s vraagt om feedback"), _("%(name)s vraagt of iets klopt")
    return [(one, (right if one.promise_id else feedback) % {"name": one.asker}, str(one.team)) for one in things]


PASS_TO_ANSWER = register(
    ToDoKind(
        "pass",
        Pass,
        owed=_owed,
        says=_says,
        label=gettext_lazy("Vraag van een collega"),
        group=Group.QUESTIONS,
        shown=lambda things: things.select_related("experience__author", "promise__story__seat__person", "team"),
        subject=gettext_lazy("Een vraag van een collega"),
        around={
            Experience: lambda one: Pass.objects.filter(experience=one),
            ValueStory: lambda one: Pass.objects.filter(promise__story=one),
            Promise: lambda one: Pass.objects.filter(promise=one),
            Membership: lambda one: Pass.objects.waiting().of_asker(one.person_id),
            Track: lambda one: Pass.objects.waiting().of_asker(one.learner_id),
        },
    )
)
