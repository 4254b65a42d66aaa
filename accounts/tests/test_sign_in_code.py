"""Coming in with a mailed code."""

import re

import pytest
from django.core import mail
from django.test import Client

from accounts.models import User


def who(client: Client) -> str | None:
    return client.session.get("_auth_user_id")


def test_a_code_from_the_mail_lets_a_person_without_password_in(sign_in, code_in_mail):
    invited = User.objects.create_user("nieuw@werkplek.example", name="Nieuw")
    client = sign_in("nieuw@werkplek.example")

    answer = client.post("/account/login/code/confirm/", {"code": code_in_mail()})

    assert (answer.status_code, answer.url, who(client)) == (302, "/", str(invited.pk))


def test_the_code_travels_through_a_real_mail_server(smtp_sink, person, sign_in):
    client = sign_in("SAM@werkplek.example")
    [letter] = smtp_sink.sent_to("sam@werkplek.example")
    code = re.search(r"\d{6}", letter.get_body(("plain",)).get_content()).group()

    client.post("/account/login/code/confirm/", {"code": code})

    assert (letter["Subject"], who(client)) == ("Je code om in te loggen", str(person.pk))


def test_a_letter_holds_nothing_of_the_host_that_was_asked(person, settings):
    settings.ALLOWED_HOSTS = ["evil.example", "testserver"]

    Client(headers={"host": "evil.example"}).post("/account/login/", {"login": person.email, "way": "code"})

    letter = mail.outbox[0]
    assert "evil.example" not in letter.body + letter.alternatives[0].content
    assert "http://testserver" in letter.body


def test_after_the_code_you_go_on_where_you_were(person, sign_in, code_in_mail):
    client = sign_in(person.email, next="/settings/")

    answer = client.post("/account/login/code/confirm/", {"code": code_in_mail(), "next": "/settings/"})

    assert answer.url == "/settings/"


@pytest.mark.parametrize("url", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "http:///evil"])
def test_never_to_another_site(person, sign_in, code_in_mail, url):
    client = sign_in(person.email, next=url)

    answer = client.post("/account/login/code/confirm/", {"code": code_in_mail(), "next": url})

    assert answer.url == "/"


def test_three_wrong_codes_and_you_begin_again(person, sign_in, code_in_mail):
    client = sign_in(person.email)
    right = code_in_mail()
    wrong = "000000" if right != "000000" else "111111"

    answers = [client.post("/account/login/code/confirm/", {"code": wrong}).status_code for _ in range(3)]
    last = client.post("/account/login/code/confirm/", {"code": right})

    assert (answers, last.status_code, who(client)) == ([200, 200, 302], 302, None)


def test_the_second_browser_cannot_use_the_code_of_the_first(person, sign_in, code_in_mail):
    sign_in(person.email)
    other = Client()

    other.post("/account/login/code/confirm/", {"code": code_in_mail()})

    assert who(other) is None


@pytest.mark.parametrize(("tick", "lasts"), [({}, ""), ({"remember": "on"}, 90 * 24 * 3600)])
def test_how_long_the_session_lasts_is_what_was_ticked(person, sign_in, code_in_mail, tick, lasts):
    client = sign_in(person.email, **tick)
    client.post("/account/login/code/confirm/", {"code": code_in_mail()})

    assert client.cookies["session"]["max-age"] == lasts


def test_a_mail_server_that_is_away_is_told_and_no_error(person, smtp_sink, sign_in):
    smtp_sink.answer = "451 Later"

    client = sign_in(person.email)

    page = client.get("/account/login/code/confirm/").content.decode()
    assert (client.last.status_code, "De mail is niet verstuurd." in page) == (302, True)


def test_the_old_address_of_the_code_page_leads_to_the_one_page(client):
    assert client.get("/account/login/code/").url == "/account/login/"


def test_nobody_makes_an_account_alone(client):
    answer = client.post("/account/signup/", {"email": "zelf@werkplek.example"})

    assert (User.objects.count(), "uitnodiging" in answer.content.decode()) == (0, True)
