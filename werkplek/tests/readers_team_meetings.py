"""Who may read what a team agreed in a meeting (access.md row 23)."""

from learningtracks.models.team_meetings import MeetingNote
from werkplek.tests.readers_actions import of_team


def of_meeting(note: MeetingNote) -> set[int]:
    return of_team(note.meeting.team)


CONTENT_OF_TEAM_MEETINGS = {"learningtracks.MeetingNote.text": of_meeting}
