"""Organisations, workplaces and teams: actions by who may, and pages without people of the other side."""

import datetime as dt
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.urls import reverse

from accounts.models import User
from accounts.values import Refused
from partnerships.actions import organisations, teams, workplaces
from partnerships.models.events import Event
from partnerships.models.invitations import Invitation
from partnerships.models.organisations import Holiday, Organisation
from partnerships.models.teams import Team
from partnerships.models.workplaces import Workplace
from partnerships.values import Role
from werkplek.tests.casting import add_second_step, join

pytestmark = pytest.mark.django_db
DAY = dt.date(2027, 3, 26)


def page(client, name, *args):
    return client.get(reverse(f"partnerships:{name}", args=args)).content.decode()


def post(client, name, /, *args, **facts):
    return client.post(reverse(f"partnerships:{name}", args=args), {"once": uuid.uuid4(), **facts})


@pytest.fixture
def boss(db):
    """Who runs the machine."""
    person = User.objects.create_superuser("boss@x.nl", name="Paul")
    add_second_step(person)
    return person


# --- The organisation ----------------------------------------------------------------------------------------


def test_who_runs_the_machine_lets_the_first_in(signed_in, boss):
    facts = {"name": "De Wilg", "kind": "school", "city": "Edam", "coordinator": "lena@x.nl"}
    response = post(signed_in(boss), "organisation_new", **facts)

    made = Organisation.objects.get(name="De Wilg")
    assert response["Location"] == made.get_absolute_url()
    assert Invitation.objects.get(organisation=made).role == Role.COORDINATOR


def test_nobody_else_does(nora, signed_in):
    assert signed_in(nora).get(reverse("partnerships:organisation_new")).status_code == 404
    with pytest.raises(Refused, match="beheerder"):
        organisations.add(by=nora, name="x", kind="school", city="", coordinator="a@x.nl")


def test_the_details_are_changed(signed_in, nora, company):
    post(signed_in(nora), "organisation_edit", company.public_id, name="De Linde", city="Edam", version=company.version)

    company.refresh_from_db()
    assert (company.name, company.city) == ("De Linde", "Edam")
    assert Event.objects.get(trail=company.trail).kind == "organisation_edited"


@pytest.mark.parametrize("who", ["olga", "tom", "otto", "sam"])
def test_others_manage_nothing(request, who, company, workplace, team):
    by = request.getfixturevalue(who)
    for action in (
        lambda: organisations.edit(company, version=company.version, by=by, name="x", city=""),
        lambda: organisations.close_on(company, DAY, by=by),
        lambda: workplaces.add(company, by=by, name="x"),
        lambda: workplaces.edit(workplace, version=workplace.version, by=by, name="x", place=""),
        lambda: workplaces.remove(workplace, by=by),
        lambda: teams.add(company, by=by, name="x"),
        lambda: teams.remove(team, by=by),
    ):
        with pytest.raises(Refused, match="Alleen een coördinator"):
            action()


def test_a_closed_day_comes_and_goes(signed_in, nora, company):
    client = signed_in(nora)
    post(client, "organisation_holidays", company.public_id, day=DAY.isoformat(), name="Goede Vrijdag")
    assert "Goede Vrijdag" in page(client, "organisation_holidays", company.public_id)

    post(client, "organisation_holiday_remove", company.public_id, company.holidays.get().pk)
    assert company.holiday_dates() == frozenset()
    assert [event.kind for event in Event.objects.on_trail(company.trail)] == ["holiday_removed", "holiday_added"]


def test_the_same_day_twice_is_one_day(nora, company):
    organisations.close_on(company, DAY, by=nora, name="Vrijdag")
    organisations.close_on(company, DAY, by=nora, name="Goede Vrijdag")

    assert [day.name for day in company.holidays.all()] == ["Goede Vrijdag"]


def test_a_day_of_another_organisation_does_not_exist(signed_in, nora, company, school):
    day = Holiday.objects.create(organisation=school, day=DAY)
    assert post(signed_in(nora), "organisation_holiday_remove", company.public_id, day.pk).status_code == 404


def test_its_own_people_see_who_coordinates(signed_in, tom, nora, company, workplace, team):
    shown = page(signed_in(tom), "organisation", company.public_id)

    for words in ("Nora Smit", "De Beuk", "Team Beuk", "Tom Visser"):
        assert words in shown
    assert "Mensen uitnodigen" not in shown


def test_members_of_another_team_see_its_name_only(signed_in, neighbours, tom, company, team):
    shown = page(signed_in(neighbours["TM2"]), "organisation", company.public_id)

    assert (team.name in shown, tom.name in shown) == (True, False)


def test_partners_see_no_people(signed_in, karima, nora, tom, company, team):
    shown = page(signed_in(karima), "organisation", company.public_id)

    assert "De mensen daar zie je alleen op een traject dat je deelt." in shown
    assert [name for name in ("Nora Smit", "Tom Visser", team.name) if name in shown] == []


def test_strangers_see_nothing(signed_in, otto, company):
    assert signed_in(otto).get(company.get_absolute_url()).status_code == 404


def test_the_lists_name_own_and_partners(signed_in, sam, otto, boss, neighbours, school, company):
    shown = signed_in(sam).get(reverse("partnerships:organisations")).context
    assert (shown["mine"], shown["others"]) == ([school], [company])
    assert "Daarvoor heb je een uitnodiging nodig." in page(signed_in(neighbours["EX"]), "organisations")
    assert len(signed_in(boss).get(reverse("partnerships:organisations")).context["others"]) == 4


def test_the_history_is_for_coordinators(signed_in, nora, tom, company):
    organisations.edit(company, version=company.version, by=nora, name="De Linde", city="")

    assert "Nora Smit heeft de gegevens aangepast" in page(signed_in(nora), "organisation_history", company.public_id)
    address = reverse("partnerships:organisation_history", args=[company.public_id])
    assert signed_in(tom).get(address).status_code == 404


@pytest.mark.both("the database keeps the rule")
@pytest.mark.parametrize("fields", [{"kind": "club"}, {"name": ""}])
def test_the_database_refuses_odd_organisations(company, fields):
    with pytest.raises(IntegrityError):
        Organisation.objects.filter(pk=company.pk).update(**fields)


@pytest.mark.both("the database keeps the rule")
def test_the_database_keeps_a_closed_day_once(company):
    Holiday.objects.create(organisation=company, day=DAY)
    with pytest.raises(IntegrityError):
        Holiday.objects.create(organisation=company, day=DAY)


# --- Workplaces ------------------------------------------------------------------------------------------------


def test_a_workplace_is_added_changed_and_taken_away(signed_in, nora, company):
    client = signed_in(nora)
    post(client, "workplace_new", company.public_id, name="De Eik", place="Edam")
    made = Workplace.objects.get()
    post(client, "workplace_edit", made.public_id, name="De Es", place="", version=made.version)
    assert Workplace.objects.get().name == "De Es"

    assert "Werkplek verwijderen" in page(client, "workplace_edit", made.public_id)
    assert "De Es verwijderen?" in page(client, "workplace_remove", made.public_id)
    assert post(client, "workplace_remove", made.public_id)["Location"] == company.get_absolute_url()
    assert Workplace.objects.count() == 0


def test_a_used_workplace_stays(signed_in, nora, workplace, track):
    with pytest.raises(Refused, match="mensen, trajecten of lijsten"):
        workplaces.remove(workplace, by=nora)
    assert "Werkplek verwijderen" not in page(signed_in(nora), "workplace_edit", workplace.public_id)


def test_a_name_is_taken_once(signed_in, nora, company, workplace):
    with pytest.raises(ValidationError):
        workplaces.add(company, by=nora, name=workplace.name)
    response = post(signed_in(nora), "workplace_new", company.public_id, name=workplace.name)

    assert response.context["form"].errors["name"] == ["Er is al een werkplek met deze naam."]
    workplaces.edit(workplace, version=workplace.version, by=nora, name=workplace.name, place="Edam")
    with pytest.raises(IntegrityError):
        Workplace.objects.create(organisation=company, name=workplace.name)


def test_a_school_has_no_workplaces_and_teams(olga, school):
    for action in (workplaces.add, teams.add):
        with pytest.raises(Refused, match="Een opleiding heeft geen"):
            action(school, by=olga, name="x")


# --- Teams -------------------------------------------------------------------------------------------------------


def test_a_team_is_made_changed_and_taken_away(signed_in, nora, company, workplace):
    client = signed_in(nora)
    post(client, "team_new", company.public_id, name="Team Es", workplace=str(workplace.public_id))
    made = Team.objects.get()
    assert (made.name, made.workplace) == ("Team Es", workplace)

    post(client, "team_edit", made.public_id, name="Team Iep", version=made.version)
    assert Team.objects.get().workplace is None
    assert "Team verwijderen" in page(client, "team_edit", made.public_id)
    assert "Team Iep verwijderen?" in page(client, "team_remove", made.public_id)
    post(client, "team_remove", made.public_id)
    assert Team.objects.count() == 0


def test_a_lead_changes_the_name_and_takes_nothing_away(signed_in, tom, team):
    post(signed_in(tom), "team_edit", team.public_id, name="Team Berk", version=team.version)

    assert Team.objects.get().name == "Team Berk"
    assert signed_in(tom).get(reverse("partnerships:team_remove", args=[team.public_id])).status_code == 404


def test_a_member_changes_nothing(signed_in, neighbours, team):
    assert post(signed_in(neighbours["TM"]), "team_edit", team.public_id, name="x").status_code == 403
    with pytest.raises(Refused, match="teamleider of een coördinator"):
        teams.edit(team, version=team.version, by=neighbours["TM"], name="x", workplace=None)


def test_a_team_with_people_stays(nora, tom, team):
    with pytest.raises(Refused, match="mensen, trajecten of lijsten"):
        teams.remove(team, by=nora)


def test_a_team_name_is_taken_once(nora, company, team):
    with pytest.raises(ValidationError):
        teams.add(company, by=nora, name=team.name)
    teams.edit(team, version=team.version, by=nora, name=team.name, workplace=None)
    with pytest.raises(IntegrityError):
        Team.objects.create(organisation=company, name=team.name)


def test_a_lead_is_given(freshly, signed_in, nora, wim, team):
    facts = {"person": str(wim.public_id), "role": Role.TEAM_LEAD}
    assert post(signed_in(nora), "team_place", team.public_id, **facts)["Location"].startswith("/settings/confirm/")
    post(freshly(nora), "team_place", team.public_id, **facts)

    assert list(team.leads()) == [wim]


def test_the_page_for_who_is_in_it(signed_in, tom, neighbours, team, nora):
    for person in (tom, neighbours["TM"]):
        shown = page(signed_in(person), "team", team.public_id)
        assert ("Tina Vos" in shown, "Waardechecks" in shown, "Team verlaten" in shown) == (True, True, True)
    assert "Waardechecks" not in page(signed_in(nora), "team", team.public_id)


def test_who_learns_there_is_in_it(signed_in, sam, track, team):
    assert "Waardechecks" in page(signed_in(sam), "team", team.public_id)
    assert team.name in page(signed_in(sam), "teams")


@pytest.mark.parametrize("who", ["otto", "samira", "olga"])
def test_a_foreign_team_does_not_exist(signed_in, request, who, team):
    client = signed_in(request.getfixturevalue(who))
    for name in ("team", "team_edit", "team_invite", "team_place", "team_remove"):
        assert client.get(reverse(f"partnerships:{name}", args=[team.public_id])).status_code == 404
    assert "Nog geen team" in page(client, "teams")


def test_an_empty_organisation_offers_its_first_steps(signed_in, nora, company):
    shown = page(signed_in(nora), "organisation", company.public_id)
    for words in ("Werkplek toevoegen", "Team maken", "Mensen uitnodigen"):
        assert words in shown


# --- People --------------------------------------------------------------------------------------------------------


def rows(response):
    return [(row.person.name, row.label, row.standing.label) for row in response.context["page"]]


def test_people_of_the_own_organisation_only(signed_in, nora, wim, karima, neighbours, company):
    client = signed_in(nora)
    address = reverse("partnerships:people", args=[company.public_id])
    found = rows(client.get(address, {"q": "wim"}))

    assert found == [("Wim Bakker", "Werkbegeleider", "Doet mee")]
    assert rows(client.get(address, {"q": "karima"})) == []
    stopped = [("Eva Weg", "Praktijkopleider", "Gestopt"), ("Thea Weg", "Teamlid", "Gestopt")]
    assert rows(client.get(address, {"show": "over"})) == stopped
    assert "Hier staat wie niet meer meedoet" not in client.get(address, {"show": "odd"}).content.decode()


def test_who_begins_later_is_there(signed_in, nora, wim, company):
    wim.memberships.update(starts_on=DAY.replace(year=2100))
    address = reverse("partnerships:people", args=[company.public_id])

    assert ("Wim Bakker", "Werkbegeleider", "Begint nog") in rows(signed_in(nora).get(address))


def test_people_come_twenty_a_page(signed_in, nora, company, partnership):
    for number in range(25):
        person = User.objects.create_user(f"p{number}@x.nl", name=f"Persoon {number:02}")
        join(person, Role.LND_ADVISER, company)
    response = signed_in(nora).get(reverse("partnerships:people", args=[company.public_id]), {"page": 2})

    assert len(rows(response)) == 6
    assert "?show=now&amp;q=&amp;page=1" in response.content.decode()


@pytest.mark.parametrize("who", ["otto", "tom", "olga", "samira"])
def test_people_of_others_do_not_exist(signed_in, request, who, company):
    client = signed_in(request.getfixturevalue(who))
    for name in ("people", "invite", "invitations", "organisation_edit", "organisation_holidays", "team_new"):
        assert client.get(reverse(f"partnerships:{name}", args=[company.public_id])).status_code == 404


def test_an_employer_says_whether_people_begin_tracks_for_themselves(nora, company, school, neighbours, signed_in):
    pages = {
        organisation: signed_in(who).get(f"/organisations/{organisation.public_id}/edit/").content.decode()
        for who, organisation in ((nora, company), (neighbours["OA2"], school))
    }
    post(signed_in(nora), "organisation_edit", company.public_id, name="De Linde", city="Edam", version=company.version)
    company.refresh_from_db()

    assert {one: 'name="own_tracks"' in page for one, page in pages.items()} == {company: True, school: False}
    assert (company.own_tracks, school.own_tracks) == (False, True)
