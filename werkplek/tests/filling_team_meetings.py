"""Team meetings for the world of the tests: with a note and an action point, planned, and called off."""

import datetime as dt

from accounts.values import today
from learningtracks.actions import action_points, team_meetings
from werkplek.tests.world import World


def fill_team_meetings(world: World, number: int) -> None:
    tom, team = world.people["tom"], world.things["team"]
    meeting = team_meetings.plan(team, day=today() + dt.timedelta(days=number), by=tom)
    first = meeting.list.tree[0]
    team_meetings.note(meeting, item=first, done="done", text=f"Canarieoverleg {number}", version=0, by=tom)
    action_points.make(team, by=tom, text="Samen oefenen", owner=tom, due_on=today(), origin=meeting.origin)
    planned = team_meetings.plan(team, day=today() + dt.timedelta(days=number), by=tom)
    off = team_meetings.plan(team, day=today(), by=tom)
    off = team_meetings.cancel(off, version=0, by=tom)
    world.things |= {"team_meeting": meeting, "planned_meeting": planned, "cancelled_meeting": off}
