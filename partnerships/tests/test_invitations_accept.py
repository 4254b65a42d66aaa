"""Accepting: once, by the person of the address, while it counts."""

import datetime as dt

import pytest
from allauth.account.models import EmailAddress
from django.db import IntegrityError
from django.utils import timezone

from accounts.models import User
from accounts.values import Refused, today
from partnerships.actions import invitations, organisations
from partnerships.models.events import Event
from partnerships.models.invitations import Invitation
from partnerships.models.memberships import Membership
from partnerships.values import Role
from werkplek.tests.casting import make_person

pytestmark = pytest.mark.django_db
NEW = "anna@x.nl"


@pytest.fixture
def invited(company, partnership, nora):
    """Nora invited this address as werkbegeleider, until the end of the month."""

    def invite(address=NEW, **fields):
        fields = {"role": Role.DAILY_SUPERVISOR, "partnership": partnership, **fields}
        return invitations.send(company, address, by=nora, **fields)

    return invite


def test_somebody_new_gets_an_account_with_a_proved_address(invited, company, partnership, nora, told):
    person = invitations.accept(invited(), by=None, name="Anna de Jong")

    assert (person.email, person.name, person.has_usable_password()) == (NEW, "Anna de Jong", False)
    assert EmailAddress.objects.get(user=person).verified
    place = Membership.objects.active().get(person=person)
    assert (place.organisation, place.partnership, place.role) == (company, partnership, Role.DAILY_SUPERVISOR)
    assert told(nora) == ["member_joined"]


def test_somebody_we_know_gets_the_membership_only(invited):
    olaf = make_person("Olaf Bos")
    invitations.accept(invited(olaf.email, ends_on=today()), by=olaf)

    assert Membership.objects.get(person=olaf).ends_on == today()


def test_it_is_good_once(invited):
    invitation = invited()
    person = invitations.accept(invitation, by=None, name="Anna")

    with pytest.raises(Refused, match="werkt niet meer"):
        invitations.accept(invitation, by=person)
    assert Membership.objects.filter(person=person).count() == 1


def test_it_is_bound_to_the_address(invited, otto):
    with pytest.raises(Refused, match="ander mailadres"):
        invitations.accept(invited(), by=otto)


def test_who_has_an_account_signs_in_first(invited, otto):
    with pytest.raises(Refused, match="Log in"):
        invitations.accept(invited(otto.email), by=None, name="Otto")


@pytest.mark.parametrize(
    "fields",
    [
        {"withdrawn_at": timezone.now()},
        {"expires_at": timezone.now(), "invited_at": timezone.now() - dt.timedelta(days=8)},
        {"wrong_codes": 10},
        {"ends_on": today() - dt.timedelta(days=1)},
    ],
)
def test_it_must_still_count(invited, fields):
    invitation = invited()
    Invitation.objects.filter(pk=invitation.pk).update(**fields)
    with pytest.raises(Refused):
        invitations.accept(invitation, by=None, name="Anna")


def test_not_when_the_sender_may_no_longer(invited, nora):
    invitation = invited()
    nora.memberships.update(ended_at=timezone.now())
    with pytest.raises(Refused, match="Vraag om een nieuwe uitnodiging"):
        invitations.accept(invitation, by=None, name="Anna")


def test_who_has_the_role_already_keeps_the_one_membership(invited, wim):
    invitations.accept(invited(wim.email), by=wim)

    assert wim.memberships.filter(role=Role.DAILY_SUPERVISOR).count() == 1


@pytest.fixture
def newcomer(partnership, nora):
    """A new organisation in the partnership, and the invitation of its first coordinator."""
    made = organisations.add(
        by=nora, name="De Wilg", kind="workplace", city="Edam", coordinator=NEW, partnership=partnership
    )
    return Invitation.objects.get(organisation=made)


def test_a_first_coordinator_takes_part(newcomer):
    person = invitations.accept(newcomer, by=None, name="Lena")

    place = Membership.objects.active().get(person=person)
    assert (place.role, place.organisation.name, place.partnership) == (Role.COORDINATOR, "De Wilg", None)


def test_a_partner_brings_in_the_first_coordinator_and_no_second(newcomer, nora):
    invitations.accept(newcomer, by=None, name="Lena")
    later = invitations.send(newcomer.organisation, "b@x.nl", by=nora, role=Role.COORDINATOR)
    with pytest.raises(Refused):
        invitations.accept(later, by=None, name="Bo")


def test_not_when_the_partner_that_asked_is_gone(newcomer, nora):
    nora.memberships.update(ended_at=timezone.now())
    with pytest.raises(Refused):
        invitations.accept(newcomer, by=None, name="Lena")


def test_an_administrator_brings_in_the_first_coordinator(db):
    boss = User.objects.create_superuser("boss@x.nl", name="Paul")
    made = organisations.add(by=boss, name="De Wilg", kind="school", city="", coordinator=NEW)
    person = invitations.accept(Invitation.objects.get(organisation=made), by=None, name="Lena")

    assert person.memberships.get().role == Role.COORDINATOR


def test_the_history_says_who_joined_in_the_words_of_the_partnership(invited, company):
    invitations.accept(invited(), by=None, name="Anna")

    assert Event.objects.get(kind="member_joined", trail=company.trail).words["role"] == "vocational:daily_supervisor"


@pytest.mark.both("the database keeps the rule")
@pytest.mark.parametrize(
    "fields",
    [
        {"role": "boss"},
        {"expires_at": timezone.now() - dt.timedelta(days=30)},
        {"accepted_at": timezone.now(), "withdrawn_at": timezone.now()},
    ],
)
def test_the_database_refuses_odd_invitations(invited, fields):
    invitation = invited()
    with pytest.raises(IntegrityError):
        Invitation.objects.filter(pk=invitation.pk).update(**fields)


# --- At another address of somebody we know ----------------------------------------------------------------


def test_an_invitation_to_another_proved_address_is_theirs(invited, otto):
    EmailAddress.objects.create(user=otto, email=NEW, verified=True)
    invitations.accept(invited(), by=otto)

    assert Membership.objects.filter(person=otto, role=Role.DAILY_SUPERVISOR).count() == 1


def test_an_address_that_was_not_proved_is_not(invited, otto):
    EmailAddress.objects.create(user=otto, email=NEW)
    with pytest.raises(Refused, match="ander mailadres"):
        invitations.accept(invited(), by=otto)


def test_the_code_in_the_mail_proves_that_an_address_is_theirs_too(invited, otto, freshly, mailoutbox):
    invitation, browser = invited(), freshly(otto)
    there = f"/invitations/{invitations.token(invitation)}/"
    asked = browser.get(there).content.decode()
    wrong = browser.post(there, {"code": "000000"}).content.decode()
    answer = browser.post(there, {"code": invitations.code(invitation)})

    assert ("ook van jou?" in asked, "Deze code hoort niet bij dit adres" in wrong, answer.status_code) == (
        True,
        True,
        302,
    )
    assert list(otto.emailaddress_set.filter(email=NEW).values_list("verified", "primary")) == [(True, False)]
    assert Membership.objects.filter(person=otto, role=Role.DAILY_SUPERVISOR).exists()
    assert [(mail.to, mail.subject) for mail in mailoutbox] == [([otto.email], "Je hebt een mailadres erbij")]


def test_it_asks_who_you_are_before_there_is_one_more_way_in(invited, otto, signed_in):
    invitation = invited()
    there = f"/invitations/{invitations.token(invitation)}/"
    answer = signed_in(otto).post(there, {"code": invitations.code(invitation)})

    assert ("/settings/confirm" in answer.url, otto.emailaddress_set.filter(email=NEW).exists()) == (True, False)


def test_the_address_of_another_account_is_never_theirs(invited, otto, freshly):
    olaf = make_person("Olaf Bos")
    invitation = invited(olaf.email)
    page = freshly(otto).get(f"/invitations/{invitations.token(invitation)}/").content.decode()

    assert ("ook van jou?" in page, "voor een ander mailadres" in page) == (False, True)
    with pytest.raises(Refused, match="ander account"):
        invitations.accept_with_code(invitation, by=otto)


def test_five_addresses_are_enough(invited, otto):
    for number in range(5):
        EmailAddress.objects.create(user=otto, email=f"{number}@x.nl", verified=True)
    with pytest.raises(Refused, match="vijf mailadressen"):
        invitations.accept_with_code(invited(), by=otto)


def test_an_invitation_that_ended_proves_nothing(invited, otto):
    invitation = invited(withdrawn_at=timezone.now())
    with pytest.raises(Refused, match="werkt niet meer"):
        invitations.accept_with_code(invitation, by=otto)


def test_who_is_invited_at_another_address_is_a_member_already(company, partnership, nora, invited, otto):
    EmailAddress.objects.create(user=otto, email=NEW, verified=True)
    invitations.accept(invited(), by=otto)
    sent = invitations.invite(company, [NEW], by=nora, role=Role.DAILY_SUPERVISOR, partnership=partnership)

    assert sent == {NEW: invitations.Sent.MEMBER}
