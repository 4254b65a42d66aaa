"""Talks that somebody planned, whose moment is over, and that nobody rounded off."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from learningtracks.models.conversations import Conversation
from learningtracks.models.tracks import Track
from partnerships.todos import Owed, Said, ToDoKind, register


def _owed(things: Any) -> Iterator[Owed]:
    for talk in things.standing().filter(track__in=Track.objects.not_over(), planned_by__isnull=False):
        yield Owed(talk.planned_by_id, talk.pk, talk.ends_at, talk.starts_at)


def _sees(person: User) -> QuerySet[Conversation]:
    return Conversation.objects.visible_to(person).filter(track__in=Track.objects.not_over())


def _says(things: Any, person: User) -> list[Said]:
    talks = things.select_related("track__learner")
    return [(talk, _("Driehoeksgesprek af te ronden"), str(talk.track.learner)) for talk in talks]


TALK_TO_ROUND_OFF = register(
    ToDoKind(
        "conversation",
        Conversation,
        owed=_owed,
        sees=_sees,
        says=_says,
        around={Track: lambda track: Conversation.objects.on_track(track)},
    )
)
