"""What should not stand in an entry: citizen service numbers, birth dates, telephone numbers, mail addresses, names
after a form of address ("mevrouw Jansen") and rooms ("kamer 12").

A local check; nothing leaves the server (reliability.md §3). It warns and never decides: the writer changes the text or
keeps it. `static/js/sensitive.js` has simpler rules, to warn while somebody types; a test holds the two against each
other.
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import phonenumbers
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from stdnum.nl import bsn

BSN, BIRTH_DATE, PHONE, EMAIL, NAME, ROOM = "bsn", "birth_date", "phone", "email", "name", "room"
NAMES: dict[str, Promise] = {
    BSN: _("een burgerservicenummer"),
    BIRTH_DATE: _("een datum die een geboortedatum kan zijn"),
    PHONE: _("een telefoonnummer"),
    EMAIL: _("een mailadres"),
    NAME: _("een naam"),
    ROOM: _("een kamernummer"),
}
# What somebody is called instead, by how the form of address begins; the first that fits.
INSTEAD: list[tuple[str, Promise]] = [
    ("pati", _("een patiënt")),
    ("cli", _("een cliënt")),
    ("leerling", _("een leerling")),
    ("fam", _("een familie")),
    ("bed", _("een bed")),
    ("app", _("een appartement")),
    ("kamer", _("een kamer")),
    ("room", _("een kamer")),
    ("", _("een bewoner")),
]
YOUNGEST_YEARS = 2  # a full date of this long ago or longer may be a birth date; newer ones are when it happened

_MONTHS = [
    ("jan", "januari", "january"),
    ("feb", "februari", "february"),
    ("mrt", "maart", "march", "mar"),
    ("apr", "april"),
    ("mei", "may"),
    ("jun", "juni", "june"),
    ("jul", "juli", "july"),
    ("aug", "augustus", "august"),
    ("sep", "sept", "september"),
    ("okt", "oktober", "oct", "october"),
    ("nov", "november"),
    ("dec", "december"),
]
_MONTH_OF = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names}
_ANY_MONTH = "|".join(sorted(_MONTH_OF, key=len, reverse=True))
_NUMBER = re.compile(r"(?<![\d.,+-])\d(?:[ ./()-]{0,3}\d){7,8}(?!\d|[.,-]\d)", re.ASCII)
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,5}\.[A-Za-z]{2,20}\b", re.ASCII)
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})(?!\d)", re.ASCII)
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)", re.ASCII)
_IN_WORDS = re.compile(rf"(?<!\d)(\d{{1,2}}) ({_ANY_MONTH})\.? (\d{{4}}|\d{{2}})(?!\d)", re.ASCII | re.IGNORECASE)
_BORN = re.compile(
    r"\b(?:geb|geboren|geboortedatum|born|birth|dob)\b\W{0,3}(?:\w{1,4}\W{1,2}){0,2}$", re.ASCII | re.IGNORECASE
)


_CALLED = (
    r"[Mm]evrouw|[Mm]evr\.?|[Mm]w\.?|[Mm]eneer|[Mm]ijnheer|[Dd]hr\.?|[Dd]e [Hh]eer|[Ff]amilie|[Ff]am\.|[Pp]ati[eë]nte?"
    r"|[Cc]li[eë]nte?|[Bb]ewoner|[Bb]ewoonster|[Ll]eerling|M(?:rs?|s)\.?"
)
_CAPITAL = r"[^\W\d_a-zß-öø-ÿ][\w'’-]+"
_BEFORE = r"(?:(?:van|de|der|den|het|in|op|ter|ten|te|el|al|'t|’t) ){0,3}"
_INITIALS = rf"[A-Z]\.(?: ?[A-Z]\.){{0,3}}(?: ?{_BEFORE}{_CAPITAL})?"
_NAME = re.compile(rf"(?<!\w)(?:{_CALLED}) {{1,2}}(?:{_INITIALS}|{_BEFORE}(?![A-Z]{{3}}){_CAPITAL})")
_ROOM = re.compile(
    r"\b(?:kamer(?:nummer)?|bed|appartement|room) (?:nummer |nr\.? )?"
    r"(?:\d{1,4}[a-z]?|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Finding:
    """Something that looks like a detail of a person, where it stands, and the letters themselves. `general` is what
    can stand there instead, for a name or a room; `url` the page where it can be changed, when that is another one."""

    kind: str
    text: str
    where: str = ""
    url: str = ""

    @property
    def general(self) -> str:
        return _in_general(self.text) if self.kind in (NAME, ROOM) else ""

    @property
    def name(self) -> Promise:
        return NAMES[self.kind]


class _Plain:
    """A text as these rules read it: every kind of space, dash and digit as the plain one, and without characters that
    nobody sees. What is found in it is shown as it was written."""

    def __init__(self, text: str) -> None:
        self._written = text
        letters = [(place, _plain(letter)) for place, letter in enumerate(text)]
        self._places = [place for place, letter in letters if letter]
        self.text = "".join(letter for _place, letter in letters)

    def place(self, start: int, end: int) -> tuple[int, int]:
        return self._places[start], self._places[end - 1] + 1

    def written(self, start: int, end: int) -> str:
        first, last = self.place(start, end)
        return self._written[first:last]


def _plain(letter: str) -> str:
    if letter.isascii():
        return letter
    if letter.isdecimal():
        return str(unicodedata.decimal(letter))
    return {"Cf": "", "Zs": " ", "Pd": "-"}.get(unicodedata.category(letter), "-" if letter == "\u2212" else letter)


def find(text: str, *, on: dt.date, where: str = "") -> list[Finding]:
    """Everything in `text` that looks like a detail of a person, each once. `on` is the day of writing."""
    plain = _Plain(text)
    spans = [
        *((EMAIL, match.span()) for match in _EMAIL.finditer(plain.text)),
        *((PHONE, (match.start, match.end)) for match in phonenumbers.PhoneNumberMatcher(plain.text, "NL")),
        *((BSN, span) for span in _bsns(plain.text)),
        *((BIRTH_DATE, span) for span in _birth_dates(plain.text, on)),
        *_names_and_rooms(plain.text),
    ]
    return list(dict.fromkeys(Finding(kind, plain.written(*span), where) for kind, span in spans))


def generalise(text: str) -> str:
    """The text with general words in place of names and rooms: "Een bewoner was verdrietig"."""
    plain, rest, behind = _Plain(text), text, ""
    for _kind, span in sorted(_names_and_rooms(plain.text), key=lambda one: one[1], reverse=True):
        start, end = plain.place(*span)
        if end > len(rest):  # "bewoner Kamer 12": the later one has it
            continue
        instead, after = _in_general(rest[start:end]), rest[end:]
        rest = rest[:start]
        behind = f"{instead[:1].upper() if _begins(rest) else instead[:1]}{instead[1:]}{after}{behind}"
    return rest + behind


def _begins(before: str) -> bool:
    """Whether a sentence or a line begins after this."""
    said = before.rstrip()
    return not said or said[-1] in ".!?:" or "\n" in before[len(said) :]


def _in_general(written: str) -> str:
    return next(str(instead) for begins, instead in INSTEAD if written.lower().startswith(begins))


def _names_and_rooms(text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    yield from ((NAME, match.span()) for match in _NAME.finditer(text))
    yield from ((ROOM, match.span()) for match in _ROOM.finditer(text))


def find_all(texts: Iterable[tuple[str, str]], *, on: dt.date) -> list[Finding]:
    """The same for several (where, text)."""
    return [finding for where, text in texts for finding in find(text, on=on, where=where)]


def _bsns(text: str) -> Iterator[tuple[int, int]]:
    """Nine digits that pass the elfproef, or eight with the leading zero left out."""
    for match in _NUMBER.finditer(text):
        number = match.group()
        if bsn.is_valid(re.sub(r"\D", "", number)) and not any(d.fullmatch(number) for d in (_DAY_FIRST, _YEAR_FIRST)):
            yield match.span()


def _birth_dates(text: str, on: dt.date) -> Iterator[tuple[int, int]]:
    for match in _DAY_FIRST.finditer(text):
        day, month, year = match.groups()
        if _may_be_birth(text, match, year, int(month), int(day), on):
            yield match.span()
    for match in _YEAR_FIRST.finditer(text):
        year, month, day = match.groups()
        if _may_be_birth(text, match, year, int(month), int(day), on):
            yield match.span()
    for match in _IN_WORDS.finditer(text):
        day, name, year = match.groups()
        if _may_be_birth(text, match, year, _MONTH_OF[name.lower()], int(day), on):
            yield match.span()


def _may_be_birth(text: str, match: re.Match[str], year: str, month: int, day: int, on: dt.date) -> bool:
    """A real date with all of its year and long enough ago; or any real date right after a word such as "geboren"."""
    full = int(year) + (0 if len(year) == 4 else 2000 if int(year) <= on.year % 100 else 1900)
    try:
        date = dt.date(full, month, day)
    except ValueError:
        return False
    if _BORN.search(text[max(0, match.start() - 30) : match.start()]):
        return True
    return len(year) == 4 and 1900 <= date.year <= on.year - YOUNGEST_YEARS
