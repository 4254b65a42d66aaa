"""Rounds, partnership conversations and questions for help wait in "Voor jou" until they are done."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.values import today
from instruments.actions import asks, sheets, trainings
from instruments.models.asks import Ask
from learningtracks.actions import partnership_conversations
from partnerships import belonging, todos
from partnerships.models.organisations import Organisation
from partnerships.models.partnerships import PartnershipParty
from partnerships.values import OrganisationKind, Role
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


def write(talk, side, by, *, ready=True):
    partnership_conversations.write(talk, side=side, answers={"p1": "Wij"}, ready=ready, version=0, by=by)


def test_a_round_of_a_track_waits_for_every_voice_until_it_hands_in(period, track, sam, samira, karima, nora):
    made = start(period, moment="during", by=sam)
    assert [waits(person) for person in (sam, samira, nora)] == [
        [("Vul de ronde in", "Verzorgende, eerste jaar")],
        [("Vul de ronde in", "Sam de Vries, Verzorgende, eerste jaar")],
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


def test_a_conversation_waits_for_who_speaks_for_a_partner_that_is_not_ready(
    partnership, school, company, karima, nora, samira, sam, otto
):
    third = Organisation.objects.create(name="Thuiszorg Noord", kind=OrganisationKind.WORKPLACE)
    PartnershipParty.objects.create(partnership=partnership, organisation=third, agreed_at=timezone.now())
    join(samira, Role.PRACTICE_EDUCATOR, third, partnership=partnership)
    talk = partnership_conversations.begin(partnership, until_on=SOON, content="praatplaat@1", by=karima)
    asked, name = "Schrijf voor het partnerschapsgesprek", "Samen leren in de zorg"
    assert [waits(person) for person in (karima, nora, sam, otto)] == [
        [(asked, f"ROC Waterland, {name}")],
        [(asked, f"Zorggroep De Linde, {name}")],
        [],
        [],
    ]
    assert waits(samira) == [(asked, f"Thuiszorg Noord, Zorggroep De Linde, {name}")]

    write(talk, company, nora)
    write(talk, school, karima, ready=False)

    assert [len(waits(person)) for person in (karima, nora, samira)] == [1, 0, 1]
    PartnershipParty.objects.filter(organisation=third).update(left_on=today())
    assert waits(samira) == []
    partnership_conversations.write(talk, side=school, answers={"p1": "Wij"}, ready=True, version=1, by=karima)
    assert waits(karima) == []


def test_a_coordinator_of_a_partner_speaks_for_it_without_being_named_in_the_partnership(partnership, school, karima):
    coordinator = make_person("Olga Prins")
    join(coordinator, Role.COORDINATOR, school)
    partnership_conversations.begin(partnership, until_on=SOON, content="praatplaat@1", by=karima)

    assert [who for _what, who in waits(coordinator)] == ["ROC Waterland, Samen leren in de zorg"]


def test_a_question_for_help_waits_for_its_answer(track, sam, wim):
    ask = ask_help(track, asked=wim, text="Loop je een dag mee?", by=sam)
    assert waits(wim) == [("Beantwoord de vraag om hulp", "Sam de Vries")]

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
