"""Every page costs the same with one row and with thirty, and at most sixteen queries."""

import pytest
from django.urls import reverse

from accounts.models import User
from partnerships.actions import invitations, organisations
from partnerships.models.organisations import Holiday, Organisation
from partnerships.models.partnerships import PartnershipParty
from partnerships.models.teams import Team
from partnerships.models.workplaces import Workplace
from partnerships.values import OrganisationKind, Role
from werkplek.tests.casting import join

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.long("test_queries asks it of every page, in a world with more of everything"),
]
MOST = 15


@pytest.fixture
def more(company, partnership, team, nora):
    """Adds a number of everything around De Linde."""

    def add(count, start=0):
        for number in range(start, start + count):
            person = User.objects.create_user(f"p{number}@x.nl", name=f"Persoon {number:02}")
            join(person, Role.DAILY_SUPERVISOR, company, partnership=partnership)
            join(person, Role.TEAM_MEMBER, company, team=team)
            Workplace.objects.create(organisation=company, name=f"Plek {number:02}")
            other = Team.objects.create(organisation=company, name=f"Team {number:02}")
            join(person, Role.TEAM_LEAD, company, team=other)
            Holiday.objects.create(organisation=company, day=f"2027-05-{number % 28 + 1:02}") if number < 28 else None
            partner = Organisation.objects.create(name=f"School {number:02}", kind=OrganisationKind.SCHOOL)
            agreed = PartnershipParty.objects.first().agreed_at
            PartnershipParty.objects.create(partnership=partnership, organisation=partner, agreed_at=agreed)
            invitations.send(company, f"q{number}@x.nl", by=nora, role=Role.TEAM_MEMBER, team=team)
        organisations.edit(company, version=company.version, by=nora, name=company.name, city="Edam")

    return add


@pytest.mark.parametrize(
    ("who", "name", "thing"),
    [
        ("nora", "partnerships", ""),
        ("nora", "partnership", "partnership"),
        ("nora", "partnership_setup", "partnership"),
        ("nora", "partner_ask", "partnership"),
        ("nora", "organisations", ""),
        ("nora", "organisation", "company"),
        ("tom", "organisation", "company"),
        ("nora", "organisation_holidays", "company"),
        ("nora", "organisation_history", "company"),
        ("nora", "people", "company"),
        ("nora", "invite", "company"),
        ("nora", "invitations", "company"),
        ("nora", "teams", ""),
        ("nora", "team", "team"),
        ("tom", "team", "team"),
        ("nora", "team_edit", "team"),
        ("nora", "team_place", "team"),
        ("tom", "team_invite", "team"),
    ],
)
def test_the_same_number_of_queries(
    signed_in, request, django_assert_max_num_queries, django_assert_num_queries, more, who, name, thing
):
    client = signed_in(request.getfixturevalue(who))
    args = [request.getfixturevalue(thing).public_id] if thing else []
    address = reverse(f"partnerships:{name}", args=args)
    more(1)
    client.get(address)
    with django_assert_max_num_queries(MOST) as one:
        client.get(address)
    more(29, start=1)
    with django_assert_num_queries(len(one)):
        client.get(address)


@pytest.mark.parametrize(
    "name", ["membership", "membership_role", "membership_more", "membership_until", "membership_end"]
)
def test_one_membership(signed_in, django_assert_max_num_queries, nora, samira, track, name):
    client = signed_in(nora)
    address = reverse(f"partnerships:{name}", args=[samira.memberships.get().public_id])
    client.get(address)
    with django_assert_max_num_queries(MOST):
        client.get(address)
