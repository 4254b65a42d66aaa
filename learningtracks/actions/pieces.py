"""Actions on pieces of the puzzle (domain.md §4.2). The only place that moves a piece.

Every action holds the puzzle and the piece until it is done, so that two people take turns. An action that answers a
version compares the number that somebody saw with the one that lies there now, within that same transaction.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.actions.versions import check_version
from accounts.models import User
from accounts.values import Refused, Stale, require
from learningtracks.actions.versions import opened, say, seen, taken, tell, vote, write
from learningtracks.events.pieces import (
    CHANGE_WITHDRAWN,
    PIECE_AGREED,
    PIECE_ASKED,
    PIECE_CHANGED,
    PIECE_COUNTERED,
    PIECE_DROP_PROPOSED,
    PIECE_DROPPED,
    PIECE_FINISHED,
    PIECE_NOT_YET,
    PIECE_PARKED,
    PIECE_PROPOSED,
    PIECE_REMARKED,
    PIECE_STARTED,
    PIECE_UNPARKED,
    PIECE_VALUED,
    PIECE_VOTED,
    PIECE_WITHDRAWN,
)
from learningtracks.models.pieces import Piece, fresh
from learningtracks.models.puzzles import Puzzle
from learningtracks.models.versions import PieceDraft, PieceValueNote, PieceVersion, Remark, Vote, stored
from learningtracks.policy.pieces import (
    may,
    may_counter_with,
    may_edit_draft,
    may_finish,
    may_note,
    may_propose,
    may_say,
    may_store,
    may_take_part,
    may_value,
    may_with,
    may_write,
    voice_of,
)
from learningtracks.values.pieces import Content, RemarkKind, VoteAnswer

# --- Concepts: nobody else knows of them, so they leave no event ----------------------------------------------


@transaction.atomic
def draft(puzzle: Puzzle, *, slot: str, by: User, **fields: Any) -> Piece:
    """Begin a piece that only its author sees. Texts may still be missing."""
    puzzle = opened(puzzle.period)
    require(may_propose(by, puzzle))
    piece = Piece.objects.create(puzzle=puzzle, slot=slot, brought_by=_party(by, puzzle), author=by)
    kept = PieceDraft.objects.create(piece=piece)
    return write_draft(piece, version=kept.version, by=by, **fields)


@transaction.atomic
def write_draft(piece: Piece, *, version: int, by: User, **fields: Any) -> Piece:
    """Keep the concept as it was typed."""
    piece = taken(piece)
    require(may_edit_draft(by, piece))
    check_version(piece.draft, version)
    content = Content.of(**fields)
    require(may_store(content, puzzle=piece.puzzle))
    PieceDraft.objects.filter(piece=piece).update(**stored(content), edited_at=timezone.now())
    piece.draft.questions.set(content.questions)
    return fresh(piece)


@transaction.atomic
def discard_draft(piece: Piece, *, by: User) -> None:
    """Throw a concept away."""
    piece = taken(piece)
    require(may_edit_draft(by, piece))
    piece.delete()


@transaction.atomic
def propose_draft(piece: Piece, *, by: User) -> Piece:
    """Lay the concept on the table."""
    piece = taken(piece)
    require(may_edit_draft(by, piece))
    content = piece.draft.content
    piece.draft.delete()
    return _lay(piece, content, by=by)


# --- Proposing and answering -----------------------------------------------------------------------------------


@transaction.atomic
def propose(puzzle: Puzzle, *, slot: str, by: User, origin: str = "", **fields: Any) -> Piece:
    """Bring a piece in. The doer's party is akkoord with it; the others are asked."""
    puzzle = opened(puzzle.period)
    require(may_propose(by, puzzle))
    piece = Piece.objects.create(puzzle=puzzle, slot=slot, brought_by=_party(by, puzzle), author=by, origin=origin)
    return _lay(piece, Content.of(**fields), by=by)


def _party(by: User, puzzle: Puzzle) -> str:
    return str(voice_of(by, puzzle.track).party)


def _lay(piece: Piece, content: Content, *, by: User) -> Piece:
    require(may_say(content, slot=piece.slot, puzzle=piece.puzzle))
    say(piece, content, party=piece.brought_by, by=by)
    tell(PIECE_PROPOSED, piece, by=by)
    return fresh(piece)


def _taken_for(action: str, piece: Piece, version: int | None, *, by: User) -> tuple[Piece, PieceVersion, str]:
    """Hold the piece for an action that answers a version: who you are, what you saw, and whether it may, in this
    order. The loser of two reads that there is a new version, not that it is too late."""
    piece = taken(piece)
    voice = voice_of(by, piece.track)
    require(may_take_part(voice, piece))
    current = seen(piece, version)
    require(may_with(action, voice, piece))
    return piece, current, str(voice.party)


@transaction.atomic
def agree(piece: Piece, *, version: int | None, by: User) -> Vote:
    """Say akkoord for the doer's party. When all parties have, it is agreed (or dropped, when that was proposed).

    A party that is akkoord already stays so: a second click, or a colleague's, changes nothing.
    """
    piece = taken(piece)
    voice = voice_of(by, piece.track)
    require(may_take_part(voice, piece))
    current, party = seen(piece, version), str(voice.party)
    earlier = current.standing_votes.get(party)
    if earlier and earlier.answer == VoteAnswer.AGREED:
        return earlier
    require(may_with("agree", voice, piece))
    made = vote(current, VoteAnswer.AGREED, party=party, by=by)
    is_last = set(piece.parties) <= {*current.agreed_by(), party}
    ended = PIECE_DROPPED if current.drops else PIECE_AGREED
    tell(ended if is_last else PIECE_VOTED, piece, by=by)
    return made


def agree_to_all(pieces: Iterable[tuple[Piece, int]], *, by: User) -> list[Piece]:
    """Say akkoord with pieces that were read below each other, each with the version that was read. Gives back those
    with which that was not possible: somebody changed or closed them meanwhile, and nobody votes on what they did not
    see (domain.md §4.2)."""
    left = []
    for piece, version in pieces:
        try:
            agree(piece, version=version, by=by)
        except (Stale, Refused):
            left.append(piece)
    return left


@transaction.atomic
def not_yet(piece: Piece, *, version: int | None, text: str, by: User) -> Remark:
    """Say what is still missing. It is the turn of who made the version; the party can still say akkoord later."""
    piece, current, party = _taken_for("not_yet", piece, version, by=by)
    require(may_write(text))
    vote(current, VoteAnswer.NOT_YET, party=party, by=by)
    remark = write(current, RemarkKind.NOT_YET, text, party=party, by=by)
    tell(PIECE_NOT_YET, piece, by=by)
    return remark


@transaction.atomic
def ask(piece: Piece, *, version: int | None, text: str, by: User) -> Remark:
    """Ask a question about what lies there; the version and its votes stay (domain.md §4.2)."""
    piece, current, party = _taken_for("ask", piece, version, by=by)
    require(may_write(text))
    remark = write(current, RemarkKind.QUESTION, text, party=party, by=by)
    tell(PIECE_ASKED, piece, by=by)
    return remark


@transaction.atomic
def remark(piece: Piece, *, version: int | None, text: str, by: User) -> Remark:
    """React, or answer a question: then it is the turn of who asked it."""
    piece, current, party = _taken_for("remark", piece, version, by=by)
    require(may_write(text))
    made = write(current, RemarkKind.REMARK, text, party=party, by=by)
    tell(PIECE_REMARKED, piece, by=by)
    return made


@transaction.atomic
def counter(piece: Piece, *, version: int | None, by: User, reason: str = "", **fields: Any) -> PieceVersion:
    """Make a new version, with or without the reason for it as a remark. Before agreement it is a counterproposal.
    After it a change: the last agreement holds until the new version is agreed."""
    piece, _current, party = _taken_for("counter", piece, version, by=by)
    content = Content.of(**fields)
    require(may_counter_with(content, piece))
    made = say(piece, content, party=party, by=by)
    if reason.strip():
        require(may_write(reason))
        write(made, RemarkKind.REMARK, reason, party=party, by=by)
    tell(PIECE_CHANGED if piece.in_force else PIECE_COUNTERED, piece, by=by)
    return made


change = counter  # the same action: what it is called depends on whether there was an agreement


@transaction.atomic
def propose_drop(piece: Piece, *, version: int | None, by: User) -> PieceVersion:
    """Propose to let an agreed piece go; it goes when all parties agree to that."""
    piece, current, party = _taken_for("propose_drop", piece, version, by=by)
    in_force = piece.in_force or current
    made = say(piece, in_force.content, party=party, by=by, drops=True)
    tell(PIECE_DROP_PROPOSED, piece, by=by)
    return made


@transaction.atomic
def withdraw_change(piece: Piece, *, version: int | None, by: User) -> Piece:
    """Take the own newest version back. What lay there before holds again, with the votes it had."""
    piece, current, _party = _taken_for("withdraw_change", piece, version, by=by)
    PieceVersion.objects.filter(pk=current.pk).take_back(timezone.now())
    tell(CHANGE_WITHDRAWN, piece, by=by)
    return fresh(piece)


# --- Taking away, and the course of what is agreed ----------------------------------------------------------------


def _note(piece: Piece, action: str, kind: Any, *, by: User, **facts: Any) -> Piece:
    """Hold the piece, ask, write facts down, tell."""
    piece = taken(piece)
    require(may(action, by, piece))
    Piece.objects.filter(pk=piece.pk).update(**facts)
    tell(kind, piece, by=by)
    return fresh(piece)


@transaction.atomic
def withdraw(piece: Piece, *, by: User) -> Piece:
    """Take an own piece back before agreement."""
    return _note(piece, "withdraw", PIECE_WITHDRAWN, by=by, withdrawn_at=timezone.now(), parked_at=None)


@transaction.atomic
def park(piece: Piece, *, by: User) -> Piece:
    """Put a piece aside before agreement: nobody is asked about it until somebody takes it back."""
    return _note(piece, "park", PIECE_PARKED, by=by, parked_at=timezone.now())


@transaction.atomic
def unpark(piece: Piece, *, by: User) -> Piece:
    """Take a parked piece back, with the votes it had."""
    return _note(piece, "unpark", PIECE_UNPARKED, by=by, parked_at=None)


@transaction.atomic
def start(piece: Piece, *, by: User) -> Piece:
    """What was agreed has begun."""
    return _note(piece, "start", PIECE_STARTED, by=by, started_at=timezone.now())


@transaction.atomic
def finish(piece: Piece, *, by: User) -> Piece:
    """What is in force now is done. A newer agreement opens it again."""
    piece = taken(piece)
    require(may_finish(by, piece))
    conclude(piece)
    tell(PIECE_FINISHED, piece, by=by)
    return fresh(piece)


def conclude(piece: Piece) -> None:
    """Write down that the agreement in force is done, within the caller's transaction."""
    now = timezone.now()
    number = piece.in_force.number if piece.in_force else None
    facts = {"started_at": piece.started_at or now, "finished_at": now, "finished_number": number}
    Piece.objects.filter(pk=piece.pk).update(**facts)


@transaction.atomic
def value(piece: Piece, *, notes: Mapping[str, tuple[str, bool]], version: int, by: User) -> Piece:
    """Say what a finished piece was worth: level → (line, "viel tegen"). Own notes of a level are written anew."""
    piece = taken(piece)
    require(may_value(by, piece))
    check_version(piece.notes_of(by), version, piece.version_for(by))
    require(may_note(notes))
    party, now = _party(by, piece.puzzle), timezone.now()
    for level, (text, fell_short) in notes.items():
        said = {"text": text.strip(), "fell_short": fell_short, "party": party, "at": now}
        PieceValueNote.objects.update_or_create(version=piece.in_force, person=by, level=level, defaults=said)
    tell(PIECE_VALUED, piece, by=by)
    return fresh(piece)
