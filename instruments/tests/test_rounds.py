"""Rounds: start, fill in, hand in, close; who reads what; when a spread may be shown (access.md R16, R17)."""

import datetime as dt

import pytest

from accounts.values import Refused, today, version_of
from instruments.actions import asks, sheets, tips, trainings
from instruments.models.asks import Ask
from instruments.models.instruments import Instrument
from instruments.models.sheets import Answer, Sheet
from instruments.policy.asks import may_answer, may_answer_together, may_begin, may_close
from instruments.policy.evidence import may_choose_evidence
from instruments.policy.hill import scores_on, scores_together
from instruments.policy.outcomes import may_lay
from instruments.policy.readings import sheets_for
from instruments.tests.asking import colleagues, told
from instruments.values.asks import Given
from instruments.values.rounds import HillCheck, View, biggest_first, mean
from learningtracks.models.action_points import ActionPoint
from learningtracks.models.pieces import Piece
from partnerships.events import notice_text
from partnerships.models.events import Event
from partnerships.models.notices import Notice
from werkplek.tests.filling_pieces import propose
from werkplek.tests.filling_rounds import answer, ask_help, scaled, start


@pytest.fixture
def period(track):
    return next(one for one in track.periods.all() if one.is_now)


@pytest.fixture
def round(period, sam):
    return start(period, moment="before", by=sam)


@pytest.fixture
def team_round(team, tom):
    return start(team, moment="during", by=tom, title="Tillift")


@pytest.fixture
def training(sam):
    return trainings.make(title="Klinisch redeneren", ends_on=today() - dt.timedelta(days=8), by=sam)


# --- The course of a round -------------------------------------------------------------------------------


def test_starting_a_round_invites_everybody_on_the_track(round, sam, samira, wim, karima):
    assert [told(person) for person in (sam, samira, wim, karima)] == [[], *[["round_started"]] * 3]
    assert [one.slug for one in round.sources()] == ["hill", "checklist.before", "checklist.guide"]
    assert len(scaled(round)) == 7


def test_the_whole_check_asks_every_indicator(period, sam):
    assert len(scaled(start(period, moment="during", by=sam, whole=True))) == 22


def test_a_round_keeps_its_version_when_a_new_one_comes(round):
    again = round.sources()[1]
    newer = Instrument(slug=again.slug, version=2, answer="done", title_nl="X", attribution_nl="Naar: X")
    newer.save()

    assert Ask.objects.get(pk=round.pk).sources()[1] == again
    assert Instrument.objects.current("checklist.before") == newer


def test_what_was_written_is_there_again_later(round, sam):
    answer(round, sam, None, "Ik wil leren tillen.")

    there = Sheet.objects.get(person=sam)
    assert there.party == "learner"
    assert {one.choice for one in there.answers.all()} == {"unknown", ""}
    assert there.answers.get(item__slug="checklist.before.b1").text == "Ik wil leren tillen."


def test_after_handing_in_nothing_changes_any_more(round, sam):
    answer(round, sam, 1)
    sheets.hand_in(round, by=sam)
    sheets.hand_in(round, by=sam)

    with pytest.raises(Refused, match="al ingeleverd"):
        answer(round, sam, 2)
    assert Event.objects.filter(kind="round_handed_in").count() == 1


def test_who_handed_in_hears_that_another_did(round, sam, samira):
    for person in (sam, samira):
        sheets.hand_in(round, by=person)

    assert (told(sam), told(samira)) == (["round_handed_in"], ["round_started"])


def test_closing_tells_everybody_and_happens_once(round, sam, samira):
    asks.close(round, by=sam)
    asks.close(round, by=sam)

    assert told(samira) == ["round_started", "round_closed"]
    with pytest.raises(Refused, match="gesloten"):
        answer(round, samira, 1)


def test_who_is_told_reads_of_which_round(round, team_round, track, team, sam, samira):
    sheets.hand_in(round, by=samira)
    for one in (round, team_round):
        asks.close(one, by=one.by)
    said = {(event.kind, notice_text(event)) for event in Event.objects.exclude(notices=None)}

    assert {text for kind, text in said if kind == "round_started"} == {
        f"Sam de Vries is een ronde begonnen bij {track.title}. Vul je de vragen in?",
        f"Tom Visser is een ronde begonnen bij {team.name}. Vul je de vragen in?",
    }
    assert {text for kind, text in said if kind == "round_closed"} == {
        f"Sam de Vries heeft de ronde van {track.title} gesloten. Bekijk wat eruit is gekomen",
        f"Tom Visser heeft de ronde van {team.name} gesloten. Bekijk wat eruit is gekomen",
    }


@pytest.mark.parametrize("who", ["tom", "otto", "nora"])
def test_others_take_no_part_in_the_round_of_a_track(request, period, round, who):
    person = request.getfixturevalue(who)

    assert not may_begin(person, period)
    assert not may_answer(person, round)
    assert not may_close(person, round)
    assert list(Ask.objects.visible_to(person)) == []


def test_who_may_close(round, samira, sam, team_round, tom, world):
    assert not may_close(samira, round)
    assert may_close(sam, round)
    assert may_close(tom, team_round)
    assert not may_close(world.people["TM"], team_round)


def test_no_round_on_a_track_that_is_over_and_none_of_another_team_or_training(
    track, period, sam, team, otto, training
):
    assert not may_begin(otto, team)
    assert may_begin(sam, training)
    assert not may_begin(otto, training)
    track.ended_on = today()
    track.save()
    period.track = track
    assert not may_begin(sam, period)


# --- Who reads what ---------------------------------------------------------------------------------------


def names(person, round):
    return [str(one.person or "samen") for one in sheets_for(person, round)]


def test_the_scores_over_rounds_follow_the_same_rule(round, track, sam, samira):
    answer(round, sam, 1)
    answer(round, samira, 3)
    sheets.hand_in(round, by=sam)

    voices = {one.voice for one in scores_on(samira, track)[1]}
    assert voices == {"workplace"}
    sheets.hand_in(round, by=samira)
    assert {one.voice for one in scores_on(samira, track)[1]} == {"workplace", "learner"}


def test_in_a_team_nobody_reads_what_another_answered_alone(team_round, tom, team):
    people = colleagues(team, 5)
    for person in people:
        answer(team_round, person, 2)
        sheets.hand_in(team_round, by=person)
    answer(team_round, tom, 1, together=True)
    asks.close(team_round, by=tom)
    team_round.refresh_from_db()

    assert names(tom, team_round) == ["samen"]
    assert names(people[0], team_round) == [str(people[0]), "samen"]
    assert Event.objects.filter(kind="round_handed_in", by__isnull=False).count() == 0
    assert {one.voice for one in scores_together(team)[1]} == {"together"}


def test_a_team_answers_as_one_and_a_track_does_not(team_round, round, tom, sam):
    answer(team_round, tom, 3, together=True)

    assert Sheet.objects.get(person=None).ask == team_round
    assert not may_answer_together(sam, round)
    asks.close(team_round, by=tom)
    team_round.refresh_from_db()
    assert not may_answer_together(tom, team_round)


# --- What answers become ------------------------------------------------------------------------------------


def test_a_suggestion_becomes_a_proposal_in_the_puzzle(round, sam):
    tip = round.sources()[0].item("hill.teamwork_coaching.t1")

    piece = tips.propose(round, tip=tip, by=sam)

    piece = Piece.objects.with_versions().get(pk=piece.pk)
    assert (piece.slot, piece.current.title, piece.brought_by) == ("guidance", tip.text, "learner")


def test_a_suggestion_becomes_an_action_point(round, team_round, sam, tom):
    tip = round.sources()[0].item("hill.urgency.t2")

    assert tips.act(round, tip=tip, by=sam).track == round.on
    assert tips.act(team_round, tip=tip, by=tom).team == team_round.team
    assert ActionPoint.objects.filter(origin=f"{round.origin}:hill.urgency.t2").count() == 1


def test_a_team_has_no_puzzle(team_round, tom):
    assert not may_lay(tom, team_round)


def test_a_suggestion_of_two_lines_gets_a_title_that_fits(round, sam):
    tip = round.sources()[0].item("hill.urgency.t2")

    piece = Piece.objects.with_versions().get(pk=tips.propose(round, tip=tip, by=sam).pk)

    assert (len(piece.current.title), piece.current.title[-1], piece.current.what) == (60, "…", tip.text)


def test_the_learner_chooses_what_shows_it(period, track, sam, samira):
    round = start(period, moment="during", by=sam)
    answer(round, sam, 2)
    piece = propose(track)

    hill = round.sources()[0]
    sheets.choose_evidence(
        round,
        by=sam,
        pieces_for={hill.item("hill.informal"): [piece]},
        experiences_for={hill.item("hill.urgency"): [track.public_id]},
        version=version_of({}),
    )

    assert sorted(Sheet.objects.get().shown()) == ["informal", "urgency"]
    assert not may_choose_evidence(samira, round)


def test_beforehand_there_is_nothing_to_show(round, sam):
    assert not may_choose_evidence(sam, round)


def test_a_notice_is_settled_by_the_action(round, track, sam, samira, wim):
    ask = ask_help(track, asked=wim, text="Help je?", by=sam)
    sheets.hand_in(round, by=samira)
    asks.decline(ask, by=wim)

    unseen = Notice.objects.filter(seen_at=None).values_list("event__kind", "person")
    assert ("round_started", samira.pk) not in unseen
    assert ("help_question_asked", wim.pk) not in unseen


# --- Reckoning -------------------------------------------------------------------------------------------------


def test_weet_ik_niet_is_never_averaged():
    assert (mean([3, None, 2]), mean([None]), mean([])) == (2.5, None, None)


def test_the_biggest_difference_stands_on_top():
    def check(name, *values):
        return HillCheck(name, [View("learner", [], value) for value in values])

    found = biggest_first([check("a", 1, 1), check("b", 0, 3), check("c", 2), check("d", 0, None)])

    assert [(one.principle, one.difference) for one in found] == [("b", 3), ("a", 0), ("c", 0), ("d", 0)]


def test_what_they_are_called(round, team_round, training):
    assert str(round) == "Vooraf: Verzorgende, eerste jaar, periode 1"
    assert [str(team_round), str(training)] == ["Tijdens: Tillift", "Klinisch redeneren"]


def test_an_answer_has_a_word(round, sam):
    sheets.write(round, by=sam, answers={scaled(round)[0]: Given(choice="0")}, version=0)

    assert (Answer.objects.get().get_choice_display(), Answer.objects.get().score) == ("Nee", 0)
