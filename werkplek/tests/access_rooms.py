"""The live session (rows 18-22; R15, R20, R21): a room in which Sam and Tom sit. S2 and TM are of the team and were
not invited: for them there is no room."""

from werkplek.tests.access_rows import SEES_BUT_MAY_NOT, TEAM, Row, anyone, me, only
from werkplek.tests.world import OUT

SITTERS = "S TL"  # who was invited and sat down
ROOMS = [
    Row("reflections:room", "live_check", only(SITTERS)),
    Row("reflections:room", "ended_check", only(SITTERS, 302)),
    Row("reflections:room_part", "live_check", only(SITTERS), query="?look=pad"),
    Row("reflections:room_part", "ended_check", only(SITTERS, 410)),
    Row("reflections:room_wall", "live_check", only(SITTERS)),
    Row("reflections:room_wall", "ended_check", only(SITTERS)),
    Row("reflections:value_check_guests", "live_check", only("TL") | only("S S2 TM", SEES_BUT_MAY_NOT)),
    Row("reflections:guest_answer", "live_check", only(TEAM, 405)),
    Row("reflections:guest_withdraw", "live_check", only(TEAM, 405)),
    Row("reflections:room_open", "live_check", only(TEAM, 405)),
    Row("reflections:room_close", "live_check", only(TEAM, 405)),
    Row("reflections:room_enter", "live_check", only(SITTERS, 405)),
    Row("reflections:room_here", "live_check", only(SITTERS, 405)),
    Row("reflections:room_moves", "live_check", only(SITTERS, 405)),
    Row("reflections:room_action", "live_check", only(SITTERS, 405)),
    Row("reflections:room_mend", "live_check", only(SITTERS, 405), more=("=team_action_id",)),
    Row("reflections:room_pad", "live_check", only(SITTERS, 405)),
    Row("reflections:room_score", "live_check", only(SITTERS, 405)),
    Row("reflections:room_end", "live_check", only(SITTERS, 405)),
    Row("reflections:guest", allowed=anyone(), more=("=guest_token",)),  # the link is the right
    Row("reflections:guest", allowed=anyone(404), more=("made-up",)),
    Row("reflections:guest_calendar", allowed=anyone(404), more=("=guest_token",)),  # it began
    Row("reflections:guest_own", allowed=anyone(), more=("=own_token",)),  # and so is the own one
    Row("reflections:guest_own", allowed=anyone(), more=("=door_token",)),
    Row("reflections:guest_own", allowed=anyone(404), more=("=guest_token",)),  # that of the invitation is no own link
    Row("reflections:guest_story_change", allowed=anyone(), more=("=own_token",)),
    Row("reflections:guest_story_card", allowed=anyone(), more=("=own_token",)),
    Row("reflections:guest_story_withdraw", allowed=anyone(), more=("=own_token",)),
    Row("reflections:guest_story_confirm", allowed=anyone(405), more=("=own_token",)),
    Row("reflections:guest_erase", allowed=anyone(), more=("=own_token",)),
    Row("reflections:guest_note", allowed=anyone(), more=("=own_token", "=guest_note")),
    Row("reflections:guest_note", allowed=anyone(404), more=("=guest_token", "=guest_note")),
    Row("reflections:guest_note_remove", allowed=anyone(405), more=("=own_token", "=guest_note")),
    Row("reflections:join", allowed=me() | only(OUT)),  # a code is no right
]
