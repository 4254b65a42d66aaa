"""What higher layers add to pages of this one (accounts/extension_points.py). They show names and days, never what
people wrote."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from accounts.extension_points import ExtensionPoint
from accounts.models import User
from partnerships.models.memberships import Membership
from partnerships.models.organisations import Organisation
from partnerships.models.partnerships import Partnership, PartnershipParty


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
    """A link from a page of this layer to one of a higher layer."""

    label: str | Promise
    url: str
    icon: str


@dataclass(frozen=True)
class Part:
    """A part of a page of this layer: the template gets the facts as `facts`."""

    template: str
    facts: dict[str, Any]


SETUP_TASKS: ExtensionPoint[[Partnership, User], Task] = ExtensionPoint("tasks of setting up a partnership")
PARTNERSHIP_PARTS: ExtensionPoint[[Partnership, User], Part] = ExtensionPoint(
    "parts of the page of a partnership, for somebody who takes part in it"
)
# The roles are those of the person in the organisation, so that nobody has to ask for them again.
PLACE_LINKS: ExtensionPoint[[Partnership | Organisation, User, set[str]], list[Link]] = ExtensionPoint(
    "links on the page of a partnership or organisation"
)
EFFECTS_OF_END: ExtensionPoint[[Membership], list[str]] = ExtensionPoint("sentences on what ends with a membership")
EFFECTS_OF_LEAVING: ExtensionPoint[[PartnershipParty], list[str]] = ExtensionPoint(
    "sentences on what ends when an organisation leaves a partnership"
)
