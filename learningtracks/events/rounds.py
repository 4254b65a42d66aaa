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
    "started", _("%(by)s begon een ronde"), _("%(by)s begon een ronde. Vul je hem in?"), asks=ROUND_TO_FILL_IN
)
ROUND_HANDED_IN = _round(
    "handed_in", _("%(by)s leverde antwoorden in"), _("%(by)s leverde antwoorden in bij een ronde. Leg ze naast elkaar")
)
ROUND_CLOSED = _round("closed", _("%(by)s sloot de ronde"), _("%(by)s sloot de ronde. Bekijk wat eruit kwam"))
LOOK_BACK_DUE = _round(
    "look_back",
    _("Werkplek vroeg om terug te kijken"),
    _("Je koos %(look_back_on)s om terug te kijken: wat levert je leren op?"),
    at_work=True,
)
ASK_MADE = register(
    Kind(
        "help_asked",
        story=_("%(by)s vroeg om hulp"),
        notice=_("%(by)s vraagt je hulp bij het leren"),
        sees=HelpAsk.objects.visible_to,
        asks=HELP_TO_GIVE,
    )
)
ASK_ANSWERED = register(
    Kind(
        "help_answered",
        story=_("%(by)s gaf antwoord"),
        notice=_("%(by)s gaf antwoord op je vraag om hulp"),
        sees=HelpAsk.objects.visible_to,
    )
)
TRAINING_MADE = register(Kind("training_made", story=_("%(by)s zette een training in Werkplek")))
TRAINING_TOLD = register(Kind("training_told", story=_("%(by)s schreef op wat de training doet")))
TRAINING_DUE = register(
    Kind(
        "training_due",
        story=_("Werkplek vroeg of je de training gebruikt"),
        notice=_("Je training is voorbij. Al gebruikt? Wat houdt je tegen?"),
        sees=_trainings,
        asks=TRAINING_TO_TELL_OF,
        at_work=True,
    )
)
