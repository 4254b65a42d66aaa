"""Questions to a colleague who is back from a training: five about it, three about the team (domain.md §3.4)."""

from django.utils.translation import gettext_lazy as _

from instruments.ask_kinds import AskKind, Words, register, taken_back, told
from instruments.models.asks import Ask
from instruments.todos.asks import ASK_TO_ANSWER
from learningtracks.values.instruments import Reading

FOLLOW_UP = register(
    AskKind(
        "follow_up",
        page="instruments:follow_ups",
        readings={"team": Reading.TWO},
        lists=("team.follow_up", "team.action"),
        own=True,
        words=Words(
            title=_("Terug van een training"),
            lead=_(
                "Vraag een collega wat de training heeft opgeleverd, en wat jullie er samen mee doen. "
                "Acht korte vragen."
            ),
            empty=_("Hier komen vragen over een training: wat heb je eraan gehad? Je stelt ze of je krijgt ze."),
            begin=_("Iemand vragen"),
            button=_("Vragen"),
            about=_("Van welke training?"),
            usual=_("De acht vragen na een training"),
            answer=_("Vertel hoe het was"),
            todo=_("Vertel hoe je training was"),
        ),
        begun=told(
            "follow_up_asked",
            _("%(by)s heeft gevraagd hoe de training was"),
            _("%(by)s is benieuwd naar je training. Vertel je hoe het was?"),
            sees=Ask.objects.standing_for,
            asks=ASK_TO_ANSWER,
        ),
        over=told(
            "follow_up_answered", _("%(by)s heeft over de training verteld"), _("%(by)s vertelt over de training")
        ),
        withdrawing=taken_back(told("follow_up_withdrawn", _("%(by)s heeft de vragen over de training ingetrokken"))),
        declined=told(
            "follow_up_declined",
            _("%(by)s geeft geen antwoord op de vragen over de training"),
            _("%(by)s geeft geen antwoord op je vragen over de training"),
        ),
        offered=told(
            "follow_up_offered",
            _("%(by)s heeft de antwoorden over de training met het team gedeeld"),
            _("%(by)s vertelt het team over een training"),
        ),
        kept=told("follow_up_kept", _("%(by)s is gestopt met het delen van de antwoorden over de training")),
    )
)
