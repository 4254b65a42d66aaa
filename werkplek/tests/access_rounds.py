"""The endpoints of rounds, trainings and asks for help (rows 22 and 23)."""

from werkplek.tests.access_rows import NAMED, SEES_BUT_MAY_NOT, TEAM, Row, me, only

ON_TRACK = f"S {NAMED}"
HANDED_IN = only("S PO", SEES_BUT_MAY_NOT)  # of the round on the track

ROUNDS = [
    Row("learningtracks:rounds", allowed=me()),
    Row("learningtracks:track_rounds", "track", only(ON_TRACK)),
    Row("learningtracks:team_rounds", "team", only(TEAM)),
    Row("learningtracks:round", "track_round", only(ON_TRACK)),
    Row("learningtracks:round", "begun_round", only(ON_TRACK)),
    Row("learningtracks:round", "over_round", only(ON_TRACK)),  # closed: everybody reads what was handed in
    Row("learningtracks:round", "team_round", only(TEAM)),
    Row("learningtracks:round", "closed_round", only(TEAM)),
    Row("learningtracks:round", "training_round", only("S")),
    Row("learningtracks:round_answer", "track_round", only("WB SO") | HANDED_IN),
    Row("learningtracks:round_answer", "team_round", only(TEAM)),
    Row("learningtracks:round_answer", "training_round", only("S")),
    Row("learningtracks:round_answer", "over_round", only(ON_TRACK, SEES_BUT_MAY_NOT)),
    Row("learningtracks:round_answer", "closed_round", only(TEAM, SEES_BUT_MAY_NOT)),
    Row("learningtracks:round_together", "track_round", only(ON_TRACK, SEES_BUT_MAY_NOT)),
    Row("learningtracks:round_together", "team_round", only(TEAM)),
    Row("learningtracks:round_together", "closed_round", only(TEAM, SEES_BUT_MAY_NOT)),
    Row("learningtracks:round_close", "track_round", only(ON_TRACK, 405)),
    Row("learningtracks:round_become", "track_round", only(ON_TRACK, 405)),
    Row("learningtracks:round_ask", "track_round", only(ON_TRACK)),
    Row("learningtracks:round_ask", "training_round", only("S")),
    Row("learningtracks:round_look_back", "track_round", only(ON_TRACK)),
    Row("learningtracks:round_evidence", "begun_round", only("S") | only(NAMED, SEES_BUT_MAY_NOT)),
    Row("learningtracks:round_evidence", "over_round", only(ON_TRACK, SEES_BUT_MAY_NOT)),
    Row("learningtracks:track_rounds", "former_track", only("EXS PO")),
    Row("learningtracks:round", "former_round", only("EXS PO")),
    Row("learningtracks:round_answer", "former_round", only("PO")),
    Row("learningtracks:round_close", "former_round", only("PO", 405)),
    Row("learningtracks:help_ask", "help_ask", only("S WB")),
    Row("learningtracks:training_new", allowed=me()),
    Row("learningtracks:training", "training", only("S")),
    Row("learningtracks:training_use", "training", only("S")),
    Row("learningtracks:training_act", "barred_training", only("S")),
    Row("learningtracks:training_act", "training", only("S", SEES_BUT_MAY_NOT)),
    Row("learningtracks:training_remove", "training", only("S", 405)),
]
