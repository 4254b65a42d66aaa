"""Own action points whose day has come (domain.md §2.5)."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import User
from learningtracks.models.action_points import ActionPoint
from partnerships.todos import Owed, Said, ToDoKind, register
from partnerships.values import AMSTERDAM


def _owed(things: Any) -> Iterator[Owed]:
    for point in things.standing():
        morning = dt.datetime.combine(point.due_on, dt.time(8), AMSTERDAM)
        yield Owed(point.owner_id, point.pk, morning, dt.datetime.combine(point.due_on, dt.time(0), AMSTERDAM))


def _says(things: Any, person: User) -> list[Said]:
    return [(point, _("Lukt je actiepunt?"), str(point.subject)) for point in things.with_heads()]


ACTION_POINT_DUE = register(
    ToDoKind("action_point", ActionPoint, owed=_owed, sees=ActionPoint.objects.visible_to, says=_says)
)
