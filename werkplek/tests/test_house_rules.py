"""Rules of the house that a machine can keep (docs/architecture.md)."""

import re
from collections import Counter

import polib
import pytest
from django.conf import settings
from django.http import HttpResponse
from django.utils import translation
from django.utils.translation import gettext

from accounts.access import for_anyone, for_me
from werkplek.tests.endpoints import our_endpoints

FOLDER = settings.BASE_DIR / "templates"
TEMPLATES = {str(path.relative_to(FOLDER)): path.read_text() for path in FOLDER.rglob("*.html")}
INCLUDE = re.compile(r'{% include "([^"]+)"([^%]*)%}')
PYTHON = [path for app in settings.INSTALLED_APPS if "." not in app for path in (settings.BASE_DIR / app).rglob("*.py")]


def test_every_view_wears_an_access_decorator():
    assert [endpoint.name for endpoint in our_endpoints() if not getattr(endpoint.view, "access_rule", "")] == []


def test_every_address_has_a_name_of_its_own():
    assert [name for name, times in Counter(endpoint.name for endpoint in our_endpoints()).items() if times > 1] == []


def test_a_view_wears_one_access_decorator_only():
    def view(request):
        return HttpResponse()

    with pytest.raises(TypeError, match="two access decorators"):
        for_me(for_me(view))


def test_open_to_anyone_needs_a_reason():
    with pytest.raises(TypeError, match="why"):
        for_anyone("")


def test_no_signals_and_no_junk_drawers():
    junk = [path for path in PYTHON if path.stem in {"utils", "common", "core", "helpers", "signals"}]
    product = [path for path in PYTHON if "tests" not in path.parts]
    receivers = [path for path in product if re.search(r"^@receiver|\.connect\(", path.read_text(), re.MULTILINE)]

    assert (junk, receivers) == ([], [])


def test_a_form_in_a_part_gets_its_token():
    """A part that is included with `only` knows nothing of the page. Without `csrf_token=csrf_token` its form would be
    refused in every browser, and in no other test: the client of the tests does not ask for the token."""

    def is_closed(words):
        return words.split()[-1:] == ["only"] and "csrf_token=" not in words

    def has_form(name):
        text = TEMPLATES.get(name, "")  # of a package: asks nothing
        inside = [part for part, words in INCLUDE.findall(text) if not is_closed(words)]
        return "{% csrf_token %}" in text or any(map(has_form, inside))

    forgotten = [
        f"{page}: {part}"
        for page, text in TEMPLATES.items()
        for part, words in INCLUDE.findall(text)
        if is_closed(words) and has_form(part)
    ]
    assert forgotten == []


def test_no_package_translates_our_dutch():
    """A Dutch word of ours that is English to a package ("Home") would be replaced by that package's Dutch."""
    ours = polib.pofile(str(settings.BASE_DIR / "locale/en/LC_MESSAGES/django.po"))
    with translation.override("nl"):
        replaced = [
            entry.msgid
            for entry in ours
            if not entry.msgctxt and not entry.msgid_plural and gettext(entry.msgid) != entry.msgid
        ]

    assert replaced == []
