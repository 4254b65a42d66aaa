"""What the frame around every page needs: where you can go, what waits for you, who you are.

Everything is worked out when a template asks for it, once a page: at most three queries beside those of
`partnerships.belonging`, none for who is signed out.
"""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts import locks, sessions
from accounts.actions.drafts import writer
from accounts.models import User
from accounts.prepared import Prepared
from partnerships.models.notices import Notice
from partnerships.values import Role
from partnerships.waiting import waiting_for
from reflections.models.value_checks import ValueCheck
from reflections.todos.value_checks import CHECK_TO_JOIN
from werkplek.active_roles import memberships_of
from werkplek.demo.cast import CAST, PASSWORD, address_of, is_here
from werkplek.waiting import Going

MOST_PLACES = 4  # what a thumb can hit on 360 px
BELL_STOPS_AT = 10  # the bell says "9+"; counting further is wasted


PUZZLE_PAGE = re.compile(r"/pieces/|/tracks/[^/]+/(puzzle|pieces)/")


@dataclass(frozen=True)
class Place:
    """A line in the main menu. `current` is the value of aria-current: "page", "true" (somewhere inside) or nothing;
    `count` how much waits there."""

    label: str
    url: str
    icon: str
    current: str
    count: int = 0


class Link(NamedTuple):
    """A way in the foot of the page."""

    label: str
    url: str


@lru_cache  # the same on every page; looking them up took a fifteenth of a plain page
def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


@Prepared
def _unseen(person: int) -> QuerySet[Any]:
    return Notice.objects.unseen_by(person).things()[:BELL_STOPS_AT]


class Cast(NamedTuple):
    """The people of the demo: address, name and what they do."""

    password: str
    people: tuple[tuple[str, str, Any], ...]


class Frame:
    """The facts of the frame for one request."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @cached_property
    def person(self) -> User | None:
        """Who is signed in; nobody on pages that are answered before we know."""
        person = getattr(self._request, "user", None)
        return person if person is not None and person.is_authenticated else None

    @property
    def writer(self) -> str:
        return writer(self.person) if self.person else ""

    @cached_property
    def lock(self) -> str:
        """With what this browser closes what it keeps; nothing unless somebody said that the device is their own."""
        return locks.closing(self._request) if self.person else ""

    @property
    def lock_until(self) -> int:
        """Until when the other half is there to open it, in milliseconds as a browser counts them."""
        return sessions.over_at(self._request.session) * 1000

    @property
    def is_own(self) -> bool:
        return bool(self.lock)

    @property
    def answers(self) -> bool:
        """Whether this page is the answer to a form: what is in its boxes is newer than what was kept of them."""
        return self._request.method == "POST"

    @cached_property
    def name(self) -> str:
        return str(self.person.get_short_name()) if self.person else ""

    @cached_property
    def theme(self) -> str:
        choice = self._request.COOKIES.get("theme", "")
        return choice if choice in ("light", "dark") else ""

    @property
    def demo(self) -> bool:
        return bool(settings.DEMO)

    @cached_property
    def cast(self) -> Cast | None:
        """Whom one can be in the demo, on its way in; nobody where real people live."""
        there = is_here() if self.demo else False
        return Cast(PASSWORD, tuple((address_of(login), name, what) for login, name, what in CAST)) if there else None

    @cached_property
    def _memberships(self) -> tuple[Any, ...]:
        """Every membership this person ever had; `in_force` tells whether it counts today."""
        return memberships_of(self._request) if self.person else ()

    @cached_property
    def places(self) -> list[Place]:
        """Own experiences stay reachable after a track; the rest follows the roles of today (domain.md §2.1). Who has
        none and moderates the register comes for what waits."""
        waits = bool(self.person and self.waiting)
        if not (self._memberships or waits):
            return []
        roles = {membership.role for membership in self._memberships if membership.in_force}
        learned = any(membership.role == Role.LEARNER for membership in self._memberships)
        wanted = [
            (True, pgettext_lazy("place", "Home"), "home", "home"),
            (learned, _("Ervaringen"), "reflections:experiences", "log"),
            (roles == {Role.LEARNER}, _("Puzzel"), "learningtracks:my_puzzle", "track"),
            (bool(roles - {Role.LEARNER}), _("Trajecten"), "learningtracks:tracks", "track"),
            (bool(roles) or waits, _("Voor jou"), "queue", "for-you"),
            (Role.TEAM_LEAD in roles, _("Teams"), "partnerships:teams", "team"),
            (bool(self._memberships) and not learned, _("Ervaringen"), "reflections:experiences", "log"),
        ]
        found = [(label, _address(name), icon) for shown, label, name, icon in wanted if shown]
        places = [
            Place(str(label), url, icon, self._current(url), self.waiting if icon == "for-you" else 0)
            for label, url, icon in found
            if url
        ]
        return places[:MOST_PLACES]

    @cached_property
    def waiting(self) -> int:
        """How much waits in "Voor jou"."""
        return len(waiting_for(self._request))

    @cached_property
    def live(self) -> ValueCheck | None:
        """The value check that runs and that this person is invited to. What waits is asked on every page already, so
        who has none pays nothing."""
        rows = waiting_for(self._request) if self.person else []
        keys = [row.about_id for row in rows if row.kind == CHECK_TO_JOIN.code]
        return next(iter(CHECK_TO_JOIN.by_key(keys[:1])), None) if keys else None

    @cached_property
    def going(self) -> Going | None:
        """The row of "Voor jou" that this page is about, for who opened it from there."""
        at = Going.of(self._request) if self.person else None
        return at if at and at.is_at(self._request.path) else None

    def _current(self, url: str) -> str:
        path = self._request.path
        if path == url:
            return "page"
        if url == _address("learningtracks:my_puzzle") and PUZZLE_PAGE.match(path):
            return "true"
        return "true" if url != "/" and path.startswith(url) else ""

    @cached_property
    def bell_count(self) -> int:
        """Of how many things something new is told."""
        return len(_unseen(self.person.pk)) if self.person else 0

    @cached_property
    def where(self) -> str:
        """Roles and place in one line below the name: "Student · Zorg in de wijk"."""
        now = [membership for membership in self._memberships if membership.in_force]
        return " · ".join(dict.fromkeys(membership.label for membership in now))

    @cached_property
    def foot(self) -> tuple[Link, ...]:
        wanted = [
            ("help", _("Help")),
            ("partnerships:professionals", _("Register")),
            ("what_we_keep", _("Wat we bewaren")),
            ("accessibility", _("Toegankelijkheid")),
        ]
        return tuple(Link(str(label), url) for name, label in wanted if (url := _address(name)))

    @cached_property
    def growth_url(self) -> str:
        """For who learns or learnt: others have nothing there."""
        learned = any(membership.role == Role.LEARNER for membership in self._memberships)
        return _address("reflections:growth") if learned else ""

    @cached_property
    def log_url(self) -> str:
        """Own experiences, for who has them and no place for them in the bar: everybody learns (domain.md §2.1)."""
        has_place = any(place.icon == "log" for place in self.places)
        return _address("reflections:experiences") if self._memberships and not has_place else ""

    @cached_property
    def reports_url(self) -> str:
        """For who takes part in a team, or learns and may do so."""
        takes_part = any(one.in_force and (one.team_id or one.role == Role.LEARNER) for one in self._memberships)
        return _address("reflections:reports") if takes_part else ""

    home_url = cached_property(lambda self: _address("home"))
    bell_url = cached_property(lambda self: _address("partnerships:notices"))
    rounds_url = cached_property(lambda self: _address("instruments:rounds"))
    settings_url = cached_property(lambda self: _address("settings"))
    language_url = cached_property(lambda self: _address("set_language"))
    sign_in_url = cached_property(lambda self: _address("account_login"))
    sign_out_url = cached_property(lambda self: _address("account_logout"))
    outbox_url = cached_property(lambda self: _address("outbox"))
    again_url = cached_property(lambda self: _address("demo_again"))


def frame(request: HttpRequest) -> dict[str, Frame]:
    return {"frame": Frame(request)}
