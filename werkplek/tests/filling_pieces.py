"""How tests make puzzles and pieces in every state, by the actions that people take."""

import datetime as dt
from typing import Any

from django.utils import timezone

from accounts.models import User
from accounts.values import today, version_of
from learningtracks.actions import delegations, pieces
from learningtracks.events.pieces import PIECE_REMARKED
from learningtracks.models.pieces import Piece, fresh
from learningtracks.models.puzzles import Puzzle
from learningtracks.models.tracks import Period, Track, TrackPerson
from learningtracks.models.versions import PieceVersion, Remark, Vote
from learningtracks.values.pieces import PieceState, RemarkKind, Slot, VoteAnswer
from partnerships import events
from partnerships.actions.todos import put_right
from partnerships.values import SPEAKS, Party, Role
from werkplek.tests.casting import name_on
from werkplek.tests.world import World


def puzzle_of(track: Track) -> Puzzle:
    """The puzzle of the period that runs now."""
    period = next(period for period in track.periods.all() if period.is_now)
    return Puzzle.objects.get_or_create(period=period)[0]


def voices(track: Track) -> dict[Party, User]:
    """Somebody who speaks for each party."""
    named = track.people.filter(role__in=SPEAKS, ended_at__isnull=True).select_related("person").order_by("-pk")
    return {Party.LEARNER: track.learner} | {SPEAKS[Role(one.role)]: one.person for one in named}


def propose(track: Track, slot: str = Slot.WORK, by: str = Party.LEARNER, **fields: Any) -> Piece:
    """A proposal of a party: `propose(track, Slot.TIME, by="workplace", title="Dinsdagmiddag")`."""
    fields = {"title": "Intake doen", "noticed": "Je doet het alleen."} | fields
    return pieces.propose(puzzle_of(track), slot=slot, by=voices(track)[Party(by)], **fields)


def say_yes(piece: Piece, *parties: str) -> Piece:
    """These parties, or all, say akkoord with what lies there."""
    for party in parties or piece.parties:
        pieces.agree(piece, version=fresh(piece).current.number, by=voices(piece.track)[Party(party)])
    return fresh(piece)


def agreed(track: Track, slot: str = Slot.WORK, by: str = Party.LEARNER, **fields: Any) -> Piece:
    return say_yes(propose(track, slot, by, **fields))


def in_state(state: str, track: Track, slot: str = Slot.WORK, by: str = Party.WORKPLACE, **fields: Any) -> Piece:
    """A piece that stands like this, and how it came there: `in_state("reopened", track)`."""
    speaks = voices(track)
    learner, own = speaks[Party.LEARNER], speaks[Party(by)]
    if state == PieceState.DRAFT:
        return pieces.draft(puzzle_of(track), slot=slot, by=own, **{"title": "Nog een concept"} | fields)
    if state in (PieceState.PROPOSED, PieceState.COUNTERED, PieceState.PARKED, PieceState.WITHDRAWN):
        piece = propose(track, slot, by, **fields)
    else:
        piece = agreed(track, slot, by, **fields)
    if state == PieceState.COUNTERED:
        other = next(person for party, person in speaks.items() if party != by)
        pieces.counter(piece, version=1, by=other, title="Samen intake doen", noticed="We doen het samen.")
    if state in (PieceState.ACTIVE, PieceState.DONE, PieceState.VALUED):
        pieces.start(piece, by=learner)
    if state in (PieceState.DONE, PieceState.VALUED):
        pieces.finish(piece, by=learner)
    if state == PieceState.VALUED:
        pieces.value(
            piece, notes={"applied": ("Ik begin nu met een open vraag.", False)}, version=version_of(), by=learner
        )
    if state == PieceState.REOPENED:
        pieces.change(piece, version=1, by=own, title="Intake doen op dinsdag", noticed="Je doet het alleen.")
    if state == PieceState.PARKED:
        pieces.park(piece, by=own)
    if state == PieceState.WITHDRAWN:
        pieces.withdraw(piece, by=own)
    if state == PieceState.DROPPED:
        pieces.propose_drop(piece, version=1, by=own)
        say_yes(piece)
    return fresh(piece)


def lent_vote(track: Track, to: User, days: int = 7) -> Any:
    """The praktijkopleider lends the vote of the workplace to a werkbegeleider, from today."""
    named = TrackPerson.objects.get(track=track, person=to)
    by = voices(track)[Party.WORKPLACE]
    return delegations.delegate(track, to=named, starts_on=today(), ends_on=today() + dt.timedelta(days=days), by=by)


def long_ago(piece: Piece, days: int) -> Piece:
    """Everything that was said about a piece was said so many days earlier."""
    earlier = timezone.now() - dt.timedelta(days=days)
    PieceVersion.objects.filter(piece=piece)._note_end(created_at=earlier)
    for said in (Vote, Remark):
        said.objects.filter(version__piece=piece)._note_end(at=earlier)
    put_right()
    return fresh(piece)


def fill_pieces(world: World, number: int) -> None:
    """Sam's puzzle: the first time a piece in every state with questions and answers, a lent vote and a closed puzzle;
    then a proposal more in the next slot each time."""
    track = world.things["track"]
    if number == 0:
        _once(world, track)
    slot, by = list(Slot)[number % len(Slot)], list(Party)[number % len(Party)]
    speaks = world.things["voices"][by]
    piece = Piece.objects.create(puzzle=world.things["puzzle"], slot=slot, brought_by=by, author=speaks)
    version = PieceVersion.objects.create(piece=piece, number=1, party=by, author=speaks, title=f"Stuk {number}")
    Vote.objects.create(version=version, party=by, person=speaks, answer=VoteAnswer.AGREED)
    other = next(party for party in Party if party != by)
    Remark.objects.create(version=version, party=other, kind=RemarkKind.QUESTION, text="Kan dat ook op dinsdag?")
    Remark.objects.create(version=version, party=by, person=speaks, kind=RemarkKind.REMARK, text="Ja, dat kan.")
    events.record(PIECE_REMARKED, by=speaks, about=piece, tell=world.things["voices"].values(), learner="Sam")


def _once(world: World, track: Track) -> None:
    people, speaks = world.people, voices(track)
    world.things["voices"] = speaks
    world.things["puzzle"] = puzzle_of(track)
    world.things["lent_vote"] = lent_vote(track, people["wim"])
    world.things["question_piece"] = agreed(track, Slot.QUESTION, title="Hoe voer ik een intake?", goal_kinds=["team"])
    for party, person in speaks.items():
        mine = pieces.draft(puzzle_of(track), slot=Slot.TIME, by=person, title=f"Concept van {party}")
        world.things[f"draft_of_{party}"] = mine
    for state in PieceState:
        if state != PieceState.DRAFT:
            world.things[f"{state}_piece"] = in_state(state, track, Slot.PEOPLE, title=f"Staat: {state}")
    piece = propose(track, Slot.TIME, by=Party.LEARNER, title="Dinsdagmiddag")
    pieces.ask(piece, version=1, text="Kan dat ook op donderdag?", by=people["samira"])
    pieces.remark(piece, version=1, text="Ja, dat kan.", by=people["sam"])
    world.things["piece"] = fresh(piece)
    near = propose(world.things["near_track"], Slot.WORK, by=Party.LEARNER, title="Stuk van een ander")
    world.things["near_piece"] = near
    _closed_puzzle(world, track)


def _closed_puzzle(world: World, track: Track) -> None:
    """Another track of Sam: the puzzle of its first period is closed, with one agreed piece in it."""
    start = track.starts_on - dt.timedelta(weeks=10)
    facts = {"school": track.school, "workplace": track.workplace, "ends_on": track.ends_on, "starts_on": start}
    other = Track.objects.create(partnership=track.partnership, learner=track.learner, title="Twee periodes", **facts)
    for person in track.people.exclude(person=world.people["EX"]):
        name_on(other, person.membership)
    last = track.starts_on - dt.timedelta(days=1)
    first = Period.objects.create(track=other, number=1, starts_on=start, ends_on=last)
    Period.objects.create(track=other, number=2, starts_on=track.starts_on, ends_on=track.ends_on)
    puzzle = Puzzle.objects.create(period=first)
    piece = pieces.propose(puzzle, slot=Slot.WORK, by=track.learner, title="Vorige periode", noticed="Het ging.")
    piece = say_yes(piece)
    Puzzle.objects.filter(pk=puzzle.pk).update(frozen_at=timezone.now())
    world.things |= {"closed_puzzle": puzzle, "closed_piece": fresh(piece), "relaid_track": other}
