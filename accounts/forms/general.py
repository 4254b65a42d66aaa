"""General words for what was typed about people: one tap on a warning makes "een bewoner" of a name."""

from typing import Any

from accounts.sensitive import generalise

TAPPED = "general"  # the button of the warning
LONGEST = 10_000  # letters in one box; what is longer is refused, so it is not looked through first


def in_general(data: Any, *only: str) -> Any:
    """What was sent, with general words in place of names and rooms when that was tapped: in all boxes, or only in
    these."""
    if not data or TAPPED not in data:
        return data
    changed = data.copy()
    for name, typed in data.items():
        if name in (only or data) and len(typed) <= LONGEST and (general := generalise(typed)) != typed:
            changed[name] = general
    return changed
