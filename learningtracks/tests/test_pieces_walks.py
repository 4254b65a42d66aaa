"""Long walks at random through proposing, countering, voting, changing, letting go and laying anew: the program and a
small model beside it never differ. Longer: `PUZZLE_WALKS=500 PUZZLE_STEPS=40`."""

import datetime as dt
import os

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from accounts.values import Refused, Stale, today
from learningtracks.actions import pieces, puzzles
from learningtracks.models.pieces import Piece, fresh
from learningtracks.models.puzzles import Puzzle
from learningtracks.models.tracks import Period, Track
from learningtracks.tests.puzzle_model import NO, OK, PARTIES, STALE, ModelPiece
from partnerships import todos
from partnerships.models.todos import ToDo
from werkplek.tests.filling_pieces import voices

WALKS, STEPS = int(os.environ.get("PUZZLE_WALKS", "4")), int(os.environ.get("PUZZLE_STEPS", "25"))
MOST_PIECES = 4
party_s = st.sampled_from(PARTIES)
which = st.integers(0, MOST_PIECES * 3)
text_s = st.sampled_from(["Intake doen", "Samen intake doen", "Om de week"])
lag = st.sampled_from([0, 0, 0, 0, 1])  # now and then somebody answers what they saw before


def outcome(action, *args, **kwargs):
    """What the program says to an action."""
    try:
        with transaction.atomic():
            action(*args, **kwargs)
    except Stale:
        return STALE
    except Refused:
        return NO
    return OK


class Walk(RuleBasedStateMachine):
    """One walk: pieces of the program by their keys, and their models beside them."""

    track: Track

    def __init__(self) -> None:
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.people = voices(self.track)
        self.periods = list(self.track.periods.all())
        self.pairs: list[tuple[Piece, ModelPiece]] = []
        self.looks = 0

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    def pick(self, number):
        return self.pairs[number % len(self.pairs)]

    def same(self, piece, model):
        """The program shows what the model shows; the table of to-dos agrees on whose turn it is."""
        now = fresh(piece)
        shown = {
            "state": now.state,
            "current": now.current.number,
            "force": now.in_force.number if now.in_force else None,
            "waits": [str(party) for party in now.waits_for],
            "votes": {
                vote.party: vote.answer for vote in sorted(now.current.standing_votes.values(), key=lambda v: v.party)
            },
        }
        assert shown == model.shows()
        self.looks += 1
        if self.looks % 5 == 0:
            rows = ToDo.objects.open().filter(kind="piece", about_id=now.pk)
            assert {row.person for row in rows} == {self.people[party] for party in model.waits()}
            assert "piece" not in todos.differences()

    def both(self, number, action, answer, **words):
        """Do the same with both; a version is answered as it was seen, sometimes one too old."""
        piece, model = self.pick(number)
        assert outcome(action, piece, **words) == answer(model)
        self.same(piece, model)

    def saw(self, number, behind):
        return self.pick(number)[1].current.number - behind

    # --- Actions --------------------------------------------------------------------------------------------

    @precondition(lambda self: len(self.pairs) < MOST_PIECES)
    @rule(party=party_s, slot=st.sampled_from(["question", "work"]), text=text_s)
    def propose(self, party, slot, text):
        puzzle = Puzzle.of(self.periods[0])
        piece = pieces.propose(puzzle, slot=slot, title=text, by=self.people[party])
        self.pairs.append((piece, ModelPiece.proposed(slot, party, text)))
        self.same(*self.pairs[-1])

    @precondition(lambda self: self.pairs)
    @rule(number=which, party=party_s, behind=lag)
    def agree(self, number, party, behind):
        seen = self.saw(number, behind)
        self.both(number, pieces.agree, lambda one: one.agree(party, seen), version=seen, by=self.people[party])

    @precondition(lambda self: self.pairs)
    @rule(number=which)
    def agree_all(self, number):
        for party in PARTIES:
            seen = self.saw(number, 0)
            self.both(
                number, pieces.agree, lambda one, p=party, s=seen: one.agree(p, s), version=seen, by=self.people[party]
            )

    @precondition(lambda self: self.pairs)
    @rule(number=which, party=party_s, behind=lag)
    def not_yet(self, number, party, behind):
        seen = self.saw(number, behind)
        words = {"version": seen, "text": "Nog niet", "by": self.people[party]}
        self.both(number, pieces.not_yet, lambda one: one.not_yet(party, seen), **words)

    @precondition(lambda self: self.pairs)
    @rule(number=which, party=party_s, behind=lag, question=st.booleans())
    def say(self, number, party, behind, question):
        seen = self.saw(number, behind)
        words = {"version": seen, "text": "Hoe laat?", "by": self.people[party]}
        action = pieces.ask if question else pieces.remark
        self.both(number, action, lambda one: one.say(party, seen, question), **words)

    @precondition(lambda self: self.pairs)
    @rule(number=which, party=party_s, behind=lag, text=text_s)
    def counter_or_change(self, number, party, behind, text):
        seen = self.saw(number, behind)
        words = {"version": seen, "title": text, "by": self.people[party]}
        self.both(number, pieces.counter, lambda one: one.counter(party, seen, text), **words)

    @precondition(lambda self: self.pairs)
    @rule(number=which, party=party_s, behind=lag)
    def propose_drop(self, number, party, behind):
        seen = self.saw(number, behind)
        words = {"version": seen, "by": self.people[party]}
        self.both(number, pieces.propose_drop, lambda one: one.drop(party, seen), **words)

    @precondition(lambda self: self.pairs)
    @rule(number=which, party=party_s, behind=lag)
    def withdraw_change(self, number, party, behind):
        seen = self.saw(number, behind)
        words = {"version": seen, "by": self.people[party]}
        self.both(number, pieces.withdraw_change, lambda one: one.take_back(party, seen), **words)

    @precondition(lambda self: self.pairs)
    @rule(number=which, party=party_s, action=st.sampled_from(["withdraw", "park", "unpark", "start", "finish"]))
    def move(self, number, party, action):
        self.both(number, getattr(pieces, action), lambda one: getattr(one, action)(party), by=self.people[party])

    @precondition(lambda self: self.pairs)
    @rule(number=which, party=party_s)
    def value(self, number, party):
        person = self.people[party]
        told = fresh(self.pick(number)[0]).version_for(person)
        words = {"notes": {"applied": ("", False)}, "version": told, "by": person}
        self.both(number, pieces.value, lambda one: one.value(party), **words)

    # --- A new period ---------------------------------------------------------------------------------------

    @precondition(lambda self: self.pairs and len(self.periods) > 1)
    @rule(chosen=st.lists(st.sampled_from(["along", "done", "leave"]), min_size=12, max_size=12), renew=st.booleans())
    def lay_anew(self, chosen, renew):
        """First the leervraag, then a choice for every other piece; what cannot be is refused as a whole."""
        period, learner = self.periods[1], self.people["learner"]
        old = [(piece, model) for piece, model in self.pairs if not model.frozen]
        there = [(piece, model) for piece, model in old if model.can_go_along()]
        asks = [pair for pair in there if pair[1].slot == "question"]
        others = [pair for pair in there if pair[1].slot != "question"]
        if renew:
            puzzles.renew_question(period, title="Een nieuwe vraag", by=learner)
            laid = [ModelPiece.proposed("question", "learner", "Een nieuwe vraag")]
        else:
            answer = OK if asks else NO
            assert outcome(puzzles.confirm_question, period, by=learner) == answer
            laid = [model.carried(agreed=True) for _piece, model in asks]
        choices = {piece: choice for (piece, _model), choice in zip(others, chosen, strict=False)}
        wrong = any(choice == "done" and not model.force for (_p, model), choice in zip(others, chosen, strict=False))
        answer = NO if wrong or not laid else OK
        assert outcome(puzzles.relay, period, choices=choices, by=learner) == answer
        if answer == NO:
            # Stay where it was: the walk goes on without the question that was laid ahead.
            Puzzle.objects.filter(period=period).delete()
            return
        for (_piece, model), choice in zip(others, chosen, strict=False):
            if choice == "along":
                laid.append(model.carried(agreed=False))
            if choice == "done" and model.finished != model.force.number:
                model.conclude()
        for piece, model in old:
            model.frozen = True
            self.same(piece, model)
        made = list(Piece.objects.filter(puzzle__period=period).order_by("pk"))
        assert len(made) == len(laid)
        self.pairs, self.periods = list(zip(made, laid, strict=True)) + self.pairs[:2], self.periods[1:]
        for piece, model in self.pairs:
            self.same(piece, model)


@pytest.fixture
def short_periods(track):
    """Three periods that begin within two weeks, so that a walk can lay the puzzle anew twice."""
    Period.objects.filter(track=track).delete()
    for number in range(3):
        first = today() + dt.timedelta(days=3 * number)
        Period.objects.create(track=track, number=number + 1, starts_on=first, ends_on=first + dt.timedelta(days=2))
    return track


def test_program_and_model_never_differ(short_periods, record_property):
    Walk.track = short_periods
    health = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
    limits = settings(
        max_examples=WALKS,
        stateful_step_count=STEPS,
        deadline=None,
        suppress_health_check=health,
        database=None,
        phases=[Phase.generate],
    )
    run_state_machine_as_test(Walk, settings=limits)
    record_property("figure", f"{WALKS} walks of {STEPS} steps through the puzzle without a difference")
