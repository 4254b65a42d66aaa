"""Events about trainings. They say that there is something, never what was answered."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from instruments.models.trainings import Training
from instruments.todos.trainings import TRAINING_TO_TELL_OF
from partnerships.events import Kind, register


def _trainings(person: User) -> Any:
    return Training.objects.of(person)


TRAINING_MADE = register(Kind("training_made", story=_("%(by)s heeft een training toegevoegd")))
TRAINING_TOLD = register(Kind("training_told", story=_("%(by)s heeft opgeschreven wat de training doet")))
TRAINING_DUE = register(
    Kind(
        "training_due",
        story=_("Gevraagd of je de training gebruikt"),
        notice=_("Je training is voorbij. Al gebruikt? Wat houdt je tegen?"),
        sees=_trainings,
        asks=TRAINING_TO_TELL_OF,
        at_work=True,
    )
)
