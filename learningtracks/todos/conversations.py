"""Talks that somebody planned, whose moment is over, and that nobody rounded off."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from learningtracks.models.conversations import Conversation
from learningtracks.models.tracks import Track
from learningtracks.todos.places import SPEAKS_ON_TRACK
from partnerships.todos import Owed, Said, ToDoKind, register
from partnerships.values import day_end


def _owed(things: Any) -> Iterator[Owed]:
    """Planning and rounding off is for the three who speak on a track (policy/conversations.py)."""
    talks = things.standing().filter(track__in=Track.objects.not_over(), planned_by__isnull=False)
    for talk in talks.select_related("track"):
        when = {"opens_at": talk.starts_at, "closes_at": day_end(talk.track.ends_on)}
        yield Owed(talk.planned_by_id, talk.pk, talk.ends_at, SPEAKS_ON_TRACK, talk.track_id, **when)


def _says(things: Any, person: User) -> list[Said]:
    return [(talk, _("Driehoeksgesprek af te ronden"), "") for talk in things]


TALK_TO_ROUND_OFF = register(
    ToDoKind(
        "conversation",
        Conversation,
        owed=_owed,
        says=_says,
        label=gettext_lazy("Driehoeksgesprek"),
        around={Track: lambda track: Conversation.objects.on_track(track)},
    )
)
