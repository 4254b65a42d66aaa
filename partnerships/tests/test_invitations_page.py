"""The pages for who is invited: a look changes nothing, and nothing is told to who guesses."""

import datetime as dt
import re

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from partnerships.actions import invitations, organisations
from partnerships.models.invitations import Invitation
from partnerships.models.memberships import Membership
from partnerships.models.notices import Mail
from partnerships.values import Role
from werkplek.tests.casting import make_person

pytestmark = pytest.mark.django_db
NEW = "anna@x.nl"


@pytest.fixture(autouse=True)
def _no_tries_before():
    cache.clear()


@pytest.fixture
def invitation(company, partnership, nora):
    return invitations.send(company, NEW, by=nora, role=Role.DAILY_SUPERVISOR, partnership=partnership)


def said(response):
    """The page without its token against forgery, which differs every time."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())


def page_of(invitation):
    return reverse("partnerships:invitation", args=[invitations.token(invitation)])


def facts():
    return (Membership.objects.count(), User.objects.count(), Invitation.objects.values().get())


def test_looking_shows_who_asks_and_changes_nothing(invitation):
    before = facts()
    page = Client().get(page_of(invitation)).content.decode()

    assert facts() == before
    for words in ("Nora Smit nodigt je uit", "Werkbegeleider", "Zorggroep De Linde", NEW, "Hoe heet je?", "Meedoen"):
        assert words in page


def test_somebody_new_gives_a_name_and_is_in(invitation):
    client = Client()
    response = client.post(page_of(invitation), {"name": "Anna de Jong"})

    assert (response.status_code, response["Location"]) == (302, "/")
    assert client.get("/").wsgi_request.user.name == "Anna de Jong"


@pytest.mark.parametrize(("tick", "stays"), [({}, False), ({"own_device": "on"}, True)])
def test_who_joins_says_whose_device_it_is(invitation, tick, stays):
    client = Client()
    client.post(page_of(invitation), {"name": "Anna de Jong", **tick})

    assert bool(client.cookies["session"]["max-age"]) is stays
    assert ("trusted" in client.cookies) is stays


def test_without_a_name_nothing_happens(invitation):
    before = facts()
    page = Client().post(page_of(invitation), {"name": " "}).content.decode()

    assert facts() == before
    assert "Vul je naam in." in page


def test_who_has_an_account_signs_in_and_comes_back(invitation, signed_in):
    olaf = make_person("Olaf Bos")
    Invitation.objects.update(email=olaf.email)
    address = page_of(invitation)

    assert f'href="/account/login/?next={address}"' in Client().get(address).content.decode()
    assert Client().post(address, {"name": "Olaf"}).status_code == 403
    assert signed_in(olaf).post(address)["Location"] == "/"
    assert olaf.memberships.get().role == Role.DAILY_SUPERVISOR


def test_somebody_else_signs_out_or_proves_that_the_address_is_theirs_too(invitation, signed_in, otto):
    page = signed_in(otto).get(page_of(invitation)).content.decode()
    answer = signed_in(otto).post(page_of(invitation))

    assert ("ook van jou?" in page, 'action="/account/logout/"' in page) == (True, True)
    assert ("Vul de code in." in answer.content.decode(), otto.memberships.count()) == (True, 1)


def test_the_invitation_of_another_account_is_not_theirs(signed_in, otto, samira, company, partnership, nora):
    invitation = invitations.send(company, samira.email, by=nora, role=Role.DAILY_SUPERVISOR, partnership=partnership)
    client = signed_in(otto)

    assert "Deze uitnodiging is voor een ander mailadres." in client.get(page_of(invitation)).content.decode()
    assert client.post(page_of(invitation)).status_code == 403


def test_a_first_coordinator_answers_the_partnership_next(partnership, nora):
    made = organisations.add(
        by=nora, name="De Wilg", kind="workplace", city="", coordinator=NEW, partnership=partnership
    )
    response = Client().post(page_of(Invitation.objects.get(organisation=made)), {"name": "Lena"})

    assert response["Location"] == reverse("partnerships:proposal", args=[partnership.public_id])


def over(**fields):
    long_ago = timezone.now() - dt.timedelta(days=9)
    if fields.pop("expired", False):
        fields |= {"invited_at": long_ago, "expires_at": long_ago + dt.timedelta(days=7)}
    Invitation.objects.update(**fields)


def test_a_made_up_link_looks_like_one_that_ran_out(invitation):
    over(expired=True)
    real, made_up = Client().get(page_of(invitation)), Client().get("/invitations/made-up/")

    assert (real.status_code, made_up.status_code) == (404, 404)
    real_token = invitations.token(invitation)
    assert said(real).replace(real_token, "made-up") == said(made_up)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"expired": True}, "Stuur mij een nieuwe link"),
        ({"wrong_codes": 10}, "Stuur mij een nieuwe link"),
        ({"withdrawn_at": timezone.now()}, "ingetrokken"),
        ({"accepted_at": timezone.now()}, "al gebruikt"),
    ],
)
def test_each_end_has_its_page(invitation, fields, words):
    over(**fields)
    response = Client().post(page_of(invitation), {"name": "Anna"})

    assert (response.status_code, words in said(response)) == (404, True)
    assert User.objects.filter(email=NEW).exists() is False


def test_an_older_link_leads_to_a_new_one(invitation, nora):
    old = page_of(invitation)
    invitations.resend(invitation, by=nora)

    assert "Stuur mij een nieuwe link" in Client().get(old).content.decode()


def test_asking_again_says_the_same_to_everybody_and_mails_the_address(invitation):
    over(expired=True)
    Mail.objects.update(created_at=timezone.now() - dt.timedelta(days=9))
    answers = [
        said(Client().post(reverse("partnerships:invitation_again", args=[token]), follow=True))
        for token in (invitations.token(invitation), "made-up")
    ]

    assert answers[0] == answers[1]
    assert [mail.invitation.email for mail in Mail.objects.unsent().filter(key__contains="invitation")][-1] == NEW
    assert Invitation.objects.get().is_open


def test_asking_again_and_again_is_too_often(invitation):
    address = reverse("partnerships:invitation_again", args=[invitations.token(invitation)])
    answers = [Client().post(address) for _time in range(6)]

    assert [answer.status_code for answer in answers] == [302] * 5 + [429]
    assert int(answers[-1]["Retry-After"]) > 0


CODE = "/invitations/code/"


def test_the_code_leads_to_the_page(invitation):
    response = Client().post(
        CODE, {"email": NEW.upper(), "code": f" {invitations.code(invitation)[:3]} {invitations.code(invitation)[3:]}"}
    )

    assert response["Location"] == page_of(invitation)


@pytest.mark.parametrize("email", [NEW, "nobody@x.nl"])
def test_a_wrong_code_gets_the_same_answer_for_every_address(invitation, email):
    wrong = "000000" if invitations.code(invitation) != "000000" else "000001"
    page = Client().post(CODE, {"email": email, "code": wrong}).content.decode()

    assert "Deze code hoort niet bij dit adres, of werkt niet meer." in page


@pytest.mark.parametrize("code", ["12345", "abcdef", "1234567", "१२३४५६"])
def test_a_code_has_six_digits(invitation, code):
    assert "De code heeft zes cijfers." in Client().post(CODE, {"email": NEW, "code": code}).content.decode()
    assert Invitation.objects.get().wrong_codes == 0


def test_many_guesses_close_it_and_then_are_too_often(invitation):
    wrong = "000000" if invitations.code(invitation) != "000000" else "000001"
    answers = [Client().post(CODE, {"email": NEW, "code": wrong}).status_code for _try in range(13)]

    assert answers == [200] * 12 + [429]
    assert Invitation.objects.get().wrong_codes == 10


def test_the_code_page_is_there(db):
    assert "De zes cijfers uit de mail." in Client().get(CODE).content.decode()
