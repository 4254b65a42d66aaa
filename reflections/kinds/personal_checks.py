"""The value check for yourself, of who learns on a track without a team: once a quarter, read by who learns and by whom
they let in by name (domain.md §5.4)."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from instruments.ask_kinds import AskKind, Sharing, Words, register, told
from instruments.models.asks import Ask, Asked
from instruments.models.instruments import Instrument
from instruments.todos.asks import ASK_TO_ANSWER
from learningtracks.models.tracks import Track
from learningtracks.values.instruments import Reading
from reflections.calendar import Quarter, personal_closes
from reflections.values import QuestionSet

PERSONAL_INVITED = told(
    "personal_check_invited",
    _("Je waardecheck voor jezelf is geopend"),
    _("Je waardecheck voor jezelf staat klaar. Doe die het liefst uiterlijk %(until_on)s"),
    sees=Ask.objects.readable_by,
    asks=ASK_TO_ANSWER,
    at_work=True,
)
PERSONAL_REMINDED = told(
    "personal_check_reminded",
    _("Herinnering gestuurd: je waardecheck voor jezelf"),
    _("Je waardecheck voor jezelf staat nog open. Dit is de laatste herinnering"),
    sees=Ask.objects.readable_by,
    asks=ASK_TO_ANSWER,
    at_work=True,
)
CLOSING_ROUND = told(
    "personal_check_closing",
    _("De afsluitende ronde van je traject is geopend"),
    _("Je traject loopt tot en met %(until_on)s. Kijk in de afsluitende ronde terug op wat het heeft opgeleverd"),
    sees=Ask.objects.readable_by,
    asks=ASK_TO_ANSWER,
    at_work=True,
)
PERSONAL_CHECK = register(
    AskKind(
        "personal_check",
        page="reflections:personal_checks",
        readings={"track": Reading.LEARNER_ONLY},
        lists=(QuestionSet.INSIGHT,),
        words=Words(
            title=_("Waardecheck voor jezelf"),
            lead=_("Elk kwartaal kijk je terug op een moment waar je iets van hebt geleerd. Een kwartier is genoeg."),
            empty=_("Leer je in een team? Dan hoort je waardecheck daar. Anders staat die hier, elk kwartaal."),
            begin=_("Nu beginnen"),
            button=_("Nu beginnen"),
            answer=_("Waardecheck voor jezelf"),
            hint=_("Schrijf op wat je wilt; overslaan mag."),
            todo=_("Rond je waardecheck voor jezelf af"),
            help="value-check",
        ),
        begun=told("personal_check_started", _("Je bent een waardecheck voor jezelf begonnen")),
        over=told("personal_check_closed", _("Je hebt je waardecheck voor jezelf afgerond")),
        sharing=Sharing(
            shared=told(
                "personal_check_shared",
                _("%(name)s mag je waardecheck voor jezelf lezen"),
                _("%(by)s laat je een waardecheck lezen"),
            ),
            ended=told("personal_check_share_ended", _("%(name)s leest je waardecheck voor jezelf niet meer")),
        ),
    )
)


@transaction.atomic
def check_of(track: Track, quarter: Quarter) -> tuple[Ask, bool]:
    """The one of this track and quarter, and whether it began just now: whoever comes first makes it, the learner or
    the invitation. A track that ends around then gets the closing round, about the whole of it. It keeps the edition
    of its questions."""
    closing = personal_closes(track.last_day, quarter)
    check, made = Ask.objects.get_or_create(
        kind=PERSONAL_CHECK.code,
        track=track,
        cycle=str(quarter),
        defaults={
            "reading": PERSONAL_CHECK.readings["track"],
            "by": track.learner,
            "until_on": _last_day(track, quarter, closing),
        },
    )
    if made:
        questions = Instrument.objects.current(QuestionSet.AFTER if closing else QuestionSet.INSIGHT)
        Asked.objects.create(ask=check, instrument=questions, place=0)
    return check, made


def _last_day(track: Track, quarter: Quarter, closing: bool) -> dt.date:
    return min(quarter.last_day, track.last_day) if closing else quarter.last_day
