"""What this layer adds to pages of lower ones (learningtracks/extensions.py)."""

from collections.abc import Collection
from uuid import UUID

from accounts.models import User
from instruments.ask_kinds import KINDS
from instruments.models.asks import Ask
from learningtracks.models.tracks import Track
from partnerships.events import Thing
from partnerships.extensions import Link


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
    return [one.trail for one in Ask.objects.about_tracks(tracks)]
