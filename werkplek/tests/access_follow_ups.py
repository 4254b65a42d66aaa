"""The endpoints of questions to a colleague who is back from a training (row 23: within the team, of the two of
them)."""

from werkplek.tests.access_rows import SEES_BUT_MAY_NOT, TEAM, Row, only

FOLLOW_UPS = [
    Row("learningtracks:follow_ups", "team", only(TEAM)),
    Row("learningtracks:follow_up", "follow_up", only("TL S")),
    Row("learningtracks:follow_up", "answered_follow_up", only("TL S")),
    Row("learningtracks:follow_up_answer", "follow_up", only("S") | only("TL", SEES_BUT_MAY_NOT)),
    Row("learningtracks:follow_up_answer", "answered_follow_up", only("S TL", SEES_BUT_MAY_NOT)),
    Row("learningtracks:follow_up", "withdrawn_follow_up", only("TL S")),
    Row("learningtracks:follow_up", "declined_follow_up", only("TL S")),
    Row("learningtracks:follow_up_answer", "withdrawn_follow_up", only("S TL", SEES_BUT_MAY_NOT)),
    Row("learningtracks:follow_up_withdraw", "follow_up", only("TL") | only("S", SEES_BUT_MAY_NOT)),
    Row("learningtracks:follow_up_withdraw", "declined_follow_up", only("S TL", SEES_BUT_MAY_NOT)),
    Row("learningtracks:follow_up_decline", "follow_up", only("S") | only("TL", SEES_BUT_MAY_NOT)),
    Row("learningtracks:follow_up_decline", "answered_follow_up", only("S TL", SEES_BUT_MAY_NOT)),
]
