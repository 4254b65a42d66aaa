"""What should not stand in an entry: citizen service numbers, birth dates, telephone numbers, mail addresses.

A local check with plain rules; nothing leaves the server (reliability.md §3). It warns and never decides: the writer
changes the text or keeps it. `static/js/sensitive.js` knows the same rules, to warn while somebody types; a test holds
the two against each other.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

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
_NUMBER = re.compile(r"(?<![\d.,+-])\d(?:[ .-]?\d){7,8}(?!\d|[.,-]\d)", re.ASCII)
_PHONE = re.compile(r"(?<![\d+])(?:(?:\+|00)31[ .-]?(?:\(0\))?|0)[ .-]?[1-9](?:[ .-]?\d){8}(?!\d)", re.ASCII)
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


def is_bsn(digits: str) -> bool:
    """The elfproef: nine digits (or eight, with the leading zero left out) whose weighted sum is a multiple of 11.

    The weights run 9, 8, … 2 and -1 for the last digit. All zeros passes the sum and is nobody's number.
    """
    if not digits.isascii() or not digits.isdigit() or len(digits) not in (8, 9) or not digits.strip("0"):
        return False
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(weight * int(digit) for weight, digit in zip(weights, digits.zfill(9), strict=True)) % 11 == 0


def find(text: str, *, on: dt.date, where: str = "") -> list[Finding]:
    """Everything in `text` that looks like a detail of a person, each once. `on` is the day of writing."""
    found = [
        *(Finding(EMAIL, match.group(), where) for match in _EMAIL.finditer(text)),
        *(Finding(PHONE, match.group(), where) for match in _PHONE.finditer(text)),
        *(Finding(BSN, number, where) for number in _bsns(text)),
        *(Finding(BIRTH_DATE, date, where) for date in _birth_dates(text, on)),
    ]
    return list(dict.fromkeys(found))


def find_all(texts: Iterable[tuple[str, str]], *, on: dt.date) -> list[Finding]:
    """The same for several (where, text)."""
    return [finding for where, text in texts for finding in find(text, on=on, where=where)]


def _bsns(text: str) -> Iterator[str]:
    for match in _NUMBER.finditer(text):
        number = match.group()
        if is_bsn(re.sub(r"\D", "", number)) and not _DAY_FIRST.fullmatch(number) and not _YEAR_FIRST.fullmatch(number):
            yield number


def _birth_dates(text: str, on: dt.date) -> Iterator[str]:
    for match in _DAY_FIRST.finditer(text):
        day, month, year = match.groups()
        if _may_be_birth(text, match, year, int(month), int(day), on):
            yield match.group()
    for match in _YEAR_FIRST.finditer(text):
        year, month, day = match.groups()
        if _may_be_birth(text, match, year, int(month), int(day), on):
            yield match.group()
    for match in _IN_WORDS.finditer(text):
        day, name, year = match.groups()
        if _may_be_birth(text, match, year, _MONTH_OF[name.lower()], int(day), on):
            yield match.group()


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
