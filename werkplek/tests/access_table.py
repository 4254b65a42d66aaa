"""The access matrix as data: every endpoint of ours, and the answer that each person gets there.

The expectations come from the specification of access (docs/decisions/), row and rule beside them; the sweep, the
queries, the accessibility checks and the crawl for canaries all walk this table.

Codes of people: S the learner, S2 another learner in the same team, PO PO2 praktijkopleider (named, not named), WB
werkbegeleider, SO SO2 instituutsopleider, TL TM lead and member of the team, TM2 member of another team, OA OA2
coördinator of the company and of the school, LA adviser, PA platform administrator, EX EXS EXT whose access ended
(praktijkopleider, learner, team member), FAR somebody of another partnership, OUT signed out. Who is not named gets
404; who is signed out is sent to the sign-in page.
"""

from collections.abc import Iterator

from werkplek.tests.access_action_points import ACTION_POINTS
from werkplek.tests.access_apart import APART
from werkplek.tests.access_asks import ASKS
from werkplek.tests.access_condition_scans import CONDITION_SCANS
from werkplek.tests.access_harvest import HARVEST
from werkplek.tests.access_organisation_scans import ORGANISATION_SCANS
from werkplek.tests.access_own_lists import OWN_LISTS
from werkplek.tests.access_professionals import PROFESSIONALS
from werkplek.tests.access_puzzles import PUZZLES
from werkplek.tests.access_rooms import ROOMS
from werkplek.tests.access_rounds import ROUNDS
from werkplek.tests.access_rows import (
    AT_EMPLOYER,
    BELONG,
    COORDINATORS,
    IN_PARTNERSHIP,
    IN_TEAM_ONLY,
    NAMED,
    SEES_BUT_MAY_NOT,
    SETTERS_UP,
    STEERERS,
    TEAM,
    Row,
    anyone,
    me,
    only,
)
from werkplek.tests.access_sides import SIDES
from werkplek.tests.access_talks import TALKS
from werkplek.tests.access_workplace_conditions import WORKPLACE_CONDITIONS
from werkplek.tests.world import OUT
from werkplek.values import TOPICS

# --- The roof: home, words for everybody, own data (rows 1 and 30) ------------------------------------------
ROOF = [
    Row("healthz", allowed=anyone()),
    Row("readyz", allowed=anyone(503)),  # no worker gives a sign of life in a test
    Row("manifest", allowed=anyone()),
    Row("worker", allowed=anyone()),
    Row("offline", allowed=anyone()),
    Row("home", allowed=me()),
    Row("queue", allowed=me()),
    Row("queue_next", allowed=me(302)),
    Row("styleguide", allowed=anyone()),
    Row("help", allowed=anyone()),
    *(Row("help_topic", allowed=anyone(), more=(topic,)) for topic in TOPICS),
    Row("accessibility", allowed=anyone()),
    Row("what_we_keep", allowed=anyone()),
    Row("outbox", allowed=anyone(404)),  # in demo mode only
    Row("outbox_mail", allowed=anyone(404), more=("letter",)),
    Row("outbox_html", allowed=anyone(404), more=("letter",)),
    Row("demo_again", allowed=anyone(404)),
    Row("my_data", allowed=me()),
    Row("my_data_json", allowed=me() | only("OA OA2 PA", 302)),  # who has a second step confirms it first
    Row("my_data_files", allowed=me() | only("OA OA2 PA", 302)),
    Row("my_data_html", allowed=me() | only("OA OA2 PA", 302)),
    Row("leave", allowed=me()),
]

# --- The account (row 1): the way in is open to anyone, everything else is about oneself ---------------------
# Whoever has a second step (coordinators and administrators, R25) confirms it before anything that matters.
HAS_SECOND_STEP = "OA OA2 PA"
ASKED_AGAIN = only(HAS_SECOND_STEP, 302)
ACCOUNT = [
    Row("account_login", allowed=me(302) | only(OUT)),
    Row("account_request_login_code", allowed=anyone(302)),
    Row("sign_out_everywhere", allowed=anyone(), more=("=sessions_token",)),  # the link is the right
    Row("sign_out_everywhere", allowed=anyone(404), more=("made-up",)),
    Row("account_confirm_login_code", allowed=anyone(302)),
    Row("mfa_login_webauthn", allowed=anyone(302)),
    Row("mfa_authenticate", allowed=anyone(302)),
    Row("account_logout", allowed=me() | only(OUT, 302)),
    Row("account_signup", allowed=me(302) | only(OUT)),
    Row("account_inactive", allowed=anyone()),
    Row("account_reset_password", allowed=anyone()),
    Row("account_confirm_password_reset_code", allowed=anyone(302)),
    Row("account_complete_password_reset", allowed=anyone(302)),
    Row("account_password_reset_completed", allowed=anyone()),
    Row("account_email_verification_sent", allowed=anyone(302)),
    Row("drafts", allowed=me(), query="?address=/x/&form=text"),
    Row("drafts_back", allowed=me()),
    Row("drafts_lock", allowed=me()),
    Row("set_language", allowed=anyone(405)),
    Row("settings", allowed=me()),
    Row("account_email", allowed=me()),
    Row("account_change_password", allowed=me(302)),  # nobody of the cast has one: the page to set it
    Row("account_set_password", allowed=me()),
    Row("usersessions_list", allowed=me()),
    Row("account_reauthenticate", allowed=me(302)),
    Row("mfa_reauthenticate", allowed=me(302) | only(HAS_SECOND_STEP)),
    Row("mfa_reauthenticate_webauthn", allowed=me(302)),
    Row("confirm_by_mail", allowed=me() | ASKED_AGAIN),
    Row("mfa_index", allowed=me()),
    Row("mfa_activate_totp", allowed=me() | ASKED_AGAIN),
    Row("mfa_deactivate_totp", allowed=me(404) | ASKED_AGAIN),
    Row("mfa_view_recovery_codes", allowed=me(404)),
    Row("mfa_generate_recovery_codes", allowed=me() | ASKED_AGAIN),
    Row("mfa_download_recovery_codes", allowed=me(404)),
    Row("mfa_list_webauthn", allowed=me()),
    Row("mfa_add_webauthn", allowed=me() | ASKED_AGAIN),
    Row("mfa_edit_webauthn", allowed=me(404) | ASKED_AGAIN, more=(1,)),
    Row("mfa_remove_webauthn", allowed=me(404) | ASKED_AGAIN, more=(1,)),
]

# --- Organisations, partnerships, teams, people (rows 2-4, 17, 29), notices and mail (rows 27, 28) -----------
PARTNERSHIPS = [
    Row("partnerships:notices", allowed=me()),
    Row("partnerships:notices_seen", allowed=me(405)),
    Row("partnerships:push", allowed=me()),
    Row("partnerships:notice", "notice", only("PO", 302)),
    Row("partnerships:notice_open", "notice", only("PO", 405)),
    Row("partnerships:less_mail", allowed=anyone(), more=("=mail_token",)),
    Row("partnerships:mail_again", allowed=me(405)),
    Row("partnerships:mail_log", allowed=only("PA")),
    Row("partnerships:partnerships", allowed=me()),
    Row("partnerships:partnership_new", allowed=me(SEES_BUT_MAY_NOT) | only(COORDINATORS)),
    Row("partnerships:partnership", "partnership", only(IN_PARTNERSHIP)),
    Row("partnerships:partnership_history", "partnership", only(IN_PARTNERSHIP)),
    Row("partnerships:partnership_setup", "partnership", only(COORDINATORS)),
    Row("partnerships:partnership_edit", "partnership", only(COORDINATORS)),
    Row("partnerships:proposal", "proposal", only("OA")),
    Row("partnerships:partner_ask", "partnership", only(COORDINATORS)),
    Row("partnerships:partner_new", "partnership", only(COORDINATORS)),
    Row("partnerships:partner_take_back", "partnership", only(COORDINATORS), more=("=asked_id",)),
    Row("partnerships:partner_leave", "partnership", only("OA"), more=("=company_id",)),
    Row("partnerships:organisations", allowed=me()),
    Row("partnerships:organisation_new", allowed=only("PA")),
    Row("partnerships:organisation", "organisation", only(f"{IN_PARTNERSHIP} TL TM TM2 LA PA")),
    Row("partnerships:organisation", "school", only(f"{IN_PARTNERSHIP} PA")),  # of partners only
    Row("partnerships:organisation_edit", "organisation", only("OA")),
    Row("partnerships:organisation_history", "organisation", only("OA")),
    Row("partnerships:organisation_holidays", "organisation", only("OA")),
    Row("partnerships:organisation_holiday_remove", "organisation", only("OA", 405), more=("=holiday",)),
    Row("partnerships:people", "organisation", only("OA")),
    Row("partnerships:invite", "organisation", only("OA")),
    Row("partnerships:invitations", "organisation", only("OA")),
    Row("partnerships:workplace_new", "organisation", only("OA")),
    Row("partnerships:workplace_edit", "workplace", only("OA")),
    Row("partnerships:workplace_remove", "workplace", only("OA")),
    Row("partnerships:teams", allowed=me()),
    Row("partnerships:team", "team", only(f"{TEAM} OA")),
    Row("partnerships:team_history", "team", only(f"{TEAM} OA")),
    Row("partnerships:team_new", "organisation", only("OA")),
    Row("partnerships:team_edit", "team", only("TL OA") | IN_TEAM_ONLY),
    Row("partnerships:team_remove", "extra_team", only("OA")),
    Row("partnerships:team_place", "team", only("OA")),
    Row("partnerships:team_invite", "team", only("TL OA") | IN_TEAM_ONLY),
    Row("partnerships:membership", "membership", only("TL OA")),
    Row("partnerships:membership", "own_membership", only("PO OA")),
    Row("partnerships:membership_role", "membership", only("OA")),
    Row("partnerships:membership_more", "membership", only("OA")),
    Row("partnerships:membership_until", "membership", only("OA")),
    Row("partnerships:membership_end", "membership", only("TL OA")),
    Row("partnerships:membership_end", "own_membership", only("OA") | only("PO", SEES_BUT_MAY_NOT)),
    Row("partnerships:invitation_resend", "invitation", only("OA", 405)),
    Row("partnerships:invitation_withdraw", "invitation", only("OA", 405)),
    Row("partnerships:invitation_withdraw", "team_invitation", only("TL OA", 405)),
    Row("partnerships:invitation_code", allowed=anyone()),
    Row("partnerships:invitation", allowed=anyone(), more=("=invitation_token",)),
    Row("partnerships:invitation", allowed=anyone(404), more=("made-up",)),
    Row("partnerships:invitation_again", allowed=anyone(405), more=("=invitation_token",)),
]

# --- Tracks (row 5 with notes 5 and 6, R10, R22) --------------------------------------------------------------
TRACKS = [
    Row("learningtracks:tracks", allowed=me()),
    Row("learningtracks:choose_partnership", allowed=me() | only("SO SO2 OA2", 302)),  # who has only one
    Row("learningtracks:track", "track", only(f"S {NAMED} {COORDINATORS}")),
    Row("learningtracks:track", "near_track", only(f"S2 PO2 SO2 {COORDINATORS}")),
    Row("learningtracks:track_history", "track", only(f"S {NAMED} {COORDINATORS}")),
    Row("learningtracks:track", "former_track", only(f"EXS PO {COORDINATORS}")),  # the learner keeps reading (R31)
    Row("learningtracks:track_history", "former_track", only(f"EXS PO {COORDINATORS}")),
    Row("learningtracks:track_edit", "track", only(COORDINATORS)),
    Row("learningtracks:track_end", "track", only(STEERERS)),
    Row("learningtracks:guides", "track", only(STEERERS)),
    Row("learningtracks:guide_new", "track", only(STEERERS), more=("practice_educator",)),
    Row("learningtracks:guide_replace", "guide", only(STEERERS)),
    Row("learningtracks:guide_stand_in", "guide", only(STEERERS)),
    Row("learningtracks:guide_end", "guide", only(STEERERS)),
    Row("learningtracks:track_new", "partnership", only(SETTERS_UP)),
    # Where there is no workplace yet, as at FAR, it says whom to ask.
    Row("learningtracks:own_track_new", allowed=me(SEES_BUT_MAY_NOT) | only(f"{AT_EMPLOYER} FAR")),
    Row("learningtracks:track", "own_track", only("S2 PO2 OA")),
    Row("learningtracks:track_history", "own_track", only("S2 PO2 OA")),
    Row("learningtracks:track_edit", "own_track", only("S2")),
    Row("learningtracks:track_end", "own_track", only("S2")),
    Row("learningtracks:guides", "own_track", only("S2")),
    Row("learningtracks:guide_new", "own_track", only("S2"), more=("practice_educator",)),
    Row("learningtracks:guide_replace", "own_guide", only("S2")),
    Row("learningtracks:guide_stand_in", "own_guide", only("S2")),
    Row("learningtracks:guide_end", "own_guide", only("S2 PO2")),  # who was asked may say no
    Row("learningtracks:puzzle", "own_track", only("S2 PO2")),
    Row("learningtracks:piece", "own_piece", only("S2 PO2")),
    Row("learningtracks:team_learners", "team", only(TEAM)),
]

# --- Experiences and feedback (rows 7-10, 12, R1-R9) ------------------------------------------------------------
EXPERIENCES = [
    Row("reflections:experiences", allowed=me()),
    Row("reflections:experiences_print", allowed=me()),
    Row("reflections:experiences_look_back", allowed=me()),
    Row("reflections:experience_whole", allowed=me(405)),  # only takes what was written without a network
    Row("reflections:growth", allowed=me()),  # rows 7 and 9: of oneself, whoever asks
    Row("reflections:growth_document", allowed=me()),
    Row("reflections:experience_new", allowed=only(BELONG) | only("PA EX EXS EXT", SEES_BUT_MAY_NOT)),  # row 7, c
    Row("reflections:experience", "experience", only("S PO WB")),
    Row("reflections:experience", "waiting_experience", only("S PO WB")),
    Row("reflections:experience", "long_experience", only("S PO")),
    Row("reflections:experience", "private_experience", only("S")),
    Row("reflections:experience", "hidden_experience", only("S")),
    Row("reflections:experience", "lost_experience", only("S")),
    Row("reflections:experience", "draft", only("S", 302)),
    Row("reflections:experience", "former_experience", only("EXS")),  # never shared
    *(Row("reflections:experience_step", "experience", only("S"), more=(step,)) for step in range(1, 7)),
    Row("reflections:experience_step", "draft", only("S"), more=(1,)),
    Row("reflections:experience_check", "experience", only("S")),
    Row("reflections:experience_check", "draft", only("S")),
    Row("reflections:experience_files", "experience", only("S")),
    Row("reflections:experience_files", "draft", only("S")),
    Row("reflections:attachment", "attachment", only("S PO WB")),  # R8: as the story of its experience
    Row("reflections:attachment", "draft_attachment", only("S")),
    Row("reflections:attachment", "hidden_attachment", only("S")),
    Row("reflections:attachment_remove", "attachment", only("S", 405)),
    Row("reflections:attachment", "reply_attachment", only("S PO")),  # R8: as the thread of its reply
    Row("reflections:attachment_remove", "reply_attachment", only("PO", 405)),
    Row("reflections:experience_saved", "experience", only("S")),
    Row("reflections:experience_ask_me", "experience", only("S", 405)),
    Row("reflections:experience_delete", "experience", only("S")),
    Row("reflections:experience_share", "experience", only("S")),
    Row("reflections:experience_share_end", "experience", only("S", 405)),
    Row("reflections:experience_concern", "experience", only("PO WB")),
    Row("reflections:experience_show_again", "hidden_experience", only("S", 405)),
    Row("reflections:thread", "experience", only("S PO"), more=("=reader",)),  # row 12
    Row("reflections:reply_file", "experience", only("S PO"), more=("=reader",)),
    Row("reflections:thread_close", "experience", only("S PO", 405), more=("=reader",)),
    Row("reflections:reply_withdraw", "experience", only("S PO", 405), more=("=reader",)),
    Row("reflections:pass_ask", "private_experience", only("S")),  # row 48
    Row("reflections:story_alone", "private_experience", only("S")),
    Row("reflections:pass_withdraw", "pass", only("S", 405)),
    Row("reflections:pass_answer", allowed=anyone(), more=("=pass_token",)),  # the link is the right
    Row("reflections:pass_answer", allowed=anyone(404), more=("made-up",)),
    Row("reflections:pass_done", allowed=anyone()),
    Row("reflections:feedback_given", allowed=me()),
    Row("reflections:feedback", "question", only("PO") | only("S", 302)),
    Row("reflections:feedback", "open_question", only("PO") | only("S", 302)),
    Row("reflections:feedback", "hidden_question", only("S", 302)),
    Row("reflections:feedback", "lost_question", only("S", 302)),
    Row("reflections:question_withdraw", "open_question", only("S PO", 405)),
    Row("reflections:feedback_change", "feedback", only("PO")),
    Row("reflections:feedback_withdraw", "feedback", only("PO", 405)),
    Row("reflections:feedback_thank", "feedback", only("S", 405)),
    Row("reflections:feedback_use", "feedback", only("S")),
    Row("reflections:wonder", allowed=me()),
    Row("reflections:wonder_new", allowed=me(405)),
    Row("reflections:wonder_delete", "wonder", only("S")),
    Row("reflections:wonder_experience", "wonder", only("S", 405)),
]

# --- Value checks (rows 18, 20, 22, 27), the own calendar (row 31) ----------------------------------------------
NOT_INVITED = only("S2 TM", SEES_BUT_MAY_NOT)  # of the team, but not on the list: the head only
NOT_LEADING = NOT_INVITED | only("S", SEES_BUT_MAY_NOT)
VALUE_CHECKS = [
    Row("reflections:value_checks", "team", only(f"{TEAM} OA")),
    Row("reflections:value_check_plan", "team", NOT_LEADING | only("OA", SEES_BUT_MAY_NOT) | only("TL", 302)),
    Row("reflections:value_check_plan", "led_team", only("TL") | only("OA", SEES_BUT_MAY_NOT)),
    Row("reflections:value_check_skip_turn", "led_team", only("TL") | only("OA", SEES_BUT_MAY_NOT)),
    Row("reflections:rhythm", "team", only("TL OA") | NOT_LEADING),
    Row("reflections:value_check", "value_check", only(TEAM)),
    Row("reflections:value_check", "closed_check", only(TEAM)),
    Row("reflections:value_check_change", "value_check", only("TL") | NOT_LEADING),
    Row("reflections:value_check_postpone", "value_check", only("TL") | NOT_LEADING),
    Row("reflections:value_check_skip", "value_check", only("TL") | NOT_LEADING),
    Row("reflections:value_check_outcome", "value_check", only("TL") | NOT_LEADING),
    Row("reflections:value_check_outcome", "closed_check", only("TL", 302) | NOT_LEADING),
    Row("reflections:value_check_stories", "value_check", only("S TL") | NOT_INVITED),
    Row("reflections:value_check_calendar", "value_check", only("S TL") | NOT_INVITED),
    Row("reflections:personal_checks", allowed=me()),
    Row("reflections:personal_check_start", "track_to_begin", only("S", 405)),
    Row("reflections:log_reminder", allowed=me()),
    Row("reflections:log_mute", allowed=me(405)),
    Row("reflections:calendar", allowed=me()),
    Row("reflections:calendar_make", allowed=me(405)),
    Row("reflections:calendar_end", allowed=me(405)),
    Row("reflections:calendar_feed", "sam", anyone(), more=("=calendar_secret",)),  # the secret is the right
    Row("reflections:calendar_feed", "sam", anyone(404), more=("0" * 40,)),
]

ROWS = [
    *ROOF,
    *ACCOUNT,
    *PARTNERSHIPS,
    *TRACKS,
    *EXPERIENCES,
    *VALUE_CHECKS,
    *ACTION_POINTS,
    *CONDITION_SCANS,
    *ORGANISATION_SCANS,
    *WORKPLACE_CONDITIONS,
    *ROOMS,
    *PUZZLES,
    *HARVEST,
    *APART,
    *TALKS,
    *ROUNDS,
    *OWN_LISTS,
    *ASKS,
    *SIDES,
    *PROFESSIONALS,
]


def pages() -> Iterator[tuple[Row, str]]:
    """Every page that somebody may see, with the first person who may."""
    for row in ROWS:
        if (code := row.first()) is not None:
            yield row, code
