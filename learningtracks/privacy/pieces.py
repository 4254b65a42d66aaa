"""What we keep of puzzles, pieces and votes. They belong to the track, for the others rely on them (domain.md §6)."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.privacy import Kept, OnErasure, Table, technical
from learningtracks.models import Piece, PieceDraft, PieceValueNote, PieceVersion, Puzzle, Remark, Vote, VoteDelegation
from learningtracks.privacy.tracks import TRACK

CONTENT = "title what who when_text noticed target_level learning_view subject goal_kinds questions"


def _mine(person: User, author: str, learner: str) -> Q:
    """What somebody said, and for a learner everything on the own track (access.md row 6)."""
    return Q(**{author: person}) | Q(**{learner: person})


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
            technical("public_id puzzle carried_from finished_number", TRACK, OnErasure.NAMELESS),
        ),
        lambda person: Piece.objects.filter(_mine(person, "author", "puzzle__period__track__learner")).filter(
            Q(author=person) | Q(pk__in=Piece.objects.proposed().values("pk"))
        ),
    ),
    Table(
        "learningtracks.PieceDraft",
        _("Puzzelstukken die je nog niet voorstelde"),
        (
            Kept(f"{CONTENT} edited_at", _("Wat je al opschreef. Alleen jij ziet het."), TRACK),
            technical("piece", TRACK),
        ),
        lambda person: PieceDraft.objects.filter(piece__author=person),
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
        lambda person: PieceVersion.objects.filter(_mine(person, "author", "piece__puzzle__period__track__learner")),
    ),
    Table(
        "learningtracks.Vote",
        _("Stemmen"),
        (
            Kept(
                "version party person answer at replaced_at",
                _("Wie namens welke partij akkoord ging, en wanneer."),
                TRACK,
                OnErasure.NAMELESS,
            ),
        ),
        lambda person: Vote.objects.filter(_mine(person, "person", "version__piece__puzzle__period__track__learner")),
    ),
    Table(
        "learningtracks.Remark",
        _("Vragen en opmerkingen bij puzzelstukken"),
        (
            Kept(
                "version party person kind text at",
                _("Wat jullie elkaar vroegen over een voorstel."),
                TRACK,
                OnErasure.NAMELESS,
            ),
        ),
        lambda person: Remark.objects.filter(_mine(person, "person", "version__piece__puzzle__period__track__learner")),
    ),
    Table(
        "learningtracks.PieceValueNote",
        _("Wat puzzelstukken opleverden"),
        (
            Kept(
                "version party person level fell_short at",
                _("Op welk niveau een stuk iets opleverde."),
                TRACK,
                OnErasure.NAMELESS,
            ),
            Kept("text", _("Wat je daarbij schreef."), TRACK),
        ),
        lambda person: PieceValueNote.objects.filter(
            _mine(person, "person", "version__piece__puzzle__period__track__learner")
        ),
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
        lambda person: VoteDelegation.objects.filter(
            Q(given_by__person=person) | Q(to__person=person) | Q(track__learner=person)
        ),
    ),
]
