"""The page to invite: a sentence per line, and what was no address stays in the box."""

import uuid

import pytest
from django.urls import reverse

from partnerships import policy
from partnerships.actions import invitations
from partnerships.models.invitations import Invitation
from partnerships.values import Role

pytestmark = pytest.mark.django_db
PASTED = "Anna de Jong <anna@x.nl>\njan\nANNA@x.nl; wim.bakker@demo.werkplek.example"


@pytest.fixture
def send(signed_in, nora, company):
    """Nora sends the form; the page that follows."""

    def post(addresses=PASTED, role=Role.DAILY_SUPERVISOR, once=None, **fields):
        facts = {"addresses": addresses, "role": role, "once": once or str(uuid.uuid4()), **fields}
        address = reverse("partnerships:invite", args=[company.public_id])
        return signed_in(nora).post(address, facts, follow=True)

    return post


def outcomes(response):
    return [(line["text"], line["outcome"]) for line in response.context["lines"]]


def test_every_line_has_its_sentence_and_the_rest_stays_in_the_box(send, partnership, wim):
    response = send()

    assert outcomes(response) == [
        ("anna@x.nl", "invited"),
        ("jan", "bad"),
        ("anna@x.nl", "double"),
        (wim.email, "member"),
    ]
    page = response.content.decode()
    for said in ("uitgenodigd.", "geen geldig mailadres", "staat vaker in je lijst", "heeft deze rol al"):
        assert said in page
    form = response.context["form"]
    assert (form["addresses"].value(), form["role"].value()) == ("jan", Role.DAILY_SUPERVISOR)


def test_the_only_partnership_goes_without_saying(send, partnership):
    send("a@x.nl")
    assert Invitation.objects.get().partnership == partnership


def test_an_open_invitation_is_said(send, partnership):
    send("a@x.nl")
    assert outcomes(send("a@x.nl")) == [("a@x.nl", "waiting")]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"addresses": "jan"}, "addresses"),
        ({"role": ""}, "role"),
        ({"role": Role.TEAM_MEMBER}, "team"),
        ({"ends_on": "2020-01-01"}, "ends_on"),
    ],
)
def test_a_refused_form_keeps_what_was_typed(send, partnership, fields, field):
    response = send(**{"addresses": PASTED, **fields})

    assert list(response.context["form"].errors) == [field]
    assert response.context["form"]["addresses"].value() == fields.get("addresses", PASTED)
    assert Invitation.objects.count() == 0


def test_a_role_of_a_partnership_needs_one(send, nora):
    nora.memberships.update(partnership=None)
    nora.memberships.get().organisation.parties.all().delete()

    assert "Kies een partnerschap bij deze rol." in send().content.decode()


def test_of_two_partnerships_one_is_chosen(send, partnership, company, nora):
    other = type(partnership).objects.create(name="Wijk", label_set="care")
    other.parties.create(organisation=company, agreed_at=partnership.parties.first().agreed_at)
    send("a@x.nl", partnership=str(other.public_id))

    assert Invitation.objects.get().partnership == other


def test_roles_are_in_the_words_of_the_partnership(signed_in, olga, school):
    page = signed_in(olga).get(reverse("partnerships:invite", args=[school.public_id])).content.decode()

    assert "Bpv-begeleider" in page
    assert "Instituutsopleider" not in page


def test_a_lead_invites_into_the_own_team(signed_in, tom, team):
    address = reverse("partnerships:team_invite", args=[team.public_id])
    response = signed_in(tom).post(address, {"addresses": "a@x.nl", "once": uuid.uuid4()}, follow=True)

    assert outcomes(response) == [("a@x.nl", "invited")]
    assert "a@x.nl" in signed_in(tom).get(team.get_absolute_url()).content.decode()


def test_a_member_sees_the_team_and_invites_nobody(signed_in, neighbours, team):
    client = signed_in(neighbours["TM"])
    assert client.get(reverse("partnerships:team_invite", args=[team.public_id])).status_code == 403


def test_sending_again_and_withdrawing(signed_in, nora, company, send, partnership):
    send("a@x.nl")
    first = Invitation.objects.get()
    here = reverse("partnerships:invitations", args=[company.public_id])
    client = signed_in(nora)

    assert client.post(reverse("partnerships:invitation_resend", args=[first.public_id]))["Location"] == here
    assert Invitation.objects.get().nonce != first.nonce
    assert client.post(reverse("partnerships:invitation_withdraw", args=[first.public_id]))["Location"] == here
    assert "Geen open uitnodigingen" in client.get(here).content.decode()


def test_a_lead_comes_back_to_the_team(signed_in, tom, team, company, nora):
    signed_in(tom).post(
        reverse("partnerships:team_invite", args=[team.public_id]), {"addresses": "a@x.nl", "once": uuid.uuid4()}
    )
    address = reverse("partnerships:invitation_withdraw", args=[Invitation.objects.get().public_id])

    assert signed_in(tom).post(address)["Location"] == team.get_absolute_url()


def test_who_runs_the_machine_comes_back_to_the_partnerships(signed_in, neighbours, company):
    sent = invitations.send(company, "lena@x.nl", by=neighbours["PA"], role=Role.COORDINATOR)
    address = reverse("partnerships:invitation_withdraw", args=[sent.public_id])

    assert signed_in(neighbours["PA"]).post(address)["Location"] == reverse("partnerships:partnerships")


def test_an_invitation_to_a_partner_ends_with_the_question_to_it(signed_in, nora, partnership):
    """Not apart from it: that there is an invitation would tell whether somebody coordinates an organisation."""
    from_form = {"name": "De Wilg", "kind": "workplace", "coordinator": "lena@x.nl", "once": uuid.uuid4()}
    signed_in(nora).post(reverse("partnerships:partner_new", args=[partnership.public_id]), from_form)
    sent, asked = Invitation.objects.get(), partnership.parties.asked().get()
    withdraw = reverse("partnerships:invitation_withdraw", args=[sent.public_id])
    take_back = reverse("partnerships:partner_take_back", args=[partnership.public_id, asked.organisation.public_id])

    assert signed_in(nora).post(withdraw).status_code == 404
    assert policy.may_stand(sent)
    signed_in(nora).post(take_back, {"once": uuid.uuid4()})
    assert not policy.may_stand(sent)


@pytest.mark.parametrize(("role", "is_asked"), [(Role.COORDINATOR, True), (Role.LND_ADVISER, False)])
def test_inviting_a_coordinator_asks_who_you_are(signed_in, nora, company, role, is_asked):
    """A coordinator gives and takes every role (access.md R26)."""
    page = reverse("partnerships:invite", args=[company.public_id])
    facts = {"role": role, "addresses": "lena@x.example", "once": uuid.uuid4()}
    answer = signed_in(nora).post(page, facts)

    assert answer.url.startswith("/settings/confirm/") == is_asked
    assert Invitation.objects.exists() != is_asked


def test_who_said_so_just_now_invites_a_coordinator(freshly, nora, company):
    page = reverse("partnerships:invite", args=[company.public_id])
    freshly(nora).post(page, {"role": Role.COORDINATOR, "addresses": "lena@x.example", "once": uuid.uuid4()})

    assert Invitation.objects.get().role == Role.COORDINATOR
