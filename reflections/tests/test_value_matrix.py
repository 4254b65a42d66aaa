"""Kinds of value by stories and indicators, by quarter: whose counts, and what a cell opens (domain.md §5.5)."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from accounts.values import today
from conftest import join, make_person
from partnerships.models.teams import Team
from partnerships.values import Role
from reflections.actions import indicators
from reflections.calendar import Quarter
from reflections.models.stories import ValueStory
from reflections.tests.held import A, hold, tell
from reflections.values import Audience

pytestmark = pytest.mark.django_db
NOW = Quarter.of(today())


@pytest.fixture
def check(team, tom, sam, tina, track):
    Team.objects.filter(pk=team.pk).update(started_on=today() - dt.timedelta(days=400))
    team.refresh_from_db()
    return hold(team, today(), [tom, sam, tina])


@pytest.fixture
def told(check, tom, sam, tina):
    tell(check, tom, A.APPLIED, A.REALISED, title="Van Tom")
    tell(check, tina, A.APPLIED, title="Van Tina")
    return tell(check, sam, A.APPLIED, A.EXPERIENTIAL, title="Van Sam")


def matrix(client, team, quarter=""):
    url = reverse("reflections:value_matrix", args=[team.public_id])
    answer = client.get(f"{url}?quarter={quarter}" if quarter else url)
    return answer.context["lines"] if answer.status_code == 200 else answer.status_code


def cell(client, team, level, quarter=NOW):
    return client.get(reverse("reflections:value_matrix_cell", args=[team.public_id, str(quarter), level]))


def counts(lines):
    return {line.text.level.value: line.stories for line in lines}


def test_each_kind_counts_the_stories_it_is_in(told, tom, team, signed_in):
    assert counts(matrix(signed_in(tom), team)) == {
        "experiential": 1,
        "potential": 0,
        "applied": 3,
        "realised": 1,
        "reframing": 0,
    }


def test_there_are_no_numbers_from_fewer_than_three_by_three(check, tom, sam, team, signed_in):
    tell(check, tom, A.APPLIED)
    tell(check, sam, A.APPLIED)
    page = signed_in(tom).get(reverse("reflections:value_matrix", args=[team.public_id]))

    assert set(counts(page.context["lines"]).values()) == {None}
    assert "Nog te weinig verhalen" in page.content.decode()


def test_each_quarter_has_its_own(told, tom, team, signed_in):
    assert set(counts(matrix(signed_in(tom), team, NOW.previous)).values()) == {None}


@pytest.mark.parametrize("quarter", [str(NOW.next), "2019-Q1", "ooit", "2027-Q5", "٢٠٢٧-Q1"])
def test_a_quarter_that_is_not_kept_is_not_found(told, tom, team, signed_in, quarter):
    assert matrix(signed_in(tom), team, quarter) == 404
    assert cell(signed_in(tom), team, "applied", quarter).status_code == 404


def test_a_kind_of_value_that_is_none_is_not_found(told, tom, team, signed_in):
    assert cell(signed_in(tom), team, "best").status_code == 404


def test_a_young_team_begins_with_its_own_quarter(told, tom, team, signed_in):
    Team.objects.filter(pk=team.pk).update(started_on=today())

    assert matrix(signed_in(tom), team, NOW.previous) == 404


def test_a_team_that_starts_later_has_this_quarter(team, tom, signed_in):
    Team.objects.filter(pk=team.pk).update(started_on=today() + dt.timedelta(days=200))

    assert len(matrix(signed_in(tom), team)) == 5


# --- What a cell opens --------------------------------------------------------------------------------------------


def test_who_was_there_reads_the_stories_of_a_cell_with_the_notes_of_that_kind(told, sam, team, signed_in):
    text = cell(signed_in(sam), team, "applied").content.decode()

    assert [title in text for title in ("Van Tom 1", "Van Tina 1", "Van Sam 1")] == [True] * 3
    assert ("Van Sam 2" in text, "Tom Visser" in text, "Je leest er" in text) == (False, True, False)


def test_who_was_not_there_reads_what_was_widened_and_how_many_there_are(told, team, company, signed_in):
    later = make_person("Mo Amrani")
    join(later, Role.TEAM_MEMBER, company, team=team)
    ValueStory.objects.filter(title="Van Tina").update(audience=Audience.TEAM)
    text = cell(signed_in(later), team, "applied").content.decode()

    assert [title in text for title in ("Van Tom", "Van Tina", "Van Sam")] == [False, True, False]
    assert "Je leest er 1 van de 3." in text


def test_a_coordinator_sees_numbers_and_neither_stories_nor_indicators(told, tom, nora, team, signed_in):
    indicators.choose(team, level=A.APPLIED, text="Hoe vaak de bel gaat", unit="", how="", by=tom)
    lines = matrix(signed_in(nora), team)
    texts = [
        signed_in(nora).get(reverse("reflections:value_matrix", args=[team.public_id])).content.decode(),
        cell(signed_in(nora), team, "applied").content.decode(),
    ]

    assert (counts(lines)["applied"], [line.looked for line in lines]) == (3, [[]] * 5)
    assert [word in text for text in texts for word in ("Van Sam", "de bel", "Sam de Vries")] == [False] * 6


def test_a_story_that_is_withdrawn_is_gone_at_the_next_look(told, tom, team, signed_in):
    ValueStory.objects.filter(pk=told.pk).update(withdrawn_at=told.told_at)

    assert set(counts(matrix(signed_in(tom), team)).values()) == {None}
    assert "Van Sam" not in cell(signed_in(tom), team, "applied").content.decode()


def test_an_empty_cell_is_shown_as_empty(told, tom, team, signed_in):
    text = cell(signed_in(tom), team, "potential").content.decode()
    page = signed_in(tom).get(reverse("reflections:value_matrix", args=[team.public_id])).content.decode()

    assert "staat in dit kwartaal geen verhaal" in text
    assert (len(re.findall(r">Geen<", page)), page.count("Nog niets")) == (2, 5)


def test_otto_finds_nothing(told, otto, team, signed_in):
    assert (matrix(signed_in(otto), team), cell(signed_in(otto), team, "applied").status_code) == (404, 404)
