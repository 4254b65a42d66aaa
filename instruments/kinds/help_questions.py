"""A question for help to somebody by name, on a track or in a team that two people share (domain.md §3.2)."""

from django.utils.translation import gettext_lazy as _

from instruments.ask_kinds import AskKind, Words, register, taken_back
from instruments.models.asks import Ask
from instruments.todos.asks import HELP, HELP_TO_GIVE
from learningtracks.values.instruments import Reading
from partnerships import events
from partnerships.events import Kind

HELP_QUESTION = register(
    AskKind(
        HELP,
        page="",
        readings={"team": Reading.TWO, "track": Reading.TWO},
        lists=("help",),
        words=Words(
            title=_("Een vraag om hulp"),
            lead="",
            empty="",
            begin="",
            button="",
            about="",
            usual="",
            answer=_("Kun je helpen?"),
            todo=_("Beantwoord de vraag om hulp"),
        ),
        begun=events.register(
            Kind(
                "help_question_asked",
                story=_("%(by)s heeft om hulp gevraagd"),
                notice=_("%(by)s vraagt of je kunt helpen"),
                sees=Ask.objects.standing_for,
                asks=HELP_TO_GIVE,
            )
        ),
        over=events.register(
            Kind(
                "help_question_answered",
                story=_("%(by)s heeft antwoord gegeven"),
                notice=_("%(by)s heeft antwoord gegeven op je vraag om hulp"),
                sees=Ask.objects.visible_to,
            )
        ),
        withdrawing=taken_back(
            events.register(Kind("help_question_withdrawn", story=_("%(by)s heeft de vraag om hulp ingetrokken")))
        ),
        declined=events.register(
            Kind(
                "help_question_declined",
                story=_("%(by)s kan nu niet helpen"),
                notice=_("%(by)s kan je nu niet helpen"),
                sees=Ask.objects.visible_to,
            )
        ),
    )
)
