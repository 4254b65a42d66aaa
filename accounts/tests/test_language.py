"""The language: in the account for a person, in the session for somebody signed out."""

import pytest


def test_signed_out_the_session_remembers(client):
    client.post("/language/", {"language": "en", "next": "/account/login/"})

    assert client.get("/account/login/")["Content-Language"] == "en"


def test_signed_in_the_account_remembers(signed_in, sam):
    answer = signed_in(sam).post("/language/", {"language": "en", "next": "/settings/"})
    sam.refresh_from_db()

    assert (sam.language, answer.url) == ("en", "/settings/")


@pytest.mark.parametrize("language", ["de", "", "nl-BE", "../en"])
def test_an_unknown_language_changes_nothing(signed_in, sam, language):
    signed_in(sam).post("/language/", {"language": language})
    sam.refresh_from_db()

    assert sam.language == "nl"


def test_never_to_another_site(client):
    assert client.post("/language/", {"language": "en", "next": "https://evil.example/"}).url == "/"


def test_looking_changes_nothing(client):
    assert client.get("/language/").status_code == 405
