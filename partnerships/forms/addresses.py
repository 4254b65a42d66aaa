"""Reading a pasted list of mail addresses, as people have them: under each other, with names, from a mail program."""

import re
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.forms.lines import Lines
from accounts.names import tidy_address

MOST = 200  # addresses in one go
LONGEST = 254  # characters in an address
_BETWEEN = re.compile(r"[\n\r;]+")
_NAMED = re.compile(r"(?P<name>[^<>]*)<(?P<address>[^<>]*)>")


@dataclass(frozen=True)
class Entry:
    """One thing from the box: what was typed, and the address in it, or "" when there is none."""

    text: str
    email: str


def entries(text: str) -> list[Entry]:
    """Every address in the text, and every rest that is none; nothing that was typed gets lost."""
    return [_entry(piece) for line in _BETWEEN.split(text) for piece in _pieces(line) if piece]


def _pieces(line: str) -> list[str]:
    """Cut "Haddad, Samira <s@x.nl>, wim@x.nl" at the right commas: those outside the name before a "<"."""
    found, rest = [], 0
    for match in _NAMED.finditer(line):
        cut = match["name"].find(",", match["name"].rfind("@")) if "@" in match["name"] else -1
        before, name = match["name"][: max(cut, 0)], match["name"][cut + 1 :].strip(" ,")
        found += [*_plain(before), f"{name} <{match['address'].strip()}>".strip()]
        rest = match.end()
    return found + _plain(line[rest:])


def _plain(text: str) -> list[str]:
    """Pieces between commas; a piece with several words falls apart when more than one of them is an address."""
    found = []
    for piece in (part.strip() for part in text.split(",")):
        words = piece.split()
        found += words if sum("@" in word for word in words) > 1 else [piece]
    return [piece for piece in found if piece]


def _entry(piece: str) -> Entry:
    inside = _NAMED.search(piece)
    candidates = [inside["address"]] if inside else [word for word in piece.split() if "@" in word]
    address = tidy_address(candidates[0]) if candidates else ""
    return Entry(piece, address if len(candidates) == 1 and _is_address(address) else "")


def _is_address(address: str) -> bool:
    try:
        validate_email(address)
    except ValidationError:
        return False
    return len(address) <= LONGEST


class AddressesField(Lines):
    """A box for addresses. Good with at least one good address; the bad ones are for the page to show."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            rows=6,
            box={"spellcheck": "false", "autocapitalize": "none"},
            label=_("Mailadressen"),
            help_text=_("Eén per regel, of met een komma ertussen. Plakken uit je mailprogramma mag ook."),
            error_messages={"required": _("Vul een mailadres in.")},
            **options,
        )

    def clean(self, value: Any) -> list[Entry]:
        found = entries(super().clean(value))
        if len(found) > MOST:
            raise ValidationError(
                ngettext("Hoogstens %(most)s adres per keer.", "Hoogstens %(most)s adressen per keer.", MOST)
                % {"most": MOST}
            )
        if not any(entry.email for entry in found):
            raise ValidationError(_("Hier staat geen geldig mailadres in."))
        return found
