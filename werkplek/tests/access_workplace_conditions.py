"""The endpoints of what is there on a workplace (access.md, LA; docs/decisions/0129-what-is-there-is-kept.md). It is
offered to who lays a puzzle there."""

from werkplek.tests.access_rows import SEES_BUT_MAY_NOT, Row, only

ADVISER = only("LA")

WORKPLACE_CONDITIONS = [
    Row("learningtracks:workplace_conditions", "workplace", ADVISER),
    Row("learningtracks:workplace_condition_new", "workplace", ADVISER),
    Row("learningtracks:workplace_condition", "workplace", ADVISER, more=("=own_condition_key",)),
    Row("learningtracks:workplace_condition", "workplace", ADVISER, more=("pop",)),  # nobody looked at it yet
    Row("learningtracks:workplace_condition_remove", "workplace", ADVISER, more=("=own_condition_key",)),
    Row("learningtracks:workplace_condition_remove", "workplace", only("LA", SEES_BUT_MAY_NOT), more=("pop",)),
    Row("learningtracks:piece_new", "near_track", only("S2 PO2 SO2")),  # choose a place; what is there stands below
]
