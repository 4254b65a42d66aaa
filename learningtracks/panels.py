"""What floors above show on the page of a track, a piece or a Terugblik. The roof names the panels in
`settings.TRACK_PANELS`, `settings.PIECE_PANELS` and `settings.REVIEW_PANELS`, so that this floor need not know them:
each is a function of a track or piece and a person that answers with a panel, or with nothing."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from accounts.models import User
from learningtracks.models import Piece, Track


@dataclass(frozen=True)
class Panel:
    """A part of the page: the template gets the facts as `facts`."""

    template: str
    facts: dict[str, Any]


def panels_of(track: Track, person: User) -> list[Panel]:
    """The panels for somebody who may open this track."""
    made = (import_string(name)(track, person) for name in settings.TRACK_PANELS)
    return [panel for panel in made if panel]


def panels_of_piece(piece: Piece, person: User) -> list[Panel]:
    """The panels for somebody who may open this piece."""
    made = (import_string(name)(piece, person) for name in settings.PIECE_PANELS)
    return [panel for panel in made if panel]


def panels_of_review(track: Track, person: User) -> list[Panel]:
    """The panels beside the text box of somebody who looks back on this track."""
    made = (import_string(name)(track, person) for name in settings.REVIEW_PANELS)
    return [panel for panel in made if panel]
