"""What is learnt in a school that is filled: tracks with their people, periods, puzzles and pieces."""

from bench.bulk import insert
from bench.school import LONG, PIECES, School, one_of
from learningtracks.models.pieces import Piece
from learningtracks.models.puzzles import Puzzle
from learningtracks.models.tracks import Period, Track, TrackPerson
from learningtracks.models.versions import PieceVersion, Vote
from learningtracks.values.pieces import Slot, VoteAnswer
from partnerships.values import Party, Role

PARTIES = [Party.LEARNER, Party.WORKPLACE, Party.EDUCATION]


def fill_tracks(s: School) -> None:
    count = s.size.learners
    began = "current_date - CASE WHEN n % 10 < 6 THEN 71 + 7 * (n % 9) ELSE 200 + 7 * (n % 60) END"
    s.tracks = insert(
        Track,
        count,
        partnership=f"{s.partnerships} + {s.place_of('n')}",
        learner=f"{s.learners} + n",
        title="'Verzorgende IG, leerjaar ' || (1 + n % 3)",
        school=s.school_of(s.place_of("n")),
        workplace=f"{s.workplaces} + {s.team_of('n')}",
        team=f"{s.teams} + {s.team_of('n')}",
        starts_on=began,
        ends_on=f"{began} + 139",
    )
    _name(s, "1", Role.PRACTICE_EDUCATOR)
    _name(s, "2 + n % 3", Role.DAILY_SUPERVISOR)
    person = f"(SELECT person_id FROM partnerships_membership WHERE id = {s.named} + {s.supervisor_of('n')})"
    membership = f"{s.named} + {s.supervisor_of('n')}"
    _named(s, Role.SCHOOL_SUPERVISOR, person, membership)
    track = "(n - 1) / 2 + 1"
    begins = f"(SELECT starts_on FROM learningtracks_track WHERE id = {s.tracks} + {track}) + 70 * ((n - 1) % 2)"
    s.periods = insert(
        Period,
        2 * count,
        track=f"{s.tracks} + {track}",
        number="1 + (n - 1) % 2",
        starts_on=begins,
        ends_on=f"{begins} + 69",
    )
    closed = "CASE WHEN (n - 1) % 2 = 0 THEN now() - interval '10 days' END"
    s.puzzles = insert(Puzzle, 2 * count, period=f"{s.periods} + n", frozen_at=closed)


def _name(s: School, spot: str, role: Role) -> None:
    who = s.guide_of("n", f"({spot})")
    _named(s, role, f"{s.staff} + {who}", f"{s.guides} + {who}")


def _named(s: School, role: Role, person: str, membership: str) -> None:
    insert(
        TrackPerson,
        s.size.learners,
        track=f"{s.tracks} + n",
        person=person,
        membership=membership,
        role=f"'{role}'",
        starts_on="current_date - 800",
    )


def fill_pieces(s: School) -> None:
    count, learner, place = s.piece_count, f"((n - 1) / {PIECES} + 1)", f"((n - 1) % {PIECES})"
    party = one_of(PARTIES, place)
    author = f"CASE {place} % 3 WHEN 0 THEN {s.learners} + {learner} ELSE {s.staff} + {s.guide_of(learner)} END"
    made = "now() - (20 + n % 50) * interval '1 day'"
    s.pieces = insert(
        Piece,
        count,
        puzzle=f"{s.puzzles} + 1 + ({learner} - 1) * 2 + {place} / {PIECES // 2}",
        slot=one_of(list(Slot), place),
        brought_by=party,
        author=author,
        created_at=made,
    )
    s.versions = insert(
        PieceVersion,
        count,
        piece=f"{s.pieces} + n",
        number="1",
        author=author,
        party=party,
        title="'Samen medicijnen delen, ronde ' || n % 90",
        what=f"'{LONG}'",
        created_at=made,
    )
    s.waits = f"({place} >= {PIECES // 2} AND {place} % 10 = 9)"  # of a piece in the newest puzzle: no akkoord yet
    piece = "((n - 1) / 3 + 1)"
    waits = s.waits.replace("n -", f"{piece} -")
    own = f"(n - 1) % 3 = (({piece} - 1) % {PIECES}) % 3"
    insert(
        Vote,
        3 * count,
        f"NOT {waits} OR {own}",
        version=f"{s.versions} + {piece}",
        party=one_of(PARTIES, "n - 1"),
        answer=f"'{VoteAnswer.AGREED}'",
        at="now() - interval '15 days'",
    )
