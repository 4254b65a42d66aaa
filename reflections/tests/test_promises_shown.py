"""What a teller expects, shown elsewhere: at the next look-back, in the figures of the team, in the own calendar."""

import datetime as dt

import pytest
from django.urls import reverse

from accounts.values import today
from conftest import join, make_person
from partnerships.values import Role
from reflections.actions import promises
from reflections.agenda import entries_of
from reflections.models.promises import Promise
from reflections.models.value_checks import ValueCheck
from reflections.tests.held import A, hold, tell
from reflections.tests.live import Session
from reflections.values import Ending, Phase
from werkplek.tests.pages import text_of

pytestmark = pytest.mark.django_db

EXPECTED = "De dochter belt voor de kerst zelf."
LATER = today() + dt.timedelta(days=30)


@pytest.fixture
def check(team, tom, sam, track):
    return hold(team, today() - dt.timedelta(days=5), [tom, sam])


@pytest.fixture
def promise(check, sam):
    return promises.make(tell(check, sam, A.APPLIED, title="De dochter"), text=EXPECTED, ask_on=LATER, by=sam)


@pytest.fixture
def page(signed_in, sam):
    return signed_in(sam)


@pytest.fixture
def next_check(check, team, tom, sam, tina):
    """The look-back of the next value check, with Tina, who was not there the last time."""
    session = Session(team, tom, sam, tina)
    session.go(tom, Phase.LOOK_BACK)
    return session


def looked_back(session, client):
    return text_of(client.get(reverse("reflections:room", args=[session.check.public_id])))


def test_the_next_look_back_shows_what_is_shared_to_who_may_read_the_story(
    promise, next_check, page, signed_in, sam, tom, tina
):
    assert [EXPECTED in looked_back(next_check, signed_in(one)) for one in (sam, tom, tina)] == [False, False, False]

    promises.share(promise, shared=True, version=1, by=sam)

    assert [EXPECTED in looked_back(next_check, signed_in(one)) for one in (sam, tom, tina)] == [True, True, False]
    wall = signed_in(tom).get(reverse("reflections:room_wall", args=[next_check.check.public_id]))
    assert EXPECTED not in text_of(wall)


def test_what_was_answered_before_the_last_check_is_looked_back_on_no_more(promise, check, next_check, page, sam):
    promises.share(promise, shared=True, version=1, by=sam)
    promise.refresh_from_db()
    promises.answer(promise, ending=Ending.CAME_TRUE, words="Zij belde.", version=2, by=sam)
    assert "Zij belde." in looked_back(next_check, page)

    ValueCheck.objects.filter(pk=check.pk).update(closed_at=Promise.objects.get().answered_at)

    assert "Zij belde." not in looked_back(next_check, page)


# --- In the figures -------------------------------------------------------------------------------------------------


def test_the_page_over_time_counts_shared_ones_from_three_by_three_tellers(team, check, promise, page, sam, tom):
    others = [tom, *(make_person(name) for name in ("Bas Vos", "Els Bos"))]
    for number, person in enumerate(others):
        if person != tom:
            join(person, Role.TEAM_MEMBER, team.organisation, team=team)
        seat_check = check if person == tom else hold(team, today() - dt.timedelta(days=20 + number), [person])
        made = promises.make(tell(seat_check, person, A.APPLIED), text="Het lukt.", ask_on=LATER, by=person)
        promises.share(made, shared=True, version=1, by=person)
    trend = reverse("reflections:team_trend", args=[team.public_id])
    assert "Bij 3 verhalen heeft de verteller een verwachting gedeeld." in text_of(page.get(trend))

    Promise.objects.filter(story__seat__person=tom).update(is_shared=False)

    assert "een verwachting gedeeld" not in text_of(page.get(trend))


def test_the_day_stands_in_the_own_calendar_without_a_word_of_it(promise, sam):
    [day] = [one for one in entries_of(sam) if getattr(one, "on", None) == LATER]
    assert (day.title, EXPECTED in str(day)) == ("Terugkijken op een verhaal", False)
