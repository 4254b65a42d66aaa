"""The doors of team meetings with learning on the agenda (row 23)."""

from werkplek.tests.access_rows import TEAM, Row, only

TEAM_MEETINGS = [
    Row("learningtracks:team_meetings", "team", only(TEAM)),
    Row("learningtracks:team_meeting", "team_meeting", only(TEAM)),
    Row("learningtracks:team_meeting_item", "team_meeting", only(TEAM), more=("d1",)),
    Row("learningtracks:team_meeting_item", "team_meeting", only(TEAM), more=("d5",)),
]
