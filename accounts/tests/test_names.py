"""Names and addresses: tidy as they are stored, found whatever their accents, in the order of a telephone book, on both
databases (docs/decisions/0163)."""

import random
import string
from importlib import import_module

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models import F
from django.urls import reverse

from accounts.models import User
from accounts.names import by_surname, fold, holds, mentions, order_key, tidy, tidy_address

TELEPHONE_BOOK = [
    "Zoë Aalders",
    "Øyvind Ås",
    "bram bakker",
    "Ana van den Berg",
    "Anna van der Berg",
    "Anna van den Berg-de Wit",
    "Élise D'Arcy",
    "Fatima El Idrissi",
    "Lotte Jansen",
    "Lotte Jansen-van der Meer",
    "Özgür Öztürk",
    "René Peters",
    "Renee Peters",
    "Karin van 't Veld",
    "Sam de Vries",
    "Gül Yıldız",
    "Tim IJsselstein",
    "Mia van IJzeren",
]


@pytest.fixture
def people(db):
    shuffled = random.Random(7).sample(TELEPHONE_BOOK, len(TELEPHONE_BOOK))  # noqa: S311 - any order but theirs
    return User.objects.bulk_create(User(name=name, email=f"p{n}@x.example") for n, name in enumerate(shuffled))


@pytest.mark.both("each database has an order of its own")
def test_people_stand_as_in_a_dutch_telephone_book(people, record_property):
    assert [str(one) for one in User.objects.order_by("name_key", "pk")] == TELEPHONE_BOOK
    assert sorted(people, key=by_surname) == list(User.objects.order_by("name_key", "pk"))
    record_property("figure", f"{len(people)} names stand as in a Dutch telephone book on {connection.vendor}")


@pytest.mark.both("each database compares letters in its own way")
@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("ozgur", ["Özgür Öztürk"]),
        ("ozturk", ["Özgür Öztürk"]),
        ("ÖZTÜRK", ["Özgür Öztürk"]),
        ("renee", ["Renee Peters"]),
        ("rene peters", ["René Peters", "Renee Peters"]),
        ("Renée", ["Renee Peters"]),
        ("van der", ["Anna van der Berg", "Lotte Jansen-van der Meer"]),
        ("berg anna", ["Anna van der Berg", "Anna van den Berg-de Wit"]),
        ("IJs", ["Tim IJsselstein"]),
        ("ijs", ["Tim IJsselstein"]),
        ("Ĳs", ["Tim IJsselstein"]),
        ("mia van i", ["Mia van IJzeren"]),
        ("yildiz", ["Gül Yıldız"]),
        ("YILDIZ", ["Gül Yıldız"]),
        ("d’arcy", ["Élise D'Arcy"]),
        ("oyvind as", ["Øyvind Ås"]),
        ("niemand", []),
        ("100%", []),
    ],
)
def test_somebody_is_found_however_the_name_is_typed(people, words, found):
    assert [str(one) for one in User.objects.filter(mentions(words, "name_key")).order_by("name_key")] == found
    assert [name for name in TELEPHONE_BOOK if holds(words, name)] == found


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Sam de Vries", "vries0sam0de0Sam de Vries"),
        ("de Vries", "vries00de0de Vries"),
        ("Vries, Sam de", "vries0sam0de0Vries, Sam de"),
        ("Al Gore", "gore0al00Al Gore"),
        ("Bo", "bo000Bo"),
        ("Jan", "jan000Jan"),
        ("van", "van000van"),
        ("Jan van", "van0jan00Jan van"),
        ("Juan de la Cruz", "cruz0juan0de1la0Juan de la Cruz"),
        ("محمد علي", "علي0محمد00محمد علي"),
        ("", ""),
    ],
)
def test_the_key_of_a_name(name, key):
    assert order_key(name) == key


def test_a_key_fits_whatever_the_letters():
    longest = order_key("\ufdfa" * 120)  # one letter that folds to eighteen

    assert len(longest) <= User._meta.get_field("name_key").max_length


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("  Sam \u00a0 de\nVries\t", "Sam de Vries"),
        ("Rene\u0301e", "Renée"),
        ("\u202eSam\u202c", "Sam"),
        ("\u2066Sam\u2069\ufeff", "Sam"),
        ("S\u00adam\u200b", "Sam"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("\u200d\u200c", ""),
        ("\u3164\u2800", ""),
        (" \u200b ", ""),
        ("-'-", ""),
        ("Sam 😀", "Sam 😀"),
    ],
)
def test_a_name_is_stored_as_people_see_it(typed, stored):
    assert tidy(typed) == stored


@pytest.mark.parametrize(
    "typed",
    [
        "Sam@Werkplek.example",
        "\u200bsam@werkplek.example\ufeff",
        "\u202asam@werkplek.example\u202c",
        " <sam@werkplek.example>,",
        "“sam@werkplek.example”",
        "‘sam@werkplek.example’.",
        "(mailto:sam@werkplek.example)",
        "«sam@werk\u00adplek.example»",
    ],
)
def test_an_address_is_what_was_meant(typed):
    assert tidy_address(typed) == "sam@werkplek.example"


@pytest.mark.parametrize("typed", ["", "“”", "sam apenstaart werkplek"])
def test_what_is_no_address_stays_none(typed):
    assert "@" not in tidy_address(typed)


def test_what_is_folded_is_the_same_folded_again():
    for name in [*TELEPHONE_BOOK, "Straße", "ŁÓDŹ", "Æsop", "Þór", string.punctuation]:
        assert fold(fold(name)) == fold(name)
    assert (fold("Straße"), fold("ŁÓDŹ"), fold("Æsop"), fold("İIıi")) == ("strasse", "lodz", "aesop", "iiii")


# --- The key cannot be forgotten ------------------------------------------------------------------------------


@pytest.mark.both("the database keeps the rule")
def test_every_way_to_write_a_name_writes_its_key(db):
    sam = User.objects.create_user("sam@x.example", name="Sam \u200b de Vries")
    sam.refresh_from_db()
    assert (sam.name, sam.name_key) == ("Sam de Vries", order_key("Sam de Vries"))

    User.objects.filter(pk=sam.pk).update(name=" Sam Bos ")
    sam.refresh_from_db()
    assert (sam.name, sam.name_key) == ("Sam Bos", order_key("Sam Bos"))

    sam.name = ""
    sam.save()
    sam.refresh_from_db()
    assert (sam.name, sam.name_key) == ("", "")


@pytest.mark.both("the database keeps the rule")
def test_the_database_refuses_a_name_with_the_key_of_another(db):
    sam = User.objects.create_user("sam@x.example", name="Sam de Vries")
    sam.name = "Sam Bos"
    with pytest.raises(IntegrityError, match="user_name_key_of_its_name"), transaction.atomic():
        sam.save(update_fields=["name"])
    with pytest.raises(IntegrityError, match="user_name_key_of_its_name"), transaction.atomic():
        User._base_manager.update(name="Sam Bos")


def test_who_was_there_before_gets_a_key_together_with_others(db, monkeypatch, django_assert_num_queries):
    migration = import_module("accounts.migrations.0003_name_key")
    monkeypatch.setattr(migration, "TOGETHER", 2)
    for name in TELEPHONE_BOOK[:3]:
        User.objects.create_user(name=name)
    User._base_manager.update(name_key=F("name"))

    with django_assert_num_queries(5):  # two and one, and nobody is left
        migration.make_keys(apps, None)

    assert [one.name_key for one in User.objects.order_by("pk")] == [order_key(name) for name in TELEPHONE_BOOK[:3]]


# --- Where they are typed --------------------------------------------------------------------------------------


def test_a_name_that_nobody_sees_is_no_name(client, db):
    sam = User.objects.create_user("sam@x.example", name="Sam de Vries")
    client.force_login(sam)
    page = client.get(reverse("settings")).context["form"]
    kept = {name: page[name].value() for name in page.fields}

    answer = client.post(reverse("settings"), kept | {"name": "\u200b\u3164"})
    client.post(reverse("settings"), kept | {"name": "\u202eRene\u0301e  Bos"})
    sam.refresh_from_db()

    assert ("Vul je naam in." in answer.content.decode(), sam.name) == (True, "Renée Bos")


@pytest.mark.parametrize("typed", ["\u200bsam@x.example", "“sam@x.example”", "<Sam@X.example>"])
def test_a_pasted_address_signs_in(client, db, mailoutbox, typed):
    User.objects.create_user("sam@x.example", name="Sam de Vries")
    client.post("/account/login/", {"login": typed, "way": "code"})

    assert [mail.to for mail in mailoutbox] == [["sam@x.example"]]
    assert mailoutbox[0].subject == "Je code om in te loggen"
