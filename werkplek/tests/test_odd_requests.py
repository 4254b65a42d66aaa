"""What no browser sends is refused, and never an error of ours (access.md R34)."""

import json
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.core.wsgi import get_wsgi_application
from django.test import RequestFactory
from django.urls import reverse

from partnerships.forms.fields import Day
from reflections.live import payloads
from reflections.values import MoveKind
from werkplek.charsets import refuse_other_charsets
from werkplek.tests.pages import browser_of
from werkplek.tests.test_create_once import a_track, stand_in

DEEP = ["[" * 3_000 + "]" * 3_000, '{"a":' * 3_000 + "1" + "}" * 3_000]
SIGN_IN_ANSWER = {
    "id": "x",
    "rawId": "y",
    "type": "public-key",
    "response": {"userHandle": "AAAA", "clientDataJSON": "e30", "authenticatorData": "AAAA", "signature": "AA"},
}
FORM, PARTS = "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"


@pytest.mark.parametrize(
    "url", ["a", "home", "settings", "account_login", "", "..", "javascript:alert(1)", "//evil.example"]
)
def test_a_page_to_go_on_to_that_is_no_address(db, url, sam):
    for client in (browser_of(None), browser_of(sam)):
        for path in ("/language/", "/account/logout/"):
            answer = client.post(path, {"language": "nl", "next": url})

            assert (answer.status_code, answer.url.startswith("/"), "evil" in answer.url) == (302, True, False)


def test_a_page_to_go_on_to_after_saying_who_you_are(sam):
    answer = browser_of(sam).get("/settings/confirm/?next=home")

    assert answer.status_code < 500


def status_of(method: str, path: str, content_type: str) -> str:
    """What the server answers, asked as gunicorn asks it."""
    told: list[str] = []
    content = b"next=/help/&language=nl"
    environ = RequestFactory().generic(method, "/", content, content_type="text/plain").environ
    path, _mark, query = path.partition("?")
    environ |= {"CONTENT_TYPE": content_type, "PATH_INFO": path, "QUERY_STRING": query}
    application = refuse_other_charsets(get_wsgi_application())
    answer = application(environ, lambda status, headers: told.append(status))
    return told[0] if b"".join(answer) else "nothing"


@pytest.mark.parametrize("charset", ["utf-16", "utf-7", "latin-1", "rot13", "idna", "zip", "nonsense", '"utf-32"'])
@pytest.mark.parametrize("kind", [FORM, PARTS, "application/json"])
def test_another_encoding_than_ours(db, kind, charset):
    asked = [("POST", "/language/"), ("GET", "/experiences/?q=a"), ("POST", "/nowhere/")]

    found = {status_of(method, path, f"{kind}; charset={charset}") for method, path in asked}

    assert found == {"400 Bad Request"}


@pytest.mark.parametrize("content_type", [f"{FORM}; charset=utf-8", f'{FORM}; charset="UTF-8"', FORM, ""])
def test_our_encoding_is_taken(db, content_type):
    assert status_of("GET", "/help/", content_type) == "200 OK"


@pytest.mark.parametrize("credential", [*DEEP, json.dumps(SIGN_IN_ANSWER)])
@pytest.mark.parametrize("name", ["mfa_login_webauthn", "mfa_add_webauthn", "mfa_reauthenticate_webauthn"])
def test_an_answer_of_a_passkey_that_is_none(sam, name, credential):
    client = browser_of(None if name == "mfa_login_webauthn" else sam, just_confirmed=True)
    client.get(reverse(name), headers={"accept": "application/json"})

    assert client.post(reverse(name), {"credential": credential, "name": "x"}).status_code in (200, 302)


@pytest.mark.parametrize("sent", [*DEEP, '{"kind": [[1]], "id": {"a": 1}}', json.dumps({"id": [["x"]] * 10})])
def test_a_move_that_is_no_move(filled, sent):
    room = reverse("reflections:room_moves", args=[filled.things["live_check"].public_id])

    answer = browser_of(filled.who("TL")).generic("POST", room, sent, content_type="application/json")

    assert answer.status_code == 400


@pytest.mark.parametrize("day", ["9999-12-31", "9990-01-01", "0001-01-01", "1000-01-01"])
@pytest.mark.parametrize(
    ("name", "thing", "fields"),
    [
        ("learningtracks:track_new", "partnership", a_track),
        ("learningtracks:guide_stand_in", "guide", stand_in),
    ],
)
def test_a_period_at_the_end_of_the_calendar(filled, name, thing, fields, day):
    url = reverse(name, args=[filled.things[thing].public_id])
    sent = fields(filled) | {"starts_on": day, "ends_on": day, "once": str(uuid.uuid4())}

    answer = browser_of(filled.who("OA"), just_confirmed=True).post(url, sent)

    assert (answer.status_code, "Laatste dag" in answer.content.decode()) == (200, True)


@pytest.mark.parametrize("day", ["9999-12-31", "9900-01-01", "0001-01-01", "1899-12-31"])
def test_no_field_takes_a_day_that_cannot_be_counted_with(day):
    """Plain fields for a day are refused by ruff."""
    with pytest.raises(ValidationError):
        Day().clean(day)
    with pytest.raises(ValidationError):
        payloads.clean(MoveKind.NEXT_DATE, {"on": day, "next_on": day, "day": day}, [])


@pytest.mark.parametrize("day", ["1900-01-01", "2027-03-02", "9899-12-31"])
def test_every_other_day_is_taken(day):
    assert Day().clean(day).isoformat() == day
