"""The endpoints of condition scans (rows 22 and 23, R16, R17) and of the catalogue."""

from werkplek.tests.access_rows import IN_TEAM_ONLY, SEES_BUT_MAY_NOT, TEAM, Row, me, only

NOT_NOW = only(TEAM, SEES_BUT_MAY_NOT)

CONDITION_SCANS = [
    Row("learningtracks:condition_scans", "team", only(TEAM)),
    Row("learningtracks:condition_scan_new", "team", NOT_NOW),  # one runs
    Row("learningtracks:condition_scan_new", "led_team", only("TL")),
    Row("learningtracks:condition_scan", "open_scan", only(TEAM)),
    Row("learningtracks:condition_scan", "closed_scan", only(TEAM)),
    Row("learningtracks:condition_scan_answer", "open_scan", only(TEAM)),
    Row("learningtracks:condition_scan_answer", "closed_scan", NOT_NOW),
    Row("learningtracks:condition_scan_close", "open_scan", only("TL") | IN_TEAM_ONLY),
    Row("learningtracks:condition_talk", "closed_scan", only(TEAM), more=("change",)),
    Row("learningtracks:condition_talk", "open_scan", NOT_NOW, more=("change",)),
    Row("learningtracks:condition_choose", "closed_scan", only(TEAM)),
    Row("learningtracks:condition_report", "closed_scan", only(TEAM)),
    Row("learningtracks:catalogue", allowed=me()),
    Row("learningtracks:catalogue_idea", allowed=me(), more=("confidence", "a1")),
]
