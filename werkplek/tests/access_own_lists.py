"""The doors of own lists of questions (access.md, LA; docs/decisions/0038-own-lists.md)."""

from werkplek.tests.access_rows import SEES_BUT_MAY_NOT, Row, only

ADVISER = only("LA")

OWN_LISTS = [
    Row("learningtracks:own_lists", "organisation", ADVISER),
    Row("learningtracks:own_list_new", "organisation", ADVISER),
    Row("learningtracks:own_list", "own_list", ADVISER),
    Row("learningtracks:own_list", "earlier_list", ADVISER),
    Row("learningtracks:own_list_renew", "own_list", ADVISER),
    Row("learningtracks:own_list_renew", "withdrawn_list", only("LA", SEES_BUT_MAY_NOT)),
    Row("learningtracks:own_list_withdraw", "own_list", ADVISER),
    Row("learningtracks:own_list", "withdrawn_list", ADVISER),
]
