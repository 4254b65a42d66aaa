"""Fixtures for tests in a real Chromium, on top of pytest-playwright and pytest-django's live_server."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Page

from werkplek.tests import servers

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
DESKTOP = {"viewport": {"width": 1280, "height": 900}}
ALL_LOOKS = pytest.mark.long("the other looks of axe")
LOOKS = [  # width and colours in which a page is looked at: narrow and light on every commit
    pytest.param(320, "light", id="narrow-light"),
    pytest.param(320, "dark", id="narrow-dark", marks=ALL_LOOKS),
    pytest.param(1280, "light", id="wide-light", marks=ALL_LOOKS),
    pytest.param(1280, "dark", id="wide-dark", marks=ALL_LOOKS),
]
QUIET = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The Chromium of this machine, or the one of the npm package; no sandbox for root, who cannot have one."""
    path, variables = servers.chromium()
    flags = (*QUIET, "--no-sandbox") if os.getuid() == 0 else QUIET
    return {
        **browser_type_launch_args,
        "executable_path": path,
        "env": {**os.environ, **variables},
        "args": list(flags),
    }


@pytest.fixture(scope="session")
def playwright(playwright):
    """Playwright keeps an event loop running in this thread; from here on Django would refuse every query."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    yield playwright
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="session", autouse=True)
def _drivers_node() -> None:
    if node := servers.node():
        os.environ["PLAYWRIGHT_NODEJS_PATH"] = str(node)


@pytest.fixture
def open_browser(live_server, new_context) -> Iterator[Callable[..., Page]]:
    """Opens a page: `open_browser(PHONE, sam)` is Sam's phone, `open_browser(PHONE)` that of somebody signed out.

    Afterwards every page must have been silent: no script failed, nothing broke the content security policy.
    """
    problems: list[str] = []

    def watch(page: Page) -> None:
        page.on("pageerror", lambda error: problems.append(f"{page.url}: {error}"))
        page.on("console", lambda line: problems.append(line.text) if "Content Security Policy" in line.text else None)

    def open_page(device: dict[str, Any] = DESKTOP, person: Any = None, **options: Any) -> Page:
        context: BrowserContext = new_context(base_url=live_server.url, locale="nl-NL", **device, **options)
        context.set_default_timeout(10_000)
        context.on("page", watch)
        if person is not None:
            context.add_cookies([session_cookie(person, live_server.url)])
        return context.new_page()

    open_page.problems = problems
    yield open_page
    assert problems == []


@pytest.fixture
def phone(open_browser: Callable[..., Page]) -> Page:
    """A phone of 360 by 740, signed out."""
    return open_browser(PHONE)


@pytest.fixture
def desktop(open_browser: Callable[..., Page]) -> Page:
    """A window of 1280 by 900, signed out."""
    return open_browser(DESKTOP)


@pytest.fixture
def js_off(open_browser: Callable[..., Page]) -> Page:
    """A phone on which no script runs, signed out."""
    return open_browser(PHONE, java_script_enabled=False)


def sign_in(page: Page, person: Any, address: str = "http://127.0.0.1") -> None:
    """From its next request on, `page` is signed in as `person`."""
    page.context.add_cookies([session_cookie(person, page.url if page.url.startswith("http") else address)])


def session_cookie(person: Any, address: str) -> dict[str, Any]:
    """The cookie of a fresh session of `person`."""
    client = Client()
    client.force_login(person)
    return {
        "name": settings.SESSION_COOKIE_NAME,
        "value": client.cookies[settings.SESSION_COOKIE_NAME].value,
        "url": address,
    }


def with_axe(page: Page) -> Page:
    """Axe comes along with every page that is opened here: sent once, instead of half a megabyte for each."""
    page.add_init_script(AXE_SCRIPT)
    return page


def objections(page: Page, only: str = "") -> list[str]:
    """What axe finds on the page, its style sheet and all; with `only` by that one rule."""
    page.wait_for_load_state()
    if not page.evaluate("typeof window.axe === 'object'"):
        page.evaluate(AXE_SCRIPT)  # half a megabyte of script: once a page is enough
    rules = [only] if only else WCAG
    options = {
        "runOnly": rules,
        "preload": False,
        "resultTypes": ["violations"],
    }  # preloading would copy our style inline
    found = page.evaluate("options => axe.run(document, options).then(results => results.violations)", options)
    return [f"{rule['id']}: {rule['help']}\n    {node['html'][:200]}" for rule in found for node in rule["nodes"]]


def assert_no_axe(page: Page) -> None:
    """The page breaks no rule of WCAG 2.2 AA that a program can judge, nor axe's best practices."""
    told = objections(page)
    assert told == [], f"{page.url}\n" + "\n".join(told)


def picture(page: Page, path: Path) -> Path:
    """A picture of the whole page, for somebody to look at."""
    page.screenshot(path=path, full_page=True)
    return path
