"""The endpoints of organisation scans (access.md, LA; docs/decisions/0034-organisation-scans.md)."""

from werkplek.tests.access_rows import SEES_BUT_MAY_NOT, Row, only

ADVISER = only("LA")
STAYS_AS_IT_IS = only("LA", SEES_BUT_MAY_NOT)

ORGANISATION_SCANS = [
    Row("learningtracks:organisation_scans", "organisation", ADVISER),
    Row("learningtracks:organisation_scan_begin", "organisation", only("LA", 405)),
    Row("learningtracks:organisation_scan", "organisation_scan", ADVISER),
    Row("learningtracks:organisation_scan", "earlier_scan", ADVISER),
    Row("learningtracks:organisation_step", "organisation_scan", ADVISER, more=("culture",)),
    Row("learningtracks:organisation_step", "earlier_scan", STAYS_AS_IT_IS, more=("culture",)),
    Row("learningtracks:organisation_step_action", "organisation_scan", ADVISER, more=("culture",)),
]
