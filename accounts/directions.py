"""Words of people in sentences of ours. Dutch and English are read from the left; a name in Hebrew or Arabic letters is
read from the right, and would turn what stands beside it around. So it is set apart, also where no element can do that:
in a translated sentence, in the title of a page, in a mail (docs/decisions/0166)."""

import re

from django.utils.safestring import SafeData, mark_safe

# Letters that nobody sees: from here on from the left; what follows has a direction of its own; and ends here.
LEFT, APART, END = "\u200e", "\u2068", "\u2069"
FROM_THE_RIGHT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"  # Hebrew to N'Ko and Adlam
)


def apart(text: str) -> str:
    """The same text, set apart from the sentence around it when it holds letters that are read from the right. Also the
    sentence that begins with it goes from the left, where the browser asks the first letter (`dir="auto"`)."""
    if text.isascii() or APART in text or not FROM_THE_RIGHT.search(text):
        return text
    said = f"{LEFT}{APART}{text}{END}"
    return mark_safe(said) if isinstance(text, SafeData) else said  # noqa: S308 - as safe as it was
