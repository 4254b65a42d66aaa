"""The report of a value check: for the screen, and on paper (domain.md §2.4)."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import PersonRequest, for_me
from accounts.alongside import gather
from accounts.models import User
from accounts.prepared import Prepared
from learningtracks.models.action_points import ActionPoint
from partnerships import belonging
from reflections.access import for_value_check
from reflections.live.board import Move
from reflections.live.led import OF_LEADING, who_led
from reflections.models.harvest import HarvestItem
from reflections.models.promises import Promise
from reflections.models.rooms import Seat, SessionMove, origin_of
from reflections.models.stories import VISIBLE_FOR, StoryNote, ValueStory
from reflections.models.value_checks import ValueCheck
from reflections.trends import CheckOut
from reflections.values import LEVELS, Audience, CheckForm, LevelText
from reflections.views.quarters import picture_of

MOST_SHOWN = 50


@dataclass(frozen=True)
class Slip:
    """One note on the board, with whose story it is from."""

    note: StoryNote
    story: ValueStory
    name: str


@dataclass(frozen=True)
class Column:
    level: LevelText
    slips: list[Slip]


def board_of(stories: list[ValueStory], was_there: bool) -> list[Column]:
    """All confirmed notes by level, in the order of telling. Empty levels are there too: they say something."""
    slips = [
        Slip(note, story, name_of(story, was_there))
        for story in stories
        for note in story.confirmed  # type: ignore[attr-defined]
    ]
    return [Column(level, [slip for slip in slips if slip.note.level == level.level]) for level in LEVELS]


def name_of(story: ValueStory, was_there: bool) -> str:
    """Who was there knows who told it; without a name is without a name for all others (access.md R15)."""
    return story.seat.name if was_there or story.audience != Audience.PARTNERSHIP else ""


@Prepared
def _seats_in(check: int) -> QuerySet[Seat]:
    return Seat.objects.filter(value_check=check).select_related("person", "word")


@Prepared
def _stories_in(
    check: int, person: int, teams: list[int], joined: list[int], since: dt.datetime
) -> QuerySet[ValueStory]:
    found = ValueStory.objects.filter(value_check=check).standing().visible_from(person, teams, joined, since)
    return found.select_related("seat__person").with_waiting().defer("text").order_by("number", "pk")


@Prepared
def _notes_of(stories: list[int]) -> QuerySet[StoryNote]:
    return StoryNote.objects.confirmed().filter(story__in=stories)


def _stories_for(person: User, check: ValueCheck) -> list[ValueStory]:
    """What this person may read of what was told there, with the notes that were confirmed."""
    teams, joined = belonging.teams_of(person), belonging.of(person).joined
    stories = _stories_in(check.pk, person.pk, teams, joined, timezone.now() - VISIBLE_FOR)
    gather(stories, "notes", _notes_of)
    for story in stories:
        story.value_check, story.confirmed = check, story.notes.all()
    return stories


@Prepared
def _items_in(check: int) -> QuerySet[HarvestItem]:
    found = HarvestItem.objects.filter(story__value_check=check, withdrawn_at__isnull=True)
    return found.select_related("note", "story__seat__person").order_by("-published_at", "-pk")


def _items_of(check: ValueCheck) -> list[HarvestItem]:
    """What was proposed or published from it, for who has the session."""
    items = _items_in(check.pk)
    for item in items:
        item.story.value_check = check
    return items


@Prepared
def _points_of(origin: str, teams: list[int]) -> QuerySet[ActionPoint]:
    """What came of it for the team, whose people read this report."""
    return ActionPoint.objects.from_origin(origin).filter(team__in=teams).select_related("owner").soonest_first()


@Prepared
def _leading_in(check: int) -> QuerySet[Any]:
    """What was done about leading: the words are gone, this stays."""
    found = SessionMove.objects.filter(value_check=check, kind__in=OF_LEADING).order_by("number")
    return found.values_list("number", "kind", "seat__number", "payload")


def _led(check: ValueCheck, seats: list[Seat]) -> list[str]:
    """Who really led, one after the other; who was to guide it, where there was no room (domain.md §5.1)."""
    moves = [Move(number, kind, seat or 0, "", payload) for number, kind, seat, payload in _leading_in(check.pk)]
    if not moves:
        return [str(check.facilitator)] if check.facilitator else []
    names = {seat.number: seat.name for seat in seats}
    return [names[number] for number in who_led(moves) if number in names]


@for_me
@require_safe
def reports(request: PersonRequest) -> HttpResponse:
    """The reports of all value checks of the own teams, newest first."""
    held = ValueCheck.objects.filter(team__in=belonging.teams_of(request.user), closed_at__isnull=False)
    found = held.filter(room__isnull=False).exclude(form=CheckForm.ALONE).select_related("team")
    context = {"checks": found.order_by("-closed_at", "-pk")[:MOST_SHOWN]}
    return render(request, "reflections/reports/list.html", context)


def _promises_of(story: ValueStory) -> list[Promise]:
    promises = list(Promise.objects.filter(story=story))
    for promise in promises:
        promise.story = story
    return promises


@for_value_check
@require_safe
def report(request: PersonRequest, check: ValueCheck) -> HttpResponse:
    """What the session brought. Stories for who was present, and what their tellers widened for the team; counts are
    made of what the reader may read, so that nothing can be worked out from them (access.md R7, R15)."""
    if check.closed_at is None:
        return redirect(check)
    seats, stories = _seats_in(check.pk), _stories_for(request.user, check)
    was_there = any(seat.person_id == request.user.pk for seat in seats)
    items = _items_of(check)  # all of the team may read what is published
    points = _points_of(origin_of(check), belonging.teams_of(request.user))
    mine = next((story for story in stories if story.seat.person_id == request.user.pk), None)
    context: dict[str, Any] = {
        "check": check,
        "team": check.team,
        "was_there": was_there,
        "stories": [(story, name_of(story, was_there)) for story in stories],
        "board": board_of(stories, was_there),
        "mine": mine,
        "promises": _promises_of(mine) if mine else [],
        "points": points,
        "own_points": [point for point in points if point.owner_id == request.user.pk],
        "harvest": [item for item in items if item.published_at],
        "check_out": CheckOut.of([(row.score, row.count) for row in check.score_counts.all()]),
        "picture": picture_of(check, points),
        "next_on": getattr(getattr(check, "room", None), "next_on", None),
    }
    if was_there:
        is_recent = check.closed_at > timezone.now() - VISIBLE_FOR
        words = [seat.word for seat in seats if hasattr(seat, "word") and seat.word.text]
        context["proposed"] = [item for item in items if not item.published_at] if is_recent else []
        context["present"] = [seat.name for seat in seats]
        context["led"] = _led(check, seats)
        context["words"] = words if is_recent else []
    return render(request, "reflections/reports/page.html", context)
