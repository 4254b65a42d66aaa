"""A training that is over: does somebody use it (domain.md §2.5)? And what a team sees of the rounds that its people
fill in about their own trainings: figures, of five or more at once."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.values import today
from instruments.ask_kinds import AskKind, Words, register, told
from instruments.models.asks import Ask, Asked
from instruments.models.instruments import Instrument
from instruments.models.trainings import Training
from instruments.todos.asks import ASK_TO_ANSWER
from instruments.values.asks import COUNTED
from instruments.values.rounds import HILL
from learningtracks.values.instruments import Reading

ASKED_FOR = dt.timedelta(days=30)
ONCE = "once"  # of a training it is asked one time
TRAINING_MADE = told("training_made", _("%(by)s heeft een training toegevoegd"))
USE = register(
    AskKind(
        "use",
        page="",
        readings={"training": Reading.ALONE},
        lists=("training.use",),
        words=Words(
            title=_("Al gebruikt?"),
            answer=_("Al gebruikt? Wat houdt je tegen?"),
            todo=_("Vertel of je je training gebruikt"),
        ),
        begun=told(
            "use_asked",
            _("Gevraagd of je de training gebruikt"),
            _("Je training is voorbij. Al gebruikt? Wat houdt je tegen?"),
            asks=ASK_TO_ANSWER,
            at_work=True,
        ),
    )
)
TRAININGS_COUNTED = register(
    AskKind(
        COUNTED,
        page="instruments:team_rounds",
        readings={"team": Reading.SPREAD},
        lists=(HILL,),
        words=Words(
            title=_("Wat jullie zeggen over trainingen"),
            lead=_(
                "Vijf of meer mensen in het team hebben dit ingevuld na een eigen training. Je ziet hoe vaak elk "
                "antwoord is gekozen, en niet door wie."
            ),
        ),
        begun=told("trainings_counted", _("Antwoorden over trainingen zijn geteld")),
    )
)


@transaction.atomic
def use_of(training: Training) -> tuple[Ask, bool]:
    """The question whether this one is used, and whether it began just now: whoever comes first makes it, the reminder
    or who took part."""
    facts = {"reading": USE.readings["training"], "by": training.person, "until_on": today() + ASKED_FOR}
    ask, made = Ask.objects.get_or_create(kind=USE.code, training=training, cycle=ONCE, defaults=facts)
    if made:
        Asked.objects.create(ask=ask, instrument=Instrument.objects.current(*USE.lists), place=0)
    return ask, made
