"""Events about rounds, questions for help and trainings. They say that there is something, never what was answered."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from learningtracks.models.rounds import HelpAsk, Round
from learningtracks.models.trainings import Training
from learningtracks.todos.rounds import HELP_TO_GIVE, ROUND_TO_FILL_IN
from learningtracks.todos.trainings import TRAINING_TO_TELL_OF
from partnerships.events import Kind, register


def _round(code: str, story: Any, notice: Any, **more: Any) -> Kind:
    return register(Kind(f"round_{code}", story=story, notice=notice, sees=Round.objects.visible_to, **more))


def _trainings(person: User) -> Any:
    return Training.objects.of(person)


ROUND_STARTED = _round(
    "started",
    _("%(by)s is een ronde begonnen"),
    _("%(by)s is een ronde begonnen. Vul je de vragen in?"),
    asks=ROUND_TO_FILL_IN,
)
ROUND_HANDED_IN = _round(
    "handed_in",
    _("%(by)s heeft antwoorden ingeleverd"),
    _("%(by)s heeft antwoorden ingeleverd bij een ronde. Leg ze naast elkaar"),
)
ROUND_CLOSED = _round(
    "closed", _("%(by)s heeft de ronde gesloten"), _("%(by)s heeft de ronde gesloten. Bekijk wat eruit is gekomen")
)
LOOK_BACK_DUE = _round(
    "look_back",
    _("Gevraagd om terug te kijken"),
    _("Je hebt %(look_back_on)s gekozen om terug te kijken: wat levert je leren op?"),
    at_work=True,
)
ASK_MADE = register(
    Kind(
        "help_asked",
        story=_("%(by)s heeft om hulp gevraagd"),
        notice=_("%(by)s vraagt je hulp bij het leren"),
        sees=HelpAsk.objects.visible_to,
        asks=HELP_TO_GIVE,
    )
)
ASK_ANSWERED = register(
    Kind(
        "help_answered",
        story=_("%(by)s heeft antwoord gegeven"),
        notice=_("%(by)s heeft antwoord gegeven op je vraag om hulp"),
        sees=HelpAsk.objects.visible_to,
    )
)
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
