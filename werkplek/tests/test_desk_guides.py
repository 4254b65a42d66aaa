"""Home of who guides: the students in front, from the moment that somebody is named (domain.md §2.1)."""

import datetime as dt

import pytest

from accounts.values import today
from conftest import join, make_person, name_on
from learningtracks.models.tracks import Track
from partnerships.values import Role
from reflections.actions import feedback
from werkplek.tests.pages import text_of


@pytest.fixture
def soon(track, school, partnership, samira):
    """Bo begins next week, with Samira named on the track."""
    learner = make_person("Bo van der Aa")
    join(learner, Role.LEARNER, school, partnership=partnership)
    first = today() + dt.timedelta(days=7)
    plan = {"starts_on": first, "ends_on": first + dt.timedelta(days=69), "title": "Nieuw"}
    made = Track.objects.create(
        learner=learner, school=school, partnership=partnership, workplace=track.workplace, **plan
    )
    name_on(made, samira.memberships.get(), starts_on=today())
    return made


def test_whom_somebody_guides_stands_there_before_the_first_day_by_surname(signed_in, samira, soon):
    page = text_of(signed_in(samira).get("/"))
    guided = page[page.index("Wie je begeleidt") :]

    assert "Hier komen de mensen" not in page
    assert guided.index("Bo van der Aa") < guided.index("Sam de Vries")
    assert (guided.count("ROC Waterland"), "vanaf" in guided) == (2, True)


def test_each_says_how_much_waits_there(signed_in, sam, samira, soon, experience):
    feedback.ask(experience, named=experience.track.people.get(person=samira), question="Wat zag jij?", by=sam)

    page = text_of(signed_in(samira).get("/"))
    guided = page[page.index("Wie je begeleidt") :]

    assert guided.count("Er staat 1 vraag voor je klaar") == 1
    assert guided.index("Sam de Vries") < guided.index("Er staat 1 vraag voor je klaar")


@pytest.mark.parametrize(
    ("code", "says"), [("wim", "Vraag erom bij Nora Smit."), ("karima", "Zet het eerste traject op.")]
)
def test_who_guides_nobody_yet_reads_what_to_do(signed_in, request, nora, code, says):
    assert says in text_of(signed_in(request.getfixturevalue(code)).get("/"))
