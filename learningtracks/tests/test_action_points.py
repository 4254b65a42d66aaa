"""Action points: who may make, change, start, finish, stop and take up one (access.md row 23b, domain.md §2.5)."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.values import Refused, Stale, today
from learningtracks.actions import action_points, retention
from learningtracks.models.action_points import ActionPoint
from learningtracks.policy.action_points import may_steer_action_point, name_owners, owners_for
from partnerships.models.events import Event
from partnerships.models.notices import Notice
from partnerships.values import Role
from werkplek.tests.casting import join, make_person

SOON = today() + dt.timedelta(days=14)


@pytest.fixture
def point(team, tom, neighbours):
    """Tom gave Tina an action point of the team."""
    return action_points.make(
        team, by=tom, text="Elke week een rondje feedback", owner=neighbours["TM"], due_on=SOON, how_noticed="We vragen"
    )


def told(person):
    return [notice.event.kind for notice in Notice.objects.filter(person=person).order_by("pk")]


def test_the_owner_is_told_and_the_sentence_holds_no_text(point, neighbours, tom):
    event = Event.objects.get(kind="action_point_made")

    assert (told(neighbours["TM"]), told(tom)) == (["action_point_made"], [])
    assert event.words == {
        "who": ["person", tom.pk],
        "place": ["team", point.team_id],
        "due_on": SOON.isoformat(),
    }


@pytest.mark.parametrize(
    ("subject", "maker", "owner"),
    [
        ("team", "sam", "tom"),
        ("partnership", "samira", "nora"),
        ("track", "sam", "karima"),
        ("track", "wim", "wim"),
    ],
)
def test_people_inside_make_one_for_each_other(request, world, subject, maker, owner):
    people = world.people
    made = action_points.make(world.things[subject], by=people[maker], text="Doen", owner=people[owner], due_on=today())

    assert (made.subject, made.owner, made.status.label) == (world.things[subject], people[owner], "Open")


def test_an_adviser_makes_one_for_anybody_in_the_organisation(world):
    adviser, company = world.people["LA"], world.things["organisation"]
    made = action_points.make(company, by=adviser, text="Doen", owner=world.people["tom"], due_on=SOON)

    assert list(ActionPoint.objects.visible_to(world.people["tom"])) == [made]
    assert list(ActionPoint.objects.visible_to(world.people["nora"])) == []


@pytest.mark.parametrize(
    ("subject", "person"),
    [("team", "nora"), ("team", "TM2"), ("organisation", "tom"), ("partnership", "sam"), ("track", "tom")],
)
def test_others_make_none(world, subject, person):
    with pytest.raises(Refused, match="geen actiepunt"):
        action_points.make(
            world.things[subject], by=world.people[person], text="x", owner=world.people[person], due_on=SOON
        )


def test_not_on_a_track_that_is_over(track, sam):
    track.ended_on = today()
    track.save()

    with pytest.raises(Refused, match="afgelopen"):
        action_points.make(track, by=sam, text="x", owner=sam, due_on=SOON)


def test_the_owner_belongs_there(team, tom, otto):
    with pytest.raises(Refused, match="hierbij hoort"):
        action_points.make(team, by=tom, text="x", owner=otto, due_on=SOON)


def test_one_side_of_a_partnership_gives_nothing_to_people_of_the_other(partnership, samira, karima, nora):
    """access.md R23"""
    assert list(owners_for(samira, partnership)) == [samira, nora]
    with pytest.raises(Refused):
        action_points.make(partnership, by=samira, text="x", owner=karima, due_on=SOON)


def test_the_other_side_reads_an_organisation_instead_of_a_name(partnership, company, samira, karima, nora):
    made = action_points.make(partnership, by=samira, text="x", owner=nora, due_on=SOON)
    said = {person.name: name_owners(person, [made])[0].who for person in (samira, karima, nora)}

    assert said == {"Samira Haddad": "Nora Smit", "Karima Yilmaz": "Zorggroep De Linde", "Nora Smit": "Nora Smit"}
    assert Event.objects.get(kind="action_point_made").words["who"] == ["organisation", company.pk]


def test_an_owner_who_left_the_partnership_has_no_name_for_the_other_side(partnership, samira, karima, nora):
    made = action_points.make(partnership, by=samira, text="x", owner=nora, due_on=SOON)
    nora.memberships.update(ended_at=timezone.now())

    assert name_owners(karima, [made])[0].who == "Iemand van een partner"


@pytest.mark.parametrize("day", [today() - dt.timedelta(days=1), today() + dt.timedelta(days=800)])
def test_the_day_lies_ahead_within_two_years(team, tom, day):
    with pytest.raises(Refused, match="binnen twee jaar"):
        action_points.make(team, by=tom, text="x", owner=tom, due_on=day)


def test_from_open_to_busy_to_done_and_up_again(point, neighbours):
    tina = neighbours["TM"]
    steps = [action_points.start(point, version=1, by=tina).status]
    steps.append(action_points.finish(point, version=2, by=tina, result="Iedereen vroeg erom").status)
    steps.append(action_points.reopen(point, version=3, by=tina).status)
    steps.append(action_points.stop(point, version=4, by=tina, reason="Te druk").status)

    assert [step.label for step in steps] == ["Bezig", "Klaar", "Bezig", "Gestopt"]
    point.refresh_from_db()
    assert (point.result, point.stop_reason, point.version) == ("Iedereen vroeg erom", "Te druk", 5)


def test_who_made_it_is_told_how_it_goes(point, neighbours, tom):
    action_points.start(point, version=1, by=neighbours["TM"])
    action_points.finish(point, version=2, by=neighbours["TM"], result="Goed")

    assert told(tom) == ["action_point_started", "action_point_finished"]


@pytest.mark.parametrize("action", [action_points.start, action_points.reopen])
def test_only_from_where_it_is(point, tom, action):
    point = action_points.start(point, version=1, by=tom)

    with pytest.raises(Refused):
        action(point, version=2, by=tom)


def test_a_settled_one_is_not_edited(point, tom):
    action_points.stop(point, version=1, by=tom, reason="Klaar ermee")

    with pytest.raises(Refused, match="al afgesloten"):
        action_points.finish(point, version=2, by=tom, result="x")


def test_another_member_reads_it_and_changes_nothing(point, sam, track):
    assert list(ActionPoint.objects.visible_to(sam)) == [point]
    with pytest.raises(Refused, match="Alleen de eigenaar"):
        action_points.start(point, version=1, by=sam)


@pytest.mark.parametrize(
    ("subject", "owner", "steerer"),
    [("partnership", "samira", "nora"), ("organisation", "tom", "LA"), ("track", "sam", "wim")],
)
def test_who_steers_changes_what_others_own(world, subject, owner, steerer):
    maker = world.people["LA"] if subject == "organisation" else world.people[owner]
    made = action_points.make(world.things[subject], by=maker, text="x", owner=world.people[owner], due_on=SOON)

    assert action_points.start(made, version=1, by=world.people[steerer]).status.label == "Bezig"


def test_advisers_of_one_organisation_steer_each_others_action_points(world):
    company, tom = world.things["organisation"], world.people["tom"]
    made = action_points.make(company, by=world.people["LA"], text="x", owner=tom, due_on=SOON)
    other = make_person("Anders Advies")
    join(other, Role.LND_ADVISER, company)

    assert action_points.start(made, version=1, by=other).status.label == "Bezig"


def test_who_does_not_steer_takes_nothing_up_again(point, tom, sam, track):
    action_points.stop(point, version=1, by=tom, reason="Te druk")

    with pytest.raises(Refused, match="Alleen de eigenaar"):
        action_points.reopen(point, version=2, by=sam)


def test_who_may_not_see_it_does_not_steer_it(point, neighbours, otto):
    """Also who owns it: with the membership the say over it ends."""
    assert may_steer_action_point(neighbours["TM"], point)
    neighbours["TM"].memberships.update(ended_at=timezone.now())

    refused = [may_steer_action_point(person, point) for person in (neighbours["TM"], otto)]
    assert [str(answer.reason) for answer in refused] == ["Dit actiepunt is niet van jou of je team."] * 2


def test_who_left_reads_nothing_and_changes_nothing(point, neighbours):
    tina = neighbours["TM"]
    tina.memberships.update(ended_at=timezone.now())

    assert list(ActionPoint.objects.visible_to(tina)) == []
    with pytest.raises(Refused, match="niet van jou"):
        action_points.finish(point, version=1, by=tina, result="x")


def test_editing_tells_the_old_and_the_new_owner(point, tom, neighbours, sam, track):
    action_points.edit(point, version=1, by=tom, text="Iets anders", owner=sam, due_on=SOON)

    assert (told(neighbours["TM"])[1:], told(sam)) == (["action_point_changed"], ["action_point_given"])


def test_a_past_day_may_stay_when_something_else_changes(point, tom, neighbours):
    past = today() - dt.timedelta(days=3)
    ActionPoint.objects.update(due_on=past)
    row = action_points.edit(point, version=1, by=tom, text="Nieuw", owner=neighbours["TM"], due_on=past)

    assert (row.text, row.due_on) == ("Nieuw", past)


def test_a_new_day_lies_ahead(point, tom, neighbours):
    words = {"text": "Nieuw", "owner": neighbours["TM"]}
    with pytest.raises(Refused, match="binnen twee jaar"):
        action_points.edit(point, version=1, by=tom, due_on=today() - dt.timedelta(days=1), **words)
    later = SOON + dt.timedelta(days=7)

    assert action_points.edit(point, version=1, by=tom, due_on=later, **words).due_on == later


def test_a_stale_change_writes_nothing(point, tom, neighbours):
    action_points.start(point, version=1, by=neighbours["TM"])

    with pytest.raises(Stale) as stale:
        action_points.edit(point, version=1, by=tom, text="Oud", owner=tom, due_on=SOON)
    assert (stale.value.current.version, ActionPoint.objects.get().text) == (2, point.text)


@pytest.mark.both("the database keeps the rule")
@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"team": None}, "action_point_one_subject"),
        ({"text": ""}, "action_point_has_text"),
        ({"finished_at": timezone.now(), "stopped_at": timezone.now(), "stop_reason": "x"}, "not_done_and_stopped"),
        ({"stopped_at": timezone.now()}, "action_point_stopped_with_reason"),
    ],
)
def test_the_database_knows_the_rules(point, fields, name):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        ActionPoint.objects.update(**fields)


@pytest.mark.both("the database keeps the rule")
def test_not_of_two_things_at_once(point, track):
    with pytest.raises(IntegrityError, match="action_point_one_subject"), transaction.atomic():
        ActionPoint.objects.update(track=track)


def test_questions_about_many(point, team, tom, neighbours):
    other = action_points.make(team, by=tom, text="Later", owner=tom, due_on=SOON, origin="value_check:1")
    action_points.stop(point, version=1, by=tom, reason="x")

    points = ActionPoint.objects.of(team)
    assert list(points.standing()) == list(points.from_origin("value_check:1")) == [other]
    assert list(points.settled().newest_first()) == [point]
    assert list(points.owned_by(tom).due_by(SOON)) == [other]
    assert (list(points.due_by(today())), str(other)) == ([], "Later")


def test_the_night_forgets_after_two_years_with_the_history(point, team, tom, track, sam):
    kept = action_points.make(team, by=tom, text="Nieuw", owner=tom, due_on=SOON)
    of_track = action_points.make(track, by=sam, text="Blijft bij het traject", owner=sam, due_on=SOON)
    long_ago = timezone.now() - dt.timedelta(days=731)
    ActionPoint.objects.exclude(pk=kept.pk).update(finished_at=long_ago)

    assert retention.action_points(timezone.now()) == 1
    assert set(ActionPoint.objects.all()) == {kept, of_track}
    assert not Event.objects.on_trail(point.trail).exists()


def test_a_track_takes_its_action_points_along(track, sam):
    made = action_points.make(track, by=sam, text="x", owner=sam, due_on=SOON)
    retention.forget([track])

    assert not ActionPoint.objects.exists()
    assert not Event.objects.on_trail(made.trail).exists()


def test_a_second_role_adds_up_per_object(point, samira, company, team):
    """Samira guides on a track; as a member of the team she reads its action points too."""
    assert list(ActionPoint.objects.visible_to(samira)) == []
    join(samira, Role.TEAM_MEMBER, company, team=team)

    assert list(ActionPoint.objects.visible_to(samira)) == [point]
