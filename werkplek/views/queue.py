""" "Voor jou": everything that waits for one person, over all tracks, organisations and schools."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from accounts.access import PersonRequest, for_me
from accounts.names import by_surname
from partnerships import todos
from partnerships.models.todos import ToDo
from partnerships.todos import Entry, Group, Head
from partnerships.waiting import waiting_for
from werkplek.waiting import Part, neighbour, way_to

ON_A_PAGE = 30
MANY = 8  # from then on there is something to choose from


@dataclass(frozen=True)
class Together:
    """Proposals of one student that can be looked at on one page."""

    name: str
    number: int
    url: str


@dataclass(frozen=True)
class Choice:
    """A list to choose a part from: its name in the address, what is chosen, and values with what they are called."""

    name: str
    label: str | Promise
    everything: str | Promise
    options: list[tuple[str, str]]
    chosen: str


@dataclass(frozen=True)
class Heap:
    """The lines of one group on this page, of how many."""

    group: Group
    number: int
    lines: list[tuple[Entry, str]]
    together: list[Together]


@for_me
@require_safe
def queue(request: PersonRequest) -> HttpResponse:
    """Who, what and since when, a line each (domain.md §2.3 step 1): what students ask, then what is proposed, then the
    rest; the oldest of each first."""
    waiting, part = waiting_for(request), Part.of(request.GET)
    whose = todos.heads(waiting, request.user)
    rows = part.among(waiting, request.user, whose)
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    lines = todos.entries(page.object_list, request.user, whose)
    context = {
        "page": page,
        "rows": lines,
        "heaps": list(_heaps(lines, rows, whose, part)),
        "total": len(waiting),
        "part": part,
        "choices": _choices(part, waiting, whose) if len(waiting) > MANY or part.query else None,
    }
    return render(request, "desk/queue.html", context)


def _choices(part: Part, rows: Iterable[ToDo], whose: dict[int, Head]) -> list[Choice]:
    """What there is to choose from: no list of one."""
    heads = {head.key: head for head in whose.values() if head.key}
    people = sorted(((key, head.name) for key, head in heads.items()), key=lambda one: by_surname(one[1]))
    schools = sorted({head.school for head in heads.values() if head.school})
    labels = {str(todos.KINDS[row.kind].label): row.kind for row in rows}
    found = [
        Choice("student", _("Van wie"), _("Iedereen"), people, part.student),
        Choice("school", _("Opleiding"), _("Elke opleiding"), [(name, name) for name in schools], part.school),
        Choice("kind", _("Wat"), _("Alles"), [(code, label) for label, code in sorted(labels.items())], part.kind),
    ]
    return [one for one in found if len(one.options) > 1]


def _heaps(lines: Iterable[Entry], rows: list[ToDo], whose: dict[int, Head], part: Part) -> Any:
    numbers = Counter(todos.KINDS[row.kind].group for row in rows)
    for group, some in groupby(lines, key=lambda line: line.group):
        together = _together(rows, whose) if group == Group.PROPOSALS else []
        yield Heap(group, numbers[group], [(line, way_to(line, part)) for line in some], together)


def _together(rows: list[ToDo], whose: dict[int, Head]) -> list[Together]:
    """Per student with several proposals: the page that shows them below each other."""
    proposed = [whose[row.pk] for row in rows if todos.KINDS[row.kind].group == Group.PROPOSALS and row.pk in whose]
    return [
        Together(head.name, number, reverse("learningtracks:pieces_agree", args=[head.key]))
        for head, number in Counter(proposed).items()
        if number > 1
    ]


@for_me
@require_safe
def queue_next(request: PersonRequest) -> HttpResponse:
    """To the row after one, or before it; at the end back to the list. Which it was does not matter to who has no such
    row: they begin at the first."""
    part = Part.of(QueryDict(request.GET.get("of", "")))
    rows = part.among(waiting_for(request), request.user)
    before = "before" in request.GET
    key = request.GET.get("before" if before else "after", "")
    at = ToDo.objects.filter(person=request.user, pk=int(key)).first() if key.isdecimal() and len(key) < 16 else None
    following = neighbour(rows, at, before=before) if at and at.kind in todos.KINDS else next(iter(rows), None)
    lines = todos.entries([following], request.user) if following else []
    if not lines:
        return redirect(f"{reverse('queue')}?{part.query}" if part.query else reverse("queue"))
    return redirect(way_to(lines[0], part))
