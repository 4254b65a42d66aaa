"""The table of forms: what changes something stored, what makes something, and what is neither. Of every form that
carries a version it says what two people type who have it open at the same time."""

import datetime as dt
from typing import Any

from accounts.values import today

SOON, LATER = today() + dt.timedelta(days=20), today() + dt.timedelta(days=21)
A, B = "Dit schreef de eerste", "Dit schreef de tweede"
FIRST, LAST = "the first choice", "the last choice"  # of a list that the page shows
Two = tuple[
    str, Any, Any, dict[str, Any]
]  # the box in which two people type, what each types, what else the form needs
# The second is told on the same form, beside what the first one kept.
CHANGING: dict[str, Two] = {
    "settings": ("name", "Sam Een", "Sam Twee", {}),
    "partnerships:partnership_edit": ("name", A, B, {}),
    "partnerships:organisation_edit": ("name", A, B, {}),
    "partnerships:workplace_edit": ("name", A, B, {}),
    "partnerships:team_edit": ("name", A, B, {}),
    "partnerships:membership_until": ("ends_on", SOON, LATER, {}),
    "learningtracks:track_edit": ("title", A, B, {}),
    "learningtracks:track_subjects": ("names", A, B, {}),
    "learningtracks:school_subjects": ("names", A, B, {}),
    "learningtracks:action_point_edit": ("text", A, B, {}),
    "instruments:choose": ("items", "change", "feedback", {}),
    "learningtracks:workplace_condition": ("where", A, B, {"presence": "yes"}),
    "learningtracks:conversation_change": ("place", A, B, {}),
    "learningtracks:piece_change": ("title", A, B, {}),
    "learningtracks:piece_value": ("applied_text", A, B, {}),
    "learningtracks:conversation_outcome": ("title", A, B, {}),
    "learningtracks:review_write": ("went_well", A, B, {"then": "draft"}),
    "instruments:together": ("checklist-during-d1", A, B, {}),
    "instruments:own_list_renew": ("title", A, B, {}),
    "instruments:share": ("people", FIRST, [], {}),
    "instruments:item": ("text", A, B, {}),
    "instruments:move": ("until_on", SOON, LATER, {}),
    "instruments:answer": ("team-follow_up-f1", A, B, {}),
    "instruments:side": ("praatplaat-p1", A, B, {}),
    "instruments:own_side": ("praatplaat-p1", A, B, {}),
    "learningtracks:review_new": ("went_well", A, B, {"then": "draft"}),
    "instruments:evidence": ("urgency", FIRST, LAST, {}),
    "reflections:experience_step": ("situation", A, B, {}),
    "reflections:feedback_change": ("text", A, B, {}),
    "reflections:rhythm": ("weeks", 7, 9, {}),
    "reflections:room_part": ("text", A, B, {}),
    "reflections:value_check_change": ("place", A, B, {}),
    "reflections:value_check_postpone": ("time", "10:10", "11:11", {"proposal": "other", "other_day": SOON}),
    "reflections:value_check_stories": ("chosen", [], LAST, {}),
    "reflections:promise_change": ("text", A, B, {"ask_on": SOON}),
    "reflections:value_story_change": ("title", A, B, {}),
    "reflections:value_story_readers": ("audience", "team", "partnership", {}),
    "reflections:story_note": ("text", A, B, {}),
}
# The first one ended what the form is about: the second is refused with a reason, and gets the own words back.
ENDING: dict[str, Two] = {
    "learningtracks:action_point_finish": ("result", A, B, {}),
    "learningtracks:action_point_stop": ("reason", A, B, {}),
    "learningtracks:relay": ("title", A, B, {}),
    "reflections:harvest_answer": ("text", A, B, {}),
    "reflections:promise_answer": ("words", A, B, {"ending": "otherwise"}),
}
# Both are kept, each by itself. The version says what somebody had before them, or belongs to the form of a change.
BESIDE: dict[str, Two] = {
    "learningtracks:conversation_new": ("place", A, B, {"day": SOON, "time": "10:10"}),
    "instruments:own_list_new": ("title", A, B, {"questions": "Wat zag je?", "attribution": "Van onszelf"}),
    "learningtracks:piece": ("text", A, B, {}),
    "learningtracks:piece_ask": ("text", A, B, {}),
    "learningtracks:piece_new": ("title", A, B, {"noticed": "Dat het lukt."}),
    "reflections:experience_new": ("situation", A, B, {}),
}
VERSIONED = CHANGING | ENDING | BESIDE
MAKING = {  # they make something or end it: a key makes that once
    "home": "a piece of the puzzle, from home",
    "learningtracks:conversation": "a note of a talk",
    "instruments:become": "an action point, or what else an answer becomes",
    "instruments:follow_ups": "questions",
    "instruments:team_meetings": "a meeting",
    "learningtracks:organisation_action_point_new": "an action point",
    "learningtracks:partnership_action_point_new": "an action point",
    "instruments:invite": "somebody by name",
    "instruments:partnership_conversations": "a conversation",
    "learningtracks:review": "a reaction",
    "learningtracks:team_action_point_new": "an action point",
    "instruments:team_rounds": "a round",
    "learningtracks:track_action_point_new": "an action point",
    "learningtracks:pieces_agree": "votes",
    "learningtracks:track_new": "a track",
    "learningtracks:guide_new": "a place on a track",
    "learningtracks:guide_replace": "a place instead of another",
    "learningtracks:guide_stand_in": "a place for some weeks",
    "learningtracks:own_track_new": "a track for oneself",
    "instruments:track_rounds": "a round",
    "instruments:training": "a round",
    "instruments:training_new": "a training",
    "learningtracks:workplace_condition_new": "a line of the list",
    "partnerships:invite": "invitations",
    "partnerships:membership_more": "a role",
    "partnerships:membership_role": "a role instead of another",
    "partnerships:organisation_holidays": "a day",
    "partnerships:organisation_new": "an organisation",
    "partnerships:partner_new": "an organisation",
    "partnerships:partnership_new": "a partnership",
    "partnerships:team_invite": "invitations",
    "partnerships:team_new": "a team",
    "partnerships:team_place": "a role",
    "partnerships:workplace_new": "a workplace",
    "reflections:experience_files": "a photo, sound or PDF",
    "reflections:feedback": "an answer",
    "reflections:thread": "a reply",
    "reflections:reply_file": "a photo, sound or PDF with a reply",
    "reflections:pass_ask": "a pass",
    "reflections:promise_new": "what a teller expects",
    "reflections:promise_voice": "a second voice",
    "reflections:story_note_new": "a note",
    "reflections:feedback_use": "words under the own reflection",
    "reflections:harvest_propose": "a question",
    "reflections:apart_action": "an action point of a value check held apart",
    "reflections:apart_check_out": "a word, and a score that cannot be given twice",
    "reflections:apart_close": "an end",
    "reflections:apart_tell": "a story",
    "reflections:apart_note": "a note with a story",
    "reflections:value_check_outcome": "an end",
    "reflections:value_check_plan": "a session",
    "reflections:value_check_skip": "an end",
    "reflections:value_check_skip_turn": "a turn without session",
}
OWN = {  # neither: one action of one person, or a move in a room, which names the version of the whole room
    "partnerships:less_mail": "a choice in a mail, not signed in",
    "partnerships:invitation": "the way in, or an address that is proved",
    "partnerships:invitation_code": "the way in",
    "offline": "a whole experience, to which a script gives its key (static/js/whole.js)",
    "reflections:pass_answer": "an answer without an account; its pass works once",
    "reflections:experience_concern": "a word to the author",
    "reflections:experience_share": "adds readers, and says of which version",
    "reflections:growth_document": "a document of one's own words, made anew each time and kept nowhere",
    "reflections:guest": "the way in",
    "reflections:join": "the way in",
    "reflections:room": "moves say what they are based on",
    "styleguide": "an example, with nothing behind it",
}
