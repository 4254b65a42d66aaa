"""Condition scans: alone unseen, totals from five answers on, then the talk (domain.md §2.5, access.md R16, R17)."""

import datetime as dt
from itertools import product

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.values import Refused, Stale, today, version_of
from learningtracks.actions import condition_scans, retention
from learningtracks.actions.condition_scans import Said
from learningtracks.models.condition_scans import ConditionAnswer, ConditionScan, ConditionSheet, ConditionTalk
from learningtracks.policy.condition_scans import own_sheet, shown_sheet
from learningtracks.values.conditions import Condition
from learningtracks.values.spread import LEAST_ANSWERS, may_show, spread
from partnerships.models.events import Event
from partnerships.models.notices import Notice
from partnerships.models.teams import Team
from partnerships.values import Role
from werkplek.actions import erasure
from werkplek.tests.casting import join, make_person
from werkplek.tests.queue import waits_for

SOON = today() + dt.timedelta(days=14)
ALL = {condition: Said(2) for condition in Condition.values}


@pytest.fixture
def people(team, tom, company):
    """Tom and five colleagues: a team of six."""
    made = [make_person(f"Collega {number}") for number in range(5)]
    for person in made:
        join(person, Role.TEAM_MEMBER, company, team=team)
    return [tom, *made]


@pytest.fixture
def scan(team, tom, people):
    return condition_scans.begin(team, until_on=SOON, content="conditions@1", by=tom)


def answer(scan, people, said=ALL, **more):
    for person in people:
        condition_scans.answer(scan, said=said, version=0, by=person, hand_in=True, **more)


# --- When a spread may be shown --------------------------------------------------------------------------------


def test_no_total_of_fewer_than_five_and_none_with_a_few_left_over():
    """access.md R17, for every size of team and every number of answers up to fifteen."""
    shown = {(n, size) for size, n in product(range(16), repeat=2) if n <= size and may_show(n, size)}

    assert all(n >= LEAST_ANSWERS and size - n not in range(1, LEAST_ANSWERS) for n, size in shown)
    assert {(5, 5), (6, 6), (5, 10), (10, 15)} <= shown
    assert shown.isdisjoint({(4, 4), (5, 6), (5, 9), (9, 10)})


def test_a_spread_counts_every_answer_and_those_who_do_not_know():
    found = spread([0, 2, 2, 3, None], members=5)

    assert found is not None
    assert (found.counts, found.total, found.agree) == ((1, 0, 2, 1, 1), 5, 3)
    assert [width for _label, _count, width in found.rows()] == [50, 0, 100, 50, 50]
    assert spread([0, 2, 2, 3], members=4) is None


# --- Begin, answer, close -----------------------------------------------------------------------------------------


def test_everybody_in_the_team_is_asked(scan, people):
    told = set(Notice.objects.filter(event__kind="condition_scan_opened").values_list("person", flat=True))

    assert told == {person.pk for person in people[1:]}


def test_six_answers_give_a_spread_that_is_counted_once(scan, people, tom):
    answer(scan, people[:5])
    answer(scan, people[5:], ALL | {"change": Said(None)})
    closed = condition_scans.close(scan, by=tom)

    assert closed.spread_of("change").counts == (0, 0, 5, 0, 1)
    assert (closed.answers, len(closed.totals)) == (6, 7)


@pytest.mark.parametrize("count", [0, 4, 5])
def test_four_answers_or_one_left_over_give_nothing(scan, people, tom, count):
    answer(scan, people[:count])
    closed = condition_scans.close(scan, by=tom)

    assert (closed.totals, closed.answers, closed.spread_of("change")) == ({}, 0, None)


def test_who_left_but_answered_counts_as_a_member(scan, people, tom):
    answer(scan, people)
    people[5].memberships.update(ended_at=timezone.now())

    assert condition_scans.close(scan, by=tom).answers == 6


def test_a_half_sheet_is_kept_and_taken_further(scan, people):
    person = people[1]
    condition_scans.answer(scan, said={"change": Said(1, " een notitie ")}, version=0, by=person)
    sheet = own_sheet(person, scan)
    assert [(one.condition, one.note) for one in sheet.answers.all()] == [("change", "een notitie")]
    assert waits_for(person, "condition_scan") == [scan]

    condition_scans.answer(scan, said=ALL, version=1, by=person, hand_in=True)

    assert waits_for(person, "condition_scan") == []
    assert Event.objects.get(kind="condition_scan_answered").trail == f"person:{person.public_id}"


def test_handing_in_asks_all_seven(scan, people):
    with pytest.raises(Refused, match="alle zeven"):
        condition_scans.answer(scan, said={"change": Said(1)}, version=0, by=people[1], hand_in=True)
    assert not ConditionSheet.objects.exists()


def test_two_windows(scan, people):
    condition_scans.answer(scan, said=ALL, version=0, by=people[1])

    with pytest.raises(Stale):
        condition_scans.answer(scan, said={}, version=0, by=people[1])
    assert ConditionAnswer.objects.count() == 7


def test_what_was_not_handed_in_is_thrown_away_at_closing(scan, people, tom):
    condition_scans.answer(scan, said={"change": Said(1, "half")}, version=0, by=people[1])
    condition_scans.close(scan, by=tom)

    assert not ConditionSheet.objects.exists()


def test_nothing_is_answered_after_closing(scan, people, tom):
    condition_scans.close(scan, by=tom)

    with pytest.raises(Refused, match="gesloten"):
        answer(scan, people[1:2])


def test_only_who_leads_or_opened_closes_until_its_day(scan, people, tom):
    with pytest.raises(Refused, match="alleen de teamleider"):
        condition_scans.close(scan, by=people[1])
    ConditionScan.objects.update(until_on=today() - dt.timedelta(days=1))

    condition_scans.close(scan, by=people[1])

    with pytest.raises(Refused, match="al gesloten"):
        condition_scans.close(scan, by=tom)


@pytest.mark.parametrize("action", ["begin", "begin_together", "answer", "close", "talk", "choose"])
def test_nobody_from_outside_does_anything(scan, team, otto, action):
    words = {
        "begin": (team, {"until_on": SOON, "content": "conditions@1"}),
        "begin_together": (team, {"content": "conditions@1"}),
        "answer": (scan, {"said": {}, "version": 0}),
        "close": (scan, {}),
        "talk": (scan, {"condition": "change", "note": "x", "score": None, "version": 0}),
        "choose": (scan, {"conditions": ["change"], "version": 0}),
    }
    thing, fields = words[action]
    with pytest.raises(Refused, match="teamleden"):
        getattr(condition_scans, action)(thing, by=otto, **fields)


def test_one_at_a_time(scan, team, tom):
    with pytest.raises(Refused, match="al een leerklimaatscan"):
        condition_scans.begin(team, until_on=SOON, content="conditions@1", by=tom)
    with pytest.raises(IntegrityError), transaction.atomic():
        ConditionScan.objects.create(team=team, until_on=SOON, content="conditions@1")


@pytest.mark.parametrize("day", [today() - dt.timedelta(days=1), today() + dt.timedelta(days=93)])
def test_it_runs_within_three_months(team, tom, people, day):
    with pytest.raises(Refused, match="binnen drie maanden"):
        condition_scans.begin(team, until_on=day, content="conditions@1", by=tom)


def test_a_small_team_fills_it_in_together(team, tom):
    with pytest.raises(Refused, match="minder dan vijf"):
        condition_scans.begin(team, until_on=SOON, content="conditions@1", by=tom)

    scan = condition_scans.begin_together(team, content="conditions@1", by=tom)

    assert (scan.together, scan.closed_at is not None, scan.totals) == (True, True, {})
    with pytest.raises(IntegrityError), transaction.atomic():
        ConditionScan.objects.update(closed_at=None)


# --- What the lead shows --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("count", "shown"), [(6, True), (5, False)])
def test_the_answers_of_the_lead_show_only_where_five_others_remain(team, tom, people, count, shown):
    for person in people[count:]:
        person.memberships.update(ended_at=timezone.now())
    scan = condition_scans.begin(team, until_on=SOON, content="conditions@1", by=tom)
    condition_scans.answer(scan, said=ALL, version=0, by=tom, hand_in=True, shows_own=True)
    answer(scan, people[1:count])
    scan = condition_scans.close(scan, by=tom)

    assert (scan.answers, shown_sheet(scan) is not None) == (count, shown)


def test_a_member_cannot_show_theirs(scan, people, tom):
    answer(scan, people[1:], shows_own=True)
    answer(scan, [tom])
    scan = condition_scans.close(scan, by=tom)

    assert (ConditionSheet.objects.filter(shows_own=True).exists(), shown_sheet(scan)) == (False, None)


# --- The talk ---------------------------------------------------------------------------------------------------------


def test_the_talk_waits_for_closing(scan, tom):
    with pytest.raises(Refused, match="gesloten is"):
        condition_scans.talk(scan, condition="change", note="x", score=None, version=0, by=tom)


def test_notes_a_stale_note_and_the_answer_together(team, tom):
    scan = condition_scans.begin_together(team, content="conditions@1", by=tom)
    condition_scans.talk(scan, condition="change", note=" Veel nieuw ", score=3, version=0, by=tom)

    with pytest.raises(Stale) as stale:
        condition_scans.talk(scan, condition="change", note="Oud", score=None, version=0, by=tom)
    assert (stale.value.current.note, stale.value.current.score) == ("Veel nieuw", 3)


def seen(scan):
    return version_of(*scan.chosen())


def test_at_most_three_are_chosen_and_choosing_again_replaces(team, tom):
    scan = condition_scans.begin_together(team, content="conditions@1", by=tom)
    condition_scans.choose(scan, conditions=["change", "feedback", "reward"], version=seen(scan), by=tom)
    with pytest.raises(Refused, match="hoogstens drie"):
        condition_scans.choose(scan, conditions=["change", "feedback", "reward", "support"], version=seen(scan), by=tom)

    condition_scans.choose(scan, conditions=["support"], version=seen(scan), by=tom)

    assert [talk.condition for talk in scan.talks.filter(chosen=True)] == ["support"]
    assert str(scan.talks.get(chosen=True)) == "Steun van de leidinggevende"


@pytest.mark.both("the database keeps the rule")
@pytest.mark.parametrize(
    ("model", "fields"),
    [
        (ConditionAnswer, {"condition": "made up"}),
        (ConditionAnswer, {"score": 4}),
        (ConditionTalk, {"condition": "made up"}),
        (ConditionTalk, {"score": 4}),
    ],
)
def test_the_database_knows_the_rules(scan, people, tom, model, fields):
    condition_scans.answer(scan, said={"change": Said(1)}, version=0, by=tom)
    ConditionTalk.objects.create(scan=scan, condition="change")
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.update(**fields)


# --- Forgetting -------------------------------------------------------------------------------------------------------


def test_after_two_years_only_the_counts_stay(scan, people, tom):
    answer(scan, people)
    scan = condition_scans.close(scan, by=tom)
    condition_scans.talk(scan, condition="change", note="x", score=None, version=0, by=tom)
    assert retention.condition_scans(timezone.now()) == 0
    ConditionScan.objects.update(opened_at=timezone.now() - dt.timedelta(days=731))

    assert retention.condition_scans(timezone.now()) == 7
    assert (ConditionScan.objects.get().answers, ConditionAnswer.objects.count()) == (6, 0)


def test_who_leaves_takes_their_answers_along_and_the_counts_stay(scan, people, tom):
    answer(scan, people)
    condition_scans.close(scan, by=tom)
    erasure.erase(people[1])

    assert (ConditionSheet.objects.filter(person=people[1]).exists(), ConditionScan.objects.get().answers) == (False, 6)


def test_names_of_rows(scan, people):
    condition_scans.answer(scan, said={"change": Said(1)}, version=0, by=people[1])
    answered = ConditionAnswer.objects.get()

    assert (str(scan), str(answered), str(answered.sheet)) == (
        "Team Beuk",
        "Verandering",
        "antwoorden op een leerklimaatscan",
    )
    assert list(Team.objects.filter(condition_scans=scan)) == [scan.team]
