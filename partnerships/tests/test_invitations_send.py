"""Inviting: each address once, by who may, and sending again makes the old link worthless."""

import datetime as dt

import pytest
from django.db import IntegrityError
from django.utils import timezone
from django.utils.formats import date_format

from accounts.models import User
from accounts.values import Refused, today
from partnerships.actions import composing, invitations
from partnerships.actions.invitations import Sent
from partnerships.models.events import Event
from partnerships.models.invitations import VALID_FOR, Invitation, ends_at
from partnerships.models.notices import Mail
from partnerships.models.teams import Team
from partnerships.values import AMSTERDAM, Role
from werkplek.tests.casting import join, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(company, partnership, nora):
    """Nora invites addresses as werkbegeleider."""

    def send(*addresses, by=nora, **fields):
        fields = {"role": Role.DAILY_SUPERVISOR, "partnership": partnership, **fields}
        return invitations.invite(company, addresses, by=by, **fields)

    return send


def run_out(invitation):
    Invitation.objects.filter(pk=invitation.pk).update(
        invited_at=timezone.now() - dt.timedelta(days=8), expires_at=timezone.now() - dt.timedelta(days=1)
    )


def test_every_address_gets_an_invitation_and_a_letter(ask, company, nora):
    assert ask("a@x.nl", "b@x.nl") == {"a@x.nl": Sent.INVITED, "b@x.nl": Sent.INVITED}

    assert [mail.key for mail in Mail.objects.all()] == [f"invitation:{one.nonce}" for one in _oldest_first()]
    event = Event.objects.get(kind="invited")
    assert (event.trail, event.words) == (company.trail, {"role": "vocational:daily_supervisor", "count": 2})


def _oldest_first():
    return Invitation.objects.order_by("pk")


def test_who_has_the_role_is_not_invited(ask, wim):
    assert ask(wim.email) == {wim.email: Sent.MEMBER}
    assert (Invitation.objects.count(), Event.objects.count()) == (0, 0)


def test_an_open_invitation_is_not_sent_twice(ask):
    ask("a@x.nl")

    assert ask("a@x.nl") == {"a@x.nl": Sent.WAITING}
    assert Mail.objects.count() == 1


def test_one_that_ran_out_is_sent_anew(ask):
    ask("a@x.nl")
    run_out(Invitation.objects.get())

    assert ask("a@x.nl", ends_on=today()) == {"a@x.nl": Sent.RENEWED}
    renewed = Invitation.objects.get()
    assert (renewed.is_open, renewed.ends_on, Mail.objects.unsent().count()) == (True, today(), 1)


def test_a_lead_invites_members_into_the_own_team(company, team, tom):
    invitations.invite(company, ["a@x.nl"], by=tom, role=Role.TEAM_MEMBER, team=team)

    assert Invitation.objects.get().invited_by == tom
    assert Event.objects.get().trail == team.trail


@pytest.mark.parametrize("role", [Role.TEAM_LEAD, Role.COORDINATOR])
def test_a_lead_invites_in_no_other_role(company, team, tom, role):
    place = {"team": team} if role == Role.TEAM_LEAD else {}
    with pytest.raises(Refused, match="in deze rol niemand toevoegen"):
        invitations.invite(company, ["a@x.nl"], by=tom, role=role, **place)


def test_a_lead_invites_into_no_other_team(company, tom):
    other = Team.objects.create(organisation=company, name="Team Eik")
    with pytest.raises(Refused):
        invitations.invite(company, ["a@x.nl"], by=tom, role=Role.TEAM_MEMBER, team=other)


@pytest.mark.parametrize("who", ["samira", "olga", "otto"])
def test_others_invite_nobody(ask, request, who):
    with pytest.raises(Refused):
        ask("a@x.nl", by=request.getfixturevalue(who))


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"role": Role.SCHOOL_SUPERVISOR}, "past niet bij deze organisatie"),
        ({"partnership": None}, "Kies een partnerschap"),
        ({"role": Role.TEAM_MEMBER, "partnership": None}, "Kies een team"),
        ({"ends_on": today() - dt.timedelta(days=1)}, "vanaf vandaag"),
    ],
)
def test_a_role_needs_its_place_and_an_end_to_come(ask, fields, reason):
    with pytest.raises(Refused, match=reason):
        ask("a@x.nl", **fields)


def test_a_partnership_of_others_is_refused(ask, otto):
    far = otto.memberships.get().partnership
    with pytest.raises(Refused, match="doet niet mee"):
        ask("a@x.nl", partnership=far)


def test_sending_again_makes_the_old_link_and_code_worthless(ask, nora):
    ask("a@x.nl")
    invitation = Invitation.objects.get()
    old_link, old_code = invitations.token(invitation), invitations.code(invitation)
    invitations.resend(invitation, by=nora)
    invitation.refresh_from_db()

    assert invitations.find(old_link).is_newest is False
    assert (invitations.token(invitation) != old_link, invitations.code(invitation) != old_code) == (True, True)
    assert [mail.key for mail in Mail.objects.unsent()] == [f"invitation:{invitation.nonce}"]


def test_a_lead_sends_none_again_that_they_could_not_send(company, team, tom, nora):
    invitations.invite(company, ["a@x.nl"], by=nora, role=Role.TEAM_LEAD, team=team)
    with pytest.raises(Refused):
        invitations.resend(Invitation.objects.get(), by=tom)


def test_withdrawing_closes_it_and_keeps_the_letter_home(ask, nora):
    ask("a@x.nl")
    invitations.withdraw(Invitation.objects.get(), by=nora)

    assert Invitation.objects.get().standing.label == "Ingetrokken"
    assert Mail.objects.unsent().count() == 0
    with pytest.raises(Refused, match="al aangenomen of ingetrokken"):
        invitations.withdraw(Invitation.objects.get(), by=nora)


@pytest.mark.parametrize("who", ["samira", "olga", "tom"])
def test_others_withdraw_nothing(ask, request, who):
    ask("a@x.nl")
    with pytest.raises(Refused, match="niet intrekken"):
        invitations.withdraw(Invitation.objects.get(), by=request.getfixturevalue(who))


def test_an_old_link_asks_for_a_new_one_once_in_ten_minutes(ask):
    ask("a@x.nl")
    invitation = Invitation.objects.get()
    run_out(invitation)
    Mail.objects.update(created_at=timezone.now() - dt.timedelta(days=8))

    assert [invitations.ask_again(invitation), invitations.ask_again(invitation)] == [True, False]
    assert Event.objects.filter(kind="invitation_resent", by=None).count() == 1


def test_a_withdrawn_one_or_one_of_somebody_gone_is_not_sent_again(ask, nora, second):
    ask("a@x.nl", "b@x.nl")
    withdrawn, orphaned = _oldest_first()
    Mail.objects.update(created_at=timezone.now() - dt.timedelta(days=8))
    invitations.withdraw(withdrawn, by=nora)
    nora.memberships.update(ended_at=timezone.now())

    assert [invitations.ask_again(withdrawn), invitations.ask_again(orphaned)] == [False, False]


def test_one_waiting_invitation_per_address_and_place(ask, company, partnership, nora):
    ask("a@x.nl")
    with pytest.raises(IntegrityError):
        invitations.send(company, "A@x.nl", by=nora, role=Role.DAILY_SUPERVISOR, partnership=partnership)


def test_a_code_has_six_digits_and_the_database_does_not_hold_it(ask):
    ask("a@x.nl")
    row = Invitation.objects.values().get()
    code = invitations.code(Invitation.objects.get())

    assert (len(code), code.isdigit()) == (6, True)
    assert code not in str(row)


def test_the_code_of_the_address_opens(ask):
    ask("a@x.nl", "b@x.nl")
    mine = Invitation.objects.get(email="a@x.nl")

    assert invitations.find_by_code("A@X.nl ", invitations.code(mine)) == mine
    assert invitations.find_by_code("b@x.nl", invitations.code(mine)) is None


def test_ten_wrong_codes_close_it(ask):
    ask("a@x.nl")
    invitation = Invitation.objects.get()
    right = invitations.code(invitation)
    wrong = "000000" if right != "000000" else "000001"
    for _try in range(10):
        invitations.find_by_code("a@x.nl", wrong)
    invitation.refresh_from_db()

    assert invitations.find_by_code("a@x.nl", right) is None
    assert (invitation.standing, invitation.wrong_codes) == ("blocked", 10)


@pytest.mark.parametrize("token", ["", "made-up", "a.b", "AAAA.AAAA", "é.x"])
def test_a_made_up_link_finds_nothing(token):
    assert invitations.find(token) is None


def test_the_link_of_a_row_that_is_gone_finds_nothing(ask):
    ask("a@x.nl")
    invitation = Invitation.objects.get()
    token = invitations.token(invitation)
    invitation.delete()

    assert invitations.find(token) is None


def test_the_link_is_on_our_own_address(ask, settings):
    settings.SITE_URL = "https://werkplek.example"
    ask("a@x.nl")
    assert invitations.address(Invitation.objects.get()).startswith("https://werkplek.example/invitations/")


def test_the_first_coordinator_is_invited_by_a_partner(nora, partnership, company):
    from_nora = invitations.send(company, "a@x.nl", by=nora, role=Role.COORDINATOR)

    assert str(from_nora) == "a@x.nl · Coördinator"
    assert User.objects.filter(email="a@x.nl").exists() is False


def test_somebody_else_of_that_address_elsewhere_is_invited(ask, school):
    stranger = make_person("Vreemde Gast")
    join(stranger, Role.LND_ADVISER, school)

    assert ask(stranger.email) == {stranger.email: Sent.INVITED}


def test_a_former_lead_takes_nothing_back(company, team, tom):
    invitations.invite(company, ["a@x.nl"], by=tom, role=Role.TEAM_MEMBER, team=team)
    sent = Invitation.objects.get()
    assert Invitation.objects.manageable_by(tom).exists()

    tom.memberships.update(ended_at=timezone.now())

    with pytest.raises(Refused):
        invitations.withdraw(sent, by=tom)
    assert not Invitation.objects.manageable_by(tom).exists()


@pytest.mark.parametrize("hour", [0, 8, 23])
def test_it_is_good_until_the_end_of_the_day_that_the_letter_names(company, hour):
    """24:00 in Amsterdam (access.md R29)."""
    at = dt.datetime(2026, 11, 22, hour, 30, tzinfo=AMSTERDAM)

    invitation = Invitation(organisation=company, invited_at=at, expires_at=ends_at(at))

    assert invitation.expires_at == dt.datetime(2026, 11, 30, 0, 0, tzinfo=AMSTERDAM)
    assert invitation.last_day == dt.date(2026, 11, 29)


def test_what_is_sent_ends_then_and_the_letter_says_that_day(ask):
    ask("a@x.nl")
    invitation = Invitation.objects.get()

    message = composing.compose(Mail.objects.get(), timezone.now())

    assert (invitation.expires_at, invitation.last_day) == (ends_at(invitation.invited_at), today() + VALID_FOR)
    assert f"geldig tot en met {date_format(invitation.last_day, 'l j F Y')}." in message.body
