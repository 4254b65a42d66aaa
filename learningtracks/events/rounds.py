"""Events about rounds, questions for help and trainings. They say that there is something, never what was answered."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from learningtracks.models import HelpAsk, Round, Training
from partnerships.events import Kind, register


def _filled(round: Round, person: User) -> bool:
    """Who handed in, or when it is closed, need not be asked again."""
    return not round.is_open or round.fillings.of(person).handed_in().exists()


def _answered(ask: HelpAsk, person: User) -> bool:
    return ask.answered_at is not None


def _round(code: str, story: Any, notice: Any, **more: Any) -> Kind:
    return register(Kind(f"round_{code}", story=story, notice=notice, sees=Round.objects.visible_to, **more))


def _trainings(person: User) -> Any:
    return Training.objects.of(person)


def _told(training: Training, person: User) -> bool:
    return training.answered_at is not None


ROUND_STARTED = _round(
    "started", _("%(by)s begon een ronde"), _("%(by)s begon een ronde. Vul je hem in?"), is_done=_filled
)
ROUND_HANDED_IN = _round(
    "handed_in", _("%(by)s leverde antwoorden in"), _("%(by)s leverde antwoorden in bij een ronde. Leg ze naast elkaar")
)
ROUND_CLOSED = _round("closed", _("%(by)s sloot de ronde"), _("%(by)s sloot de ronde. Bekijk wat eruit kwam"))
LOOK_BACK_DUE = _round(
    "look_back",
    _("Werkplek vroeg om terug te kijken"),
    _("Vandaag wilde je terugkijken: wat levert je leren op?"),
    at_work=True,
)
ASK_MADE = register(
    Kind(
        "help_asked",
        story=_("%(by)s vroeg om hulp"),
        notice=_("%(by)s vraagt je hulp bij het leren"),
        sees=HelpAsk.objects.visible_to,
        is_done=_answered,
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
        is_done=_told,
        at_work=True,
    )
)
