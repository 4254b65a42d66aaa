"""What tests of the puzzle share."""

import pytest

from learningtracks.models.pieces import Piece
from learningtracks.models.puzzles import Puzzle
from learningtracks.models.tracks import Track
from werkplek.tests.filling_pieces import propose, puzzle_of


@pytest.fixture
def puzzle(track: Track) -> Puzzle:
    """Sam's puzzle of this period."""
    return puzzle_of(track)


@pytest.fixture
def piece(track: Track) -> Piece:
    """A proposal of Sam that the others have yet to answer."""
    return propose(track)
