"""Werkplek as something to install, and what a browser may keep of it (reliability.md §1.4, docs/decisions/0154)."""

import json
import re
import struct
from pathlib import Path

import pytest
from django.conf import settings
from django.templatetags.static import static
from django.test import Client

from werkplek.views import offline
from werkplek.views.offline import FILES, ICONS

STATIC = Path(settings.BASE_DIR) / "static"
SCRIPT_IN = re.compile(r"""import(?: [^"]*from)? ?\(?"\./(\w+)\.js""")


def kept(client: Client, **headers: str) -> dict:
    script = client.get("/worker.js", headers=headers).content.decode()
    return json.loads(script.split("self.kept = ")[1].split(";\n")[0])


def test_it_can_be_installed(client):
    answer = client.get("/manifest.webmanifest")
    facts = answer.json()

    assert answer.headers["Content-Type"] == "application/manifest+json"
    assert (facts["name"], facts["start_url"], facts["display"]) == ("Werkplek", "/", "standalone")
    assert b'<link rel="manifest" href="/manifest.webmanifest">' in client.get("/help/").content
    assert "manifest-src 'self'" in client.get("/help/").headers["Content-Security-Policy"]


@pytest.mark.parametrize(("name", "sizes", "_purpose"), ICONS)
def test_its_icons_are_as_large_as_it_says(name, sizes, _purpose):
    width, height = struct.unpack(">II", (STATIC / name).read_bytes()[16:24])

    assert f"{width}x{height}" == sizes


def test_the_page_without_a_network_is_the_same_for_everybody(signed_in, sam, client):
    """A browser asks for it signed out, so nothing of anybody can be in what it keeps."""
    pages = [re.sub(r'nonce="[^"]+"', "", Client().get("/offline/").content.decode()) for _time in range(2)]

    assert pages[0] == pages[1]
    assert "csrfmiddlewaretoken" not in pages[0]
    assert sam.name.split()[0] not in pages[0]


def test_the_worker_keeps_what_that_page_needs_and_nothing_else(client):
    facts = kept(client)
    page = client.get(facts["page"]).content.decode()
    needed = set(re.findall(r'(?:src|href)="(/static/[^"]+\.(?:css|js|svg))"', page))
    imported = {
        static(f"js/{name}.js") for name in ("pocket", "whole", "limits", "sensitive", "files", "grow", "theme")
    }

    assert facts["page"] == "/offline/"
    assert facts["files"] == [static(name) for name in FILES]
    assert needed | imported == set(facts["files"])
    assert all((STATIC / name).exists() for name in FILES)


def test_every_script_of_that_page_has_what_it_imports(client):
    own = {name for name in FILES if name.startswith("js/") and name != "js/base.js"}
    imported = {found for name in own for found in SCRIPT_IN.findall((STATIC / name).read_text())}

    assert {f"js/{name}.js" for name in imported} - set(FILES) == set()


def test_other_files_or_words_are_another_version(client, monkeypatch):
    before = kept(client)["version"]
    again, in_english = kept(client)["version"], kept(client, accept_language="en")["version"]
    offline._version.cache_clear()
    monkeypatch.setattr(offline, "FILES", FILES[:-1])
    after = kept(client)["version"]
    offline._version.cache_clear()

    assert (again, before == after, before == in_english) == (before, False, False)


def test_browsers_ask_for_the_worker_at_every_visit(client, signed_in, sam):
    assert client.get("/worker.js").headers["Cache-Control"] == "no-cache"
    assert client.get("/worker.js").headers["Content-Type"] == "text/javascript"
    assert signed_in(sam).get("/worker.js").headers["Cache-Control"] == "no-store"


def test_only_an_own_device_hears_of_it(signed_in, sam):
    client = signed_in(sam)
    before = client.get("/help/").content.decode()
    client.post("/settings/sessions/", {"own": "yes"})

    told = ("data-own=", "data-worker=")
    assert [word in before for word in told] == [False, False]
    assert [word in client.get("/help/").content.decode() for word in told] == [True, True]
