"""The report as a file for a spreadsheet: what everybody reads on its page, and nothing else (access.md R15)."""

import csv
import datetime as dt
import re
from io import StringIO

import pytest
from django.urls import reverse

from accounts.values import today
from conftest import join, make_person
from learningtracks.actions import action_points
from partnerships.csv_files import csv_file
from partnerships.values import Role
from reflections.actions import harvest, stories
from reflections.models.rooms import Room, ScoreCount, Seat, origin_of
from reflections.models.stories import CheckOutWord
from reflections.models.value_checks import ValueCheck
from reflections.tests.held import A, hold, tell
from reflections.values import Audience, HarvestAudience

pytestmark = pytest.mark.django_db
WORD = re.compile(r"kanarie-[a-z-]+")


@pytest.fixture
def mo(company, team):
    person = make_person("Mo Amrani")
    join(person, Role.TEAM_MEMBER, company, team=team)
    return person


@pytest.fixture
def check(team, tom, sam, tina, track):
    """A word of its own in everything: told to who was there, to the team and to all, said, agreed and harvested."""
    held = hold(team, today() - dt.timedelta(days=20), [tom, sam, tina])
    tell(held, tom, A.APPLIED, title="kanarie-present")
    for person, audience in ((sam, Audience.TEAM), (tina, Audience.PARTNERSHIP)):
        told = tell(held, person, A.REALISED, title=f"kanarie-{audience.value}")
        stories.show_to(told, audience=audience, version=1, by=person)
        item = harvest.propose(told.notes.get(), audience=HarvestAudience.TEAM, by=tom)
        if audience == Audience.TEAM:
            harvest.agree(item, text="kanarie-harvest", with_name=True, version=1, by=sam)
    waiting = tell(hold(team, today() - dt.timedelta(days=200), [tom]), tom, A.APPLIED, title="kanarie-elsewhere")
    stories.show_to(waiting, audience=Audience.TEAM, version=1, by=tom)
    CheckOutWord.objects.create(seat=Seat.objects.get(value_check=held, person=tom), text="kanarie-word")
    point = action_points.make(team, by=tom, text="kanarie-point", owner=tina, due_on=today(), origin=origin_of(held))
    action_points.finish(point, version=1, by=tina, result="kanarie-result")
    action_points.make(team, by=tom, text="kanarie-other-point", owner=tom, due_on=today())
    Room.objects.filter(value_check=held).update(next_on=today() + dt.timedelta(days=70))
    ScoreCount.objects.filter(value_check=held, score=4).update(count=5)
    return held


def at(client, name, check):
    return client.get(reverse(f"reflections:{name}", args=[check.public_id]))


def rows_of(answer):
    return list(csv.reader(StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))


def test_it_holds_the_words_that_everybody_reads_on_the_page_and_no_others(signed_in, check, mo):
    page, file = (at(signed_in(mo), name, check).content.decode() for name in ("report", "report_file"))

    assert set(WORD.findall(file)) == set(WORD.findall(page))
    assert sorted(set(WORD.findall(file))) == [
        f"kanarie-{word}" for word in ("harvest", "partnership", "point", "result", "team")
    ]


def test_a_name_stands_there_where_the_page_has_it(signed_in, check, mo, tom, sam, tina):
    rows = rows_of(at(signed_in(mo), "report_file", check))

    assert {row[4] for row in rows if row[0] == "Verhaal"} == {str(sam), ""}
    assert {row[4] for row in rows if row[0] == "Wat het heeft opgeleverd"} == {str(sam), "Zonder naam"}
    assert str(tom) not in str(rows)  # who led and who was there is for who was there


def test_whoever_asks_gets_the_same_file(signed_in, check, mo, tom, sam, tina):
    assert len({at(signed_in(person), "report_file", check).content for person in (mo, tom, sam, tina)}) == 1


def test_figures_and_days_stand_there_as_on_the_page(signed_in, check, mo):
    file = rows_of(at(signed_in(mo), "report_file", check))

    assert ["Tot slot", "Was dit je tijd waard?", *[""] * 4, "4,0 van 5, gemiddeld over 5 antwoorden"] in file
    assert [row[5] for row in file if row[1] == "Volgende waardecheck"] == [str(today() + dt.timedelta(days=70))]
    assert [row[6] for row in file if row[0] == "Waar de verhalen over gaan" and row[1] == "Effect"] == ["2"]


def test_a_story_that_is_taken_back_leaves_the_file(signed_in, check, mo, sam):
    stories.withdraw(check.stories.get(seat__person=sam), by=sam)

    words = WORD.findall(at(signed_in(mo), "report_file", check).content.decode())

    assert {"kanarie-team", "kanarie-harvest"} & set(words) == set()


def test_before_it_is_closed_there_is_no_file(signed_in, check, mo):
    ValueCheck.objects.update(closed_at=None)

    assert at(signed_in(mo), "report_file", check).url == check.get_absolute_url()


def test_it_opens_in_a_spreadsheet(signed_in, check, mo):
    answer = at(signed_in(mo), "report_file", check)

    assert (answer.content[:3], answer["Content-Type"]) == (b"\xef\xbb\xbf", "text/csv; charset=utf-8")
    assert re.fullmatch(r'attachment; filename="waardecheck-[0-9-]{10}\.csv"', answer["Content-Disposition"])
    assert {len(row) for row in rows_of(answer)} == {7}


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1+1", " \r\n=1+1", "＝1+1"])
def test_what_people_wrote_is_never_a_formula(text):
    assert csv_file(["Tekst"], [[text]]).decode("utf-8-sig").splitlines()[1].startswith("\"'")


def test_words_numbers_and_days_stay_what_they_are():
    made = csv_file(["Tekst", "Aantal", "Dag", "Niets"], [['Zij zei: "ja";\nen toen', -3, dt.date(2026, 12, 1), None]])

    assert made.decode("utf-8-sig").splitlines()[1] == '"Zij zei: ""ja""; en toen";"-3";"2026-12-01";""'
