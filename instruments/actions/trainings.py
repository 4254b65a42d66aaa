"""Actions on trainings: write one down, and say whether it is used. One question within two weeks (domain.md §2.5)."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.actions.versions import check_version, locked
from accounts.models import User
from accounts.values import require
from instruments.events.trainings import TRAINING_MADE, TRAINING_TOLD
from instruments.models.trainings import Training
from instruments.policy.trainings import may_act_on_training, may_see_training
from learningtracks.actions import action_points
from learningtracks.models.action_points import ActionPoint, Subject
from partnerships import events


@transaction.atomic
def make(*, title: str, ends_on: dt.date, by: User) -> Training:
    """Write an own training down."""
    made = Training.objects.create(person=by, title=title.strip(), ends_on=ends_on)
    events.record(TRAINING_MADE, by=by, about=made)
    return made


@transaction.atomic
def tell(training: Training, *, used: bool, text: str, level: str = "", version: int, by: User) -> None:
    """Used: a value note. Not yet: what is in the way. Raises Stale when another window was ahead."""
    require(may_see_training(by, training))
    check_version(locked(Training.objects.all(), training.pk), version)
    training.answered_at, training.used = timezone.now(), used
    training.text, training.level = text.strip(), level if used else ""
    training.save(update_fields=["answered_at", "used", "text", "level"])
    events.record(TRAINING_TOLD, by=by, about=training)


def words_of(training: Training) -> str:
    """What is in the way, in at most as many words as an action point holds."""
    return training.text if len(training.text) <= LONGEST else f"{training.text[: LONGEST - 1]}…"


LONGEST = 300  # ActionPoint.text


@transaction.atomic
def act(training: Training, subject: Subject, *, by: User, **what: Any) -> ActionPoint:
    """What is in the way becomes an action point of a team, a track or another group of this person. The training
    itself stays private: its code says nothing to who may not open it."""
    require(may_act_on_training(by, training))
    return action_points.make(subject, by=by, origin=training.trail, **what)


@transaction.atomic
def discard(training: Training, *, by: User) -> None:
    """Take an own training away, with its rounds."""
    require(may_see_training(by, training))
    training.delete()
