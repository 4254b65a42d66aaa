"""The style guide shows every component, so that nobody makes one that is never looked at."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from werkplek.templatetags.ui import _drawn, icon
from werkplek.tests.browser import DESKTOP, LOOKS, assert_no_axe

COMPONENTS = Path(settings.BASE_DIR) / "templates" / "components"
FORMS = Path(settings.BASE_DIR) / "templates" / "werkplek"  # how crispy-forms draws a form


@pytest.fixture
def shown(client: Client, settings, db) -> set[str]:
    """The names of the components that the page uses."""
    settings.DEMO = True
    icon.cache_clear()  # a drawing or a badge that was made before is no template of this page
    _drawn.cache_clear()
    page = client.get(reverse("styleguide"))
    assert page.status_code == 200
    return {part.name.removeprefix("components/") for part in page.templates if part.name}


def test_every_component_is_shown(shown: set[str]) -> None:
    assert shown >= {path.name for path in COMPONENTS.glob("*.html")}
    assert shown >= {f"werkplek/{path.name}" for path in FORMS.glob("*.html")}


def test_every_drawing_is_shown(shown: set[str]) -> None:
    drawings = {f"icons/{path.name}" for path in (COMPONENTS / "icons").glob("*.svg")}
    assert {name for name in shown if name.startswith("icons/")} == drawings


def test_every_component_says_what_it_accepts() -> None:
    """In a comment on its first line."""
    first = {path.stem: path.read_text().splitlines()[0] for path in COMPONENTS.glob("*.html")}

    assert {name: line for name, line in first.items() if not re.match(r"{# .*Accepts: ", line)} == {}


@pytest.mark.browser
@pytest.mark.parametrize(("width", "colours"), LOOKS)
def test_every_component_is_accessible(open_browser, width: int, colours: str) -> None:
    device = {**DESKTOP, "viewport": {"width": width, "height": 900}}
    page = open_browser(device, color_scheme=colours, reduced_motion="reduce")
    page.goto(reverse("styleguide"))
    assert_no_axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
