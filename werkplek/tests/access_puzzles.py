"""The endpoints of the puzzle (access.md rows 6 and WB): who learns on the track and who is named on it read it; who
speaks for a party acts, and who holds the lent vote answers."""

from werkplek.tests.access_rows import NAMED, SEES_BUT_MAY_NOT, Row, me, only

OPENS = only(f"S {NAMED}")
SPEAKS = OPENS | only("WB", SEES_BUT_MAY_NOT)  # a werkbegeleider reads, and votes only while the vote is lent
NOBODY_NOW = only(f"S {NAMED}", SEES_BUT_MAY_NOT)  # the action does not fit how the piece stands, or is somebody else's
ACTS = only(f"S {NAMED}", 405)  # by POST only
WORKPLACE = only(f"S {NAMED}", SEES_BUT_MAY_NOT) | only("PO")
LEARNER = only(f"S {NAMED}", SEES_BUT_MAY_NOT) | only("S")
PUZZLES = [
    Row("learningtracks:my_puzzle", allowed=me(302)),
    Row("learningtracks:puzzle", "track", OPENS),
    Row("learningtracks:puzzle_of", "relaid_track", OPENS, (1,)),
    Row("learningtracks:puzzle_paper", "relaid_track", OPENS, (1,)),
    Row("learningtracks:relay", "relay_track", LEARNER, (2,)),
    Row("learningtracks:piece_new", "track", SPEAKS, query="?slot=evidence"),
    Row("learningtracks:pieces_agree", "track", OPENS),
    *(
        Row("learningtracks:piece", f"{state}_piece", OPENS)
        for state in [
            "proposed",
            "countered",
            "agreed",
            "active",
            "done",
            "valued",
            "reopened",
            "parked",
            "withdrawn",
            "dropped",
        ]
    ),
    Row("learningtracks:piece", "piece", OPENS),
    Row("learningtracks:piece", "closed_piece", OPENS),
    Row("learningtracks:piece", "draft_of_learner", only("S", 302)),
    Row("learningtracks:piece_change", "draft_of_learner", only("S")),
    Row("learningtracks:piece_change", "draft_of_education", only("SO")),
    Row("learningtracks:piece_change", "reopened_piece", SPEAKS),
    Row("learningtracks:piece_change", "closed_piece", NOBODY_NOW),
    Row("learningtracks:piece_ask", "proposed_piece", OPENS),
    Row("learningtracks:piece_ask", "withdrawn_piece", NOBODY_NOW),
    Row("learningtracks:piece_value", "done_piece", OPENS),
    Row("learningtracks:piece_agree", "proposed_piece", ACTS),
    Row("learningtracks:piece_remark", "proposed_piece", ACTS),
    Row("learningtracks:piece_action", "agreed_piece", LEARNER | only("PO"), ("start",)),
    Row("learningtracks:piece_action", "active_piece", LEARNER, ("finish",)),
    Row("learningtracks:piece_action", "reopened_piece", WORKPLACE, ("withdraw-change",)),
    Row("learningtracks:piece_action", "proposed_piece", WORKPLACE, ("withdraw",)),
    Row("learningtracks:piece_action", "countered_piece", SPEAKS, ("park",)),
    Row("learningtracks:piece_action", "parked_piece", SPEAKS, ("unpark",)),
    Row("learningtracks:piece_action", "valued_piece", SPEAKS, ("drop",)),
    Row("learningtracks:piece_action", "draft_of_learner", only("S"), ("discard",)),
    Row("learningtracks:piece_action", "near_piece", only("PO2 SO2", SEES_BUT_MAY_NOT) | only("S2"), ("withdraw",)),
    Row("learningtracks:puzzle", "former_track", only("EXS PO")),
    Row("learningtracks:piece", "former_piece", only("EXS PO")),
    Row("learningtracks:piece_change", "former_piece", only("PO") | only("EXS", SEES_BUT_MAY_NOT)),
    Row("learningtracks:piece_ask", "former_piece", only("PO") | only("EXS", SEES_BUT_MAY_NOT)),
    Row("learningtracks:piece_new", "former_track", only("PO") | only("EXS", SEES_BUT_MAY_NOT)),
    Row("learningtracks:delegations", "track", OPENS),
    Row("learningtracks:delegation_end", "lent_vote", ACTS),
]
