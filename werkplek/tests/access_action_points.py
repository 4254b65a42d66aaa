"""The endpoints of action points (row 23b; docs/decisions/0030-action-points.md for those that are not of a team)."""

from werkplek.tests.access_rows import IN_PARTNERSHIP, NAMED, SEES_BUT_MAY_NOT, TEAM, Row, me, only

ON_TRACK = f"S {NAMED}"
SPEAKS = "PO PO2 WB SO SO2 OA OA2"
LEARN_THERE = only("S S2", SEES_BUT_MAY_NOT)  # learners read along in a partnership
OF_TINA = only("TL TM") | only("S S2", SEES_BUT_MAY_NOT)  # her own, in a team that Tom leads

ACTION_POINTS = [
    Row("learningtracks:action_points", allowed=me()),
    Row("learningtracks:team_action_points", "team", only(TEAM)),
    Row("learningtracks:team_action_point_new", "team", only(TEAM)),
    Row("learningtracks:organisation_action_points", "organisation", only("LA")),
    Row("learningtracks:organisation_action_point_new", "organisation", only("LA")),
    Row("learningtracks:partnership_action_points", "partnership", only(IN_PARTNERSHIP)),
    Row("learningtracks:partnership_action_point_new", "partnership", only(SPEAKS) | LEARN_THERE),
    Row("learningtracks:track_action_points", "track", only(ON_TRACK)),
    Row("learningtracks:track_action_point_new", "track", only(ON_TRACK)),
    Row("learningtracks:track_action_points", "former_track", only("EXS PO")),
    Row("learningtracks:track_action_point_new", "former_track", only("PO") | only("EXS", SEES_BUT_MAY_NOT)),
    Row("learningtracks:action_point", "team_action", only(TEAM)),
    Row("learningtracks:action_point", "former_action", only(TEAM)),  # of who left the team
    Row("learningtracks:action_point", "done_action", only(TEAM)),
    Row("learningtracks:action_point", "organisation_action", only("LA TL")),
    Row("learningtracks:action_point", "partnership_action", only(IN_PARTNERSHIP)),
    Row("learningtracks:action_point", "track_action", only(ON_TRACK)),
    Row("learningtracks:action_point_edit", "team_action", OF_TINA),
    Row("learningtracks:action_point_finish", "team_action", OF_TINA),
    Row("learningtracks:action_point_stop", "team_action", OF_TINA),
    Row("learningtracks:action_point_start", "team_action", only(TEAM, 405)),
    Row("learningtracks:action_point_reopen", "team_action", only(TEAM, 405)),
    Row("learningtracks:action_point_still", "team_action", only(TEAM, 405)),
]
