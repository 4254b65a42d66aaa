"""The endpoints of what is asked (row 23: within the team; questions after a
training of the two of them; a value check for oneself of who learns, and of whom they let in)."""

from werkplek.tests.access_rows import SEES_BUT_MAY_NOT, TEAM, Row, only

ASKS = [
    Row("instruments:follow_ups", "team", only(TEAM)),
    *(
        Row("instruments:ask", thing, only("TL S"))
        for thing in ("follow_up", "answered_follow_up", "withdrawn_follow_up", "declined_follow_up")
    ),
    Row("instruments:answer", "follow_up", only("S") | only("TL", SEES_BUT_MAY_NOT)),
    Row("instruments:answer", "answered_follow_up", only("S TL", SEES_BUT_MAY_NOT)),
    Row("instruments:answer", "withdrawn_follow_up", only("S TL", SEES_BUT_MAY_NOT)),
    Row("instruments:withdraw", "follow_up", only("TL") | only("S", SEES_BUT_MAY_NOT)),
    Row("instruments:withdraw", "declined_follow_up", only("S TL", SEES_BUT_MAY_NOT)),
    Row("instruments:decline", "follow_up", only("S") | only("TL", SEES_BUT_MAY_NOT)),
    Row("instruments:decline", "answered_follow_up", only("S TL", SEES_BUT_MAY_NOT)),
    Row("instruments:ask", "help_question", only("S WB")),
    Row("instruments:answer", "help_question", only("WB") | only("S", SEES_BUT_MAY_NOT)),
    Row("instruments:ask", "offered_follow_up", only(TEAM)),
    Row("instruments:offer", "answered_follow_up", only("S") | only("TL", SEES_BUT_MAY_NOT)),
    Row("instruments:offer", "offered_follow_up", only("S") | only("S2 TL TM", SEES_BUT_MAY_NOT)),
    Row("instruments:become", "answered_follow_up", only("S TL"), more=("team.action.a1", "action_point")),
    Row("instruments:moved_follow-ups", "follow_up", only("TL S", 301), more=("answer/",)),
    Row("instruments:moved_help", "help_question", only("S WB", 301), more=("",)),
    Row("instruments:ask", "personal_check", only("S")),
    Row("instruments:ask", "shown_check", only("S PO")),
    Row("instruments:answer", "personal_check", only("S")),
    Row("instruments:answer", "shown_check", only("S") | only("PO", SEES_BUT_MAY_NOT)),
    Row("instruments:share", "personal_check", only("S")),
    Row("instruments:share", "shown_check", only("S") | only("PO", SEES_BUT_MAY_NOT)),
    Row("instruments:moved_personal-checks", "personal_check", only("S", 301), more=("",)),
    Row("instruments:team_meetings", "team", only(TEAM)),
    *(Row("instruments:ask", f"{which}_meeting", only(TEAM)) for which in ("team", "planned", "cancelled")),
    Row("instruments:become", "team_meeting", only(TEAM), more=("checklist.during.d1", "action_point")),
    Row("instruments:item", "team_meeting", only(TEAM), more=("d1",)),
    Row("instruments:moved_meetings", "team_meeting", only(TEAM, 301), more=("cancel/",)),
    Row("instruments:item", "team_meeting", only(TEAM), more=("d5",)),
    Row("instruments:item", "cancelled_meeting", only(TEAM, SEES_BUT_MAY_NOT), more=("d1",)),
    Row("instruments:move", "team_meeting", only(TEAM)),
    Row("instruments:move", "cancelled_meeting", only(TEAM, SEES_BUT_MAY_NOT)),
    Row("instruments:withdraw", "planned_meeting", only(TEAM)),
    Row("instruments:close", "planned_meeting", only(TEAM, SEES_BUT_MAY_NOT)),
    Row("instruments:withdraw", "team_meeting", only(TEAM, SEES_BUT_MAY_NOT)),
]
