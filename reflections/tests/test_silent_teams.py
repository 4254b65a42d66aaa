"""Teams that fell silent, for who coordinates, and a team that nobody leads (domain.md §5.4)."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from conftest import join, make_person
from partnerships import events
from partnerships.models.memberships import Membership
from partnerships.models.notices import Notice
from partnerships.models.organisations import Organisation
from partnerships.models.teams import Team
from partnerships.values import OrganisationKind, Role
from reflections.models.rhythms import Rhythm
from reflections.models.silent_teams import silent_teams
from reflections.models.value_checks import ValueCheck
from reflections.tests.conftest import local


@pytest.fixture
def may(team, tom, nora):
    """It is May 2027, and the team began long ago."""
    Team.objects.filter(pk=team.pk).update(started_on=dt.date(2025, 1, 1))
    with time_machine.travel(local("2027-05-10"), tick=False):
        yield team


def check_of(team, **facts):
    due_on = dt.date(2026, 9, 1) + dt.timedelta(weeks=team.value_checks.count())
    return ValueCheck.objects.create(team=team, cycle=due_on.isoformat(), due_on=due_on, **facts)


def names(person):
    return [team.name for team in silent_teams(person)]


CASES = {
    "held in the quarter before the two": ({"closed_at": local("2026-09-30 15:00")}, True),
    "held in the first of the two": ({"closed_at": local("2026-10-01 15:00")}, False),
    "held in this quarter": ({"closed_at": local("2027-05-03 15:00")}, False),
    "left out is not held": ({"skipped_at": local("2027-02-15 15:00"), "skip_reason": "Te druk"}, True),
    "a date ahead": ({"starts_at": local("2027-06-03 15:00")}, False),
    "a date that went by": ({"starts_at": local("2027-04-03 15:00")}, True),
}


@pytest.mark.parametrize(("facts", "is_silent"), CASES.values(), ids=CASES.keys())
def test_two_whole_quarters_without_one(may, nora, facts, is_silent):
    check_of(may, **facts)

    assert names(nora) == (["Team Beuk"] if is_silent else [])


RESTS = {
    "now": (dt.date(2027, 5, 1), dt.date(2027, 6, 1), []),
    "without an end": (dt.date(2027, 5, 1), None, []),
    "before": (dt.date(2027, 2, 1), dt.date(2027, 5, 10), ["Team Beuk"]),
    "later": (dt.date(2027, 7, 1), None, ["Team Beuk"]),
}


@pytest.mark.parametrize(("start", "end", "found"), RESTS.values(), ids=RESTS.keys())
def test_a_team_that_rests_is_not_silent(may, nora, start, end, found):
    Rhythm.objects.create(team=may, paused_from=start, paused_until=end)

    assert names(nora) == found


@pytest.mark.parametrize(("started_on", "found"), [("2026-10-01", ["Team Beuk"]), ("2026-10-02", [])])
def test_a_young_team_is_not_silent_yet(may, nora, started_on, found):
    Team.objects.filter(pk=may.pk).update(started_on=dt.date.fromisoformat(started_on))

    assert names(nora) == found


def test_only_who_coordinates_the_organisation_sees_them(may, nora, tom, otto):
    elsewhere = Organisation.objects.create(name="Thuiszorg Noord", kind=OrganisationKind.WORKPLACE)
    Team.objects.create(organisation=elsewhere, name="Team Noord", started_on=dt.date(2025, 1, 1))

    assert [names(person) for person in (nora, tom, otto)] == [["Team Beuk"], [], []]


def test_home_says_it_in_one_line_and_nothing_of_what_was_told(may, nora, company, signed_in):
    held = check_of(may, closed_at=local("2026-03-30 15:00"), place="Geheime kamer")
    Team.objects.create(organisation=company, name="Team Zonder", started_on=dt.date(2025, 1, 1))
    for number in range(3):
        Team.objects.create(organisation=company, name=f"Team Z{number}", started_on=dt.date(2025, 1, 1))
    page = signed_in(nora).get("/").content.decode()

    assert "De vorige waardecheck was op 30 maart 2026" in page
    assert ("Nog geen waardecheck gehouden" in page, "Geen teamleider" in page, "Nog 2 teams" in page) == (True,) * 3
    assert (held.place in page, str(held.public_id) in page) == (False, False)


def test_home_has_no_such_part_when_no_team_is_silent(team, nora, signed_in):
    assert "Teams zonder waardecheck" not in signed_in(nora).get("/").content.decode()


# --- Nobody leads it ----------------------------------------------------------------------------------------------


@pytest.fixture
def without_lead(diary, nora, tina):
    diary.team_due("2027-02-15")
    diary.leaves("Tom")
    return diary


def test_the_coordinators_hear_once_a_turn_that_nobody_leads_it(without_lead):
    without_lead.runs("2027-01-25 08:00", "2027-03-01 08:00", "2027-04-26 08:00")

    assert without_lead.told() == [
        "2027-01-25 08:00 Nora team_without_lead",
        "2027-04-26 08:00 Nora team_without_lead",
    ]


def test_the_line_leads_to_the_team(without_lead, nora, signed_in):
    without_lead.runs("2027-01-25 08:00")
    event = Notice.objects.get(person=nora).event

    assert "heeft geen teamleider" in events.notice_text(event)
    assert events.link(event, nora) == without_lead.team.get_absolute_url()
    assert signed_in(nora).get(events.link(event, nora)).status_code == 200


def test_a_new_lead_in_time_is_asked_instead(without_lead):
    without_lead.plans("2027-01-20 12:00")
    new = make_person("Lena Nieuw")
    join(new, Role.TEAM_LEAD, without_lead.team.organisation, team=without_lead.team)
    without_lead.runs("2027-01-25 08:00")

    assert without_lead.told() == ["2027-01-25 08:00 Lena to_plan"]


def test_who_coordinates_no_more_hears_nothing(without_lead, nora):
    without_lead.plans("2027-01-20 12:00")
    Membership.objects.filter(person=nora).update(ended_at=timezone.now())
    without_lead.runs("2027-01-25 08:00")

    assert without_lead.told() == []


def test_a_team_without_people_is_nobodys_business(without_lead):
    without_lead.leaves("Tina")
    without_lead.runs("2027-01-25 08:00")

    assert without_lead.told() == []
