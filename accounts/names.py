"""Names and addresses of people: one place that makes them tidy, and one key to look for them and to put them in order
(docs/decisions/0163). Pure functions; the database keeps the key beside the name (`models.User`)."""

import re
import unicodedata
from collections.abc import Iterator

from django.db.models import Q

# Between the surname and the rest, and between the words of a surname. Digits, because every collation puts them before
# all letters, in this order; spaces and dashes are passed over by some.
PART, WORD = "0", "1"
ODD = r"[^ -~\s]"  # asks a database for texts with a letter that may be another one when it is folded
MOST_FOLDED = 240  # some single letters fold to many
# What stands before a surname and does not count in its order (the table of the Dutch register of persons).
_PARTICLES = """
's 't à aan af al am auf aus bij bin d' da dal das de degli dei del dem den der des di die do don du el het i il im in
l' la las le les lo los of onder op over s' t' te ten ter to toe tot uit uijt unter van ver vom von voor vor zu zum zur
"""
PARTICLES = frozenset(_PARTICLES.split())
# With one of these a name begins only when somebody types a surname alone.
OPENERS = frozenset({"van", "de", "den", "der", "het", "'t", "'s", "ter", "ten", "te"})
_PLAIN = str.maketrans(
    {"ı": "i", "ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ħ": "h", "ŧ": "t", "ŋ": "n"}
)
_APOSTROPHES = re.compile("['’‘`´ʼʻ]")
_JOINERS = "\u200c\u200d"  # Persian and Indian names need them
_BLANK = "\u115f\u1160\u3164\uffa0\u2800"  # letters, says Unicode, that nobody sees
_AROUND_AN_ADDRESS = " \t\r\n<>()[]{}\"'`´‘’‚‛“”„‟«»‹›.,:;"


def tidy(text: str) -> str:
    """A name on one line as people see it: composed, without characters that nobody sees or that turn the line around.
    Nothing when no letter or figure is left."""
    seen = "".join(
        " " if letter.isspace() else letter for letter in unicodedata.normalize("NFC", text) if _shows(letter)
    )
    return " ".join(seen.split()) if any(letter.isalnum() for letter in seen) else ""


def _shows(letter: str) -> bool:
    if letter in _BLANK:
        return False
    return letter in _JOINERS or letter.isspace() or unicodedata.category(letter) not in {"Cf", "Cc", "Co", "Cs"}


def tidy_address(text: str) -> str:
    """A mail address as it was meant: pasted with quotes, brackets, "mailto:" or characters that nobody sees around it;
    in small letters. What is no address stays none."""
    seen = "".join(letter for letter in unicodedata.normalize("NFC", text) if unicodedata.category(letter) != "Cf")
    bare = seen.strip(_AROUND_AN_ADDRESS).lower()
    return bare.removeprefix("mailto:").strip(_AROUND_AN_ADDRESS)


def without_marks(text: str) -> str:
    """The same letters without accents and marks."""
    letters = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in letters if not unicodedata.category(letter).startswith("M"))


def fold(text: str) -> str:
    """As letters are compared: without case, accents and marks, "ij" as the "y" that it is in a telephone book, and
    with one space between words."""
    plain = _APOSTROPHES.sub("", text.replace("İ", "i").casefold().translate(_PLAIN))
    words = "".join(letter if letter.isalnum() else " " for letter in without_marks(plain)).split()
    return " ".join(word.replace("ij", "y") for word in words)


def order_key(name: str) -> str:
    """What a name is looked for and put in order by: surname, first names, and what stands before the surname, each
    folded; and then the name itself, so that the database can see that the key is of this name. Nothing for no name."""
    if not name:
        return ""
    folded = PART.join(fold(part).replace(" ", WORD) for part in _parts(name))
    return f"{folded[:MOST_FOLDED]}{PART}{name}"


def by_surname(name: object) -> str:
    """The key to put people in order by in Python, as the database does by `name_key`."""
    return order_key(tidy(str(name)))


def mentions(words: str, field: str) -> Q:
    """Those whose key in this field holds every word."""
    found = Q()
    for forms in _wanted(words):
        one = Q()
        for form in forms:
            one |= Q(**{f"{field}__contains": form})
        found &= one
    return found


def holds(words: str, text: str) -> bool:
    """Whether a text holds every word, compared as names are."""
    said = fold(text)
    return all(any(form in said for form in forms) for forms in _wanted(words))


def _wanted(words: str) -> Iterator[tuple[str, ...]]:
    """The forms of each word. Of a word that ends in the first half of an "ij" both ways: "Bi" finds "Bijl"."""
    for word in fold(words).split():
        yield (word, f"{word[:-1]}y") if word.endswith("i") else (word,)


def _parts(name: str) -> tuple[str, str, str]:
    """Surname, first names, and what stands before the surname: "Berg-de Wit", "Anna", "van der"."""
    last, comma, rest = name.partition(",")
    if comma and rest.strip():
        words = rest.split()
        return last, " ".join(w for w in words if not _is_particle(w)), " ".join(w for w in words if _is_particle(w))
    words = name.split()
    start, end = _before_surname(words)
    return " ".join(words[end:]), " ".join(words[:start]), " ".join(words[start:end])


def _before_surname(words: list[str]) -> tuple[int, int]:
    """Where what stands before the surname begins and ends; the surname is what follows."""
    last = len(words) - 1
    first = 0 if last > 0 and words[0].casefold() in OPENERS else 1
    for place in range(first, last):
        if _is_particle(words[place]):
            end = place
            while end < last and _is_particle(words[end]):
                end += 1
            return place, end
        if _is_particle(words[place].rpartition("-")[2]) and "-" in words[place]:  # "Jansen-van der Meer"
            return place, place
    return max(last, 0), max(last, 0)


def _is_particle(word: str) -> bool:
    return _APOSTROPHES.sub("'", word).casefold() in PARTICLES
