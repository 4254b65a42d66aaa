"""Home: what somebody comes to do, for all their roles on one page (domain.md §2.1, docs/decisions/0160)."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import Exists, QuerySet, Subquery
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import PersonRequest, for_me
from accounts.models import User
from accounts.prepared import Prepared
from accounts.values import today
from partnerships import todos
from partnerships.values import ROLES, Role
from partnerships.waiting import waiting_for
from reflections.calendar import Quarter
from reflections.forms.wonder import WonderForm
from reflections.models.experiences import Experience
from reflections.models.feedback import Feedback
from reflections.models.value_checks import ValueCheck, learns_alone, next_for, running_for
from reflections.models.wonder import WonderEntry
from reflections.policy.experiences import may_log
from reflections.todos.value_checks import CHECK_TO_JOIN
from werkplek.active_roles import ADMIN, memberships_of, roles_today
from werkplek.views.desks import DESKS, EDUCATOR, LEARNER, ROWS, TEAM_LEAD, TEAM_MEMBER, Block, Roles

WITH_OWN = {LEARNER, EDUCATOR, TEAM_LEAD, TEAM_MEMBER}  # who sets up or advises finds the own log by one link


class Own(NamedTuple):
    """What there is of the own log: begun and not saved, received and not answered; and the answer of today."""

    has_drafts: bool
    has_received: bool
    wondered: str | None


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
    """A value check that runs; the log and the own puzzle, or the next value check of who only leads; the queue; the
    way to log, which everybody does; and the other roles in their order."""
    desks: dict[str, Roles] = {}
    for one in held:
        desks.setdefault(ADMIN if one.role == ADMIN else ROLES[Role(one.role)].desk, []).append(one)
    person, check, logs = request.user, next_for(request.user), bool(may_log(request.user))
    own = Own(*_own(person.pk)[0]) if logs and desks.keys() & WITH_OWN else None
    found = [DESKS[name](request, roles) for name, roles in desks.items()]
    led = [turn.planned for block in found for turn in block.facts.get("turns", []) if turn.planned]
    running = _running(check, led, person)
    if running:
        yield Block("live", {"running": running})
    if found[0].name in (LEARNER, TEAM_LEAD):
        yield found.pop(0)
    yield from _queue(request, desks, own)
    if own and LEARNER not in desks:
        yield Block("log", {"own": own}, asks=False)
    if own and own.has_drafts:
        yield Block("drafts", {"drafts": _drafts(person.pk)}, asks=False)
    if check not in (None, *(one for one, _invited in running), *led) or (TEAM_MEMBER in desks and not check):
        teams = [one.membership.team for one in desks.get(TEAM_MEMBER, []) if one.membership]
        yield Block("next_check", {"check": check, "teams": teams}, asks=False)
    yield from found
    if logs and not own:
        yield Block("log", {"own": own}, asks=False)
    if LEARNER in desks and learns_alone(person):
        yield Block("alone", {"quarter": Quarter.of(today())}, asks=False)
    if own:
        facts = {"wondered": own.wondered, "form": None if own.wondered else WonderForm(person=person)}
        yield Block("wonder", facts, asks=False)


def _running(check: ValueCheck | None, led: list[ValueCheck], person: User) -> list[tuple[ValueCheck, bool]]:
    """The value checks that run, and whether this person is invited: somebody of two teams may have two at once. The
    first one that somebody is invited to stands in front, so there are no more when that does not run."""
    mine = running_for(person) if check and check.opened_at else []
    return [(one, True) for one in mine] + [(one, False) for one in led if one.opened_at and one not in mine]


def _queue(request: PersonRequest, desks: dict[str, Roles], own: Own | None) -> Iterable[Block]:
    """What waits for somebody, and the feedback on what they logged that they did not answer. Who guides also reads
    that there is nothing. A value check that runs stands above it already."""
    waiting = [row for row in waiting_for(request) if row.kind != CHECK_TO_JOIN.code]
    received = _received(request.user.pk) if own and own.has_received else []
    if waiting or received or EDUCATOR in desks:
        lines = todos.entries(waiting[:ROWS], request.user)
        facts = {"waiting": len(waiting), "queue": lines, "received": received, "own": LEARNER in desks}
        yield Block("for_you", facts, asks=bool(waiting))


@Prepared
def _own(person: int) -> QuerySet[Any]:
    """What there is of the own log, in one question for every role."""
    drafts = Exists(Experience.objects.written_by(person).drafts())
    received = Exists(Feedback.objects.received_by(person).unreacted())
    wondered = WonderEntry.objects.written_by(person).of_today().order_by().values("text")[:1]
    return User.objects.filter(pk=person).values_list(drafts, received, Subquery(wondered))


@Prepared
def _drafts(person: int) -> QuerySet[Experience]:
    return Experience.objects.written_by(person).drafts().order_by("-edited_at", "-pk")[:ROWS]


@Prepared
def _received(person: int) -> QuerySet[Feedback]:
    received = Feedback.objects.received_by(person).unreacted().with_notice().select_related("author", "request")
    return received.order_by("-sent_at", "-pk")[:ROWS]
