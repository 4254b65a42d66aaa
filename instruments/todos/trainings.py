"""Trainings of a week ago of which somebody was asked whether they use it, and did not say yet."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from instruments.models.trainings import Training
from partnerships.todos import Owed, Said, ToDoKind, register

ASKED_FOR = dt.timedelta(days=30)


def _owed(things: Any) -> Iterator[Owed]:
    for training in things.filter(asked_at__gte=timezone.now() - ASKED_FOR, answered_at__isnull=True):
        yield Owed(training.person_id, training.pk, training.asked_at, closes_at=training.asked_at + ASKED_FOR)


def _says(things: Any, person: User) -> list[Said]:
    return [(training, _("Vertel of je je training gebruikt"), training.title) for training in things]


TRAINING_TO_TELL_OF = register(ToDoKind("training", Training, owed=_owed, says=_says, label=gettext_lazy("Training")))
