"""The endpoints of own lists of questions (access.md, LA; docs/decisions/0038-own-lists.md)."""

from werkplek.tests.access_rows import NAMED, SEES_BUT_MAY_NOT, TEAM, Row, only

ADVISER = only("LA")

OWN_LISTS = [
    Row("instruments:own_lists", "organisation", ADVISER),
    Row("instruments:own_list_new", "organisation", ADVISER),
    Row("instruments:own_list", "own_list", ADVISER),
    Row("instruments:own_list", "earlier_list", ADVISER),
    Row("instruments:own_list_renew", "own_list", ADVISER),
    Row("instruments:own_list_renew", "withdrawn_list", only("LA", SEES_BUT_MAY_NOT)),
    Row("instruments:own_list_withdraw", "own_list", ADVISER),
    Row("instruments:own_list", "withdrawn_list", ADVISER),
    Row("instruments:own_list", "never_asked_list", ADVISER),
    Row("instruments:own_list", "school_list"),  # the school has an adviser of its own
    # Who takes part in a round reads its list there; who may begin one is offered the lists.
    Row("instruments:ask", "own_list_round", only(TEAM)),
    Row("instruments:answer", "own_list_round", only(TEAM)),
    Row("instruments:answer", "withdrawn_list_round", only(TEAM)),
    Row("instruments:answer", "school_list_round", only(f"S {NAMED}")),
    Row("instruments:track_rounds", "near_track", only("S2 PO2 SO2")),
    Row("instruments:team_rounds", "next_team", only("TM2")),
]
