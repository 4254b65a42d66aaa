"""On a phone a code is typed on a keyboard of digits (findings D3)."""

from django.test import Client

CODE = 'inputmode="numeric"'


def test_codes_are_typed_on_a_keyboard_of_digits(client, person, sign_in):
    asked = sign_in(person.email)
    asked_for_reset = Client()
    asked_for_reset.post("/account/password/reset/", {"email": person.email})

    for page in (
        asked.get("/account/login/code/confirm/"),
        asked_for_reset.get("/account/password/reset/code/"),
        client.get("/invitations/code/"),
    ):
        assert CODE in page.content.decode()
