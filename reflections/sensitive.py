"""What should not stand in an entry: citizen service numbers, birth dates, telephone numbers, mail addresses.

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

BSN, BIRTH_DATE, PHONE, EMAIL = "bsn", "birth_date", "phone", "email"
NAMES: dict[str, Promise] = {
    BSN: _("een burgerservicenummer"),
    BIRTH_DATE: _("een datum die een geboortedatum kan zijn"),
    PHONE: _("een telefoonnummer"),
    EMAIL: _("een mailadres"),
}
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


@dataclass(frozen=True)
class Finding:
    """Something that looks like a detail of a person, where it stands, and the letters themselves."""

    kind: str
    text: str
    where: str = ""

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

    def written(self, start: int, end: int) -> str:
        return self._written[self._places[start] : self._places[end - 1] + 1]


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
    ]
    return list(dict.fromkeys(Finding(kind, plain.written(*span), where) for kind, span in spans))


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
