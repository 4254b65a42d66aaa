"""The way through "Voor jou": which part of it somebody chose, and what comes next (docs/decisions/0151)."""

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse

from accounts.models import User
from accounts.names import holds
from partnerships import todos
from partnerships.models.todos import ToDo
from partnerships.todos import Entry, Head
from partnerships.waiting import waiting_for

MOST_WORDS = 100  # signs of what somebody chooses or looks for
COOKIE = "__Host-row" if settings.HTTPS else "row"
SALT = "werkplek.waiting"
KEY = re.compile("[0-9]{1,18}")  # of a row: what fits in the database


@dataclass(frozen=True)
class Part:
    """The part of "Voor jou" that somebody goes through: of one student (the key of a track), one school, one kind of
    thing (the code of one such), or with these words in it. What is unknown finds nothing, and is never an error."""

    student: str = ""
    school: str = ""
    kind: str = ""
    q: str = ""

    @classmethod
    def of(cls, given: QueryDict) -> "Part":
        return cls(*(given.get(name, "")[:MOST_WORDS] for name in ("student", "school", "kind", "q")))

    @property
    def query(self) -> str:
        """As it stands in an address; nothing for all of it."""
        return urlencode({name: value for name, value in asdict(self).items() if value})

    @property
    def is_narrowed(self) -> bool:
        """Something other than words was chosen."""
        return bool(self.student or self.school or self.kind)

    def among(self, rows: list[ToDo], person: User, whose: dict[int, Head] | None = None) -> list[ToDo]:
        """The rows of this part, in the same order. Only words have to be looked for in the lines themselves."""
        if self.student or self.school:
            heads = todos.heads(rows, person) if whose is None else whose
            rows = [row for row in rows if self._is_of(heads.get(row.pk))]
        if self.kind:
            called = todos.KINDS[self.kind].label if self.kind in todos.KINDS else None
            rows = [row for row in rows if todos.KINDS[row.kind].label == called]
        if self.q.strip():
            lines = todos.entries(rows, person)
            there = {one.pk for one in lines if holds(self.q, f"{one.what} {one.who} {one.asked} {one.question}")}
            rows = [row for row in rows if row.pk in there]
        return rows

    def _is_of(self, head: Head | None) -> bool:
        return head is not None and self.student in ("", head.key) and self.school in ("", head.school)


EVERYTHING = Part()


@dataclass(frozen=True)
class Going:
    """Somebody goes through "Voor jou" and is at this row: its key, the address where it is done, and the part of the
    queue they go through. Kept in the browser until it closes, and believed only for the rows of who asks."""

    row: int
    path: str
    part: Part = EVERYTHING

    @classmethod
    def of(cls, request: HttpRequest) -> "Going | None":
        """From the address of the page that was just opened, or else as it was kept."""
        if KEY.fullmatch(row := request.GET.get("row", "")):
            return cls(int(row), request.path, Part.of(QueryDict(request.GET.get("of", ""))))
        if _is_of_one_thing(request) and (told := request.GET.get("told", "")):
            return cls._told(request, told)
        try:
            row, path, query = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT)
        except (signing.BadSignature, ValueError):
            return None
        return cls(row, path, Part.of(QueryDict(query)))

    @classmethod
    def _told(cls, request: HttpRequest, kind: str) -> "Going | None":
        """Somebody came from the bell or from a mail that asks something of this kind: the row that is done on this
        page, if it still is to be done."""
        rows = [row for row in waiting_for(request) if row.kind == kind]
        here = (line for line in todos.entries(rows, request.user) if line.url == request.path)  # type: ignore[arg-type]
        return next((cls(line.pk, request.path) for line in here), None)

    def keep(self, response: HttpResponse) -> None:
        kept = signing.dumps([self.row, self.path, self.part.query], salt=SALT)
        response.set_cookie(COOKIE, kept, secure=settings.HTTPS, httponly=True, samesite="Lax")

    def is_at(self, path: str) -> bool:
        """Whether this page is about the thing of the row."""
        return path.startswith(self.path)

    @property
    def back(self) -> str:
        query = self.part.query
        return reverse("queue") + (f"?{query}" if query else "")

    def way(self, direction: str) -> str:
        """To the row after this one or before it."""
        return f"{reverse('queue_next')}?{urlencode({direction: self.row, 'of': self.part.query})}"

    after = property(lambda self: self.way("after"))
    before = property(lambda self: self.way("before"))


def _is_of_one_thing(request: HttpRequest) -> bool:
    """Whether the address names a thing: what is asked is done on the page of one, never on a page such as settings."""
    return bool(request.resolver_match and request.resolver_match.kwargs)


def neighbour(rows: Iterable[ToDo], of: ToDo, *, before: bool) -> ToDo | None:
    """The row after this one, which may be done by now, or the one before it."""
    here = todos.in_order(of)
    if before:
        return next((row for row in reversed(list(rows)) if todos.in_order(row) < here), None)
    return next((row for row in rows if todos.in_order(row) > here), None)


def way_to(entry: Entry, part: Part) -> str:
    """The same for a line of this part."""
    return f"{entry.way}&{urlencode({'of': part.query})}" if part.query else entry.way
