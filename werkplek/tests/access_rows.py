"""What a line of the access matrix looks like: one endpoint, and the answer that each person gets there."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from django.urls import reverse

from werkplek.tests.world import COLUMNS, OUT, World

PEOPLE = [*COLUMNS, OUT]


def only(codes: str, status: int = 200) -> dict[str, int]:
    """These people, by their codes, get this answer."""
    return dict.fromkeys(codes.split(), status)


def me(status: int = 200) -> dict[str, int]:
    """Everybody who is signed in, about themselves."""
    return dict.fromkeys(COLUMNS, status)


def anyone(status: int = 200) -> dict[str, int]:
    return dict.fromkeys(PEOPLE, status)


SEES_BUT_MAY_NOT = 403  # access.md R34
BELONG = "S S2 PO PO2 WB SO SO2 TL TM TM2 OA OA2 LA FAR"  # who works or learns somewhere today
NAMED = "PO WB SO"
TEAM = "S S2 TL TM"  # who learns in a team is a member of it
IN_TEAM_ONLY = only("S S2 TM", SEES_BUT_MAY_NOT)
COORDINATORS = "OA OA2"
AT_EMPLOYER = "PO PO2 WB TL TM TM2 OA LA"
IN_PARTNERSHIP = "S S2 PO PO2 WB SO SO2 OA OA2"
SETTERS_UP = "SO SO2 OA OA2"
STEERERS = "SO OA OA2"


@dataclass(frozen=True)
class Row:
    """One endpoint: its name, the thing in `world.things` that it opens, who gets which answer to GET.

    `more` are further arguments: a key of `world.things` that starts with "=", or a value.
    """

    address: str
    thing: str = ""
    allowed: dict[str, int] = field(default_factory=dict)
    more: tuple[Any, ...] = ()
    query: str = ""

    def __str__(self) -> str:
        return f"{self.address}[{self.thing}]" if self.thing else self.address

    def expect(self, code: str) -> int:
        return self.allowed.get(code, 302 if code == OUT else 404)

    def url(self, world: World, public_id: Any = None) -> str:
        """The address in this world, or with a made-up id."""
        ids = [public_id or world.things[self.thing].public_id] if self.thing else []
        more = [world.things[one[1:]] if str(one).startswith("=") else one for one in self.more]
        return reverse(self.address, args=[*ids, *more]) + self.query

    @property
    def is_of_allauth(self) -> bool:
        """Answered by allauth in its own ways."""
        return self.address.startswith(("account_", "mfa_"))

    def first(self) -> str | None:
        """The first person who gets to see the page."""
        return next((code for code in PEOPLE if self.allowed.get(code) == 200), None)


EVERYBODY = pytest.mark.long("everybody past every endpoint")
EACH = [pytest.param([code], 1, id=code, marks=EVERYBODY) for code in PEOPLE]  # one at a time, past every endpoint
STEP = 3


def share_of(code: str, rows: list[Row], step: int) -> list[Row]:
    """The endpoints that this person tries when one in `step` of those who get the same answer tries each: everybody
    has a share of the endpoints, and every endpoint gives each of its answers to somebody."""
    found = []
    for number, row in enumerate(rows):
        alike = [other for other in PEOPLE if row.expect(other) == row.expect(code)]
        if (alike.index(code) - number) % min(step, len(alike)) == 0:
            found.append(row)
    return found
