"""Questions to a colleague who is back from a training: five about it, three about the team (domain.md §3.4)."""

from django.utils.translation import gettext_lazy as _

from instruments.ask_kinds import AskKind, Words, register, taken_back
from instruments.models.asks import Ask
from instruments.todos.asks import ASK_TO_ANSWER
from learningtracks.values.instruments import Reading
from partnerships import events
from partnerships.events import Kind

FOLLOW_UP = register(
    AskKind(
        "follow_up",
        page="instruments:follow_ups",
        readings={"team": Reading.TWO},
        lists=("team.follow_up", "team.action"),
        own=True,
        words=Words(
            title=_("Terug van een training"),
            lead=_("Vraag een collega wat de training bracht, en wat jullie er samen mee doen. Acht korte vragen."),
            empty=_("Hier komen vragen over een training: wat heb je eraan gehad? Je stelt ze of je krijgt ze."),
            begin=_("Iemand vragen"),
            button=_("Vragen"),
            about=_("Van welke training?"),
            usual=_("De acht vragen na een training"),
            answer=_("Vertel hoe het was"),
            todo=_("Vertel hoe je training was"),
        ),
        begun=events.register(
            Kind(
                "follow_up_asked",
                story=_("%(by)s heeft gevraagd hoe de training was"),
                notice=_("%(by)s is benieuwd naar je training. Vertel je hoe het was?"),
                sees=Ask.objects.standing_for,
                asks=ASK_TO_ANSWER,
            )
        ),
        over=events.register(
            Kind(
                "follow_up_answered",
                story=_("%(by)s heeft over de training verteld"),
                notice=_("%(by)s vertelt over de training"),
                sees=Ask.objects.visible_to,
            )
        ),
        withdrawing=taken_back(
            events.register(Kind("follow_up_withdrawn", story=_("%(by)s heeft de vragen over de training ingetrokken")))
        ),
        declined=events.register(
            Kind(
                "follow_up_declined",
                story=_("%(by)s geeft geen antwoord op de vragen over de training"),
                notice=_("%(by)s geeft geen antwoord op je vragen over de training"),
                sees=Ask.objects.visible_to,
            )
        ),
        offered=events.register(
            Kind(
                "follow_up_offered",
                story=_("%(by)s heeft de antwoorden over de training met het team gedeeld"),
                notice=_("%(by)s vertelt het team over een training"),
                sees=Ask.objects.visible_to,
            )
        ),
        kept=events.register(
            Kind("follow_up_kept", story=_("%(by)s is gestopt met het delen van de antwoorden over de training"))
        ),
    )
)
