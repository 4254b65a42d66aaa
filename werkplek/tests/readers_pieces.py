"""Who may read what is said in the puzzle, for the crawl for canaries (test_canaries.py; access.md row 6)."""

from learningtracks.models.pieces import Piece
from learningtracks.models.versions import PieceDraft, PieceValueNote, PieceVersion, Remark


def of_piece(piece: Piece) -> set[int]:
    """The learner, and everybody who is named on the track today."""
    track = piece.puzzle.period.track
    named = track.people.filter(ended_at=None, membership__ended_at=None)
    return {track.learner_id, *named.values_list("person", flat=True)}


def of_version(version: PieceVersion) -> set[int]:
    return of_piece(version.piece)


def of_word(word: Remark | PieceValueNote) -> set[int]:
    return of_piece(word.version.piece)


def of_draft(draft: PieceDraft) -> set[int]:
    """A concept is its author's alone (domain.md §4.2)."""
    return {draft.piece.author_id}


TEXTS = ("title", "what", "who", "when_text", "noticed", "subject")
CONTENT_OF_PIECES = {
    **{f"learningtracks.PieceVersion.{name}": of_version for name in TEXTS},
    **{f"learningtracks.PieceDraft.{name}": of_draft for name in TEXTS},
    "learningtracks.Remark.text": of_word,
    "learningtracks.PieceValueNote.text": of_word,
}
MADE_OF_PIECES = ["learningtracks.PieceVersion.goal_kinds", "learningtracks.PieceDraft.goal_kinds"]
