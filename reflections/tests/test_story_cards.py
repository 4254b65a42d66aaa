"""The card of the own story, what is one's own in a report, and the way to all reports (domain.md §5.7)."""

import datetime as dt

import pytest
from django.urls import reverse

from accounts.values import today
from conftest import join, make_person
from learningtracks.actions import action_points
from partnerships.values import Role
from reflections.models.promises import Promise
from reflections.models.rooms import GuestPass, Room, origin_of
from reflections.models.stories import ValueStory
from reflections.tests.held import A, hold, tell
from reflections.values import Ending

pytestmark = pytest.mark.django_db


@pytest.fixture
def check(team, tom, sam, track):
    return hold(team, today() - dt.timedelta(days=20), [tom, sam], guests=("Gerda",))


@pytest.fixture
def story(check, sam):
    told = tell(check, sam, A.APPLIED, title="De dochter")
    told.notes.create(number=9, level=A.APPLIED, text="Nog niet bevestigd")
    ValueStory.objects.filter(pk=told.pk).update(text="Zij belde elke dag.")
    return told


def text_at(client, name, *args):
    return client.get(reverse(f"reflections:{name}", args=args)).content.decode()


def test_the_card_holds_the_own_words_and_what_the_teller_confirmed(signed_in, story, sam, tom):
    facts = {"ending": Ending.OTHERWISE, "words": "Zij komt nu langs.", "answered_at": story.told_at}
    Promise.objects.create(story=story, text="Zij belt minder.", ask_on=today(), **facts)

    card = text_at(signed_in(sam), "story_card", story.public_id).split('class="keepsake"')[1].split("</article>")[0]

    for shown in ("De dochter", "Zij belde elke dag.", "1: applied", "Zij belt minder.", "Zij komt nu langs."):
        assert shown in card
    assert ("Nog niet bevestigd" in card, tom.name in card, sam.name in card) == (False, False, True)


def test_nobody_else_gets_the_card(signed_in, story, tom):
    assert signed_in(tom).get(reverse("reflections:story_card", args=[story.public_id])).status_code == 404


def test_a_guest_has_the_card_by_the_own_link(client, check):
    told = tell(check, "Gerda", A.REALISED, title="Aan tafel")
    found = GuestPass.objects.create(
        value_check=check, seat=told.seat, admitted_at=check.opened_at, ended_at=check.closed_at
    )

    assert reverse("reflections:guest_story_card", args=[found.own_token]) in text_at(
        client, "guest_own", found.own_token
    )
    card = text_at(client, "guest_story_card", found.own_token)
    assert ("Aan tafel 1: realised" in card, "Gerda" in card) == (True, True)
    assert client.get(reverse("reflections:guest_story_card", args=[found.token])).status_code == 404


def test_the_report_says_what_is_ones_own(signed_in, check, story, team, tom, sam):
    Promise.objects.create(story=story, text="Zij belt minder.", ask_on=today())
    action_points.make(team, by=tom, text="Sam belt", owner=sam, due_on=today(), origin=origin_of(check))

    def own(person):
        page = text_at(signed_in(person), "report", check.public_id)
        return page.split('class="report__mine')[1].split("</aside>")[0] if "report__mine" in page else ""

    mine = own(sam)
    assert ("Zij belt minder." in mine, "Sam belt" in mine, "Kaart om mee te nemen" in mine) == (True,) * 3
    assert own(tom) == ""


def test_all_reports_are_found_from_home_and_menu(signed_in, company, check, team, tom, sam):
    mo = make_person("Mo Amrani")
    join(mo, Role.TEAM_MEMBER, company, team=team)
    outcome = hold(team, today() - dt.timedelta(days=200), [tom])
    Room.objects.filter(value_check=outcome).delete()  # the lead said that it was held: there is no report

    for person in (mo, tom, sam):
        browser = signed_in(person)
        home, listed = browser.get("/").content.decode(), text_at(browser, "reports")
        assert home.count(f'href="{reverse("reflections:reports")}"') == 2
        there = [reverse("reflections:report", args=[one.public_id]) in listed for one in (check, outcome)]
        assert there == [True, False]
