"""The endpoints of condition scans (rows 22 and 23, R16, R17) and of the catalogue."""

from werkplek.tests.access_rows import IN_TEAM_ONLY, SEES_BUT_MAY_NOT, TEAM, Row, me, only

NOT_NOW = only(TEAM, SEES_BUT_MAY_NOT)

CONDITION_SCANS = [
    Row("instruments:condition_scans", "team", only(TEAM)),
    Row("instruments:condition_scans", "led_team", only("TL")),
    Row("instruments:ask", "open_scan", only(TEAM)),
    Row("instruments:ask", "closed_scan", only(TEAM)),
    Row("instruments:answer", "open_scan", only(TEAM)),
    Row("instruments:answer", "closed_scan", NOT_NOW),
    Row("instruments:close", "open_scan", only("TL") | IN_TEAM_ONLY),
    Row("instruments:move", "open_scan", only("TL") | IN_TEAM_ONLY),
    Row("instruments:move", "closed_scan", NOT_NOW),
    Row("instruments:withdraw", "open_scan", NOT_NOW),
    Row("instruments:decline", "open_scan", NOT_NOW),
    Row("instruments:item", "closed_scan", only(TEAM), more=("change",)),
    Row("instruments:item", "open_scan", NOT_NOW, more=("change",)),
    Row("instruments:choose", "closed_scan", only(TEAM)),
    Row("instruments:choose", "open_scan", NOT_NOW),
    Row("instruments:moved_condition-scans", "closed_scan", only(TEAM, 301), more=("report/",)),
    Row("instruments:former_condition_scans_new", "team", only(TEAM, 301)),
    Row("instruments:catalogue", allowed=me()),
    Row("instruments:catalogue_idea", allowed=me(), more=("confidence", "a1")),
]
