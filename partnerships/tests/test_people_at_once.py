"""Many at the same moment: each form makes one row, and two coordinators never both leave."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.values import Refused
from partnerships.actions import invitations, memberships
from partnerships.models.invitations import Invitation
from partnerships.models.memberships import Membership
from partnerships.models.organisations import Organisation
from partnerships.models.partnerships import Partnership
from partnerships.models.teams import Team
from partnerships.models.workplaces import Workplace
from partnerships.values import Role

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both("locks, and who waits for whom")]


def at_once(*actions):
    """Carry out all of them at the same moment, each on a connection of its own; what came of each."""
    start = Barrier(len(actions))

    def carry_out(action):
        start.wait()
        try:
            return action()
        except Refused as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(actions)) as pool:
        return list(pool.map(carry_out, actions))


def send(client, address, facts):
    """One browser sends one form: each on its own connection, with the same session."""
    mine = Client()
    mine.cookies = client.cookies
    return mine.post(address, facts).status_code


FORMS = {
    "partnership_new": ("", {"name": "Wijk", "label_set": "care"}, lambda: Partnership.objects.filter(name="Wijk")),
    "partner_new": (
        "partnership",
        {"name": "De Wilg", "kind": "school", "coordinator": "lena@x.nl"},
        lambda: Organisation.objects.filter(name="De Wilg"),
    ),
    "workplace_new": ("company", {"name": "De Eik"}, lambda: Workplace.objects.filter(name="De Eik")),
    "team_new": ("company", {"name": "Team Eik"}, lambda: Team.objects.filter(name="Team Eik")),
    "organisation_holidays": (
        "company",
        {"day": "2027-03-26"},
        lambda: Organisation.objects.filter(holidays__day="2027-03-26"),
    ),
    "invite": (
        "company",
        {"addresses": "a@x.nl", "role": Role.DAILY_SUPERVISOR},
        lambda: Invitation.objects.filter(email="a@x.nl"),
    ),
    "team_invite": ("team", {"addresses": "a@x.nl"}, lambda: Invitation.objects.filter(email="a@x.nl")),
}


@pytest.mark.parametrize("name", FORMS)
def test_equal_forms_make_one_row(signed_in, request, nora, name, many):
    thing, facts, made = FORMS[name]
    args = [request.getfixturevalue(thing).public_id] if thing else []
    client, address = signed_in(nora), reverse(f"partnerships:{name}", args=args)
    sent = {**facts, "once": str(uuid.uuid4())}
    statuses = at_once(*[partial(send, client, address, sent)] * many)

    assert (set(statuses), made().count()) == ({302}, 1)


@pytest.mark.parametrize("name", ["membership_more", "membership_role"])
def test_equal_roles_are_one(freshly, nora, wim, name, many):
    client, place = freshly(nora), wim.memberships.get()
    facts = {"role": Role.LND_ADVISER, "once": str(uuid.uuid4())}
    address = reverse(f"partnerships:{name}", args=[place.public_id])
    statuses = at_once(*[partial(send, client, address, facts)] * many)

    assert (set(statuses), wim.memberships.filter(role=Role.LND_ADVISER).count()) == ({302}, 1)


def test_places_in_a_team_are_one(freshly, nora, wim, team, many):
    client = freshly(nora)
    facts = {"person": str(wim.public_id), "role": Role.TEAM_MEMBER, "once": str(uuid.uuid4())}
    statuses = at_once(
        *[partial(send, client, reverse("partnerships:team_place", args=[team.public_id]), facts)] * many
    )

    assert (set(statuses), team.memberships.count()) == ({302}, 1)


def test_the_same_invitation_many_times_makes_one_member(nora, company, partnership, many):
    sent = invitations.send(company, "a@x.nl", by=nora, role=Role.DAILY_SUPERVISOR, partnership=partnership)
    came = at_once(*[partial(invitations.accept, sent, by=None, name="Anna")] * many)

    assert sum(not isinstance(one, Refused) for one in came) == 1
    assert Membership.objects.filter(person__email="a@x.nl").count() == 1


def test_two_coordinators_never_both_leave(nora, second, company):
    actions = [partial(memberships.end, person.memberships.get(), by=person) for person in (nora, second)]
    came = at_once(*actions)

    assert sum(isinstance(one, Refused) for one in came) == 1
    assert Membership.objects.active().as_coordinator().filter(organisation=company).count() == 1


def test_guesses_at_once_count_up_to_ten(nora, company, partnership, many):
    sent = invitations.send(company, "a@x.nl", by=nora, role=Role.DAILY_SUPERVISOR, partnership=partnership)
    wrong = "000000" if invitations.code(sent) != "000000" else "000001"
    at_once(*[partial(invitations.find_by_code, "a@x.nl", wrong)] * many)

    assert Invitation.objects.get().wrong_codes == min(many, 10)
