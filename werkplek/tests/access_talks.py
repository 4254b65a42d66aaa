"""The endpoints of talks, reviews and school subjects (rows 6b and 13-15; domain.md §3.11 p3)."""

from werkplek.tests.access_rows import SEES_BUT_MAY_NOT, Row, only

SPEAKS = "S PO SO"
BESIDE_SO = only("S PO WB", SEES_BUT_MAY_NOT)
ASKED = f"{SPEAKS} WB"  # Wim is asked to this one

TALKS = [
    Row("learningtracks:conversation_new", "track", only(SPEAKS)),
    Row("learningtracks:conversation_new", "former_track", only("PO")),
    Row("learningtracks:conversation", "former_talk", only("EXS PO")),
    Row("learningtracks:conversation_change", "former_talk", only("PO") | only("EXS", SEES_BUT_MAY_NOT)),
    Row("learningtracks:conversation_note", "former_talk", only("EXS PO", 405)),
    Row("learningtracks:conversation", "talk", only(SPEAKS)),
    Row("learningtracks:conversation", "talk_with_wim", only(ASKED)),
    Row("learningtracks:conversation", "begun_talk", only(SPEAKS)),
    Row("learningtracks:conversation", "held_talk", only(SPEAKS)),
    Row("learningtracks:conversation", "off_talk", only(SPEAKS)),
    Row("learningtracks:conversation_change", "talk", only(SPEAKS)),
    Row("learningtracks:conversation_change", "talk_with_wim", only(SPEAKS) | only("WB", SEES_BUT_MAY_NOT)),
    Row("learningtracks:conversation_change", "held_talk", only(SPEAKS, SEES_BUT_MAY_NOT)),
    Row("learningtracks:conversation_cancel", "talk", only(SPEAKS)),
    Row("learningtracks:conversation_cancel", "talk_with_wim", only(SPEAKS) | only("WB", SEES_BUT_MAY_NOT)),
    Row("learningtracks:conversation_note", "talk", only(SPEAKS, 405)),
    Row("learningtracks:conversation_hold", "begun_talk", only(SPEAKS, 405)),
    Row("learningtracks:conversation_calendar", "talk", only(SPEAKS)),
    Row("learningtracks:conversation_calendar", "talk_with_wim", only(ASKED)),
    Row("learningtracks:conversation_outcome", "begun_talk", only(SPEAKS), more=("=piece_id",)),
    Row("learningtracks:review_new", "looked_back_track", only("PO SO") | only("S", SEES_BUT_MAY_NOT), more=(1,)),
    Row("learningtracks:review", "review", only(SPEAKS)),
    Row("learningtracks:review", "locked_review", only(SPEAKS)),
    Row("learningtracks:review", "other_review", only(SPEAKS)),
    Row("learningtracks:review", "correction", only(SPEAKS)),
    Row("learningtracks:review", "draft_review", only("SO", 302)),
    Row("learningtracks:review_write", "draft_review", only("SO")),
    Row("learningtracks:review_write", "review", only("PO")),
    Row("learningtracks:review_write", "locked_review", only("PO", 302)),  # to the page where it stands
    Row("learningtracks:review_react", "review", only(SPEAKS, 405)),
    Row("learningtracks:review_correct", "locked_review", only(SPEAKS, 405)),
    Row("learningtracks:review_discard", "draft_review", only("SO")),
    Row("learningtracks:review_discard", "review", only("PO", SEES_BUT_MAY_NOT)),
    Row("learningtracks:track_puzzles", "track", only("S PO WB SO")),
    Row("learningtracks:track_puzzles", "looked_back_track", only("S PO WB SO")),
    Row("learningtracks:track_subjects", "track", only("SO") | BESIDE_SO),
    Row("learningtracks:school_subjects", "school", only("SO SO2 OA2")),
]
