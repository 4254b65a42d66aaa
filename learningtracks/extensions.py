"""What higher layers add to pages of this one (accounts/extension_points.py)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from accounts.extension_points import ExtensionPoint
from accounts.models import User
from learningtracks.models.pieces import Piece
from learningtracks.models.tracks import Track
from partnerships.events import Thing
from partnerships.extensions import Link
from partnerships.models.organisations import Organisation


@dataclass(frozen=True)
class Panel:
    """A part of the page: the template gets the facts as `facts`."""

    template: str
    facts: dict[str, Any]


TRACK_PANELS: ExtensionPoint[[Track, User], Panel] = ExtensionPoint("panels for somebody who may open this track")
PUZZLES_PANELS: ExtensionPoint[[Track, User], Panel] = ExtensionPoint("panels below all puzzles of a track")
PIECE_PANELS: ExtensionPoint[[Piece, User], Panel] = ExtensionPoint("panels for somebody who may open this piece")
REVIEW_PANELS: ExtensionPoint[[Track, User], Panel] = ExtensionPoint(
    "panels beside the text box of somebody who looks back on this track"
)
THINGS_ON_TRACK: ExtensionPoint[[Track, User], dict[str, Thing]] = ExtensionPoint(
    "what a person may open of a track, by the trails on which its history stands"
)
TRAILS_OF_TRACKS: ExtensionPoint[[Collection[Track]], list[str]] = ExtensionPoint(
    "the trails of what goes with these tracks"
)
ORIGINS: ExtensionPoint[[str, User], Link] = ExtensionPoint(
    "the way back to what something was made of, for who may open that: from the short code that it keeps"
)


def came_from(origin: str, person: User) -> Link | None:
    """Where something was made of, when this person may open that; an own idea came from nothing."""
    return next(iter(ORIGINS(origin, person)), None) if origin else None


COMES_ON: ExtensionPoint[[Track, User], int] = ExtensionPoint(
    "ends what was shared with somebody on this track before they come on it (again): how much that was"
)
SCAN_BEGAN: ExtensionPoint[[Organisation], datetime] = ExtensionPoint(
    "when the newest look at an organisation began: what is there at work is looked at again since then"
)
