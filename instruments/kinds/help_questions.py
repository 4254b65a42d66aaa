"""A question for help to somebody by name, on a track or in a team that two people share (domain.md §3.2)."""

from django.utils.translation import gettext_lazy as _

from instruments.ask_kinds import AskKind, Words, register, taken_back, told
from instruments.models.asks import Ask
from instruments.todos.asks import HELP, HELP_TO_GIVE
from learningtracks.values.instruments import Reading

HELP_QUESTION = register(
    AskKind(
        HELP,
        page="",
        readings={"team": Reading.TWO, "track": Reading.TWO},
        lists=("help",),
        words=Words(
            title=_("Een vraag om hulp"),
            answer=_("Kun je helpen?"),
            todo=_("Beantwoord de vraag om hulp"),
        ),
        begun=told(
            "help_question_asked",
            _("%(by)s heeft om hulp gevraagd"),
            _("%(by)s vraagt of je kunt helpen"),
            sees=Ask.objects.standing_for,
            asks=HELP_TO_GIVE,
        ),
        over=told(
            "help_question_answered",
            _("%(by)s heeft antwoord gegeven"),
            _("%(by)s heeft antwoord gegeven op je vraag om hulp"),
        ),
        withdrawing=taken_back(told("help_question_withdrawn", _("%(by)s heeft de vraag om hulp ingetrokken"))),
        declined=told("help_question_declined", _("%(by)s kan nu niet helpen"), _("%(by)s kan je nu niet helpen")),
    )
)
