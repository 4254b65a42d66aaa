"""Rounds: start, fill in, hand in, close; who reads what; when a spread may be shown (access.md R16, R17)."""

import datetime as dt
from contextlib import contextmanager

import pytest
from django.db import IntegrityError, transaction
from django.db.models.signals import post_save
from django.utils import timezone

from accounts.values import Refused, Stale, today, version_of
from learningtracks.actions import rounds, trainings
from learningtracks.actions.rounds import Given
from learningtracks.models.action_points import ActionPoint
from learningtracks.models.instruments import Instrument
from learningtracks.models.pieces import Piece
from learningtracks.models.rounds import Filling, HelpAsk, LookBack, Round, RoundAnswer, RoundEvidence
from learningtracks.models.trainings import Training
from learningtracks.policy.rounds import (
    has_spread,
    may_act_on,
    may_ask_help,
    may_choose_evidence,
    may_close_round,
    may_fill,
    may_fill_together,
    may_look_back_on,
    may_make_piece,
    may_plan_of,
    may_start_round,
    readable_fillings,
    scores_on,
    scores_together,
    spreads,
)
from learningtracks.values.rounds import HillCheck, View, biggest_first, mean
from partnerships.actions import clocks, reminders
from partnerships.models.events import Event
from partnerships.models.notices import Notice
from partnerships.models.reminders import Reminder
from partnerships.values import Role
from werkplek.tests.casting import join, make_person
from werkplek.tests.filling_pieces import propose
from werkplek.tests.filling_rounds import answer


@pytest.fixture
def period(track):
    return next(one for one in track.periods.all() if one.is_now)


@pytest.fixture
def round(period, sam):
    return rounds.start(period, moment="before", by=sam)


@pytest.fixture
def team_round(team, tom):
    return rounds.start(team, moment="during", by=tom, title="Tillift")


@pytest.fixture
def training(sam):
    return trainings.make(title="Klinisch redeneren", ends_on=today() - dt.timedelta(days=8), by=sam)


def crew(team, number):
    """Colleagues who join the team."""
    people = [make_person(f"Collega {letter}") for letter in "abcdefghijkl"[:number]]
    for person in people:
        join(person, Role.TEAM_MEMBER, team.organisation, team=team)
    return people


@contextmanager
def another_worker(action):
    """Does the same once, right after the first event was written. Gives what that action answered."""
    answers = []

    def once(**_sent):
        if post_save.disconnect(once, sender=Event):
            answers.append(action())

    post_save.connect(once, sender=Event)
    try:
        yield answers
    finally:
        post_save.disconnect(once, sender=Event)


def told(person):
    return list(Notice.objects.filter(person=person).order_by("pk").values_list("event__kind", flat=True))


# --- The course of a round -------------------------------------------------------------------------------


def test_starting_a_round_invites_everybody_on_the_track(round, sam, samira, wim, karima):
    assert [told(person) for person in (sam, samira, wim, karima)] == [[], *[["round_started"]] * 3]
    assert (round.hill.slug, round.checklist.slug) == ("hill", "checklist.before")
    assert len(round.questions()) == 7


def test_the_whole_check_asks_every_indicator(period, sam):
    assert len(rounds.start(period, moment="during", by=sam, whole=True).questions()) == 22


def test_a_round_keeps_its_version_when_a_new_one_comes(round):
    again = Instrument.objects.get(pk=round.checklist_id)
    newer = Instrument(slug=again.slug, version=2, answer="done", title_nl="X", attribution_nl="Naar: X")
    newer.save()

    assert Round.objects.get(pk=round.pk).checklist == again
    assert Instrument.objects.current("checklist.before") == newer


def test_what_was_written_is_there_again_later(round, sam):
    answer(round, sam, None, "Ik wil leren tillen.")

    there = Filling.objects.get(person=sam)
    assert there.party == "learner"
    assert set(there.answers.values_list("score", flat=True)) == {None}
    assert there.answers.get(item__slug="checklist.before.b1").text == "Ik wil leren tillen."


def test_writing_in_two_tabs_refuses_the_older(round, sam):
    answer(round, sam, 1)

    with pytest.raises(Stale):
        rounds.write(round, by=sam, answers={}, version=0)


def test_an_answer_that_is_taken_away_is_gone(round, sam):
    answer(round, sam, 1)

    rounds.write(round, by=sam, answers={}, version=Filling.objects.get(person=sam).version)

    assert not RoundAnswer.objects.exists()


def test_after_handing_in_nothing_changes_any_more(round, sam):
    answer(round, sam, 1)
    rounds.hand_in(round, by=sam)
    rounds.hand_in(round, by=sam)

    with pytest.raises(Refused, match="al ingeleverd"):
        answer(round, sam, 2)
    assert Event.objects.filter(kind="round_handed_in").count() == 1


def test_who_handed_in_hears_that_another_did(round, sam, samira):
    for person in (sam, samira):
        rounds.hand_in(round, by=person)

    assert (told(sam), told(samira)) == (["round_handed_in"], ["round_started"])


def test_closing_tells_everybody_and_happens_once(round, sam, samira):
    rounds.close(round, by=sam)
    rounds.close(round, by=sam)

    assert told(samira) == ["round_started", "round_closed"]
    round.refresh_from_db()
    assert round.members == 4
    with pytest.raises(Refused, match="gesloten"):
        answer(round, samira, 1)


@pytest.mark.parametrize("who", ["tom", "otto", "nora"])
def test_others_take_no_part_in_the_round_of_a_track(request, period, round, who):
    person = request.getfixturevalue(who)

    assert not may_start_round(person, period)
    assert not may_fill(person, round)
    assert not may_close_round(person, round)
    assert list(Round.objects.visible_to(person)) == []


def test_who_may_close(round, samira, sam, team_round, tom, world):
    assert not may_close_round(samira, round)
    assert may_close_round(sam, round)
    assert may_close_round(tom, team_round)
    assert not may_close_round(world.people["TM"], team_round)


def test_no_round_on_a_track_that_is_over_and_none_of_another_team_or_training(
    track, period, sam, team, otto, training
):
    assert not may_start_round(otto, team)
    assert may_start_round(sam, training)
    assert not may_start_round(otto, training)
    track.ended_on = today()
    track.save()
    period.track = track
    assert not may_start_round(sam, period)


# --- Who reads what ---------------------------------------------------------------------------------------


def names(person, round):
    return [str(one.person or "samen") for one in readable_fillings(person, round)]


def test_on_a_track_who_handed_in_reads_who_handed_in(round, sam, samira, karima):
    for person in (sam, samira, karima):
        answer(round, person, 1)
    rounds.hand_in(round, by=sam)
    assert (names(sam, round), names(samira, round)) == ([str(sam)], [str(samira)])

    rounds.hand_in(round, by=samira)
    assert names(sam, round) == [str(sam), str(samira)]
    assert names(karima, round) == [str(karima)]

    rounds.close(round, by=sam)
    round.refresh_from_db()
    assert names(karima, round) == [str(karima), str(sam), str(samira)]
    assert names(samira, round) == [str(samira), str(sam)]  # what was not handed in stays Karima's


def test_the_scores_over_rounds_follow_the_same_rule(round, track, sam, samira):
    answer(round, sam, 1)
    answer(round, samira, 3)
    rounds.hand_in(round, by=sam)

    voices = {one.voice for one in scores_on(samira, track)[1]}
    assert voices == {"workplace"}
    rounds.hand_in(round, by=samira)
    assert {one.voice for one in scores_on(samira, track)[1]} == {"workplace", "learner"}


def test_in_a_team_nobody_reads_what_another_answered_alone(team_round, tom, team):
    people = crew(team, 5)
    for person in people:
        answer(team_round, person, 2)
        rounds.hand_in(team_round, by=person)
    answer(team_round, tom, 1, together=True)
    rounds.close(team_round, by=tom)
    team_round.refresh_from_db()

    assert names(tom, team_round) == ["samen"]
    assert names(people[0], team_round) == [str(people[0]), "samen"]
    assert Event.objects.filter(kind="round_handed_in", by__isnull=False).count() == 0
    assert {one.voice for one in scores_together(team)[1]} == {"together"}


@pytest.mark.parametrize(
    ("colleagues", "answered", "shown"),
    [(4, 4, False), (4, 5, True), (5, 5, False), (8, 5, False), (9, 5, True), (11, 12, True)],
)
def test_a_spread_leaves_from_five_on_and_never_leaves_one_to_four_over(
    team_round, tom, team, colleagues, answered, shown
):
    people = [tom, *crew(team, colleagues)]  # the team is Tom and these
    for person in people[:answered]:
        answer(team_round, person, 2)
        rounds.hand_in(team_round, by=person)
    assert spreads(team_round) == {}
    rounds.close(team_round, by=tom)
    team_round.refresh_from_db()

    found = spreads(team_round)
    assert (has_spread(team_round), bool(found)) == (shown, shown)
    if shown:
        assert found["hill.urgency.i1"].counts == (0, 0, answered, 0, 0)


def test_a_team_answers_as_one_and_a_track_does_not(team_round, round, tom, sam):
    answer(team_round, tom, 3, together=True)

    assert Filling.objects.together().get().round == team_round
    assert not may_fill_together(sam, round)
    rounds.close(team_round, by=tom)
    team_round.refresh_from_db()
    assert not may_fill_together(tom, team_round)


# --- What answers become ------------------------------------------------------------------------------------


def test_a_suggestion_becomes_a_proposal_in_the_puzzle(round, sam):
    tip = round.hill.item("hill.teamwork_coaching.t1")

    piece = rounds.propose_tip(round, tip=tip, by=sam)

    piece = Piece.objects.with_versions().get(pk=piece.pk)
    assert (piece.slot, piece.current.title, piece.brought_by) == ("guidance", tip.text, "learner")


def test_a_suggestion_becomes_an_action_point(round, team_round, sam, tom):
    tip = round.hill.item("hill.urgency.t2")

    assert rounds.act_on_tip(round, tip=tip, by=sam).track == round.track
    assert rounds.act_on_tip(team_round, tip=tip, by=tom).team == team_round.team
    assert set(ActionPoint.objects.values_list("origin", flat=True)) == {"round:hill.urgency.t2"}


def test_a_task_becomes_a_proposal_however_long_it_is(round, sam):
    piece = rounds.propose_task(round, text="Een lange klus. " * 10, by=sam)

    assert len(Piece.objects.with_versions().get(pk=piece.pk).current.title) == 60


def test_a_team_has_no_puzzle_and_a_training_no_action_point(team_round, training, tom, sam):
    about = rounds.start(training, moment="after", by=sam)

    assert not may_make_piece(tom, team_round)
    assert not may_act_on(sam, about)


def test_an_ask_is_answered_once_by_who_was_asked(round, sam, wim, samira):
    ask = rounds.ask_help(round, asked=wim, text="Loop je mee?", by=sam)
    assert told(wim)[-1] == "help_asked"
    with pytest.raises(Refused, match="iemand anders"):
        rounds.answer_ask(ask, yes=True, by=samira)

    rounds.answer_ask(ask, yes=True, by=wim)

    ask.refresh_from_db()
    assert (ask.yes, told(sam)) == (True, ["help_answered"])
    with pytest.raises(Refused, match="al op geantwoord"):
        rounds.answer_ask(ask, yes=False, by=wim)


def test_help_is_asked_of_people_of_the_own_track_or_team_only(round, sam, tom, otto):
    assert may_ask_help(sam, round, tom)
    assert not may_ask_help(sam, round, otto)
    assert not may_ask_help(otto, round, sam)
    assert not may_look_back_on(otto, round, today())


def test_a_day_to_look_back_is_told_once(round, sam, monkeypatch, remind):
    with pytest.raises(Refused, match="nog komt"):
        rounds.look_back_on(round, day=today(), by=sam)
    row = rounds.look_back_on(round, day=today() + dt.timedelta(days=1), by=sam)
    assert remind() == 0
    row.on = today()
    row.save()

    with monkeypatch.context() as other_clock:
        other_clock.setattr(clocks, "agree", lambda now: False)
        remind()
    assert told(sam) == []
    remind()

    assert told(sam) == ["round_look_back"]
    assert remind() == 0


def test_another_day_or_a_lost_round_is_not_told_of(round, sam, samira, remind):
    for person in (sam, samira):
        rounds.look_back_on(round, day=today() + dt.timedelta(days=1), by=person)
    LookBack.objects.update(on=today())
    reminders.plan(timezone.now())
    LookBack.objects.filter(person=sam).update(on=today() + dt.timedelta(days=1))
    samira.memberships.update(ended_at=timezone.now())

    assert remind() == 0
    assert dict(Reminder.objects.values_list("person__name", "lapsed_because")) == {
        "Sam de Vries": "replanned",
        "Samira Haddad": "no_access",
    }


@pytest.mark.both("locks, and who waits for whom")
def test_two_workers_at_once_tell_each_day_once(round, sam, samira, remind):
    for person in (sam, samira):
        rounds.look_back_on(round, day=today() + dt.timedelta(days=1), by=person)
    LookBack.objects.update(on=today())

    with another_worker(remind) as other:
        assert (remind(), other) == (1, [1])
    assert [told(person).count("round_look_back") for person in (sam, samira)] == [1, 1]


def test_the_learner_chooses_what_shows_it(period, track, sam, samira):
    round = rounds.start(period, moment="during", by=sam)
    answer(round, sam, 2)
    piece = propose(track)

    rounds.choose_evidence(
        round,
        by=sam,
        pieces_for={"informal": [piece]},
        experiences_for={"urgency": [track.public_id]},
        version=version_of({}),
    )

    assert sorted(RoundEvidence.objects.values_list("principle", flat=True)) == ["informal", "urgency"]
    assert not may_choose_evidence(samira, round)


def test_beforehand_there_is_nothing_to_show(round, sam):
    assert not may_choose_evidence(sam, round)


# --- Trainings ------------------------------------------------------------------------------------------------


def test_a_training_is_asked_about_once(training, sam, remind):
    assert remind() == 1
    assert remind() == 0
    assert told(sam) == ["training_due"]


@pytest.mark.both("locks, and who waits for whom")
def test_two_workers_at_once_ask_about_each_training_once(training, sam, tom, remind):
    trainings.make(title="Tillift", ends_on=training.ends_on, by=tom)

    with another_worker(remind) as other:
        assert (remind(), len(other)) == (1, 1)
    assert [told(person).count("training_due") for person in (sam, tom)] == [1, 1]


@pytest.mark.parametrize("days", [6, 15])
def test_not_too_soon_and_not_after_two_weeks(sam, days, remind):
    trainings.make(title="Kort", ends_on=today() - dt.timedelta(days=days), by=sam)

    assert remind() == 0


def test_the_answer_is_a_value_note_or_what_is_in_the_way(training, sam, otto, remind):
    reminders.plan(timezone.now())
    trainings.tell(training, version=training.version, used=True, text="Ik vraag door.", level="applied", by=sam)
    assert (training.used, training.level) == (True, "applied")
    trainings.tell(training, version=training.version, used=False, text="Geen tijd.", level="applied", by=sam)
    assert (training.used, training.level, training.text) == (False, "", "Geen tijd.")
    assert remind() == 0
    with pytest.raises(Refused):
        trainings.discard(training, by=otto)
    trainings.discard(training, by=sam)
    assert not Training.objects.exists()


def test_only_what_is_in_the_way_of_the_own_training_becomes_an_action_point(
    training, track, team, team_round, sam, otto
):
    what = {"text": "Tijd vrijmaken", "owner": sam, "due_on": today()}
    with pytest.raises(Refused, match="Schrijf eerst op"):
        trainings.act(training, team, by=sam, **what)
    trainings.tell(training, version=training.version, used=False, text="t" * 400, by=sam)
    with pytest.raises(Refused, match="niet jouw training"):
        trainings.act(training, team, by=otto, **what)

    assert trainings.act(training, team, by=sam, **what).origin == training.trail
    assert (len(trainings.words_of(training)), trainings.words_of(training)[-1]) == (300, "…")
    assert not may_plan_of(sam, team_round)


def test_a_notice_is_settled_by_the_action(round, training, sam, samira, wim, remind):
    remind()
    ask = rounds.ask_help(round, asked=wim, text="Help je?", by=sam)
    rounds.hand_in(round, by=samira)
    rounds.answer_ask(ask, yes=False, by=wim)
    trainings.tell(training, version=training.version, used=True, text="Ja.", by=sam)

    unseen = Notice.objects.filter(seen_at=None).values_list("event__kind", "person")
    assert ("round_started", samira.pk) not in unseen
    assert ("help_asked", wim.pk) not in unseen
    assert ("training_due", sam.pk) not in unseen


# --- Reckoning -------------------------------------------------------------------------------------------------


def test_weet_ik_niet_is_never_averaged():
    assert (mean([3, None, 2]), mean([None]), mean([])) == (2.5, None, None)


def test_the_biggest_difference_stands_on_top():
    def check(name, *values):
        return HillCheck(name, [View("learner", [], value) for value in values])

    found = biggest_first([check("a", 1, 1), check("b", 0, 3), check("c", 2), check("d", 0, None)])

    assert [(one.principle, one.difference) for one in found] == [("b", 3), ("a", 0), ("c", 0), ("d", 0)]


# --- The database knows the rules -------------------------------------------------------------------------------


def broken(action):
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        action()
    return str(error.value)


@pytest.mark.both("the database keeps the rule")
def test_the_database_knows_the_rules(round, team_round, training, sam, tom, team):
    lists = {"hill": round.hill, "checklist": round.checklist}
    filling = Filling.objects.create(round=round, person=sam, party="learner")
    item = round.questions()[0]
    RoundAnswer.objects.create(filling=filling, item=item)
    Filling.objects.create(round=team_round)
    for action in (
        lambda: Round.objects.create(moment="before", **lists),
        lambda: Round.objects.create(moment="before", team=team, training=training, **lists),
        lambda: Round.objects.create(moment="later", team=team, **lists),
        lambda: Round.objects.create(
            moment="before", team=team, closed_at=timezone.now() - dt.timedelta(days=1), **lists
        ),
        lambda: Filling.objects.create(round=round, person=sam),
        lambda: Filling.objects.create(round=team_round),
        lambda: Filling.objects.create(round=round, person=tom, party="boss"),
        lambda: RoundAnswer.objects.create(filling=filling, item=item),
        lambda: RoundAnswer.objects.create(filling=filling, item=round.questions()[1], score=4),
        lambda: RoundAnswer.objects.create(filling=filling, item=round.questions()[1], done="maybe"),
        lambda: RoundEvidence.objects.create(filling=filling, principle="urgency"),
        lambda: HelpAsk.objects.create(round=round, by=sam, asked=sam, text="Ik"),
        lambda: HelpAsk.objects.create(round=round, by=sam, asked=tom, text="Jij", yes=True),
        lambda: Training.objects.create(person=sam, title="T", ends_on=today(), level="top"),
        lambda: Training.objects.create(person=sam, title="T", ends_on=today(), answered_at=timezone.now()),
    ):
        assert broken(action)


def test_words_for_the_administrator(round, team_round, training, sam, tom):
    ask = HelpAsk(by=sam, asked=tom)
    assert str(round) == "Vooraf · Verzorgende, eerste jaar, periode 1"
    assert [str(team_round), str(training), str(ask)] == ["Tijdens · Tillift", "Klinisch redeneren", f"{sam} · {tom}"]


def test_a_round_is_given_with_a_given(round, sam):
    rounds.write(round, by=sam, answers={round.questions()[0]: Given(score=0)}, version=0)

    assert RoundAnswer.objects.get().get_score_display() == "Nee"
