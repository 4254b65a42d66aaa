"""What a browser fetches: one style sheet, and scripts under names that change with their content."""

import re
from collections.abc import Callable
from pathlib import Path

import brotli
import pytest
from django.core.files.storage import storages
from django.core.management import call_command
from django.urls import reverse

from werkplek.tests.pages import browser_of
from werkplek.tests.world import World

PACKED = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "werkplek.staticfiles.PackedStorage"},
}

# What base.js may import.
OF_EVERY_PAGE = ("autosave", "chips", "files", "grow", "limits", "print", "row", "sensitive", "theme")
OF_OWN_DEVICES = ("pocket", "whole")


def _collect() -> None:
    call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=["admin", "*.map"])


@pytest.fixture
def collected(tmp_path: Path, settings) -> Path:
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = PACKED
    settings.WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ["css", "js", "svg", "png"]  # slow, and not ours to test
    _collect()
    return tmp_path


def _hashed(name: str) -> str:
    return storages["staticfiles"].stored_name(name)


def test_the_style_sheet_is_one_file(collected: Path) -> None:
    sheet = (collected / _hashed("css/werkplek.css")).read_text()
    assert [word for word in ("@import", "sourceMappingURL", "/*", "\n ", "\n\n") if word in sheet] == []
    assert sheet.count("@layer reset{") == 1
    assert "--paper: #fbfaf7" in sheet


def test_scripts_import_each_other_by_hashed_name(collected: Path) -> None:
    script = (collected / _hashed("js/base.js")).read_text()
    names = sorted(re.findall(r'"\./([a-z]+)\.[0-9a-f]{12}\.js"', script))
    assert names == sorted([*OF_EVERY_PAGE, *OF_OWN_DEVICES])


def _first_visit(collected: Path, page: bytes, *more: str) -> int:
    """Bytes of a first visit: the page as it is and what it names, packed; every script that base.js may import is
    counted, and what an own device gets on top."""
    named = re.findall(r'<(?:script .*src|link rel="(?:icon|stylesheet)" href)="/static/([^"]+)"', page.decode())
    scripts = [_hashed(f"js/{name}.js") for name in (*OF_EVERY_PAGE, *more)]
    packed = [len(brotli.compress((collected / name).read_bytes())) for name in {*named, *scripts}]
    assert len(packed) == 12 + len(more)
    return len(page) + sum(packed)


def test_home_comes_in_at_once(collected: Path, filled: World) -> None:
    home = browser_of(filled.people["sam"]).get("/").content

    assert _first_visit(collected, home) <= 40_000
    assert (collected / _hashed("css/werkplek.css")).stat().st_size <= 110_000


@pytest.mark.parametrize("address", ["home", "reflections:experience_new", "learningtracks:my_puzzle"])
def test_a_first_visit_is_small_also_on_an_own_device(
    collected: Path, filled: World, address: str, record_property: Callable[[str, object], None]
) -> None:
    client = browser_of(filled.people["sam"])
    client.post("/settings/sessions/", {"own": "yes"})
    page = client.get(reverse(address), follow=True).content

    size = _first_visit(collected, page, *OF_OWN_DEVICES)
    record_property("figure", f"first visit to {address} on an own device: {size / 1000:.1f} KB (at most 60)")
    assert b"data-own" in page
    assert size <= 60_000
