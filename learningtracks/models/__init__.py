"""The tables of the learning tracks floor, one noun a file."""

from learningtracks.models.delegations import VoteDelegation, spoken_for_by, voiced_by, voices_on
from learningtracks.models.pieces import Piece, PieceQuerySet, fresh
from learningtracks.models.puzzles import Puzzle
from learningtracks.models.tracks import GUIDES, Period, Track, TrackPerson, TrackQuerySet
from learningtracks.models.versions import PieceDraft, PieceValueNote, PieceVersion, Remark, Vote, stored

__all__ = [
    "GUIDES",
    "Period",
    "Piece",
    "PieceDraft",
    "PieceQuerySet",
    "PieceValueNote",
    "PieceVersion",
    "Puzzle",
    "Remark",
    "Track",
    "TrackPerson",
    "TrackQuerySet",
    "Vote",
    "VoteDelegation",
    "fresh",
    "spoken_for_by",
    "stored",
    "voiced_by",
    "voices_on",
]
