"""Rounds, partnership conversations and questions for help wait in "Voor jou" until they are done."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.values import today
from instruments.actions import asks, sheets, trainings
from instruments.models.asks import Ask
from partnerships import belonging, todos
from partnerships.values import Role
from werkplek.tests.casting import join, make_person
from werkplek.tests.filling_asks import answer_ask
from werkplek.tests.filling_condition_scans import begin_scan
from werkplek.tests.filling_rounds import ask_help, start
from werkplek.tests.queue import queue_of

SOON = today() + dt.timedelta(days=14)


@pytest.fixture
def period(track):
    return next(one for one in track.periods.all() if one.is_now)


@pytest.fixture
def crew(team, tom, company):
    """Tom and four colleagues: just enough to answer alone."""
    made = [make_person(f"Collega {number}") for number in range(4)]
    for person in made:
        join(person, Role.TEAM_MEMBER, company, team=team)
    return [tom, *made]


def waits(person):
    return [(entry.what, entry.who) for entry in queue_of(person)]


def test_a_round_of_a_track_waits_for_every_voice_until_it_hands_in(period, track, sam, samira, karima, nora):
    made = start(period, moment="during", by=sam)
    assert [waits(person) for person in (sam, samira, nora)] == [
        [("Vul de ronde in", "Verzorgende, eerste jaar")],
        [("Vul de ronde in", "Sam de Vries, ROC Waterland, Verzorgende, eerste jaar")],
        [],
    ]
    assert [(entry.url, entry.since) for entry in queue_of(sam)] == [(made.get_absolute_url(), made.started_at)]

    sheets.hand_in(made, by=samira)

    assert [len(waits(person)) for person in (sam, samira, karima)] == [1, 0, 1]
    asks.close(made, by=sam)
    assert [waits(person) for person in (sam, karima)] == [[], []]


def test_a_round_of_a_team_or_a_training_says_what_it_is_about(team, tom, sam):
    start(team, moment="during", by=tom)
    start(team, moment="after", by=tom, title="Tillift")
    training = trainings.make(title="Reanimatie", ends_on=today(), by=sam)
    start(training, moment="after", by=sam)

    assert sorted(waits(tom)) == [("Vul de ronde in", "Team Beuk"), ("Vul de ronde in", "Tillift")]
    assert waits(sam) == [("Vul de ronde in", "Reanimatie")]


def test_a_question_for_help_waits_for_its_answer(track, sam, wim):
    ask = ask_help(track, asked=wim, text="Loop je een dag mee?", by=sam)
    assert waits(wim) == [("Beantwoord de vraag om hulp", "Sam de Vries, ROC Waterland")]

    answer_ask(ask, wim, "Ja")
    asks.send(ask, by=wim)

    assert waits(wim) == []


def test_all_of_it_costs_one_query_and_stands_on_the_page(track, period, team, crew, sam, signed_in, partnership):
    start(period, moment="before", by=sam)
    begin_scan(team, crew[0])
    with belonging.remembered():
        belonging.read_at_once([sam])
        with CaptureQueriesContext(connection) as asked:
            assert len(todos.waiting_for(sam)) == 2
    assert len(asked) == 1  # the table

    page = signed_in(sam).get("/for-you/").content.decode()

    assert all(one.get_absolute_url() in page for one in Ask.objects.all())
