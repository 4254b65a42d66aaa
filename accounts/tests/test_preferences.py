"""The page "Instellingen"."""

import datetime as dt

import pytest
from allauth.mfa.models import Authenticator

GOOD = {
    "name": "Sam  van\nVries",
    "language": "nl",
    "age_band": "16_17",
    "mail_rhythm": "direct",
    "mail_time": "09:30",
    "log_rhythm": "weekly",
}


def test_what_you_choose_is_kept(signed_in, sam):
    answer = signed_in(sam).post("/settings/", GOOD | {"version": sam.version}, follow=True)
    sam.refresh_from_db()

    assert (sam.name, sam.age_band, sam.mail_rhythm, sam.mail_time, sam.log_rhythm) == (
        "Sam van Vries",
        "16_17",
        "direct",
        dt.time(9, 30),
        "weekly",
    )
    assert "Bewaard." in answer.content.decode()


def test_the_answer_speaks_the_new_language(signed_in, sam):
    answer = signed_in(sam).post("/settings/", {**GOOD, "language": "en", "version": sam.version}, follow=True)

    assert answer["Content-Language"] == "en"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", " \n "),
        ("name", "x" * 121),
        ("language", "de"),
        ("age_band", ""),
        ("mail_rhythm", "hourly"),
        ("mail_time", "03:00"),
        ("mail_time", "later"),
        ("log_rhythm", "daily"),
    ],
)
def test_what_cannot_be_is_said_at_the_field_and_the_rest_stays_typed(signed_in, sam, field, value):
    page = signed_in(sam).post("/settings/", {**GOOD, field: value})
    sam.refresh_from_db()
    html = page.content.decode()

    assert (page.status_code, sam.mail_rhythm, "<title>Fout:" in html) == (200, "digest", True)
    assert list(page.context["form"].errors) == [field]
    assert "Sam de Vries" in html.split("<main")[0] or "Sam" in html.split("<main")[0]


def test_nothing_but_the_choices_can_be_set(signed_in, sam):
    more = {"is_staff": "on", "email": "x@werkplek.example", "is_superuser": "1"}
    signed_in(sam).post("/settings/", {**GOOD, "version": sam.version, **more})
    sam.refresh_from_db()

    assert (sam.is_staff, sam.is_superuser, sam.email) == (False, False, "sam.de.vries@demo.werkplek.example")


def test_an_hour_from_elsewhere_stays_choosable(signed_in, sam):
    sam.mail_time = dt.time(7, 15)
    sam.save()

    assert '<option value="07:15" selected>' in signed_in(sam).get("/settings/").content.decode()


@pytest.mark.parametrize(
    ("kind", "words"),
    [(None, "Niet aan"), (Authenticator.Type.TOTP, "Met een app"), (Authenticator.Type.WEBAUTHN, "Met een passkey")],
)
def test_it_says_which_second_step_you_have(signed_in, sam, kind, words):
    if kind:
        Authenticator.objects.create(user=sam, type=kind, data={})

    assert words in signed_in(sam).get("/settings/").content.decode()


def test_as_many_queries_with_one_session_as_with_thirty(signed_in, sam, django_assert_num_queries):
    client = signed_in(sam)
    client.get("/settings/")

    with django_assert_num_queries(7):
        client.get("/settings/")
