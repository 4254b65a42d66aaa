"""May X do Y to Z now? The answers of the reflections floor, each with a reason the page can show (access.md §4)."""

from reflections.policy.experiences import (
    may_log,
    may_raise_concern,
    may_save,
    may_share,
    may_show_again,
    may_write,
)
from reflections.policy.feedback import (
    may_ask,
    may_change_feedback,
    may_react,
    may_reply,
    may_withdraw_question,
)
from reflections.policy.value_checks import (
    leads,
    may_answer_alone,
    may_change,
    may_choose_stories,
    may_close,
    may_plan,
    may_postpone,
    may_see_details,
    may_set_rhythm,
    may_skip,
    may_skip_turn,
    may_start_alone,
)
from reflections.policy.wonder import (
    may_change_wonder,
    may_share_wonder,
)

__all__ = [
    "leads",
    "may_answer_alone",
    "may_ask",
    "may_change",
    "may_change_feedback",
    "may_change_wonder",
    "may_choose_stories",
    "may_close",
    "may_log",
    "may_plan",
    "may_postpone",
    "may_raise_concern",
    "may_react",
    "may_reply",
    "may_save",
    "may_see_details",
    "may_set_rhythm",
    "may_share",
    "may_share_wonder",
    "may_show_again",
    "may_skip",
    "may_skip_turn",
    "may_start_alone",
    "may_withdraw_question",
    "may_write",
]
