"""The report of a value check: for the screen, and on paper (domain.md §2.4)."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import PersonRequest
from learningtracks.models.action_points import ActionPoint
from reflections.access import for_value_check
from reflections.models.harvest import HarvestItem
from reflections.models.rooms import origin_of
from reflections.models.stories import VISIBLE_FOR, StoryNote, ValueStory
from reflections.models.value_checks import ValueCheck
from reflections.trends import CheckOut
from reflections.values import LEVELS, Audience, LevelText


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


@for_value_check
@require_safe
def report(request: PersonRequest, check: ValueCheck) -> HttpResponse:
    """What the session brought. Stories for who was present, and what their tellers widened for the team; counts are
    made of what the reader may read, so that nothing can be worked out from them (access.md R7, R15)."""
    if check.closed_at is None:
        return redirect(check)
    seats = list(check.seats.select_related("person", "word"))
    was_there = any(seat.person_id == request.user.pk for seat in seats)
    shown = check.stories.standing().visible_to(request.user).with_notes()
    stories = list(shown.with_waiting().order_by("number", "pk"))
    items = list(HarvestItem.objects.live_in(check).with_source())  # all of the team may read what is published
    context: dict[str, Any] = {
        "check": check,
        "team": check.team,
        "was_there": was_there,
        "stories": [(story, name_of(story, was_there)) for story in stories],
        "board": board_of(stories, was_there),
        "mine": next((story for story in stories if story.seat.person_id == request.user.pk), None),
        "points": ActionPoint.objects.visible_to(request.user)
        .from_origin(origin_of(check))
        .select_related("owner")
        .soonest_first(),
        "harvest": [item for item in items if item.published_at],
        "check_out": CheckOut.of([(row.score, row.count) for row in check.score_counts.all()]),
        "next_on": getattr(getattr(check, "room", None), "next_on", None),
    }
    if was_there:
        is_recent = check.closed_at > timezone.now() - VISIBLE_FOR
        words = [seat.word for seat in seats if hasattr(seat, "word") and seat.word.text]
        context["proposed"] = [item for item in items if not item.published_at] if is_recent else []
        context["present"] = [seat.name for seat in seats]
        context["words"] = words if is_recent else []
    return render(request, "reflections/reports/page.html", context)
