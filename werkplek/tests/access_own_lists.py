"""The doors of own lists of questions (access.md, LA; docs/decisions/0038-own-lists.md)."""

from werkplek.tests.access_rows import Row, only

ADVISER = only("LA")

OWN_LISTS = [
    Row("learningtracks:own_lists", "organisation", ADVISER),
    Row("learningtracks:own_list_new", "organisation", ADVISER),
    Row("learningtracks:own_list", "own_list", ADVISER),
    Row("learningtracks:own_list", "earlier_list", ADVISER),
    Row("learningtracks:own_list_renew", "own_list", ADVISER),
]
