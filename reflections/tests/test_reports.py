"""The report, and a withdrawal that leaves report, counts, totals and print within one request (domain.md §5.2)."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.values import today
from conftest import join, make_person
from learningtracks.actions import action_points
from partnerships.models.partnerships import PartnershipParty
from partnerships.models.teams import Team
from partnerships.values import Role
from reflections.actions import harvest, stories
from reflections.models.rooms import Room, ScoreCount, Seat, origin_of
from reflections.models.stories import CheckOutWord
from reflections.models.value_checks import ValueCheck
from reflections.tests.held import A, hold, tell
from reflections.values import Audience, HarvestAudience

pytestmark = pytest.mark.django_db


@pytest.fixture
def mo(company, team):
    person = make_person("Mo Amrani")
    join(person, Role.TEAM_MEMBER, company, team=team)
    return person


@pytest.fixture
def check(team, tom, sam, tina, track):
    return hold(team, today() - dt.timedelta(days=20), [tom, sam, tina])


@pytest.fixture
def told(check, tom, sam, tina):
    tell(check, tom, A.APPLIED, title="Van Tom")
    tell(check, tina, A.APPLIED, title="Van Tina")
    return tell(check, sam, A.REALISED, title="Van Sam")


def text_at(client, name, thing):
    return client.get(reverse(f"reflections:{name}", args=[thing.public_id])).content.decode()


def score(check, **counts):
    for number, count in counts.items():
        ScoreCount.objects.filter(value_check=check, score=int(number[1:])).update(count=count)


def test_those_present_read_all_of_it(signed_in, check, told, tom, sam, tina):
    CheckOutWord.objects.create(seat=Seat.objects.get(value_check=check, person=tina), text="dankbaar")
    action_points.make(
        check.team, by=tom, text="Bellen", owner=tina, due_on=today() + dt.timedelta(days=9), origin=origin_of(check)
    )
    Room.objects.update(next_on=today() + dt.timedelta(days=70))
    score(check, s4=5)

    text = text_at(signed_in(tom), "report", check)

    for shown in ("Van Sam 1: realised", "Van Tina", "3 verhalen", "dankbaar", "Bellen", "4,0 van 5", tina.name):
        assert shown in text


def test_a_team_member_who_was_not_there_reads_no_story_and_no_word(signed_in, check, told, mo):
    CheckOutWord.objects.create(seat=Seat.objects.filter(value_check=check).first(), text="dankbaar")

    text = text_at(signed_in(mo), "report", check)

    assert "De verhalen zijn voor wie erbij was" in text
    assert [word in text for word in ("Van Sam", "Van Tom", "dankbaar", "verhalen</h2>")] == [False] * 4


def test_what_is_widened_to_the_team_the_others_read_too(signed_in, check, told, sam, mo):
    stories.show_to(told, audience=Audience.TEAM, version=1, by=sam)

    text = text_at(signed_in(mo), "report", check)

    assert ("Van Sam" in text, "Van Tom" in text, "1 verhaal" in text) == (True, False, True)


def test_widened_without_a_name_the_others_read_no_name(signed_in, check, told, sam, mo):
    stories.show_to(told, audience=Audience.PARTNERSHIP, version=1, by=sam)

    text = text_at(signed_in(mo), "report", check)

    assert ("Van Sam 1" in text, sam.name in text, "Zonder naam" in text) == (True, False, True)


def test_the_own_story_says_what_still_waits(signed_in, check, sam):
    tell(check, sam, A.APPLIED, A.APPLIED, confirmed=False)

    assert "zijn 2 notities te bevestigen" in text_at(signed_in(sam), "report", check)


def test_four_answers_give_no_figure(signed_in, check, told, tom):
    score(check, s4=4)

    assert "Was dit je tijd waard" not in text_at(signed_in(tom), "report", check)


def test_a_proposal_is_read_by_those_present_only(signed_in, check, told, tom, tina, mo):
    harvest.propose(told.notes.get(), audience=HarvestAudience.TEAM, by=tom)

    assert "Voorgesteld voor de oogst" in text_at(signed_in(tina), "report", check)
    assert "Voorgesteld voor de oogst" not in text_at(signed_in(mo), "report", check)


def test_before_it_is_closed_there_is_no_report(signed_in, check, tom):
    ValueCheck.objects.update(closed_at=None)

    answer = signed_in(tom).get(reverse("reflections:report", args=[check.public_id]))

    assert answer.url == check.get_absolute_url()


def test_after_a_year_the_words_of_the_circle_are_no_longer_shown(signed_in, check, told, tom):
    CheckOutWord.objects.create(seat=Seat.objects.get(value_check=check, person=tom), text="dankbaar")
    ValueCheck.objects.update(closed_at=timezone.now() - dt.timedelta(days=366))

    text = text_at(signed_in(tom), "report", check)

    assert ("dankbaar" in text, "Van Sam" in text) == (False, False)


def test_the_report_hangs_on_the_page_of_the_session(signed_in, check, told, tom):
    assert reverse("reflections:report", args=[check.public_id]) in text_at(signed_in(tom), "value_check", check)


# --- Withdrawn within one request ---------------------------------------------------------------------------------


def test_a_withdrawn_story_is_gone_everywhere_at_the_next_look(
    signed_in, company, team, partnership, check, told, tom, sam, tina, nora
):
    item = harvest.propose(told.notes.get(), audience=HarvestAudience.ORGANISATION, by=tom)
    harvest.agree(item, text="Gedeelde zin", with_name=True, version=1, by=sam)
    stories.show_to(told, audience=Audience.PARTNERSHIP, version=1, by=sam)
    lead, office = signed_in(tom), signed_in(nora)
    pages = [
        (lead, "report", check, "Van Sam"),  # the same page is the print
        (lead, "report", check, "3 verhalen"),
        (lead, "report", check, "Gedeelde zin"),
        (lead, "team_trend", team, "33%"),
        (lead, "team_harvest", team, "Gedeelde zin"),
        (office, "organisation_harvest", company, "Gedeelde zin"),
        (office, "partnership_stories", partnership, "Van Sam"),
    ]
    assert [words in text_at(who, name, thing) for who, name, thing, words in pages] == [True] * 7

    signed_in(sam).post(reverse("reflections:value_story_withdraw", args=[told.public_id]))

    assert [words in text_at(who, name, thing) for who, name, thing, words in pages] == [False] * 7
    assert "Nog te weinig verhalen" in text_at(lead, "team_trend", team)


# --- Through the quarters -----------------------------------------------------------------------------------------


def test_the_trend_of_a_team_counts_what_was_confirmed(signed_in, team, check, told, tom, sam):
    tell(hold(team, today() - dt.timedelta(days=1), [tom]), tom, A.REFRAMING, confirmed=False)
    score(check, s5=5)
    point = action_points.make(team, by=tom, text="Bellen", owner=tom, due_on=today())
    action_points.finish(point, version=1, by=tom, result="Gedaan")

    text = text_at(signed_in(tom), "team_trend", team)

    assert ("67%" in text or "50%" in text, "Gemiddeld 5,0 van 5, over 5 antwoorden" in text) == (True, True)
    assert "de helft binnen 0 dagen" in text


def test_the_sentences_of_the_page_name_what_most_stories_are_about(signed_in, check, tom, sam, tina, team):
    for person, levels in ((tom, (A.APPLIED, A.REALISED)), (sam, (A.APPLIED, A.REALISED)), (tina, (A.APPLIED,))):
        tell(check, person, *levels)

    text = text_at(signed_in(tom), "team_trend", team)

    assert "gaan verhalen het vaakst over “Anders doen”: 3 van de 3." in text
    assert "Bij 2 van de 3 verhalen kwam na “Anders doen” later “Effect”. Andere wegen zijn er nog niet." in text


def test_equal_ways_are_called_equal(signed_in, check, tom, sam, tina, team):
    for person, levels in ((tom, (A.APPLIED, A.REALISED)), (sam, (A.REALISED, A.APPLIED)), (tina, (A.APPLIED,))):
        tell(check, person, *levels)

    assert "Twee wegen komen het vaakst voor, elk bij 1 van de 3 verhalen." in text_at(
        signed_in(tom), "team_trend", team
    )


def test_without_ways_the_sentence_says_so(signed_in, told, tom, team):
    assert "kwam na de ene waarde nog geen andere" in text_at(signed_in(tom), "team_trend", team)


def test_a_coordinator_reads_totals_and_no_words(signed_in, told, nora, team):
    text = text_at(signed_in(nora), "team_trend", team)

    assert ("Waar de verhalen over gaan" in text, "Van Sam" in text) == (True, False)


def test_two_teams_are_too_few_for_the_partnership_and_three_are_enough(
    signed_in, company, partnership, check, told, nora, otto
):
    office = signed_in(nora)
    for number in range(2):
        assert "Nog te weinig verhalen" in text_at(office, "partnership_trend", partnership)
        people = [make_person(f"Mens {number} {each}") for each in range(3)]
        other = Team.objects.create(organisation=company, name=f"Team {number}")
        session = hold(other, today() - dt.timedelta(days=20), people)
        for person in people:
            tell(session, person, A.APPLIED)

    text = text_at(office, "partnership_trend", partnership)

    assert ("Nog te weinig verhalen" in text, "Hoe verhalen verdergingen" in text) == (False, True)
    assert PartnershipParty.objects.present().filter(partnership=partnership).count() == 2
