"""What we keep of puzzles, pieces and votes. They belong to the track, for the others rely on them (domain.md §6)."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.privacy import Kept, OnErasure, Step, Table, any_of, changed, technical
from learningtracks.models.delegations import VoteDelegation
from learningtracks.models.pieces import Piece
from learningtracks.models.puzzles import Puzzle
from learningtracks.models.versions import PieceDraft, PieceValueNote, PieceVersion, Remark, Vote
from learningtracks.privacy.tracks import TRACK

CONTENT = "title what who when_text noticed target_level learning_view subject goal_kinds questions"


def _mine(model: type[Any], person: User, author: str, learner: str) -> QuerySet[Any]:
    """What somebody said, and for a learner everything on the own track (access.md row 6)."""
    return any_of(model, Q(**{author: person}), Q(**{learner: person}))


TABLES = [
    Table(
        "learningtracks.Puzzle",
        _("De puzzels van je traject"),
        (
            Kept("period opened_at frozen_at", _("Wanneer jullie een puzzel begonnen."), TRACK, OnErasure.NAMELESS),
            technical("public_id", TRACK, OnErasure.NAMELESS),
        ),
        lambda person: Puzzle.objects.filter(period__track__learner=person),
    ),
    Table(
        "learningtracks.Piece",
        _("Puzzelstukken"),
        (
            Kept(
                "slot brought_by author created_at parked_at withdrawn_at started_at finished_at",
                _("Wie een stuk inbracht, waar in de puzzel, en hoe het verderging."),
                TRACK,
                OnErasure.NAMELESS,
            ),
            technical("public_id puzzle carried_from finished_number origin", TRACK, OnErasure.NAMELESS),
        ),
        lambda person: any_of(
            Piece,
            Q(author=person),
            Q(puzzle__period__track__learner=person, pk__in=Piece.objects.proposed().values("pk")),
        ),
        leaving=(Step(lambda person: Piece.objects.filter(author=person, draft__isnull=False)),),
    ),
    Table(
        "learningtracks.PieceDraft",
        _("Puzzelstukken die je nog niet voorstelde"),
        (
            Kept(f"{CONTENT} edited_at", _("Wat je al opschreef. Alleen jij ziet het."), TRACK),
            technical("piece", TRACK),
        ),
        lambda person: PieceDraft.objects.filter(piece__author=person),
        goes_with="learningtracks.Piece",
    ),
    Table(
        "learningtracks.PieceVersion",
        _("Wat er in de puzzelstukken staat"),
        (
            Kept(
                f"number author party {CONTENT} drops created_at withdrawn_at",
                _("Elke versie van een voorstel. Afspraken blijven, want anderen rekenen erop."),
                TRACK,
                OnErasure.NAMELESS,
            ),
            technical("piece", TRACK, OnErasure.NAMELESS),
        ),
        lambda person: _mine(PieceVersion, person, "author", "piece__puzzle__period__track__learner"),
    ),
    Table(
        "learningtracks.Vote",
        _("Stemmen"),
        (
            Kept(
                "version party person answer at replaced_at",
                _("Wie namens welke partij akkoord is gegaan, en wanneer."),
                TRACK,
                OnErasure.NAMELESS,
            ),
        ),
        lambda person: _mine(Vote, person, "person", "version__piece__puzzle__period__track__learner"),
    ),
    Table(
        "learningtracks.Remark",
        _("Vragen en opmerkingen bij puzzelstukken"),
        (
            Kept(
                "version party person kind text at",
                _("Wat jullie elkaar hebben gevraagd over een voorstel."),
                TRACK,
                OnErasure.NAMELESS,
            ),
        ),
        lambda person: _mine(Remark, person, "person", "version__piece__puzzle__period__track__learner"),
    ),
    Table(
        "learningtracks.PieceValueNote",
        _("Wat puzzelstukken opleverden"),
        (
            Kept(
                "version party person level fell_short at",
                _("Welke soort waarde een stuk heeft opgeleverd."),
                TRACK,
                OnErasure.NAMELESS,
            ),
            Kept("text", _("Wat je daarbij hebt geschreven."), TRACK),
        ),
        lambda person: _mine(PieceValueNote, person, "person", "version__piece__puzzle__period__track__learner"),
        leaving=(changed(lambda person: PieceValueNote.objects.filter(person=person), text=""),),
    ),
    Table(
        "learningtracks.VoteDelegation",
        _("Overgedragen stemmen"),
        (
            Kept(
                "track given_by to starts_on ends_on ended_at created_at",
                _("Wie een tijd namens de werkplek mag stemmen."),
                TRACK,
                OnErasure.NAMELESS,
            ),
            technical("public_id", TRACK, OnErasure.NAMELESS),
        ),
        lambda person: any_of(
            VoteDelegation, Q(given_by__person=person), Q(to__person=person), Q(track__learner=person)
        ),
    ),
]
