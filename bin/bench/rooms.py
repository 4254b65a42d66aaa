"""Live value checks, with the load on the same cores.

Starts PostgreSQL, Redis, the web and the signal process, fills rooms, and lets people play a session at high speed:
everybody asks as the script of the page does, the scribe writes a note every ten seconds, the teller confirms what is
new, the facilitator gives the floor to the next every minute (people really take eight), and goes to the harvest and
back to the stories after each round. What is measured is the time from a move until it is on every screen. Prints a
table, and per measure a line `BENCH {json}`. BENCH_SECONDS=60 plays shorter.
"""

import asyncio
import contextlib
import json
import os
import random
import time
import uuid
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode, urlsplit

from bench.line import Line
from bench.processes import cpu_of, installation, memory_of, run, settle, start, wait_for, web
from werkplek.tests import servers

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


def main(only: list[str]) -> None:
    print(f"{SECONDS:.0f} seconds each, load and servers on the same {os.cpu_count()} cores", flush=True)
    head = f"{'measure':34} {'p50 ms':>8} {'p95 ms':>8} {'max ms':>8} {'count':>7} {'cpu ms':>8} {'errors':>7}"
    print(head, flush=True)
    for name, (rooms, people, signals, big) in RUNS.items():
        if not only or name in only:
            with scene(rooms, people, signals, big) as plan:
                report(name, plan, asyncio.run(play(plan)))


@contextlib.contextmanager
def scene(rooms: int, people: int, signals: bool, big: bool) -> Iterator[dict[str, Any]]:
    """Everything started and filled; afterwards everything gone."""
    with contextlib.ExitStack() as stack:
        env, signal_port = installation(stack, on_postgres=big), servers.free_port() if signals else 0
        if signals:
            env["SIGNAL_URL"] = f"http://127.0.0.1:{signal_port}/"
        filled = run(["-m", "bench.fill_rooms", str(rooms), str(people)], env)
        pid, port = web(stack, env)
        pids = [pid]
        if signals:
            ping = ["uvicorn", "--factory", "werkplek.pinger:application", "--port", str(signal_port)]
            pids.append(start(stack, [*ping, "--log-level", "error"], env).pid)
            wait_for(signal_port)
        yield json.loads(filled.splitlines()[-1]) | {"port": port, "signal_port": signal_port, "pids": pids}


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
