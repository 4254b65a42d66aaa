"""What tests of the puzzle and of own tracks share."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from accounts.models import User
from accounts.values import today
from learningtracks.actions import own_tracks
from learningtracks.models.pieces import Piece
from learningtracks.models.puzzles import Puzzle
from learningtracks.models.tracks import Track
from learningtracks.policy.own_tracks import Spot
from partnerships.models.partnerships import Partnership
from partnerships.models.workplaces import Workplace
from werkplek.tests.filling_pieces import propose, puzzle_of

WANTS = "Moeilijke gesprekken voeren"


@pytest.fixture
def puzzle(track: Track) -> Puzzle:
    """Sam's puzzle of this period."""
    return puzzle_of(track)


@pytest.fixture
def piece(track: Track) -> Piece:
    """A proposal of Sam that the others have yet to answer."""
    return propose(track)


@pytest.fixture
def begin(partnership: Partnership, workplace: Workplace) -> Callable[..., Track]:
    """`begin(tom)`: an own track of twelve weeks."""

    def do(person: User, **facts: Any) -> Track:
        plan: dict[str, Any] = {
            "spot": Spot(partnership, workplace),
            "wants": WANTS,
            "starts_on": today(),
            "ends_on": today() + dt.timedelta(weeks=12),
        }
        return own_tracks.begin(by=person, **plan | facts)

    return do
