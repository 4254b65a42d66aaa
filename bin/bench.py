"""How fast live value checks are on this machine, with the load on the same cores: `make bench`.

Starts PostgreSQL, Redis, the web and the signal process, fills rooms, and lets people play a session at high speed:
everybody asks as the script of the page does, the scribe writes a note every ten seconds, the teller confirms what is
new, the facilitator gives the floor to the next every minute (people really take eight), and goes to the harvest and
back to the stories after each round. What is measured is the time from a move until it is on every screen. Prints a
table, and per measure a line `BENCH {json}`.

    make bench                      12 rooms of 25 by polling and by signal, 4 of 25 by polling on SQLite
    BENCH_SECONDS=60 make bench     shorter; BENCH_ONLY=live-poll-12x25 only that one
"""

import asyncio
import contextlib
import json
import os
import random
import resource
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from werkplek.tests import servers  # noqa: E402 - from the root of the clone

SECONDS = float(os.environ.get("BENCH_SECONDS", "300"))
POLL, POLL_WITH_SIGNAL, HERE = 1.7, 3.0, 10.0  # as static/js/room.js
NOTE_EVERY = 10.0  # seconds between two notes in a room, each confirmed: a scribe who never stops
STORY = 60.0  # seconds that one tells
ROUND = 3  # stories between two looks at the harvest
ENDING = 4.0  # seconds without moves, so that the last one is on every screen
RUNS = {  # name: rooms, people, does the signal process run, is it PostgreSQL with Redis
    "live-poll-12x25": (12, 25, False, True),
    "live-signal-12x25": (12, 25, True, True),
    "live-signal-40x25": (40, 25, True, True),
    "live-poll-sqlite-4x25": (4, 25, False, False),
}


def main() -> None:
    only = os.environ.get("BENCH_ONLY", "")
    print(f"{SECONDS:.0f} seconds each, load and servers on the same {os.cpu_count()} cores", flush=True)
    head = f"{'measure':34} {'p50 ms':>8} {'p95 ms':>8} {'max ms':>8} {'count':>7} {'cpu ms':>8} {'errors':>7}"
    print(head, flush=True)
    for name, (rooms, people, signals, big) in RUNS.items():
        if not only or name in only.split(","):
            with scene(name, rooms, people, signals, big) as plan:
                report(name, plan, asyncio.run(play(plan)))


@contextlib.contextmanager
def scene(name: str, rooms: int, people: int, signals: bool, big: bool) -> Iterator[dict[str, Any]]:
    """Everything started and filled; afterwards everything gone."""
    with contextlib.ExitStack() as stack:
        folder = Path(tempfile.mkdtemp(prefix="werkplek-bench-"))
        stack.callback(shutil.rmtree, folder, True)
        port, signal_port = servers.free_port(), servers.free_port()
        env = {**os.environ, "VAR_DIR": str(folder), "DEMO": "false", "LOG_LEVEL": "ERROR", "REDIS_URL": ""}
        env["PYTHONWARNINGS"] = "ignore"
        env |= {"SITE_URL": f"http://127.0.0.1:{port}", "SECRET_KEY": "only for measuring", "SIGNAL_URL": ""}
        env["DATABASE_URL"] = f"sqlite:///{folder / 'bench.sqlite3'}"
        if big:
            env["DATABASE_URL"] = stack.enter_context(servers.postgres())
            env["REDIS_URL"] = stack.enter_context(servers.redis_url())
        if signals:
            env["SIGNAL_URL"] = f"http://127.0.0.1:{signal_port}/"
        for command in (["migrate", "--verbosity=0"], ["createcachetable", "werkplek_cache"]):
            subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=env, check=True)
        filled = subprocess.run(
            [sys.executable, "bin/bench_fill.py", str(rooms), str(people)], cwd=ROOT, env=env, check=True, stdout=-1
        )
        web = ["gunicorn", "werkplek.wsgi", "--config", "werkplek/gunicorn.py", "--bind", f"127.0.0.1:{port}"]
        started = [start(stack, web, env)]
        if signals:
            ping = [
                "uvicorn",
                "--factory",
                "werkplek.pinger:application",
                "--port",
                str(signal_port),
                "--log-level",
                "error",
            ]
            started.append(start(stack, ping, env))
        for each in [port, signal_port] if signals else [port]:
            wait_for(each)
        plan = json.loads(filled.stdout.splitlines()[-1])
        yield plan | {"port": port, "signal_port": signal_port if signals else 0, "pids": [one.pid for one in started]}


def start(stack: contextlib.ExitStack, command: list[str], env: dict[str, str]) -> subprocess.Popen[bytes]:
    program = str(Path(sys.executable).parent / command[0])
    process = subprocess.Popen([program, *command[1:]], cwd=ROOT, env=env, start_new_session=True)
    stack.callback(process.wait)
    stack.callback(os.killpg, process.pid, signal.SIGTERM)
    return process


def wait_for(port: int) -> None:
    for _try in range(300):
        with socket.socket() as sock:
            if sock.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    sys.exit("A process did not start.")


# --- Playing ----------------------------------------------------------------------------------------------------------


class Count:
    """What came of it."""

    def __init__(self) -> None:
        self.moves: list[float] = []
        self.seen: list[float] = []
        self.asked: list[float] = []
        self.errors = 0
        self.lost = 0
        self.made: dict[tuple[str, int], float] = {}  # room and number of a move: when it was sent


Reply = tuple[int, dict[str, str], bytes]  # status, headers, content


class Line:
    """One kept-alive connection of one browser, spoken as HTTP/1.1 by hand: the load must cost less than the server."""

    def __init__(self, port: int, cookie: str) -> None:
        self.port, self.cookie = port, cookie
        self.streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(
        self, method: str, path: str, headers: dict[str, str], body: str = ""
    ) -> tuple[int, dict[str, str], bytes]:
        for attempt in (1, 2):
            try:
                return await self._ask(method, path, headers, body)
            except (OSError, asyncio.IncompleteReadError):
                self.streams = None  # the server closed an idle line; once more on a fresh one
                if attempt == 2:  # noqa: PLR2004
                    raise
        raise AssertionError

    async def _ask(
        self, method: str, path: str, headers: dict[str, str], body: str
    ) -> tuple[int, dict[str, str], bytes]:
        if self.streams is None:
            self.streams = await asyncio.open_connection("127.0.0.1", self.port)
        reader, writer = self.streams
        lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", f"Cookie: session={self.cookie}; csrf={'c' * 32}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        if method == "POST":
            lines += [f"Content-Length: {len(body)}", "Content-Type: application/x-www-form-urlencoded"]
            lines += [f"X-CSRFToken: {'c' * 32}", "Accept: application/json"]
        writer.write(("\r\n".join(lines) + "\r\n\r\n" + body).encode())
        head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        found = {name.lower(): value for name, _mark, value in (line.partition(": ") for line in head[1:])}
        content = await self._content(reader, found)
        if found.get("connection") == "close":
            writer.close()
            self.streams = None
        return int(head[0].split()[1]), found, content

    @staticmethod
    async def _content(reader: asyncio.StreamReader, headers: dict[str, str]) -> bytes:
        if "content-length" in headers:
            return await reader.readexactly(int(headers["content-length"]))
        content = b""
        if headers.get("transfer-encoding") == "chunked":
            while size := int(await reader.readline(), 16):
                content += (await reader.readexactly(size + 2))[:-2]
            await reader.readline()
        return content


class Screen:
    """One person in one room: asks, gives signs of life, listens to the signal."""

    def __init__(self, room: dict[str, Any], cookie: str, plan: dict[str, Any], count: Count) -> None:
        self.room, self.plan, self.count = room, plan, count
        self.line, self.acts, self.pen = (Line(plan["port"], cookie) for _line in range(3))
        self.tag, self.token, self.signal, self.told = "", "", "", asyncio.Event()
        self.moved, self.holds_pen = 0, asyncio.Lock()  # the last own move, and one is under way
        self.path = f"/value-checks/{room['id']}/room/"

    @property
    def version(self) -> int:
        return int(self.tag.split("-")[0] or 0)

    async def watch(self, until: float) -> None:
        """As the script of the page: every so often, or on a signal."""
        await asyncio.sleep(random.random() * POLL)  # noqa: S311 - no secret
        while time.monotonic() < until:
            await self.look()
            wait = POLL_WITH_SIGNAL if self.plan["signal_port"] else POLL
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.told.wait(), wait)
            self.told.clear()

    async def look(self) -> None:
        headers = {"If-None-Match": f'"{self.tag}"', "X-Room": self.token, "X-Requested-With": "fetch"}
        began = time.monotonic()
        try:
            status, answer, _content = await self.line.ask("GET", f"{self.path}part/", headers)
        except (OSError, asyncio.IncompleteReadError):
            self.count.errors += 1
            return
        now = time.monotonic()
        self.count.asked.append(now - began)
        self.token = answer.get("x-room", self.token)
        self.signal = answer.get("x-signal", self.signal)
        if status == 200:  # noqa: PLR2004
            before, self.tag = self.version, answer["etag"].strip('"')
            for number in range(before + 1, self.version + 1) if before else ():
                if made := self.count.made.get((self.room["id"], number)):
                    self.count.seen.append(now - made)
        elif status != 304:  # noqa: PLR2004
            self.count.errors += 1

    async def live(self, until: float) -> None:
        await asyncio.sleep(random.random() * HERE)  # noqa: S311
        while time.monotonic() < until:
            try:
                status, _answer, _content = await self.acts.ask("POST", f"{self.path}here/", {"X-Room": self.token})
                self.count.errors += status != 200  # noqa: PLR2004
            except (OSError, asyncio.IncompleteReadError):
                self.count.errors += 1
            await asyncio.sleep(HERE)

    async def listen(self, until: float) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.plan["signal_port"])
        writer.write(f"GET /?{urlsplit(self.signal).query} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
        while time.monotonic() < until:
            with contextlib.suppress(TimeoutError):
                line = await asyncio.wait_for(reader.readline(), until - time.monotonic() + 0.1)
                if line.startswith(b"data: ") and line[6:].strip() not in (b"", self.tag.encode()):
                    self.told.set()
        writer.close()

    async def move(self, kind: str, **payload: Any) -> tuple[int, str]:
        """One move on what this screen shows, after the one before it; its number, 0 when it failed, and its id."""
        async with self.holds_pen:
            return await self._move(kind, payload, str(uuid.uuid4()))

    async def _move(self, kind: str, payload: dict[str, Any], key: str) -> tuple[int, str]:
        body = urlencode(payload | {"kind": kind, "id": key, "based_on": max(self.version, self.moved)})
        began = time.monotonic()
        try:
            status, _answer, content = await self.pen.ask("POST", f"{self.path}moves/", {}, body)
        except (OSError, asyncio.IncompleteReadError):
            status, content = 0, b""
        if status != 200:  # noqa: PLR2004
            self.count.errors += 1
            return 0, key
        self.count.moves.append(time.monotonic() - began)
        self.moved = json.loads(content)["number"]
        self.count.made[self.room["id"], self.moved] = began
        return self.moved, key


class Table:
    """One room that plays: the first leads and tells first, the second writes, then the others tell in turn."""

    def __init__(self, screens: list[Screen]) -> None:
        self.screens, self.lead, self.scribe, self.teller = screens, screens[0], screens[1], screens[0]
        self.one_speaks = asyncio.Lock()
        self.new: asyncio.Queue[tuple[Screen, int, str]] = asyncio.Queue()  # who tells, and a note to confirm

    async def write(self, until: float) -> None:
        await asyncio.sleep(3 + random.random() * NOTE_EVERY)  # noqa: S311 - no secret
        while time.monotonic() < until - ENDING:
            async with self.one_speaks:
                story = self.screens.index(self.teller) + 1
                note = await self.scribe.move("note", story=story, level="applied", text="Ik vraag nu eerst.")
                self.new.put_nowait((self.teller, *note))
            await asyncio.sleep(NOTE_EVERY * (0.5 + random.random()))  # noqa: S311

    async def confirm(self, until: float) -> None:
        """The teller looks, and says that it is right."""
        while time.monotonic() < until - ENDING:
            with contextlib.suppress(TimeoutError):
                teller, number, note = await asyncio.wait_for(self.new.get(), 1)
                while teller.version < number and time.monotonic() < until:
                    await asyncio.sleep(0.1)
                await asyncio.sleep(random.random() * 2)  # noqa: S311
                await teller.move("confirm", notes=note)

    async def go_on(self, until: float) -> None:
        """The floor to the next, and after every few stories a look at the harvest."""
        await asyncio.sleep(STORY * (0.5 + random.random() / 2))  # noqa: S311
        for told, screen in enumerate(self.screens[2:], 1):
            if time.monotonic() > until - ENDING - NOTE_EVERY:
                return
            async with self.one_speaks:
                if told % ROUND == 0:
                    await self.lead.move("phase", to="harvest")
                    await asyncio.sleep(NOTE_EVERY)
                    await self.lead.move("phase", to="stories")
                await self.lead.move("turn", to=told + 2)
                self.teller = screen
            await asyncio.sleep(STORY)


async def settle(pids: list[int]) -> None:
    """Until every process has loaded its code: they listen before they have."""
    used, before = cpu_of(pids), 0.0
    while used - before > 200:  # noqa: PLR2004 - milliseconds in a second
        await asyncio.sleep(1)
        used, before = cpu_of(pids), used


async def play(plan: dict[str, Any]) -> Count:
    """Everybody sits first, one after another as people come in; what that took does not count."""
    count = Count()
    rooms = [[Screen(room, cookie, plan, count) for cookie in room["cookies"]] for room in plan["rooms"]]
    for together in zip(*rooms, strict=True):
        await asyncio.gather(*(screen.look() for screen in together))
    await settle(plan["pids"])
    count.asked.clear()
    until = time.monotonic() + SECONDS
    plan["cpu"] = cpu_of(plan["pids"])
    work = []
    for screens in rooms:
        for screen in screens:
            work += [screen.watch(until), screen.live(until)]
            work += [screen.listen(until)] if plan["signal_port"] else []
        table = Table(screens)
        work += [table.write(until), table.confirm(until), table.go_on(until)]
    await asyncio.gather(*work)
    plan["cpu"] = cpu_of(plan["pids"]) - plan["cpu"]
    plan["memory"] = memory_of(plan["pids"])
    return count


# --- Reading -------------------------------------------------------------------------------------------------------


def family(pids: list[int]) -> list[int]:
    lines = subprocess.run(["ps", "-eo", "pid=,ppid="], stdout=-1, text=True, check=True).stdout.split()
    parents = dict(zip(map(int, lines[::2]), map(int, lines[1::2]), strict=True))
    found = set(pids)
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return sorted(found)


def cpu_of(pids: list[int]) -> float:
    """Milliseconds of processor that our own server processes used so far."""
    ticks = 0
    for pid in family(pids):
        with contextlib.suppress(OSError):
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
    return ticks * 1000 / os.sysconf("SC_CLK_TCK")


def memory_of(pids: list[int]) -> float:
    pages = 0
    for pid in family(pids):
        with contextlib.suppress(OSError):
            pages += int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


def report(name: str, plan: dict[str, Any], count: Count) -> None:
    for what, values in (("seen", count.seen), ("move", count.moves), ("ask", count.asked)):
        values.sort()
        at = [values[min(len(values) - 1, int(len(values) * part))] * 1000 if values else 0 for part in (0.5, 0.95, 1)]
        full = f"{name}-{what}"
        print(f"{full:34} {at[0]:8.0f} {at[1]:8.0f} {at[2]:8.0f} {len(values):7} {plan['cpu']:8.0f} {count.errors:7}")
        facts = {"name": full, "p50_ms": round(at[0], 1), "p95_ms": round(at[1], 1), "cpu_ms": round(plan["cpu"])}
        print("BENCH", json.dumps(facts | {"errors": count.errors, "count": len(values)}))
    share = plan["cpu"] / SECONDS / 10
    print(f"{'':34} server processes: {share:.0f} % of one core, {plan['memory']:.0f} MB", flush=True)


if __name__ == "__main__":
    main()
