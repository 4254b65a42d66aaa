"""The report of a value check: for the screen, and on paper (domain.md §2.4)."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import PersonRequest
from learningtracks.models import ActionPoint
from reflections import policy
from reflections.access import for_value_check
from reflections.models import CheckOutWord, HarvestItem, StoryNote, ValueCheck, ValueStory
from reflections.models.rooms import origin_of
from reflections.models.stories import VISIBLE_FOR
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
    was_there = policy.was_present(request.user, check)
    sees = policy.may_see_details(request.user, check)
    shown = ValueStory.objects.standing().in_check(check).visible_to(request.user).with_teller()
    stories = list(shown.order_by("number", "pk"))
    mine = ValueStory.objects.in_check(check).told_by(request.user).with_waiting().first()
    context: dict[str, Any] = {
        "check": check,
        "team": check.team,
        "was_there": was_there,
        "sees": sees,
        "stories": [(story, name_of(story, was_there)) for story in stories],
        "board": board_of(stories, was_there),
        "mine": mine,
        "points": ActionPoint.objects.visible_to(request.user)
        .from_origin(origin_of(check))
        .with_heads()
        .soonest_first(),
        "harvest": HarvestItem.objects.published_to(request.user).filter(story__value_check=check).with_source(),
        "check_out": CheckOut.of([(row.score, row.count) for row in check.score_counts.all()]),
        "next_on": getattr(getattr(check, "room", None), "next_on", None),
    }
    if was_there:
        asked = HarvestItem.objects.proposed_to(request.user).filter(story__value_check=check)
        context["proposed"] = asked.with_source()
        context["present"] = [seat.name for seat in check.seats.select_related("person")]
        is_recent = check.closed_at > timezone.now() - VISIBLE_FOR
        words = CheckOutWord.objects.filter(seat__value_check=check).exclude(text="")
        context["words"] = words.order_by("seat__number") if is_recent else []
    return render(request, "reflections/reports/page.html", context)
