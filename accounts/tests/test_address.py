"""More than one mail address: a code proves that it is yours, each is a way in, one gets the mail."""

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.utils import timezone

from accounts.models import User
from accounts.tests.conftest import PASSWORD
from accounts.tests.test_sign_in_code import who

OLD, NEW = "sam@werkplek.example", "nieuw@werkplek.example"
PAGE = "/settings/address/"


@pytest.fixture
def browser(person, sign_in, settings):
    """Sam, who came in a moment ago with a password."""
    settings.ACCOUNT_LOGIN_BY_CODE_REQUIRED = set()
    return sign_in(person.email, PASSWORD)


@pytest.fixture
def two(browser, code_in_mail):
    """Sam has one more address."""
    browser.post(PAGE, {"action_add": "1", "email": "“Nieuw@Werkplek.example”"})
    browser.post("/account/email/confirm/", {"code": code_in_mail()})
    return browser


def addresses():
    return list(EmailAddress.objects.order_by("pk").values_list("email", "verified", "primary"))


def test_an_address_is_added_when_the_code_is_right(two, person):
    person.refresh_from_db()

    assert (person.email, mail.outbox[0].to) == (OLD, [NEW])
    assert addresses() == [(OLD, True, True), (NEW, True, False)]
    assert [letter.to for letter in mail.outbox if letter.subject == "Je hebt een mailadres erbij"] == [[OLD]]


@pytest.mark.parametrize("address", [OLD, NEW])
def test_each_address_is_a_way_in(two, person, sign_in, address):
    assert who(sign_in(address, PASSWORD)) == str(person.pk)
    assert len(addresses()) == 2


def test_a_code_goes_to_the_address_that_was_typed(two, sign_in):
    sign_in(NEW)

    assert (mail.outbox[-1].to, mail.outbox[-1].subject) == ([NEW], "Je code om in te loggen")


def test_mail_goes_to_the_address_that_was_chosen(two, person):
    User.objects.update(mail_refused_at=timezone.now())
    page = two.post(PAGE, {"action_primary": "1", "email": NEW}, follow=True)
    person.refresh_from_db()

    assert (person.email, person.mail_refused_at) == (NEW, None)
    assert addresses() == [(OLD, True, False), (NEW, True, True)]
    assert "Je mail komt voortaan op dit adres." in page.content.decode()
    told = [letter.to for letter in mail.outbox if letter.subject == "Je mailadres is aangepast"]
    assert told == [[OLD], [NEW]]


def test_an_address_is_removed_and_that_is_told(two, person, sign_in):
    two.post(PAGE, {"action_remove": "1", "email": NEW})

    assert addresses() == [(OLD, True, True)]
    assert (mail.outbox[-1].to, mail.outbox[-1].subject) == ([OLD], "Een mailadres is verwijderd")
    assert who(sign_in(NEW, PASSWORD)) is None


def test_the_address_that_gets_the_mail_stays(two):
    page = two.post(PAGE, {"action_remove": "1", "email": OLD}, follow=True).content.decode()

    assert ("Kies eerst een ander adres" in page, len(addresses())) == (True, 2)


def test_the_address_of_somebody_else_is_not_added(browser, person, code_in_mail):
    other = User.objects.create_user(NEW, name="Iemand anders")
    EmailAddress.objects.create(user=other, email=NEW, verified=True, primary=True)
    browser.post(PAGE, {"action_add": "1", "email": NEW})
    page = browser.post("/account/email/confirm/", {"code": code_in_mail()}, follow=True).content.decode()

    assert "Dit adres kun je niet gebruiken." in page
    assert list(EmailAddress.objects.filter(email=NEW).values_list("user", flat=True)) == [other.pk]


def test_an_address_that_was_never_proved_goes_at_the_next_sign_in(person, sign_in, settings):
    settings.ACCOUNT_LOGIN_BY_CODE_REQUIRED = set()
    EmailAddress.objects.create(user=person, email="los@werkplek.example")
    sign_in(person.email, PASSWORD)

    assert addresses() == [(OLD, True, True)]


def test_five_addresses_at_most(two, person):
    for number in range(3):
        EmailAddress.objects.create(user=person, email=f"{number}@werkplek.example", verified=True)
    page = two.get(PAGE).content.decode()
    refused = two.post(PAGE, {"action_add": "1", "email": "zes@werkplek.example"}).content.decode()

    assert ("action_add" in page, len(addresses()), "Je hebt al 5 mailadressen." in refused) == (False, 5, False)


def test_whose_an_address_is(two, person):
    EmailAddress.objects.create(user=person, email="los@werkplek.example")

    assert [
        list(User.objects.with_address(one)) for one in (OLD, " <NIEUW@werkplek.example>", "los@werkplek.example")
    ] == [
        [person],
        [person],
        [],
    ]


def test_an_address_is_looked_for_in_each_table_by_itself(db):
    """An OR over two tables reads all of both, and an invitation page asks it of anybody who comes by."""
    asked = str(User.objects.with_address(OLD).query)

    assert (" OR " in asked, " JOIN " in asked) == (False, False)


def test_a_wrong_code_changes_nothing(person, signed_in):
    client = signed_in(person)
    client.post("/settings/address/", {"action_add": "1", "email": "nieuw@werkplek.example"})

    page = client.post("/account/email/confirm/", {"code": "abc"})
    person.refresh_from_db()

    assert ("Deze code klopt niet." in page.content.decode(), person.email) == (True, "sam@werkplek.example")


def test_a_line_break_in_an_address_gets_nowhere(person, signed_in):
    fields = {"action_add": "1", "email": "a@werkplek.example\nBcc: b@werkplek.example"}

    page = signed_in(person).post("/settings/address/", fields)

    assert (page.status_code, mail.outbox) == (200, [])


def test_the_page_says_when_there_is_none(signed_in, person):
    person.email = None
    person.save()

    assert "Je hebt nog geen mailadres." in signed_in(person).get("/settings/address/").content.decode()
