"""Driehoeksgesprekken: plan, change, call off, note, write down an outcome, round off (domain.md §2.3 step 5).

Every action that changes the plan counts `plan_version` up; mails about the older plan that did not go out lapse.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.actions.versions import check_version, locked
from accounts.models import User
from accounts.values import require, today
from learningtracks.actions import pieces
from learningtracks.events.conversations import (
    CONVERSATION_CANCELLED,
    CONVERSATION_CHANGED,
    CONVERSATION_CONCLUDED,
    CONVERSATION_HELD,
    CONVERSATION_LEFT_OUT,
    CONVERSATION_NOTED,
    CONVERSATION_PLANNED,
)
from learningtracks.models.conversations import Conversation, ConversationNote, ConversationOutcome, ConversationPerson
from learningtracks.models.pieces import Piece
from learningtracks.models.tracks import Track
from learningtracks.models.versions import PieceVersion
from learningtracks.policy.conversations import (
    may_ask_along,
    may_change_talk,
    may_conclude,
    may_hold_talk,
    may_meet_at,
    may_meet_there,
    may_note_talk,
    may_plan_talk,
)
from learningtracks.values.conversations import NoteKind
from partnerships import events
from partnerships.models.notices import Notice
from partnerships.values import AMSTERDAM, Party


@dataclass(frozen=True)
class Plan:
    """When, where and with whom. The learner is always asked."""

    starts_at: dt.datetime
    minutes: int
    place: str
    video_link: str
    people: list[User]


@transaction.atomic
def plan(track: Track, *, by: User, details: Plan, agenda: str = "", origin: str = "") -> Conversation:
    """Call the parties together. Everybody who is asked gets word with a calendar file. `agenda` is what the planner
    wants to talk about."""
    require(may_plan_talk(by, track))
    _fits(track, details, moved=True)
    talk = Conversation(track=track, planned_by=by, origin=origin)
    _put(talk, details)
    talk.save()
    _ask(talk, details.people)
    if agenda.strip():
        _note(talk, NoteKind.AGENDA, agenda, by=by)
    events.record(CONVERSATION_PLANNED, by=by, about=talk, tell=talk.asked(), **_when(talk))
    return talk


@transaction.atomic
def change(talk: Conversation, *, version: int, by: User, details: Plan) -> Conversation:
    """Move it, or change place or people. Who comes gets one update, who need not come any more a withdrawal."""
    talk = _planned(talk, version, by=by)
    _fits(talk.track, details, moved=details.starts_at != talk.starts_at)
    _replan(talk)
    _put(talk, details)
    talk.save()
    gone = _ask(talk, details.people)
    events.record(CONVERSATION_CHANGED, by=by, about=talk, tell=talk.asked(), **_when(talk))
    if gone:
        events.record(CONVERSATION_LEFT_OUT, by=by, about=talk, tell=gone, **_when(talk))
    return talk


@transaction.atomic
def cancel(talk: Conversation, *, version: int, by: User) -> Conversation:
    """Call it off. It goes out of the calendars of who was asked."""
    talk = _planned(talk, version, by=by)
    _replan(talk)
    talk.cancelled_at = timezone.now()
    talk.save()
    events.record(CONVERSATION_CANCELLED, by=by, about=talk, tell=talk.asked(), **_when(talk))
    return talk


@transaction.atomic
def note(talk: Conversation, *, text: str, by: User) -> ConversationNote:
    """Say what you want to talk about, or what was said. Said is said: nobody changes it."""
    require(may_note_talk(by, talk))
    kind = NoteKind.AGENDA if talk.is_standing and talk.day > today() else NoteKind.OUTCOME
    made = _note(talk, kind, text, by=by)
    events.record(CONVERSATION_NOTED, by=by, about=talk, tell=talk.asked(), **_when(talk))
    return made


def _note(talk: Conversation, kind: NoteKind, text: str, *, by: User) -> ConversationNote:
    party = talk.track.party_of(by) or Party.LEARNER
    return ConversationNote.objects.create(conversation=talk, person=by, party=party, kind=kind, text=text.strip())


@transaction.atomic
def conclude(talk: Conversation, piece: Piece, *, version: int | None, by: User, **fields: Any) -> PieceVersion:
    """Write down what came out for one piece: a new version of it, made by the party of the writer. The other parties
    still confirm it themselves. Raises Stale when somebody made a newer version meanwhile."""
    require(may_conclude(by, talk, piece))
    made = pieces.counter(piece, version=version, by=by, **fields)
    ConversationOutcome.objects.create(conversation=talk, version=made)
    events.record(CONVERSATION_CONCLUDED, by=by, about=talk, **_when(talk))
    return made


@transaction.atomic
def hold(talk: Conversation, *, by: User) -> Conversation:
    """Say that it was held. What came out stands with the pieces, and waits there for who has yet to agree."""
    talk = _locked(talk)
    require(may_hold_talk(by, talk))
    talk.held_at = timezone.now()
    talk.save(update_fields=["held_at"])
    events.record(CONVERSATION_HELD, by=by, about=talk, tell=talk.asked(), **_when(talk))
    return talk


def _locked(talk: Conversation) -> Conversation:
    return locked(Conversation.objects.with_heads(), talk.pk)


def _planned(talk: Conversation, version: int, *, by: User) -> Conversation:
    """The talk as it is now, when this person may change it and saw this plan of it."""
    talk = _locked(talk)
    require(may_change_talk(by, talk))
    check_version(talk, version, talk.plan_version)
    return talk


def _fits(track: Track, details: Plan, *, moved: bool) -> None:
    """A date that stays may be past; a new one lies ahead."""
    if moved:
        require(may_meet_at(details.starts_at))
    require(may_meet_there(details.place, details.video_link))
    require(may_ask_along(track, details.people))


def _put(talk: Conversation, details: Plan) -> None:
    talk.starts_at, talk.minutes = details.starts_at, details.minutes
    talk.place, talk.video_link = details.place.strip(), details.video_link.strip()


def _ask(talk: Conversation, wanted: Iterable[User]) -> list[User]:
    """Bring the list of people in line. Returns who need not come any more."""
    now, rows = timezone.now(), {row.person: row for row in talk.people.select_related("person")}
    people = {talk.track.learner, *wanted}
    gone = [person for person, row in rows.items() if person not in people and row.removed_at is None]
    for person in people:
        ConversationPerson.objects.update_or_create(
            conversation=talk, person=person, defaults={"removed_at": None}, create_defaults={"added_at": now}
        )
    talk.people.filter(person__in=gone).update(removed_at=now)
    return gone


def _replan(talk: Conversation) -> None:
    """A new number, and what is still on its way about the old plan lapses: one update goes in its place."""
    talk.plan_version += 1
    talk.planned_at = timezone.now()
    about = ContentType.objects.get_for_model(Conversation)
    unsent = Q(mail__isnull=True) | Q(mail__sent_at__isnull=True)
    Notice.objects.filter(unsent, event__about_type=about, event__about_id=talk.pk, lapsed_at__isnull=True).update(
        lapsed_at=timezone.now()
    )


def _when(talk: Conversation) -> dict[str, Any]:
    starts = talk.starts_at.astimezone(AMSTERDAM)
    return {"learner": talk.track.learner, "starts_on": starts.date().isoformat(), "time": f"{starts:%H:%M}"}
