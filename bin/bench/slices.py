"""One slice: some browsers ask for one page at the same time, and what that used of the processor is read beside it."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import psycopg2

from bench.line import Line
from bench.processes import cpu_of, cpu_of_each

AT_ONCE = 8
SLICE = 200  # milliseconds of processor that a slice takes about
WARM = 6  # requests of each browser before: of two a thread in eight saw none
MOST = 50  # requests of each browser in one slice

Asked = Callable[[], Awaitable[int]]  # asks once; gives the status


@dataclass
class Server:
    """A web server with its database, and the question to the database which processes serve it."""

    port: int
    pid: int
    database_url: str

    def cpu(self) -> tuple[float, float]:
        """Milliseconds used so far by the web processes and by the connections to the database."""
        with psycopg2.connect(self.database_url) as connection, connection.cursor() as cursor:
            cursor.execute(
                "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            backends = [pid for (pid,) in cursor.fetchall()]
        connection.close()
        return cpu_of([self.pid]), cpu_of_each(backends)


@dataclass
class Slice:
    """What one slice took: milliseconds of processor a request, and how long each request waited."""

    app: float
    database: float
    waits: list[float]
    wrong: list[int] = field(default_factory=list)  # statuses that were not expected

    @property
    def cpu(self) -> float:
        return self.app + self.database

    @property
    def p95(self) -> float:
        return sorted(self.waits)[int(len(self.waits) * 0.95)]


class Asking:
    """A page that is asked for by some browsers at once, each on a line of its own."""

    def __init__(self, server: Server, page: dict[str, Any]) -> None:
        self.server, self.page, self.rounds = server, page, 1
        lines = [Line(server.port, page["cookie"]) for _each in range(AT_ONCE)]
        self.browsers = [self._browser(number, line) for number, line in enumerate(lines)]

    def _browser(self, number: int, line: Line) -> Asked:
        if self.page["expects"] == 304:  # noqa: PLR2004 - HTTP's word for "nothing new"
            return _poller(line, self.page["path"])
        if drafts := self.page["drafts"]:
            return _writer(line, drafts[number], self.page["form"], self.page["versions"][number])

        async def look() -> int:
            return (await line.ask("GET", self.page["path"], {}))[0]

        return look

    async def prepare(self) -> None:
        """Every thread of the server has seen the page and has its plans of it, and the size of a slice is known."""
        for _round in range(WARM):
            used = await self.slice()
        self.rounds = max(1, min(MOST, round(SLICE / max(used.cpu, 0.1) / AT_ONCE)))

    async def slice(self) -> Slice:
        waits: list[float] = []
        wrong: list[int] = []

        async def one(ask: Asked) -> None:
            for _round in range(self.rounds):
                began = time.monotonic()
                status = await ask()
                waits.append(time.monotonic() - began)
                if status != self.page["expects"]:
                    wrong.append(status)

        before = self.server.cpu()
        await asyncio.gather(*(one(ask) for ask in self.browsers))
        app, database = (now - then for now, then in zip(self.server.cpu(), before, strict=True))
        return Slice(app / len(waits), database / len(waits), waits, wrong)


def _poller(line: Line, path: str) -> Asked:
    """As the script of a live room: asks whether the version that it has is still the newest."""
    headers = {"X-Requested-With": "fetch"}

    async def poll() -> int:
        status, answer, _content = await line.ask("GET", path, headers)
        if "etag" in answer:
            headers.update({"If-None-Match": answer["etag"]})
        if "x-room" in answer:
            headers["X-Room"] = answer["x-room"]
        return status

    return poll


def _writer(line: Line, path: str, form: dict[str, str], version: int) -> Asked:
    """Saves the form at this address again and again, each time with other words."""
    at = version

    async def save() -> int:
        nonlocal at
        body = {name: value.format(version=at) for name, value in form.items()}
        status, _answer, _content = await line.ask("POST", path, {}, urlencode(body))
        at += 1
        return status

    return save
