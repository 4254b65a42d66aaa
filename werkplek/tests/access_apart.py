"""A value check that is held apart (rows 18-22; R15, R38): Sam and Tom were invited and take part; S2 and TM are of the
team and were not invited. Tom told already, and leads."""

from werkplek.tests.access_rows import SEES_BUT_MAY_NOT, TEAM, Row, only

NOT_INVITED = only("S2 TM", SEES_BUT_MAY_NOT)
INVITED = "S TL"
APART = [
    Row("reflections:apart", "apart_check", only(INVITED) | NOT_INVITED),
    Row("reflections:apart", "apart_over", only(INVITED) | NOT_INVITED),
    Row("reflections:apart", "closed_check", only(INVITED, 302) | NOT_INVITED),
    Row("reflections:value_check", "apart_check", only(TEAM)),
    Row("reflections:apart_enter", "apart_check", only(TEAM, 405)),
    Row("reflections:apart_pass", "apart_check", only(TEAM, 405)),
    Row("reflections:apart_tell", "apart_check", only("S") | only("TL", 302) | NOT_INVITED),
    Row("reflections:apart_tell", "apart_over", only("S TM S2", SEES_BUT_MAY_NOT) | only("TL", 302)),
    Row("reflections:apart_action", "apart_over", only(INVITED) | NOT_INVITED),
    Row("reflections:apart_check_out", "apart_over", only(INVITED) | NOT_INVITED),
    Row("reflections:apart_close", "apart_over", only("TL") | only("S S2 TM", SEES_BUT_MAY_NOT)),
    Row("reflections:value_story", "apart_story", only(INVITED)),
    Row("reflections:apart_note", "apart_story", only("S") | only("TL", SEES_BUT_MAY_NOT)),  # his own story
    Row("reflections:story_note_new", "apart_story", only("TL")),
    Row("reflections:apart_note", "story", only(INVITED, SEES_BUT_MAY_NOT)),  # of a session that was held together
    Row("reflections:value_story_change", "apart_story", only("TL")),
    Row("reflections:value_check_change", "apart_check", only("TL") | only("S S2 TM", SEES_BUT_MAY_NOT)),
]
