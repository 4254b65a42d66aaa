"""What each page costs, as a multiple of a bare Django page on the same machine.

Starts PostgreSQL, Redis and twice the production server: once with Werkplek, once with the bare project of `bare/`. The
two are asked in turns, in slices of some tenths of a second, so that whatever else the machine does strikes both alike;
the ratio is the median of five turns. The processor time is that of all processes of the web server and of all
connections of PostgreSQL together, as the kernel counts it. Queries, their size and slow ones are looked at from inside
(`inside.py`), apart from the timing.
"""

import asyncio
import contextlib
import json
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg2

from bench.processes import ROOT, installation, run, settle, web
from bench.report import Figure, head, tell
from bench.slices import Asking, Server, Slice
from werkplek.tests import servers

TURNS = 5
SAVED = {"version": "{version}", "analysis": "Dit is versie {version} van wat er gebeurde.", "then": "next"}
BARE_SAVED = {"title": "Versie {version}", "made_on": "2026-11-02", "text": "Dit is versie {version}."}


@dataclass
class Run:
    """Where the pages are measured: at which scale, and with which setting of PostgreSQL's `jit`."""

    scale: str
    jit: str
    small: dict[str, float]  # what each page cost in the small installation, to compare with


def main(only: list[str], scale: str, jit: list[str]) -> None:
    with contextlib.ExitStack() as stack:
        env = installation(stack)
        bare = bare_project(stack, env)
        print(f"{TURNS} turns a page, load and servers on the same {os.cpu_count()} cores", flush=True)
        run(["-m", "bench.fill_small"], env)
        found = measure(env, bare, only, Run("small", jit[0], {}))
        if scale == "small":
            return
        print(run(["-m", "bench.fill_school"], env), flush=True)
        for setting in jit:
            measure(env, bare, only, Run(scale, setting, found))
        if not only or "jobs" in only:
            print(run(["-m", "bench.jobs"], env | {"EMAIL_URL": f"smtp://127.0.0.1:{servers.free_port()}"}), flush=True)


def measure(env: dict[str, str], bare: dict[str, Any], only: list[str], how: Run) -> dict[str, float]:
    """Each page in turns with the bare page beside it; the ratios by name."""
    sql(env["DATABASE_URL"], f"ALTER DATABASE postgres SET jit = {how.jit}")
    busy = ["--busy"] if how.scale != "small" else []
    inside = json.loads(run(["-m", "bench.inside", *busy, *only], env).splitlines()[-1])
    print(f"\nscale {how.scale}, jit {inside['jit']}", flush=True)
    with contextlib.ExitStack() as stack:
        pid, port = web(stack, env)
        server = Server(port, pid, env["DATABASE_URL"])
        figures = asyncio.run(look(server, bare, inside["pages"], how))
    met = sum(figure.is_met for figure in figures)
    print(f"{met} of {len(figures)} pages within what they may cost", flush=True)
    return {figure.page["name"]: figure.ratio for figure in figures}


async def look(server: Server, bare: dict[str, Any], pages: list[dict[str, Any]], how: Run) -> list[Figure]:
    beside = {name: Asking(bare["server"], page) for name, page in bare["pages"].items()}
    await settle([server.pid, bare["server"].pid])
    for name, asking in beside.items():
        await asking.prepare()
        used = await asking.slice()
        print(f"bare {name:19} {used.app:8.1f} {used.database:7.1f}   {used.wrong or ''}", flush=True)
    head()
    figures = []
    for page in pages:
        asking = Asking(server, page | {"form": SAVED})
        await asking.prepare()
        turns = [await turn(asking, beside[page["against"]]) for _turn in range(TURNS)]
        small = how.small.get(page["like"] or page["name"])
        figures.append(Figure(page, turns, how.scale, small))
        tell(figures[-1], country=how.scale == "country")
    return figures


async def turn(page: Asking, bare: Asking) -> tuple[Slice, Slice]:
    beside = await bare.slice()
    return await page.slice(), beside


def bare_project(stack: contextlib.ExitStack, env: dict[str, str]) -> dict[str, Any]:
    """The reference: copied to a temporary folder, filled, and served in the same way by the same programs."""
    folder = Path(tempfile.mkdtemp(prefix="werkplek-bare-"))
    stack.callback(shutil.rmtree, folder, True)
    shutil.copytree(ROOT / "bin" / "bench" / "bare", folder / "bare")
    sql(env["DATABASE_URL"], "CREATE DATABASE bare")
    url = env["DATABASE_URL"].rpartition("/")[0] + "/bare"
    env = env | {"BARE_DATABASE_URL": url, "PYTHONPATH": str(folder), "SITE_URL": f"http://:{servers.free_port()}"}
    filled = json.loads(run(["-m", "bare.fill"], env, cwd=folder))
    pid, port = web(stack, env, "bare.wsgi")
    page = {"cookie": filled["cookie"], "expects": 200, "drafts": [], "headers": {}}
    note = f"/{filled['ids'][0]}/"
    drafts = [f"/{pk}/" for pk in filled["ids"]]
    save = page | {"path": note, "expects": 302, "drafts": drafts, "form": BARE_SAVED, "versions": [1] * len(drafts)}
    paths = {"constant": "/constant/", "person": "/person/", "list": "/", "form": note}
    pages = {name: page | {"path": path} for name, path in paths.items()} | {"save": save}
    return {"server": Server(port, pid, url), "pages": pages}


def sql(url: str, statement: str) -> None:
    connection = psycopg2.connect(url)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(statement)
    connection.close()
