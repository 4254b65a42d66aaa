"""The endpoints of team meetings with learning on the agenda (row 23)."""

from werkplek.tests.access_rows import SEES_BUT_MAY_NOT, TEAM, Row, only

TEAM_MEETINGS = [
    Row("learningtracks:team_meetings", "team", only(TEAM)),
    Row("learningtracks:team_meeting", "team_meeting", only(TEAM)),
    Row("learningtracks:team_meeting_item", "team_meeting", only(TEAM), more=("d1",)),
    Row("learningtracks:team_meeting_item", "team_meeting", only(TEAM), more=("d5",)),
    Row("learningtracks:team_meeting_move", "team_meeting", only(TEAM)),
    Row("learningtracks:team_meeting_cancel", "planned_meeting", only(TEAM)),
    Row("learningtracks:team_meeting_cancel", "team_meeting", only(TEAM, SEES_BUT_MAY_NOT)),
    Row("learningtracks:team_meeting", "cancelled_meeting", only(TEAM)),
    Row("learningtracks:team_meeting_item", "cancelled_meeting", only(TEAM, SEES_BUT_MAY_NOT), more=("d1",)),
    Row("learningtracks:team_meeting_move", "cancelled_meeting", only(TEAM, SEES_BUT_MAY_NOT)),
]
