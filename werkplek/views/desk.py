"""Home: what somebody comes to do, for all their roles on one page (domain.md §2.1, docs/decisions/0160)."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import PersonRequest, for_me
from accounts.prepared import Prepared
from accounts.values import today
from partnerships import todos
from partnerships.values import ROLES, Role
from partnerships.waiting import waiting_for
from reflections.calendar import Quarter
from reflections.forms.wonder import WonderForm
from reflections.models.experiences import Experience
from reflections.models.feedback import Feedback
from reflections.models.value_checks import learns_alone, next_for
from reflections.models.wonder import WonderEntry
from reflections.todos.value_checks import CHECK_TO_JOIN
from werkplek.active_roles import ADMIN, memberships_of, roles_today
from werkplek.views.desks import DESKS, EDUCATOR, LEARNER, ROWS, TEAM_LEAD, TEAM_MEMBER, Block, Roles


@for_me
@require_safe
def home(request: PersonRequest) -> HttpResponse:
    """What somebody comes to do in all their roles: own learning, others, their team, and what they set up."""
    held = roles_today(request)
    if not held:
        learned = any(membership.role == Role.LEARNER for membership in memberships_of(request))
        return render(request, "desk/home.html", {"learned": learned})
    blocks = list(_blocks(request, held))
    first = next((block for block in blocks if block.asks), None)
    shown = [(block, "primary" if block is first else "") for block in blocks]
    return render(request, "desk/home.html", {"blocks": shown})


def _blocks(request: PersonRequest, held: Roles) -> Iterable[Block]:
    """A value check that runs; the log and the own puzzle, or the next value check of who only leads; the queue; and
    the other roles in their order."""
    desks: dict[str, Roles] = {}
    for one in held:
        desks.setdefault(ADMIN if one.role == ADMIN else ROLES[Role(one.role)].desk, []).append(one)
    person, check = request.user, next_for(request.user)
    found = [DESKS[name](request, roles) for name, roles in desks.items()]
    led = [turn.planned for block in found for turn in block.facts.get("turns", []) if turn.planned]
    running = next((one for one in (check, *led) if one and one.opened_at), None)
    if running:
        yield Block("live", {"check": running, "invited": running == check})
    if found[0].name in (LEARNER, TEAM_LEAD):
        yield found.pop(0)
    yield from _queue(request, desks)
    if LEARNER in desks and (drafts := _drafts(person.pk)):
        yield Block("drafts", {"drafts": drafts}, asks=False)
    if check not in (None, running, *led) or (TEAM_MEMBER in desks and not check):
        teams = [one.membership.team for one in desks.get(TEAM_MEMBER, []) if one.membership]
        yield Block("next_check", {"check": check, "teams": teams}, asks=False)
    yield from found
    if LEARNER in desks and learns_alone(person):
        yield Block("alone", {"quarter": Quarter.of(today())}, asks=False)
    if desks.keys() & {LEARNER, TEAM_LEAD, TEAM_MEMBER}:
        yield Block("wonder", _wonder(request), asks=False)


def _queue(request: PersonRequest, desks: dict[str, Roles]) -> Iterable[Block]:
    """What waits for somebody, and to who learns the feedback they did not answer. Who guides also reads that there is
    nothing. A value check that runs stands above it already."""
    waiting = [row for row in waiting_for(request) if row.kind != CHECK_TO_JOIN.code]
    received = _received(request.user.pk) if LEARNER in desks else []
    if waiting or received or EDUCATOR in desks:
        lines = todos.entries(waiting[:ROWS], request.user)
        facts = {"waiting": len(waiting), "queue": lines, "received": received, "own": LEARNER in desks}
        yield Block("for_you", facts, asks=bool(waiting))


def _wonder(request: PersonRequest) -> dict[str, Any]:
    """The question of today, or what was answered to it."""
    written = next(iter(_wondered(request.user.pk)), None)
    return {"wondered": written, "form": None if written else WonderForm(person=request.user)}


@Prepared
def _wondered(person: int) -> QuerySet[WonderEntry]:
    return WonderEntry.objects.written_by(person).of_today().select_related(None).only("text")


@Prepared
def _drafts(person: int) -> QuerySet[Experience]:
    return Experience.objects.written_by(person).drafts().order_by("-edited_at", "-pk")[:ROWS]


@Prepared
def _received(person: int) -> QuerySet[Feedback]:
    received = Feedback.objects.received_by(person).unreacted().select_related("author", "request")
    return received.order_by("-sent_at", "-pk")[:ROWS]
