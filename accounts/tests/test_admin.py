"""The pages of platform administrators: accounts, never content (access.md R24, T4, T15)."""

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.db import models
from django.test import Client

from accounts.admin import site
from accounts.models import User
from partnerships.admin import masked
from partnerships.models.notices import Mail
from werkplek.tests.casting import add_second_step


@pytest.fixture
def paul(db) -> User:
    person = User.objects.create_superuser("paul@demo.werkplek.example", name="Paul Beheer")
    add_second_step(person)
    return person


@pytest.fixture
def desk(signed_in, paul) -> Client:
    return signed_in(paul)


def pages() -> list[str]:
    """The list of every registered table, and the index."""
    return ["/admin/", *(f"/admin/{model._meta.app_label}/{model._meta.model_name}/" for model in site._registry)]


def test_only_these_tables_exist():
    assert sorted(model.__name__ for model in site._registry) == [
        "Invitation",
        "Mail",
        "Membership",
        "Organisation",
        "Partnership",
        "Team",
        "User",
    ]


@pytest.mark.parametrize("who", ["sam", "samira", "nora", "otto"])
def test_nobody_else_learns_that_it_is_there(signed_in, request, who):
    client = signed_in(request.getfixturevalue(who))

    assert {client.get(page).status_code for page in pages()} == {404}


@pytest.mark.parametrize("path", ["/admin/", "/admin/login/?next=/admin/", "/admin/login/"])
def test_signed_out_it_is_the_sign_in_page(client, path):
    ways = [url for url, _status in client.get(path, follow=True).redirect_chain]

    assert ways[-1].startswith("/account/login/?next=/admin/")


def test_signed_in_it_is_open_at_once(desk):
    assert desk.get("/admin/login/").url == "/admin/"


def test_no_page_shows_what_anybody_wrote(signed_in, world):
    """A unique word in every text of the reflections layer, then every page of every row (canary)."""
    words, seen = _write_canaries(), set()
    desk = signed_in(world.who("PA"))
    for page in pages():
        html = desk.get(page).content.decode()
        for link in {part.split('"')[0] for part in html.split('href="')[1:] if "/change/" in part.split('"')[0]}:
            html += desk.get(link).content.decode()
        seen |= {word for word in words if word in html}

    assert (len(words) >= 10, seen) == (True, set())


def _write_canaries() -> set[str]:
    words = set()
    for model in apps.get_app_config("reflections").get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, models.TextField) or (field.name == "text" and isinstance(field, models.CharField)):
                word = f"kanarie{len(words)}x"
                model._base_manager.update(**{field.name: word})
                words.add(word)
    return words


def test_nobody_becomes_somebody_else_here(desk, sam):
    """Address, password and factors are the way in: an administrator changes none, whatever is sent (R24)."""
    EmailAddress.objects.create(user=sam, email=sam.email, verified=True, primary=True)
    before = (sam.name, sam.email, sam.password, sam.language, sam.public_id)
    fields = {"name": "Iemand anders", "email": "paul2@werkplek.example", "password": "drie rode fietsen"}

    answer = desk.post(f"/admin/accounts/user/{sam.pk}/change/", {**fields, "language": "en", "is_active": "on"})
    sam.refresh_from_db()

    assert (answer.status_code, (sam.name, sam.email, sam.password, sam.language, sam.public_id)) == (302, before)
    assert list(EmailAddress.objects.values_list("user", "email")) == [(sam.pk, sam.email)]


def test_whether_an_account_is_on_is_all_that_can_be_changed():
    person = site._registry[User]

    assert set(person.fields) - set(person.readonly_fields) == {"is_active"}


def test_switching_off_ends_sessions_at_once(desk, sam):
    UserSession.objects.create(user=sam, ip="127.0.0.1", session_key="a", user_agent="x")

    desk.post(f"/admin/accounts/user/{sam.pk}/change/", {})
    sam.refresh_from_db()

    assert (sam.is_active, UserSession.objects.filter(user=sam).count()) == (False, 0)


def test_nobody_is_made_an_administrator_here(desk, sam):
    fields = {"name": "Sam", "email": sam.email, "is_active": "on", "is_staff": "on", "is_superuser": "on"}
    desk.post(f"/admin/accounts/user/{sam.pk}/change/", {**fields, "password": "x"})
    sam.refresh_from_db()

    assert (sam.is_staff, sam.is_superuser, sam.has_usable_password()) == (False, False, False)


@pytest.mark.parametrize(
    "query",
    ["password__startswith=m", "memberships__role=learner", "experiences__reflection__contains=a", "email__gt=a"],
)
def test_a_filter_walks_nowhere(desk, experience, query):
    assert desk.get(f"/admin/accounts/user/?{query}").status_code in (302, 400)


@pytest.mark.parametrize("path", ["/admin/accounts/user/add/", "/admin/partnerships/membership/add/"])
def test_nobody_is_added_or_removed_here(desk, path):
    assert desk.get(path).status_code == 403


def test_an_organisation_is_added_here(desk):
    answer = desk.post("/admin/partnerships/organisation/add/", {"name": "Nieuwe school", "kind": "school", "city": ""})

    assert answer.status_code == 302


@pytest.mark.parametrize(
    ("path", "there"), [("password_change/", "/settings/password/"), ("logout/", "/account/logout/")]
)
def test_passwords_and_going_out_are_elsewhere(desk, path, there):
    assert desk.get(f"/admin/{path}").url == there


def test_addresses_of_mail_are_masked(desk, sam):
    Mail.objects.create(person=sam, key="digest:2026-11-23")

    html = desk.get("/admin/partnerships/mail/").content.decode()

    assert ("s…@demo.werkplek.example" in html, sam.email in html) == (True, False)


@pytest.mark.parametrize(("address", "shown"), [(None, "-"), ("", "-"), ("a@b.example", "a…@b.example")])
def test_masked(address, shown):
    assert masked(address) == shown
