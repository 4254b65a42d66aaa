"""The endpoints of organisation scans (access.md row 23d, LA; docs/decisions/0034 and 0138)."""

from werkplek.tests.access_rows import SEES_BUT_MAY_NOT, Row, only

ADVISER = only("LA")
STAYS_AS_IT_IS = only("LA", SEES_BUT_MAY_NOT)
INVITED = only("TM", SEES_BUT_MAY_NOT)

ORGANISATION_SCANS = [
    Row("instruments:organisation_scans", "organisation", ADVISER),
    Row("instruments:ask", "organisation_scan", ADVISER | only("TM")),
    Row("instruments:ask", "earlier_scan", ADVISER),
    Row("instruments:answer", "organisation_scan", STAYS_AS_IT_IS | only("TM")),
    Row("instruments:item", "organisation_scan", ADVISER | INVITED, more=("culture",)),
    Row("instruments:item", "earlier_scan", STAYS_AS_IT_IS, more=("culture",)),
    Row("instruments:invite", "organisation_scan", ADVISER | INVITED),
    Row("instruments:uninvite", "organisation_scan", only("LA TM", 405), more=("=invited_id",)),
    Row("instruments:publish", "organisation_scan", ADVISER | INVITED),
    Row("instruments:invite", "earlier_scan", STAYS_AS_IT_IS),
    Row("instruments:publish", "earlier_scan", STAYS_AS_IT_IS),
    Row("instruments:former_scans_begin", "organisation", only("LA", 301)),
    Row("instruments:close", "organisation_scan", STAYS_AS_IT_IS | INVITED),
    Row("instruments:moved_organisation-scans", "organisation_scan", only("LA TM", 301), more=("steps/culture/",)),
]
