"""A value check that is held apart: sit down, tell, note, harvest, close (domain.md §5.6).

There is no room and no board: stories, notes and words are rows from the first word, and what a teller does with the
own story is in `actions/stories.py`, as after a session.
"""

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions.versions import locked
from accounts.models import User
from accounts.values import require
from learningtracks.actions import action_points
from learningtracks.models.action_points import ActionPoint
from partnerships import events
from reflections.actions import session_rows, value_checks
from reflections.calendar import CLOSE_AFTER, local_day
from reflections.events.apart import (
    APART_CLOSED,
    APART_CLOSED_ITSELF,
    APART_NOT_HELD,
    NOTE_PROPOSED,
    STORY_PASSED,
    STORY_TOLD,
)
from reflections.models.rooms import Room, Seat, origin_of
from reflections.models.stories import CheckOutWord, StoryNote, ValueStory
from reflections.models.value_checks import Participant, ValueCheck
from reflections.policy.apart import (
    may_close_apart,
    may_harvest,
    may_note,
    may_pass,
    may_score,
    may_take_part,
    may_tell,
)
from reflections.values import CheckForm


def _locked(check: ValueCheck) -> ValueCheck:
    return locked(ValueCheck.objects.select_related("team__organisation"), check.pk)


@transaction.atomic
def enter(check: ValueCheck, *, by: User) -> Seat:
    """Take part: from now on one reads what the others tell (access.md R15). A second time gives back the same seat."""
    check = _locked(check)
    require(may_take_part(by, check))
    return _seat(check, by)


def _seat(check: ValueCheck, person: User) -> Seat:
    if seat := Seat.objects.of(person).filter(value_check=check).first():
        return seat
    last = Seat.objects.filter(value_check=check).aggregate(last=Max("number"))["last"] or 0
    if not last:
        session_rows.begin_scores(check)
    return Seat.objects.create(value_check=check, number=last + 1, person=person)


@transaction.atomic
def tell(check: ValueCheck, *, title: str, text: str, by: User) -> ValueStory:
    """Tell the own story; whoever takes part reads it. Who passed and tells after all does not pass."""
    check = _locked(check)
    require(may_tell(by, check))
    seat = _seat(check, by)
    number = (check.stories.aggregate(last=Max("number"))["last"] or 0) + 1
    story = ValueStory.objects.create(
        value_check=check, seat=seat, number=number, title=title.strip(), text=text.strip(), shows_text=True
    )
    _asked(check, by).update(passed_at=None)
    events.record(STORY_TOLD, by=by, about=story)
    return story


@transaction.atomic
def pass_over(check: ValueCheck, *, by: User) -> None:
    """Tell nothing this time. Nobody else sees that, and reading along stays possible."""
    check = _locked(check)
    require(may_pass(by, check))
    _asked(check, by).update(passed_at=timezone.now())
    events.record(STORY_PASSED, by=by, about=check, trail=f"person:{by.public_id}")


def _asked(check: ValueCheck, person: User) -> Any:
    return Participant.objects.filter(value_check=check, person=person)


@transaction.atomic
def note(story: ValueStory, *, text: str, level: str, by: User) -> StoryNote:
    """Write down what the story of another brought. It waits for the teller's yes."""
    story = locked(ValueStory.objects.select_related("seat__person", "value_check__team__organisation"), story.pk)
    require(may_note(by, story))
    number = (story.notes.aggregate(last=Max("number"))["last"] or 0) + 1
    made = StoryNote.objects.create(
        story=story,
        number=number,
        level=level,
        text=text.strip(),
        by=_seat(story.value_check, by),
    )
    story.version += 1
    story.save(update_fields=["version"])
    events.record(NOTE_PROPOSED, by=by, about=story, tell=User.objects.filter(seats=story.seat))
    return made


@transaction.atomic
def make_action(
    check: ValueCheck, *, text: str, owner: User, due_on: dt.date, how_noticed: str, by: User
) -> ActionPoint:
    """Agree on an action point of the team: somebody does it, by a day (domain.md §5.1)."""
    check = _locked(check)
    require(may_harvest(by, check))
    return action_points.make(
        check.team, by=by, text=text, owner=owner, due_on=due_on, origin=origin_of(check), how_noticed=how_noticed
    )


@transaction.atomic
def say_word(check: ValueCheck, *, text: str, by: User) -> CheckOutWord:
    """One word about it, by name; another one takes its place."""
    check = _locked(check)
    require(may_harvest(by, check))
    word, _made = CheckOutWord.objects.update_or_create(seat=_seat(check, by), defaults={"text": text.strip()})
    return word


@transaction.atomic
def score(check: ValueCheck, *, value: int, by: User) -> None:
    """Count a score and forget whose it was (access.md R16)."""
    check = _locked(check)
    require(may_harvest(by, check))
    seat = _seat(check, by)
    require(may_score(seat))
    session_rows.count_score(seat, value)


@transaction.atomic
def close(check: ValueCheck, *, by: User) -> None:
    """Close it: from now on it counts as held, and the report is there. A second time is fine."""
    check = _locked(check)
    if check.closed_at:
        return
    require(may_close_apart(by, check))
    _close(check)
    events.record(APART_CLOSED, by=by, about=check)


def _close(check: ValueCheck) -> None:
    """The row of the room begins to exist here: it holds what is left of a session after two years."""
    Room.objects.create(value_check=check, touched_at=timezone.now())
    value_checks.settle(check, closed_at=timezone.now())


def close_forgotten(now: dt.datetime) -> int:
    """Close what nobody closed for two weeks after its last day. Where nobody told anything it was not held."""
    apart = ValueCheck.objects.upcoming().filter(form=CheckForm.APART, last_on__lte=local_day(now) - CLOSE_AFTER)
    return sum(_close_forgotten(check) for check in apart)


@transaction.atomic
def _close_forgotten(check: ValueCheck) -> int:
    check = _locked(check)
    if not check.is_harvesting:
        return 0
    if check.stories.filter(withdrawn_at__isnull=True).exists():
        _close(check)
        events.record(APART_CLOSED_ITSELF, by=None, about=check)
    else:
        value_checks.leave_out(check, reason=_("Niemand heeft een verhaal verteld."))
        events.record(APART_NOT_HELD, by=None, about=check)
    return 1
