"""Six weeks after an idea of the catalogue was carried out: is it still so? (domain.md §2.5, access.md R17)"""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.values import Refused, Stale, today
from learningtracks.actions import action_points
from learningtracks.models.action_points import ActionPoint
from partnerships.actions import reminders
from partnerships.models.events import Event
from partnerships.models.notices import Notice
from partnerships.values import Role
from werkplek.tests.casting import join, make_person
from werkplek.tests.queue import queue_of

IDEA = "confidence.a1"
CATALOGUE = reverse("instruments:catalogue")


def carried_out(team, owner, weeks=6, idea=IDEA, origin=""):
    """An action point that its owner finished so many weeks ago."""
    facts = {"text": "Elke week één compliment", "owner": owner, "due_on": today(), "idea": idea, "origin": origin}
    point = action_points.make(team, by=owner, **facts)
    point = action_points.finish(point, version=1, by=owner, result="Het helpt")
    ActionPoint.objects.filter(pk=point.pk).update(finished_at=timezone.now() - dt.timedelta(weeks=weeks, hours=1))
    return point


def asked(person):
    return Notice.objects.filter(person=person, event__kind="action_point_still").count()


def waits(person):
    return "Is het nog zo?" in [entry.what for entry in queue_of(person)]


def answer(client, point, holds, version=2):
    return client.post(f"{point.get_absolute_url()}still/", {"version": version, "holds": holds})


def kept(client):
    confidence = client.get(CATALOGUE).context["groups"][0]["factors"][0]
    return confidence["ideas"][0].get("kept")


def test_after_six_weeks_the_owner_is_asked_once(team, tom, remind):
    point = carried_out(team, tom)
    remind(), remind()

    assert (asked(tom), point.holds) == (1, None)


def test_what_was_agreed_in_a_value_check_is_asked_about_too(team, tom, remind, signed_in):
    point = carried_out(team, tom, idea="", origin="value_check:eerste")
    remind()
    assert (asked(tom), waits(tom)) == (1, True)

    answer(signed_in(tom), point, "yes")
    point.refresh_from_db()
    assert (point.holds, waits(tom), ActionPoint.objects.kept_in([team.organisation_id])) == (True, False, {})


@pytest.mark.parametrize(
    ("weeks", "idea"), [(5, IDEA), (11, IDEA), (7, "")], ids=["too soon", "too long ago", "an own idea"]
)
def test_else_nobody_is_asked(team, tom, remind, weeks, idea):
    carried_out(team, tom, weeks, idea)
    remind()

    assert asked(tom) == 0


@pytest.mark.parametrize(("holds", "kind"), [("yes", "action_point_holds"), ("no", "action_point_holds_no_more")])
def test_one_tap_answers_and_the_page_says_so_to_who_reads_it(team, tom, neighbours, signed_in, holds, kind):
    point = carried_out(team, tom)
    page = signed_in(tom).get(point.get_absolute_url())
    assert bool(page.context["asks_again"])

    assert answer(signed_in(tom), point, holds).url == point.get_absolute_url()

    point.refresh_from_db()
    assert (point.holds, Event.objects.filter(kind=kind).count()) == (holds == "yes", 1)
    there = signed_in(neighbours["TM"]).get(point.get_absolute_url())
    assert (bool(there.context["asks_again"]), "Is het nog zo?" in there.content.decode()) == (False, True)


def test_it_is_asked_of_who_did_it_and_once(team, tom, neighbours, signed_in):
    point = carried_out(team, tom)
    assert answer(signed_in(neighbours["TM"]), point, "yes").status_code == 403
    assert answer(signed_in(tom), point, "maybe").status_code == 302
    assert answer(signed_in(tom), point, "yes", version=1).status_code == 409

    answer(signed_in(tom), point, "yes")

    with pytest.raises(Refused, match="vragen we nu niet"):
        action_points.say_whether_it_holds(point, version=3, by=tom, holds=False)


def test_not_before_six_weeks_and_not_of_an_own_idea(team, tom):
    soon, own = carried_out(team, tom, weeks=5), carried_out(team, tom, idea="")
    for point in (soon, own):
        with pytest.raises(Refused):
            action_points.say_whether_it_holds(point, version=2, by=tom, holds=True)
    with pytest.raises(Stale):
        action_points.say_whether_it_holds(carried_out(team, tom), version=1, by=tom, holds=True)


def test_what_is_taken_up_again_loses_its_answer(team, tom):
    point = action_points.say_whether_it_holds(carried_out(team, tom), version=2, by=tom, holds=False)

    assert action_points.reopen(point, version=point.version, by=tom).holds is None


@pytest.mark.parametrize("because", ["answered", "taken up again", "no access"])
def test_the_question_lapses_when_it_no_longer_stands(team, tom, neighbours, remind, because):
    tina = neighbours["TM"]
    point = carried_out(team, tina)
    reminders.plan(timezone.now())
    if because == "answered":
        action_points.say_whether_it_holds(point, version=2, by=tina, holds=True)
    elif because == "taken up again":
        action_points.reopen(point, version=2, by=tina)
    else:
        tina.memberships.update(ended_at=timezone.now())
    remind()

    assert asked(tina) == 0


def test_the_question_waits_in_the_queue_for_a_month(team, tom, time_machine):
    point = action_points.make(team, by=tom, text="Doen", owner=tom, due_on=today(), idea=IDEA)
    action_points.finish(point, version=1, by=tom, result="Gelukt")
    seen = []
    for days in (41, 43, 71, 73):
        time_machine.move_to(point.made_at + dt.timedelta(days=days), tick=False)
        seen.append(waits(tom))
    assert seen == [False, True, True, False]

    time_machine.move_to(point.made_at + dt.timedelta(days=50), tick=False)
    action_points.say_whether_it_holds(point, version=2, by=tom, holds=True)
    assert not waits(tom)


def test_from_five_people_on_the_catalogue_says_how_many_kept_it(team, company, tom, otto, signed_in):
    crew = [tom]
    for number in range(4):
        crew.append(make_person(f"Collega {number}"))
        join(crew[-1], Role.TEAM_MEMBER, company, team=team)
    for number, person in enumerate(crew):
        assert kept(signed_in(tom)) is None
        point = carried_out(team, person)
        action_points.say_whether_it_holds(point, version=2, by=person, holds=number > 0)
    assert (kept(signed_in(tom)), kept(signed_in(otto))) == ((4, 5), None)
    assert "Bij 4 van de 5 is het nog zo." in signed_in(tom).get(CATALOGUE).content.decode()


def test_five_answers_of_one_person_say_nothing(team, tom, signed_in):
    for _time in range(5):
        action_points.say_whether_it_holds(carried_out(team, tom), version=2, by=tom, holds=True)

    assert kept(signed_in(tom)) is None


def test_the_page_leads_to_the_factor(team, tom, signed_in):
    page = signed_in(tom).get(carried_out(team, tom).get_absolute_url()).content.decode()

    assert f'<a href="{CATALOGUE}?factor=confidence">Vertrouwen en zelfvertrouwen</a>' in page
    own = signed_in(tom).get(carried_out(team, tom, idea="").get_absolute_url()).content.decode()
    assert "Uit de catalogus" not in own


@pytest.mark.both("the database keeps the rule")
@pytest.mark.parametrize("facts", [{"idea": ""}, {"finished_at": None}])
def test_the_database_knows_of_what_it_is_asked(team, tom, facts):
    point = carried_out(team, tom)
    assert "action_point_holds_when_done" in {one.name for one in ActionPoint._meta.constraints}
    with pytest.raises(IntegrityError), transaction.atomic():
        ActionPoint.objects.filter(pk=point.pk).update(holds=True, **facts)
