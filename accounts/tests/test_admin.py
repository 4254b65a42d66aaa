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
from partnerships.models import Mail
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
def test_signed_out_it_is_the_front_door(client, path):
    ways = [url for url, _status in client.get(path, follow=True).redirect_chain]

    assert ways[-1].startswith("/account/login/?next=/admin/")


def test_signed_in_it_is_open_at_once(desk):
    assert desk.get("/admin/login/").url == "/admin/"


def test_no_page_shows_what_anybody_wrote(signed_in, world):
    """A unique word in every text of the reflections floor, then every page of every row (canary)."""
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


def test_an_address_is_corrected_and_the_old_one_opens_nothing(desk, sam):
    EmailAddress.objects.create(user=sam, email=sam.email, verified=True, primary=True)

    desk.post(
        f"/admin/accounts/user/{sam.pk}/change/", {"name": "Sam", "email": "S2@werkplek.example", "is_active": "on"}
    )
    sam.refresh_from_db()

    assert (sam.name, sam.email, EmailAddress.objects.count()) == ("Sam", "s2@werkplek.example", 0)


def test_an_account_without_address_stays_without(desk, sam):
    desk.post(f"/admin/accounts/user/{sam.pk}/change/", {"name": "Sam", "email": "", "is_active": "on"})
    sam.refresh_from_db()

    assert sam.email is None


def test_switching_off_ends_sessions_at_once(desk, sam):
    UserSession.objects.create(user=sam, ip="127.0.0.1", session_key="a", user_agent="x")

    desk.post(f"/admin/accounts/user/{sam.pk}/change/", {"name": "Sam", "email": sam.email})
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
