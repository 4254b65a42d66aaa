"""The quarter in one picture: figures of the team, nothing below three by three (domain.md §5.7, access.md R17)."""

import datetime as dt

import pytest
from django.urls import reverse

from accounts.values import today
from learningtracks.actions import action_points
from learningtracks.models.action_points import ActionPoint
from reflections.calendar import Quarter
from reflections.drawings import draw_quarter
from reflections.models.promises import Promise
from reflections.models.rooms import origin_of
from reflections.sentences import about_points
from reflections.tests.held import A, hold, tell
from reflections.trends import Group
from reflections.values import Ending
from reflections.views.quarters import picture_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def check(team, tom, sam, tina, track):
    return hold(team, today(), [tom, sam, tina])


@pytest.fixture
def told(check, tom, sam, tina):
    return [tell(check, tom, A.APPLIED, A.REALISED), tell(check, sam, A.APPLIED), tell(check, tina, A.REFRAMING)]


def expect(story, ending=""):
    facts = {"ending": ending, "words": "Zo ging het.", "answered_at": story.told_at} if ending else {}
    return Promise.objects.create(story=story, text="Ik verwacht rust.", ask_on=today(), is_shared=True, **facts)


def picture(check):
    return picture_of(check, ActionPoint.objects.from_origin(origin_of(check)))


def lines_of(picture):
    return {group.title: dict(group.lines) for group in picture.groups}


def test_it_counts_stories_by_kind_of_value(check, told):
    assert lines_of(picture(check)) == {
        "Waar de verhalen over gaan": {
            "Beleving": 0,
            "Voor later": 0,
            "Anders doen": 2,
            "Effect": 1,
            "Anders kijken": 1,
        }
    }


def test_two_tellers_are_too_few(signed_in, check, told, tom, sam):
    told[2].delete()

    assert picture(check).groups == []
    page = signed_in(tom).get(reverse("reflections:report", args=[check.public_id])).content.decode()
    assert "Het kwartaal in één beeld" not in page


def test_it_says_what_became_of_the_action_points(check, team, tom):
    for number, origin in enumerate(2 * [origin_of(check)] + [""]):
        point = action_points.make(team, by=tom, text=f"Bellen {number}", owner=tom, due_on=today(), origin=origin)
        if number == 1:
            action_points.stop(point, version=1, by=tom, reason="Niet meer nodig")

    drawn = picture(check)

    assert lines_of(drawn) == {"Actiepunten": {"Gestopt": 1, "Klaar": 0, "Bezig": 0, "Open": 1}}
    assert drawn.said == "Van de 2 actiepunten is nog niets klaar."


def test_expectations_that_are_shared_count_from_three_tellers(check, told):
    expect(told[0], Ending.CAME_TRUE)
    expect(told[1])
    assert "Wat vertellers verwachtten" not in lines_of(picture(check))

    expect(told[2], Ending.OTHERWISE)
    assert lines_of(picture(check))["Wat vertellers verwachtten"] == {
        "Kwam uit": 1,
        "Ging anders": 1,
        "Niet (nog)": 0,
        "Nog open": 1,
    }


def test_one_of_another_quarter_cannot_be_worked_out(check, told, team, tom):
    """The trend shows the whole: the difference would be about one teller."""
    for story in told:
        expect(story)
    earlier = hold(team, today() - dt.timedelta(days=190), [tom])
    expect(tell(earlier, tom, A.APPLIED), Ending.NOT_YET)

    assert "Wat vertellers verwachtten" not in lines_of(picture(check))


def test_it_is_about_one_quarter(check, told, team, tom):
    assert picture(hold(team, Quarter.of(today()).previous.first_day, [tom])).groups == []


def test_the_page_has_it_drawn_said_and_in_a_table(signed_in, check, told, tom):
    page = signed_in(tom).get(reverse("reflections:report", args=[check.public_id])).content.decode()

    assert 'role="img" aria-labelledby="quarter-title" aria-describedby="quarter-said"' in page
    assert "gaan verhalen het vaakst over “Anders doen”: 2 van de 3." in page
    assert "Dezelfde aantallen in een tabel" in page


def test_a_bar_is_a_part_of_its_own_whole():
    drawn = draw_quarter([Group("Een", [("a", 2), ("b", 0)], 4), Group("Twee", [("c", 1)], 1)])

    assert [[line.width for line in group.lines] for group in drawn.groups] == [[72, 0], [144]]
    assert max(line.y for group in drawn.groups for line in group.lines) < drawn.height


@pytest.mark.parametrize(
    ("made", "done", "said"),
    [
        (1, 0, "Het ene actiepunt is nog niet klaar."),
        (1, 1, "Het ene actiepunt is klaar."),
        (4, 0, "Van de 4 actiepunten is nog niets klaar."),
        (4, 1, "Van de 4 actiepunten is er 1 klaar."),
        (4, 2, "Van de 4 actiepunten zijn er 2 klaar."),
        (4, 4, "Alle 4 actiepunten zijn klaar."),
    ],
)
def test_the_sentence_about_action_points_is_true(made, done, said):
    assert about_points(made, done) == said
