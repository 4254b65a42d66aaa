"""What somebody is asked and has yet to answer."""

from collections.abc import Iterator
from typing import Any

from accounts.models import User
from instruments.ask_kinds import KINDS
from instruments.models.asks import Ask
from learningtracks.todos.places import ON_TRACK
from partnerships.todos import IN_TEAM, Owed, Said, ToDoKind, register


def _owed(things: Any) -> Iterator[Owed]:
    for ask in things.open().filter(asked__isnull=False):
        where = (IN_TEAM, ask.team_id) if ask.team_id else (ON_TRACK, ask.track_id)
        yield Owed(ask.asked_id, ask.pk, ask.started_at, *where)


def _says(things: Any, person: User) -> list[Said]:
    known = [one for one in things if one.kind in KINDS]  # one of a newer process has no words yet
    return [(one, str(KINDS[one.kind].words.todo), ", ".join(filter(None, (str(one.by), one.title)))) for one in known]


ASK_TO_ANSWER = register(ToDoKind("ask", Ask, owed=_owed, says=_says, shown=lambda things: things.select_related("by")))
