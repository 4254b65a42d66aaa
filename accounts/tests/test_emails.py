"""The mails about an account: fixed subjects, our site only, plain text and HTML."""

import re
from pathlib import Path

import allauth
import pytest
from django.utils import translation

from accounts.emails import EMAILS

THEIRS = Path(allauth.__file__).parent / "templates"


def test_every_letter_that_allauth_can_send_is_ours():
    prefixes = {
        str(path.relative_to(THEIRS)).removesuffix("_subject.txt")
        for folder in ("account", "mfa")
        for path in (THEIRS / folder / "email").glob("*_subject.txt")
    }
    by_link = {"account/email/email_confirm", "account/email/password_reset_key"}  # we send codes, no links

    assert prefixes - by_link - set(EMAILS) == set()


@pytest.mark.parametrize("prefix", EMAILS)
def test_a_letter_says_what_it_must_and_points_to_us_only(prefix, settings, sam):
    message = EMAILS[prefix].to("sam@werkplek.example", code="123456", person=sam)

    html = message.alternatives[0].content
    links = re.findall(r"https?://[^\s\"<]+", message.body + html)
    assert ("\n" in message.subject, {link.startswith(settings.SITE_URL) for link in links}) == (False, {True})
    assert ("account/everywhere" in message.body) is EMAILS[prefix].is_warning
    assert "123456" in message.body
    assert "123 456" in html


def test_a_letter_speaks_the_language_of_the_moment():
    with translation.override("en"):
        english = EMAILS["account/email/login_code"].to("sam@werkplek.example").subject

    assert english != ""
