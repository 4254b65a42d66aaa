"""What this layer adds to pages of lower ones (learningtracks/extensions.py)."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from instruments.ask_kinds import KINDS
from instruments.kinds.partnership_conversations import PARTNERSHIP_CONVERSATION
from instruments.models.asks import Ask
from instruments.policy.readings import sheets_for
from learningtracks.models.tracks import Track
from partnerships.events import Thing
from partnerships.extensions import Link, Part
from partnerships.models.organisations import Organisation
from partnerships.models.partnerships import Partnership
from partnerships.values import Role

ORGANISATION_SCAN = "organisation_scan"


def way_back(origin: str, person: User) -> Link | None:
    """To what was asked, from what was made of an answer: for who may open that."""
    kind, _, rest = origin.partition(":")
    if kind != "ask":
        return None
    found = Ask.objects.readable_by(person).filter(public_id=UUID(rest.partition(":")[0])).first()
    return Link(label_of(found), found.get_absolute_url(), "help") if found else None


def label_of(ask: Ask) -> str:
    """What it is called: the title of its kind, and what it is about."""
    return ": ".join(filter(None, (str(KINDS[ask.kind].words.title) if ask.kind in KINDS else "", ask.title)))


def things_on_track(track: Track, person: User) -> dict[str, Thing]:
    """What was asked of everybody on a track, by its trail, for who may open it (access.md row 22)."""
    there = Ask.objects.readable_by(person).on_track(track).with_heads()
    return {one.trail: Thing(str(one), one.get_absolute_url()) for one in there}


def trails_of_tracks(tracks: Collection[Track]) -> list[str]:
    """Of everything that was asked about these tracks."""
    return [one.trail for one in Ask.objects.on_tracks(tracks)]


def scan_began(organisation: Organisation) -> datetime | None:
    """When the newest scan of an organisation began."""
    there = Ask.objects.of(organisation, ORGANISATION_SCAN).filter(withdrawn_at=None).order_by("-cycle", "-pk")
    return there.values_list("started_at", flat=True).first()


def links_of_place(place: Partnership | Organisation, person: User, roles: set[str]) -> list[Link]:
    """Who advises an organisation gets from its page to its scans; everybody in it to the newest that was published."""
    if not isinstance(place, Organisation):
        return []
    if Role.LND_ADVISER in roles:
        return [
            Link(_("Organisatiescan"), reverse("instruments:organisation_scans", args=[place.public_id]), "workplace")
        ]
    if not roles:
        return []
    newest = Ask.objects.of(place, ORGANISATION_SCAN).published().order_by("-cycle").first()
    return [Link(_("Organisatiescan"), newest.get_absolute_url(), "workplace")] if newest else []


def talks_of(partnership: Partnership, person: User) -> Part:
    """What was agreed in the last conversation, and whether one is being written for."""
    kind = PARTNERSHIP_CONVERSATION.code
    newest = list(Ask.objects.visible_to(person).of(partnership, kind).select_related("partnership").newest_first()[:2])
    last = next((one for one in newest if one.opened_at), None)
    together = [one for one in sheets_for(person, last) if one.is_of_the_group] if last else []
    facts = {
        "partnership": partnership,
        "writing": next((one for one in newest if not one.opened_at), None),
        "last": last,
        "agreed": [answer.text for sheet in together for answer in sheet.answers.all() if answer.text],
    }
    return Part("instruments/panels/partnership.html", facts)
