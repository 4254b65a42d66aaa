"""What floors above add to pages of this floor. The roof names the functions in `settings`, so that this floor need not
know them.

`PARTNERSHIP_TASKS`   functions of a partnership and a person that answer with a task of setting up.
`MEMBERSHIP_EFFECTS`  functions of a membership that answer with sentences on what ends with it: names and days, never
                      what people wrote.
`PARTY_EFFECTS`       the same for an organisation that leaves a partnership.
`PLACE_LINKS`         functions of a partnership or organisation, a person and their roles there that answer with links
                      on its page.
`PARTNERSHIP_PARTS`   functions of a partnership and a person that answer with a part of its page.
`TEAMS_JOINED`        functions of a person that answer with teams they belong to without a membership of this floor.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.module_loading import import_string

from accounts.models import User
from partnerships.models import Membership, Organisation, Partnership, PartnershipParty, Team


@dataclass(frozen=True)
class Task:
    """A line of the task list: what to do, where, how it stands. `kind` as in components/status.html."""

    label: str | Promise
    url: str
    status: str | Promise
    kind: str = ""
    hint: str | Promise = ""


@dataclass(frozen=True)
class Link:
    """A way from a page of this floor to one upstairs."""

    label: str | Promise
    url: str
    icon: str


def links_for(place: Partnership | Organisation, person: User, roles: Iterable[str] = ()) -> list[Link]:
    """`roles` are those of the person in an organisation, so that nobody has to ask for them again."""
    return [link for name in settings.PLACE_LINKS for link in import_string(name)(place, person, set(roles))]


@dataclass(frozen=True)
class Part:
    """A part of a page of this floor: the template gets the facts as `facts`."""

    template: str
    facts: dict[str, Any]


def parts_for(partnership: Partnership, person: User) -> list[Part]:
    """For somebody who takes part in it."""
    return [import_string(name)(partnership, person) for name in settings.PARTNERSHIP_PARTS]


def tasks_for(partnership: Partnership, person: User) -> list[Task]:
    return [import_string(name)(partnership, person) for name in settings.PARTNERSHIP_TASKS]


def teams_joined(person: User) -> list[QuerySet[Team]]:
    """Teams that somebody belongs to because of something upstairs, such as learning there."""
    return [import_string(name)(person) for name in settings.TEAMS_JOINED]


def effects_of_end(membership: Membership) -> list[str]:
    """What ends upstairs when this membership ends."""
    return [line for name in settings.MEMBERSHIP_EFFECTS for line in import_string(name)(membership)]


def effects_of_leaving(party: PartnershipParty) -> list[str]:
    """What ends upstairs when this organisation leaves the partnership."""
    return [line for name in settings.PARTY_EFFECTS for line in import_string(name)(party)]
