"""What changed between two texts, word by word, so that a page can say it in words (domain.md §2.3 step 3)."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME, GONE, NEW = "same", "gone", "new"
LEAST_ALIKE = 0.25  # below this the texts are told as one replaced by the other: a patchwork would be unreadable


@dataclass(frozen=True)
class Run:
    """Some words in a row that stayed, went, or came."""

    kind: str
    text: str

    @property
    def words(self) -> str:
        """Without the space behind, which nobody struck through."""
        return self.text.rstrip()

    @property
    def space(self) -> str:
        return self.text[len(self.words) :]


def differences(before: str, after: str) -> list[Run]:
    """The runs of words that lead from one text to the other, in reading order.

    Every word of both texts is in it once, spaces and line ends with the word before them. What went stands before what
    came in its place. Equal texts give one run; an empty text gives none of its own.
    """
    old, new = _words(before), _words(after)
    match = SequenceMatcher(None, [word.strip() for word in old], [word.strip() for word in new], autojunk=False)
    if match.ratio() < LEAST_ALIKE:
        return _runs((GONE, old), (NEW, new))
    found: list[tuple[str, list[str]]] = []
    for _how, i1, i2, j1, j2 in match.get_opcodes():
        if _how == "equal":
            found.append((SAME, new[j1:j2]))
        else:
            found += [(GONE, old[i1:i2]), (NEW, new[j1:j2])]
    return _runs(*found)


def _words(text: str) -> list[str]:
    """The words with the space behind each."""
    return re.findall(r"\S+\s*", text.strip())


def _runs(*parts: tuple[str, list[str]]) -> list[Run]:
    return [Run(kind, "".join(words)) for kind, words in parts if words]
