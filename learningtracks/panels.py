"""What floors above show on the page of a track. The roof names the panels in `settings.TRACK_PANELS`, so that this
floor need not know them: each is a function of a track and a person that answers with a panel, or with nothing."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from accounts.models import User
from learningtracks.models import Track


@dataclass(frozen=True)
class Panel:
    """A part of the page: the template gets the facts as `facts`."""

    template: str
    facts: dict[str, Any]


def panels_of(track: Track, person: User) -> list[Panel]:
    """The panels for somebody who may open this track."""
    made = (import_string(name)(track, person) for name in settings.TRACK_PANELS)
    return [panel for panel in made if panel]
