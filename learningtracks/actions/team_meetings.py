"""Actions on team meetings: put learning on the agenda, and write down what was agreed (domain.md §3.3)."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from accounts.actions.versions import check_version, locked
from accounts.models import User
from accounts.values import require
from learningtracks.events.team_meetings import MEETING_CANCELLED, MEETING_MOVED, MEETING_NOTED, MEETING_PLANNED
from learningtracks.models.instruments import Instrument, Item
from learningtracks.models.team_meetings import MeetingNote, TeamMeeting
from learningtracks.policy.team_meetings import (
    may_cancel_meeting,
    may_meet_on,
    may_move_meeting,
    may_note_meeting,
    may_plan_meeting,
)
from learningtracks.values.rounds import CHECKLIST, Moment
from partnerships import belonging, events
from partnerships.models.teams import Team


@transaction.atomic
def plan(team: Team, *, day: dt.date, by: User) -> TeamMeeting:
    """Put the items of the newest checklist during on the agenda of that day. The team is told."""
    require(may_plan_meeting(by, team))
    require(may_meet_on(day))
    agenda = Instrument.objects.ours().newest().get(slug=CHECKLIST[Moment.DURING])
    made = TeamMeeting.objects.create(team=team, day=day, list=agenda, planned_by=by)
    events.record(MEETING_PLANNED, by=by, about=made, tell=belonging.people_in(team.pk), day_on=day.isoformat())
    return made


@transaction.atomic
def move(meeting: TeamMeeting, *, day: dt.date, version: int, by: User) -> TeamMeeting:
    """Another day. The team is told; the same day again is no news. Raises Stale when a colleague was ahead."""
    meeting = _locked(meeting)
    require(may_move_meeting(by, meeting))
    check_version(meeting, version)
    if day == meeting.day:
        return meeting
    require(may_meet_on(day))
    meeting.day = day
    meeting.version += 1
    meeting.save(update_fields=["day", "version"])
    events.record(
        MEETING_MOVED, by=by, about=meeting, tell=belonging.people_in(meeting.team_id), day_on=day.isoformat()
    )
    return meeting


@transaction.atomic
def cancel(meeting: TeamMeeting, *, version: int, by: User) -> TeamMeeting:
    """Call it off, as long as nothing is written down. The team is told. Raises Stale when a colleague was ahead."""
    meeting = _locked(meeting)
    require(may_cancel_meeting(by, meeting))
    check_version(meeting, version)
    meeting.cancelled_at = timezone.now()
    meeting.version += 1
    meeting.save(update_fields=["cancelled_at", "version"])
    people, day = belonging.people_in(meeting.team_id), meeting.day.isoformat()
    events.record(MEETING_CANCELLED, by=by, about=meeting, tell=people, day_on=day)
    return meeting


@transaction.atomic
def note(meeting: TeamMeeting, *, item: Item, done: str, text: str, version: int, by: User) -> MeetingNote:
    """Write down what the team agreed on one item. Raises Stale when a colleague was ahead. It waits for who calls the
    meeting off at that moment."""
    meeting = _locked(meeting)
    require(may_note_meeting(by, meeting))
    MeetingNote.objects.get_or_create(meeting=meeting, item=item)
    row = MeetingNote.objects.select_for_update().get(meeting=meeting, item=item)
    check_version(row, version)
    row.done, row.text, row.edited_by = done, text.strip(), by
    row.version += 1
    row.save()
    events.record(MEETING_NOTED, by=by, about=meeting)
    return row


def _locked(meeting: TeamMeeting) -> TeamMeeting:
    return locked(TeamMeeting.objects.with_heads(), meeting.pk)
