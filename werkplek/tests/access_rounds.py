"""The endpoints of rounds, trainings and asks for help (rows 22 and 23)."""

from werkplek.tests.access_rows import NAMED, SEES_BUT_MAY_NOT, TEAM, Row, me, only

ON_TRACK = f"S {NAMED}"
HANDED_IN = only("S PO", SEES_BUT_MAY_NOT)  # of the round on the track

ROUNDS = [
    Row("instruments:rounds", allowed=me()),
    Row("instruments:track_rounds", "track", only(ON_TRACK)),
    Row("instruments:team_rounds", "team", only(TEAM)),
    Row("instruments:ask", "track_round", only(ON_TRACK)),
    Row("instruments:ask", "begun_round", only(ON_TRACK)),
    Row("instruments:ask", "over_round", only(ON_TRACK)),  # closed: everybody reads what was handed in
    Row("instruments:ask", "team_round", only(TEAM)),
    Row("instruments:ask", "closed_round", only(TEAM)),
    Row("instruments:ask", "training_round", only("S")),
    Row("instruments:moved_rounds", "track_round", only(ON_TRACK, 301), more=("answer/",)),
    Row("instruments:answer", "track_round", only("WB SO") | HANDED_IN),
    Row("instruments:answer", "team_round", only(TEAM)),
    Row("instruments:answer", "training_round", only("S")),
    Row("instruments:answer", "over_round", only(ON_TRACK, SEES_BUT_MAY_NOT)),
    Row("instruments:answer", "closed_round", only(TEAM, SEES_BUT_MAY_NOT)),
    Row("instruments:together", "track_round", only(ON_TRACK, SEES_BUT_MAY_NOT)),
    Row("instruments:together", "team_round", only(TEAM)),
    Row("instruments:together", "closed_round", only(TEAM, SEES_BUT_MAY_NOT)),
    Row("instruments:close", "track_round", only("S") | only(NAMED, SEES_BUT_MAY_NOT)),
    Row("instruments:take_tip", "track_round", only(ON_TRACK, 405)),
    Row("instruments:take_tip", "training_round", only("S", 405)),
    Row("instruments:evidence", "begun_round", only("S") | only(NAMED, SEES_BUT_MAY_NOT)),
    Row("instruments:evidence", "over_round", only(ON_TRACK, SEES_BUT_MAY_NOT)),
    Row("instruments:track_rounds", "former_track", only("EXS PO")),
    Row("instruments:ask", "former_round", only("EXS PO")),
    Row("instruments:answer", "former_round", only("PO")),
    Row("instruments:close", "former_round", only("PO", SEES_BUT_MAY_NOT)),
    Row("instruments:training_new", allowed=me()),
    Row("instruments:training", "training", only("S")),
    Row("instruments:training_ask", "training", only("S", 405)),
    Row("instruments:training_moved", "training", only("S", 301), more=("use",)),
    Row("instruments:ask", "use", only("S")),
    Row("instruments:answer", "use", only("S")),
    Row("instruments:become", "use", only("S"), more=("training.use.u3", "barrier")),
    Row("instruments:training_remove", "training", only("S", 405)),
]
