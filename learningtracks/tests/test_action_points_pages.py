"""The pages of action points: making, changing, settling, and what two people at once see."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse

from accounts.values import today
from learningtracks.actions import action_points
from learningtracks.models.action_points import ActionPoint

SOON = today() + dt.timedelta(days=14)


@pytest.fixture
def point(team, tom):
    return action_points.make(team, by=tom, text="Elke week een rondje feedback", owner=tom, due_on=SOON)


def page(name, thing):
    return reverse(f"learningtracks:{name}", args=[thing.public_id])


def filled_in(owner, **more):
    return {"text": "Meekijken", "owner": owner.public_id, "due_on": SOON.isoformat(), "how_noticed": "Vragen", **more}


@pytest.mark.parametrize(
    ("kind", "person"), [("team", "tom"), ("organisation", "LA"), ("partnership", "nora"), ("track", "sam")]
)
def test_making_one_and_a_second_click(world, signed_in, kind, person):
    thing, maker = world.things[kind], world.people[person]
    browser, form = signed_in(maker), filled_in(maker, once=uuid.uuid4())
    new = page(f"{kind}_action_point_new", thing)
    assert "Hoe merken we dat het werkt?" in browser.get(new).content.decode()

    answers = {browser.post(new, form)["Location"] for _time in range(2)}

    made = ActionPoint.objects.get()
    assert (answers, made.subject, made.how_noticed) == ({made.get_absolute_url()}, thing, "Vragen")
    assert "Meekijken" in browser.get(page(f"{kind}_action_points", thing)).content.decode()


def test_what_is_wrong_stands_at_the_field_and_the_text_stays(signed_in, team, tom, otto):
    form = filled_in(otto, due_on="2001-01-01", text="Dit blijft staan")
    answer = signed_in(tom).post(page("team_action_point_new", team), form)

    said = answer.content.decode()
    assert (answer.status_code, answer.context["form"].errors.keys()) == (200, {"owner", "due_on"})
    assert "Kies een dag vanaf vandaag, binnen twee jaar." in said
    assert "Dit blijft staan" in said


def test_beginning_finishing_and_taking_up_again(signed_in, tom, point):
    browser = signed_in(tom)
    browser.post(page("action_point_start", point), {"version": 1})
    browser.post(page("action_point_finish", point), {"version": 2, "result": "Iedereen vroeg erom"})
    assert "Iedereen vroeg erom" in browser.get(point.get_absolute_url()).content.decode()
    browser.post(page("action_point_reopen", point), {"version": 3})

    point.refresh_from_db()
    assert (point.status.label, point.version) == ("Bezig", 4)


def test_stopping_wants_a_reason(signed_in, tom, point):
    browser, stop = signed_in(tom), page("action_point_stop", point)
    assert "Schrijf in één regel waarom." in browser.post(stop, {"version": 1, "reason": ""}).content.decode()
    browser.post(stop, {"version": 1, "reason": "Te druk"})

    settled = browser.get(f"{page('team_action_points', point.team)}?show=settled").content.decode()
    assert ("Te druk" in settled, "Gestopt" in settled) == (True, True)


def test_a_stale_edit_shows_both_and_can_be_saved_again(signed_in, tom, point):
    action_points.start(point, version=1, by=tom)
    browser, edit = signed_in(tom), page("action_point_edit", point)

    clash = browser.post(edit, filled_in(tom, version=1))
    assert (clash.status_code, clash.context["form"]["version"].value()) == (409, "2")
    assert "Er is een nieuwe versie" in clash.content.decode()
    assert "Meekijken" in clash.content.decode()

    browser.post(edit, filled_in(tom, version=2))
    assert ActionPoint.objects.get().text == "Meekijken"


def test_a_stale_end_keeps_the_line(signed_in, tom, point):
    action_points.start(point, version=1, by=tom)
    clash = signed_in(tom).post(page("action_point_finish", point), {"version": 1, "result": "Mijn regel"})

    assert (clash.status_code, clash.context["form"]["version"].value()) == (409, "2")
    assert "Mijn regel" in clash.content.decode()


@pytest.mark.parametrize("sent", [{"version": 7}, {}, {"version": "x"}])
def test_a_stale_button_shows_how_it_is_now(signed_in, tom, point, sent):
    clash = signed_in(tom).post(page("action_point_start", point), sent)

    assert (clash.status_code, "Iemand was je net voor" in clash.content.decode()) == (409, True)


def test_mine_are_mine_wherever_they_belong(signed_in, tom, point, team, neighbours):
    action_points.make(team, by=tom, text="Van Tina", owner=neighbours["TM"], due_on=SOON)
    mine = signed_in(tom).get(reverse("learningtracks:action_points")).content.decode()

    assert ("Elke week een rondje feedback" in mine, "Team Beuk" in mine, "Van Tina" in mine) == (True, True, False)


def test_empty_lists_say_what_will_be_here(signed_in, tom, team):
    browser = signed_in(tom)
    first = browser.get(page("team_action_points", team)).content.decode()
    settled = browser.get(f"{page('team_action_points', team)}?show=settled").content.decode()

    assert ("Begin klein" in first, "met wat het opleverde" in settled) == (True, True)


def test_an_owner_who_left_can_stay_while_something_else_changes(signed_in, tom, team, neighbours, sam, track):
    made = action_points.make(team, by=tom, text="Van Sam", owner=sam, due_on=SOON)
    track.team = None
    track.save()
    signed_in(tom).post(page("action_point_edit", made), filled_in(sam, version=1))

    made.refresh_from_db()
    assert (made.text, made.owner) == ("Meekijken", sam)


def test_who_only_owns_an_action_point_sees_no_list_of_colleagues(signed_in, company, wim, nora, samira):
    """Whom to choose from is for who may give them (access.md row 2, R23)."""
    point = ActionPoint.objects.create(organisation=company, text="Bel rond", owner=wim, due_on=today(), made_by=nora)

    html = signed_in(wim).get(page("action_point_edit", point)).content.decode()

    assert (str(wim.public_id) in html, samira.name in html, str(samira.public_id) in html) == (True, False, False)
