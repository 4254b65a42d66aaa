"""What the frame around every page needs: where you can go, what waits for you, who you are.

Everything is worked out when a template asks for it, once a page: at most two queries, none for who is signed out.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from partnerships.models import Membership, Notice
from partnerships.values import Role

CHOSEN = "partnership"  # session key: the public id of the partnership somebody looks at
MOST_PLACES = 4  # what a thumb can hit on 360 px
BELL_STOPS_AT = 10  # the bell says "9+"; counting further is wasted


@dataclass(frozen=True)
class Place:
    """A line in the main menu. `current` is the value of aria-current: "page", "true" (somewhere inside) or nothing."""

    label: str | Promise
    url: str
    icon: str
    current: str


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


class Frame:
    """The facts of the frame for one request."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @cached_property
    def person(self) -> User | None:
        """Who is signed in; nobody on pages that are answered before we know."""
        person = getattr(self._request, "user", None)
        return person if person is not None and person.is_authenticated else None

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
    def _memberships(self) -> list[Any]:
        """Every membership this person ever had; `in_force` tells whether it counts today. One query."""
        if self.person is None:
            return []
        in_force = Membership.objects.active().filter(pk=OuterRef("pk"))
        return list(self.person.memberships.select_related("partnership").annotate(in_force=Exists(in_force)))

    @cached_property
    def places(self) -> list[Place]:
        """Own experiences stay reachable after a track; the rest follows the roles of today (domain.md §2.1)."""
        if not self._memberships:
            return []
        roles = {membership.role for membership in self._memberships if membership.in_force}
        learned = any(membership.role == Role.LEARNER for membership in self._memberships)
        wanted = [
            (True, _("Home"), "home", "home"),
            (learned, _("Ervaringen"), "reflections:experiences", "log"),
            (bool(roles), _("Trajecten"), "learningtracks:tracks", "track"),
            (bool(roles), _("Voor jou"), "queue", "for-you"),
            (Role.TEAM_LEAD in roles, _("Teams"), "partnerships:teams", "team"),
        ]
        found = [(label, _address(name), icon) for shown, label, name, icon in wanted if shown]
        return [Place(label, url, icon, self._current(url)) for label, url, icon in found if url][:MOST_PLACES]

    def _current(self, url: str) -> str:
        path = self._request.path
        if path == url:
            return "page"
        return "true" if url != "/" and path.startswith(url) else ""

    @cached_property
    def bell_count(self) -> int:
        return Notice.objects.unseen_by(self.person)[:BELL_STOPS_AT].count() if self.person else 0

    @cached_property
    def switch(self) -> list[dict[str, Any]]:
        """The partnerships to choose from; empty for who has only one (domain.md §2.1)."""
        found = {m.partnership.public_id: m.partnership for m in self._memberships if m.in_force and m.partnership}
        if len(found) < 2 or not self.switch_url:
            return []
        chosen = self._request.session.get(CHOSEN, "")
        return [
            {"value": str(key), "label": partnership.name, "current": str(key) == chosen}
            for key, partnership in sorted(found.items(), key=lambda item: item[1].name)
        ]

    @cached_property
    def where(self) -> str:
        """Roles and place in one line below the name: "Student · Zorg in de wijk"."""
        now = [membership for membership in self._memberships if membership.in_force]
        return " · ".join(dict.fromkeys(membership.label for membership in now))

    @cached_property
    def foot(self) -> list[dict[str, Any]]:
        wanted = [("help", _("Help")), ("what_we_keep", _("Wat we bewaren")), ("accessibility", _("Toegankelijkheid"))]
        return [{"label": label, "url": url} for name, label in wanted if (url := _address(name))]

    home_url = cached_property(lambda self: _address("home"))
    bell_url = cached_property(lambda self: _address("partnerships:notices"))
    settings_url = cached_property(lambda self: _address("settings"))
    switch_url = cached_property(lambda self: _address("switch"))
    language_url = cached_property(lambda self: _address("set_language"))
    sign_in_url = cached_property(lambda self: _address("account_login"))
    sign_out_url = cached_property(lambda self: _address("account_logout"))
    outbox_url = cached_property(lambda self: _address("outbox"))


def frame(request: HttpRequest) -> dict[str, Frame]:
    return {"frame": Frame(request)}
