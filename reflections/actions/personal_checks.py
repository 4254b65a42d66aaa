"""The value check for yourself: start, write, and round off. Only the learner reads it (domain.md §5.4)."""

from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.actions.versions import check_version, locked
from accounts.models import User
from accounts.values import require, today
from learningtracks.models.instruments import Instrument
from learningtracks.models.tracks import Track
from partnerships import events
from reflections.calendar import Quarter
from reflections.events.value_checks import PERSONAL_CLOSED, PERSONAL_STARTED
from reflections.models.value_checks import InsightAnswer, ValueCheck
from reflections.policy.value_checks import may_answer_alone, may_start_alone
from reflections.values import QuestionSet


@transaction.atomic
def start(track: Track, *, by: User) -> ValueCheck:
    """The value check of this quarter, before or after its invitation; the one that is there when it began already."""
    require(may_start_alone(by, track))
    quarter = Quarter.of(today())
    wanted: dict[str, Any] = {
        "due_on": quarter.last_day,
        "questions": partial(Instrument.objects.current, QuestionSet.INSIGHT),
    }
    check, created = ValueCheck.objects.get_or_create(track=track, cycle=str(quarter), defaults=wanted)
    if created:
        events.record(PERSONAL_STARTED, by=by, about=check)
    return check


@transaction.atomic
def write(check: ValueCheck, *, answers: dict[str, str], version: int, by: User) -> ValueCheck:
    """Store what was written. Raises Stale when another tab or device was ahead.

    Writing leaves no event: when somebody writes is nobody's business (access.md R7).
    """
    check = locked(ValueCheck.objects.select_related("track"), check.pk)
    require(may_answer_alone(by, check))
    stored = {answer.item: answer.text for answer in check.answers.all()}
    changed = {item: text.strip() for item, text in answers.items() if stored.get(item, "") != text.strip()}
    if not changed:
        return check
    check_version(check, version)
    for item, text in changed.items():
        InsightAnswer.objects.update_or_create(
            value_check=check, item=item, defaults={"text": text, "edited_at": timezone.now()}
        )
    return check


@transaction.atomic
def close(check: ValueCheck, *, by: User) -> None:
    """Done for this quarter. The answers stay the learner's to read and to change."""
    check = locked(ValueCheck.objects.select_related("track"), check.pk)
    require(may_answer_alone(by, check))
    if check.closed_at:
        return
    check.closed_at = timezone.now()
    check.save(update_fields=["closed_at"])
    events.record(PERSONAL_CLOSED, by=by, about=check)
