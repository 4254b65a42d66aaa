"""Own action points whose day has come, and those of which we ask later whether it still holds (domain.md §2.5)."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from learningtracks.models.action_points import SUBJECTS, ActionPoint, ActionPointQuerySet
from learningtracks.todos.places import ON_TRACK
from learningtracks.values.actions import STILL_AFTER, STILL_FOR
from partnerships.todos import IN_ORGANISATION, IN_PARTNERSHIP, IN_TEAM, Owed, Said, ToDoKind, register
from partnerships.values import AMSTERDAM, morning_of

PLACE_OF = {"team": IN_TEAM, "organisation": IN_ORGANISATION, "partnership": IN_PARTNERSHIP, "track": ON_TRACK}


def _where(point: ActionPoint) -> dict[str, Any]:
    [name] = [name for name in SUBJECTS if getattr(point, f"{name}_id")]
    return {"place": PLACE_OF[name], "at": getattr(point, f"{name}_id")}


def _owed(things: Any) -> Iterator[Owed]:
    for point in things.standing():
        day = dt.datetime.combine(point.due_on, dt.time(0), AMSTERDAM)
        yield Owed(point.owner_id, point.pk, morning_of(point.due_on), **_where(point), opens_at=day)


def _still_owed(things: Any) -> Iterator[Owed]:
    for point in things.carried_out().filter(holds=None, finished_at__gte=timezone.now() - STILL_AFTER - STILL_FOR):
        opens = point.finished_at + STILL_AFTER
        yield Owed(point.owner_id, point.pk, opens, **_where(point), closes_at=opens + STILL_FOR)


def _says(things: Any, person: User) -> list[Said]:
    return [(point, _("Lukt je actiepunt?"), str(point.subject)) for point in things]


ACTION_POINT_DUE = register(
    ToDoKind(
        "action_point",
        ActionPoint,
        owed=_owed,
        says=_says,
        label=gettext_lazy("Actiepunt"),
        shown=ActionPointQuerySet.with_heads,
    )
)


def _still_says(things: Any, person: User) -> list[Said]:
    return [(point, _("Is het nog zo?"), str(point.subject)) for point in things]


ACTION_POINT_STILL = register(
    ToDoKind(
        "action_point_still",
        ActionPoint,
        owed=_still_owed,
        says=_still_says,
        label=gettext_lazy("Actiepunt"),
        shown=ActionPointQuerySet.with_heads,
    )
)
