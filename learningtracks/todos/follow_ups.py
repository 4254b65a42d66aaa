"""Questions about a training that somebody has yet to answer."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import User
from learningtracks.models.follow_ups import ENDS, FollowUp
from partnerships.todos import IN_TEAM, Owed, Said, ToDoKind, register


def _owed(things: Any) -> Iterator[Owed]:
    for asked in things.filter(**{f"{end}__isnull": True for end in ENDS}):
        yield Owed(asked.asked_id, asked.pk, asked.asked_at, IN_TEAM, asked.team_id)


def _says(things: Any, person: User) -> list[Said]:
    what = _("Vertel hoe je training was")
    return [(one, what, ", ".join(filter(None, (str(one.by), one.title)))) for one in things]


FOLLOW_UP_TO_ANSWER = register(
    ToDoKind("follow_up", FollowUp, owed=_owed, says=_says, shown=lambda things: things.select_related("by"))
)
