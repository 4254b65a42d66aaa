"""What may be done in each phase of a track (domain.md §2.1): nothing new begins when it is over, everybody rounds off
for thirty days more, and then only its learner reads it. One row for each kind of action."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from accounts.values import Refused, today
from instruments.models.asks import Ask
from instruments.policy.asks import may_answer, may_begin, may_close
from instruments.policy.asks import may_ask as may_ask_help
from instruments.policy.evidence import may_choose_evidence
from learningtracks.actions import conversations
from learningtracks.models.pieces import fresh
from learningtracks.models.reviews import TrackReview
from learningtracks.models.tracks import Track
from learningtracks.policy.action_points import may_make_action_point
from learningtracks.policy.conversations import may_hold_talk, may_note_talk, may_plan_talk
from learningtracks.policy.pieces import may_ask as may_ask_about_piece
from learningtracks.policy.pieces import may_counter, may_propose, may_value
from learningtracks.policy.reviews import may_react_to_review
from learningtracks.values import TrackStanding
from partnerships import todos
from reflections.actions import evidence
from reflections.models.evidence import pieces_of
from reflections.policy.evidence import may_tick
from reflections.policy.experiences import may_share
from reflections.policy.feedback import may_ask, may_reply
from reflections.tests.logbook import on
from werkplek.tests.filling_pieces import agreed, in_state, puzzle_of
from werkplek.tests.filling_rounds import ask_help, start
from werkplek.tests.filling_talks import long_begun, looked_back, plan_of

DAY = dt.timedelta(days=1)
FAR = 20 * 7  # days that the track takes
PHASES: dict[str, tuple[int, TrackStanding]] = {  # days from today to its last day, and the phase in words
    "before its first day": (FAR + 7, TrackStanding.COMING),
    "running": (60, TrackStanding.RUNNING),
    "its last two weeks": (7, TrackStanding.ENDING),
    "over since yesterday": (-1, TrackStanding.OVER),
    "over for thirty days": (-30, TrackStanding.OVER),
    "closed": (-31, TrackStanding.OVER),
}
GOES_ON, UNTIL_CLOSED = list(PHASES)[:3], list(PHASES)[:5]
Facts = dict[str, Any]
Action = Callable[[Facts], object]

BEGINS: dict[str, Action] = {
    "bring in a piece": lambda f: may_propose(f["sam"], f["puzzle"]),
    "make a new version": lambda f: may_counter(f["samira"], f["piece"]),
    "ask about a piece": lambda f: may_ask_about_piece(f["samira"], f["piece"]),
    "plan a talk": lambda f: may_plan_talk(f["sam"], f["track"]),
    "round off a talk with outcomes": lambda f: may_hold_talk(f["samira"], f["talk"]),
    "start a round": lambda f: may_begin(f["samira"], f["period"]),
    "ask for help": lambda f: may_ask_help(f["sam"], f["track"], f["wim"]),
    "make an action point": lambda f: may_make_action_point(f["sam"], f["track"]),
}
ROUNDS_OFF: dict[str, Action] = {
    "say what a piece was worth": lambda f: may_value(f["sam"], f["done"]),
    "note something for a talk": lambda f: may_note_talk(f["sam"], f["talk"]),
    "fill in a round": lambda f: may_answer(f["sam"], f["round"]),
    "fill in a round, as a guide": lambda f: may_answer(f["samira"], f["round"]),
    "choose evidence": lambda f: may_choose_evidence(f["sam"], f["later"]),
    "close a round": lambda f: may_close(f["sam"], f["round"]),
    "answer a question for help": lambda f: may_answer(f["wim"], f["help"]),
    "react to a review": lambda f: may_react_to_review(f["sam"], f["review"]),
    "tick an experience at a piece": lambda f: may_tick(f["sam"], f["entry"], f["piece"]),
    "share an experience": lambda f: may_share(f["sam"], f["entry"], on(f["track"], f["wim"])),
    "ask for feedback": lambda f: may_ask(f["sam"], f["entry"], on(f["track"], f["wim"])),
    "answer a question": lambda f: may_reply(f["samira"], f["question"]),
}
READS: dict[str, Action] = {
    "the track": lambda f: f["track"] in Track.objects.readable_by(f["sam"]),
    "a round": lambda f: f["round"] in Ask.objects.readable_by(f["sam"]),
    "a review": lambda f: f["review"] in TrackReview.objects.readable_by(f["sam"]),
}


@pytest.fixture
def facts(track, sam, samira, wim, question) -> Facts:
    """One of everything, made while the track ran, with a review of its first period."""
    period = track.periods.get(number=1)
    begun = start(period, moment="before", by=sam)
    later = start(period, moment="during", by=sam)
    Track.objects.update(starts_on=today() - 69 * DAY)
    period.starts_on, period.ends_on = today() - 69 * DAY, today()
    period.save()
    return {
        "track": track,
        "period": period,
        "puzzle": puzzle_of(track),
        "sam": sam,
        "samira": samira,
        "wim": wim,
        "round": begun,
        "later": later,
        "talk": long_begun(conversations.plan(track, by=samira, details=plan_of([sam, samira]))),
        "review": looked_back(period, samira),
        "help": ask_help(track, asked=wim, text="Loop je mee?", by=sam),
        "piece": agreed(track),
        "done": in_state("done", track),
        "entry": question.experience,
        "question": question,
    }


def moved(facts: Facts, days: int) -> Facts:
    """The same, so many days before the last day of the track."""
    last = today() + days * DAY
    Track.objects.update(starts_on=last - FAR * DAY, ends_on=last)
    track = Track.objects.get()
    again = {name: type(one)._default_manager.get(pk=one.pk) for name, one in facts.items()}
    return again | {"track": track, "piece": fresh(facts["piece"]), "done": fresh(facts["done"])}


@pytest.mark.parametrize(("rows", "phases"), [(BEGINS, GOES_ON), (ROUNDS_OFF, UNTIL_CLOSED), (READS, list(PHASES))])
def test_what_may_be_done_in_each_phase(facts, rows, phases):
    allowed: dict[str, list[str]] = {name: [] for name in rows}
    for phase, (days, standing) in PHASES.items():
        now = moved(facts, days)
        assert now["track"].standing == standing
        for name, may in rows.items():
            allowed[name] += [phase] if may(now) else []

    assert allowed == dict.fromkeys(rows, phases)


@pytest.mark.parametrize(("days", "is_closed"), [(-30, False), (-31, True)])
def test_a_page_and_the_database_agree_on_what_is_closed(facts, days, is_closed):
    track = moved(facts, days)["track"]

    assert (track.is_closed, not Track.objects.with_learner().exists()) == (is_closed, is_closed)


def test_a_track_that_was_ended_early_counts_from_that_day(facts, sam):
    Track.objects.update(ended_on=today() - 31 * DAY)
    now = {name: type(one)._default_manager.get(pk=one.pk) for name, one in facts.items()}

    assert now["track"].is_closed
    assert not may_answer(sam, now["round"])
    assert now["track"] in Track.objects.readable_by(sam)


def test_nothing_waits_any_more_on_a_closed_track(facts, sam, samira, wim):
    before = {person: len(todos.waiting_for(person)) for person in (sam, samira, wim)}
    moved(facts, -31)

    assert all(before.values())
    assert {person: todos.waiting_for(person) for person in before} == dict.fromkeys(before, [])


def test_an_entry_keeps_the_pieces_of_a_closed_track(facts, sam):
    """Its author goes on writing; what was ticked stays ticked (domain.md §2.2 step 6)."""
    entry, piece = facts["entry"], facts["piece"]
    entry = evidence.tick(entry, pieces=[piece], changes={}, version=entry.version, by=sam)
    moved(facts, -31)

    with pytest.raises(Refused):
        evidence.tick(entry, pieces=[piece, facts["done"]], changes={}, version=entry.version, by=sam)
    evidence.tick(entry, pieces=[piece], changes={"track": None}, version=entry.version, by=sam)

    assert pieces_of(entry) == [piece]
