"""Fixtures of the tests that walk the whole product."""

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponseNotFound
from django.template import Template
from django.test.utils import _TestState
from playwright.sync_api import BrowserContext, Page, Playwright
from pytest_django.live_server_helper import LiveServer

from werkplek import urls
from werkplek.tests.access_rows import Row
from werkplek.tests.own_device import Device
from werkplek.tests.replay import first_looks_at, laid_out
from werkplek.tests.world import World


@pytest.fixture
def filled(db: None, request: pytest.FixtureRequest) -> World:
    """The cast and their neighbours with one of everything. Made once, then laid out again: take people from it
    (`filled.people["sam"]`), and no fixture of the cast beside it."""
    return laid_out(1, request)


@pytest.fixture
def first_looks(filled: World, quiet: None) -> list[tuple[Row, str]]:
    """Every page of that world, as the first of those who may see it reads it. Looked at once, for all who ask."""
    return first_looks_at(filled)


@pytest.fixture
def quiet(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Thousands of refusals need no line each, and thousands of pages no copy of what each template was given."""
    logging.disable(logging.CRITICAL)
    monkeypatch.setattr(Template, "_render", _TestState.saved_data.template_render)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def bare_refusals(monkeypatch: pytest.MonkeyPatch) -> None:
    """404 without its page, which is half of the work: for walks that look at the answer and not at its face. That the
    page is the same whatever is behind it: test_foreign_and_made_up_look_the_same."""

    def refuse(request: HttpRequest, exception: Exception) -> HttpResponseNotFound:
        return HttpResponseNotFound()

    monkeypatch.setattr(urls, "handler404", refuse)


@pytest.fixture
def mine(
    live_server: LiveServer, playwright: Playwright, browser_type_launch_args: dict[str, Any], tmp_path: Path
) -> Iterator[Device]:
    """A browser of somebody's own, and nothing goes wrong on its pages."""
    from werkplek.tests.browser import PHONE  # noqa: PLC0415 - a plugin, which comes after this file

    problems: list[str] = []

    def watch(page: Page) -> None:
        page.on("pageerror", lambda error: problems.append(f"{page.url}: {error}"))
        page.on("console", lambda line: problems.append(line.text) if "Content Security Policy" in line.text else None)

    def launch(folder: Path) -> BrowserContext:
        how: dict[str, Any] = {**browser_type_launch_args, **PHONE, "base_url": live_server.url, "locale": "nl-NL"}
        context = playwright.chromium.launch_persistent_context(folder, **how)
        context.set_default_timeout(10_000)
        context.on("page", watch)
        return context

    made = Device(tmp_path / "profile", live_server.url, launch)
    yield made
    made.context.close()
    assert problems == []
