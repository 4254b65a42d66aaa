"""Stories after a session, the harvest, the totals and what a team looks at (rows 18, 19, 21, 24-26b; R15, R18). Sam
and Tom were present; S2 and TM are of the team and were not. Being lead gives nothing more, coordinating gives
totals."""

from werkplek.tests.access_rows import COORDINATORS, IN_PARTNERSHIP, SEES_BUT_MAY_NOT, TEAM, Row, anyone, me, only

PRESENT = "S TL"
HARVEST = [
    Row("reflections:report", "told_check", only(TEAM)),  # what each reads there differs
    Row("reflections:report", "ended_check", only(TEAM)),
    Row("reflections:report", "value_check", only(TEAM, 302)),  # not held yet
    Row("reflections:report_file", "told_check", only(TEAM)),  # the same for each
    Row("reflections:value_check", "told_check", only(TEAM)),
    Row("learningtracks:action_point", "told_action", only(TEAM)),
    Row("reflections:value_stories", allowed=me()),
    Row("reflections:reports", allowed=me()),
    Row("reflections:value_story", "story", only(PRESENT)),
    Row("reflections:value_story", "team_story", only(TEAM)),
    Row("reflections:value_story", "wide_story", only(f"{IN_PARTNERSHIP} TL TM")),
    Row("reflections:value_story", "alone_story", only("S")),  # told outside any value check, and not shared
    Row("reflections:value_story", "shared_alone_story", only(TEAM)),
    Row("reflections:value_story_readers", "alone_story", only("S")),
    Row("reflections:story_note_new", "alone_story", only("S")),
    Row("reflections:promise_new", "alone_story", only("S")),
    Row("reflections:partnership_stories", "partnership", only(IN_PARTNERSHIP)),
    Row("reflections:value_story_change", "story", only("S")),
    Row("reflections:value_story_confirm", "story", only("S", 405)),
    Row("reflections:value_story_readers", "story", only("S")),
    Row("reflections:story_card", "story", only("S")),
    Row("reflections:value_story_withdraw", "story", only("S")),
    Row("reflections:story_note", "note", only("S")),
    Row("reflections:story_note", "waiting_note", only("S")),
    Row("reflections:story_note_remove", "note", only("S", 405)),
    Row("reflections:story_note_new", "story", only("S")),  # in the two weeks after
    Row("reflections:promise_new", "story", only("S")),  # row 43
    Row("reflections:promise_answer", "promise", only("S")),
    Row("reflections:promise_answer", "ended_promise", only("S", 302)),
    Row("reflections:promise_change", "promise", only("S")),
    Row("reflections:promise_share", "promise", only("S", 405)),
    Row("reflections:promise_withdraw", "promise", only("S")),
    Row("reflections:promise_voice", "ended_promise", only("S")),
    Row("reflections:pass_withdraw", "voice", only("S", 405)),
    Row("reflections:pass_answer", allowed=anyone(), more=("=voice_token",)),  # the link is the right to the one claim
    Row("reflections:harvest_propose", "note", only("TL") | only("S", SEES_BUT_MAY_NOT)),
    Row("reflections:harvest_propose", "waiting_note"),  # only what counts can be harvested
    Row("reflections:harvest_answer", "asked_item", only("S")),
    Row("reflections:harvest_withdraw", "wide_item", only("S", 405)),
    Row("reflections:team_harvest", "team", only(TEAM)),
    Row("reflections:organisation_harvest", "organisation", only("TL TM TM2 OA")),
    Row("reflections:team_trend", "team", only(f"{TEAM} OA")),
    Row("reflections:value_matrix", "team", only(f"{TEAM} OA")),
    Row("reflections:value_matrix_cell", "team", only(f"{TEAM} OA"), more=("=this_quarter", "applied")),
    Row("reflections:indicator_new", "team", only(TEAM)),
    Row("reflections:indicator", "indicator", only(TEAM)),
    Row("reflections:indicator_stop", "indicator", only(TEAM)),
    Row("reflections:indicator_measure", "indicator", only(TEAM), more=("=this_quarter",)),
    Row("reflections:indicator_measure", "indicator", more=("ooit",)),
    Row("reflections:improvements", "team", only(TEAM)),  # row 45
    Row("reflections:improvement_new", "team", only("TL") | only("S S2 TM", SEES_BUT_MAY_NOT)),
    Row("reflections:improvement", "improvement", only(TEAM)),
    Row("reflections:improvement_wall", "improvement", only(TEAM)),
    Row("reflections:improvement_change", "improvement", only("TL") | only("S S2 TM", SEES_BUT_MAY_NOT)),
    Row("reflections:improvement_end", "improvement", only("TL") | only("S S2 TM", SEES_BUT_MAY_NOT)),
    Row("reflections:situation_new", "improvement", only(TEAM)),
    Row("reflections:situation", "situation", only(TEAM)),
    Row("reflections:situation_discuss", "situation", only(TEAM)),
    Row("reflections:situation_agree", "situation", only(TEAM)),
    Row("reflections:situation_change", "situation", only("S")),
    Row("reflections:situation_withdraw", "situation", only("S")),
    Row("reflections:partnership_trend", "partnership", only(f"{COORDINATORS} LA")),
]
