"""Team meetings with learning on the agenda: five items on a day, with what the team agrees (domain.md §3.3). Everybody
in the team writes at once, so it is open from its start."""

from django.utils.translation import gettext_lazy as _

from instruments.ask_kinds import AskKind, Days, Together, Withdrawing, Words, register, told
from instruments.models.asks import Ask
from learningtracks.values.instruments import Reading

TEAM_MEETING = register(
    AskKind(
        "team_meeting",
        page="instruments:team_meetings",
        readings={"team": Reading.OPEN_TOGETHER},
        lists=("checklist.during",),
        opens=True,
        words=Words(
            title=_("Leren in het teamoverleg"),
            lead=_("Vijf punten om samen te bespreken, zolang iemand in het team iets leert."),
            empty=_(
                "Hier komt elk overleg waarin jullie over leren praten. Kies een dag, dan staan de vijf punten klaar."
            ),
            begin=_("Op de agenda zetten"),
            button=_("Op de agenda zetten"),
            one=_("Teamoverleg"),
        ),
        days=Days(
            label=_("Wanneer is het overleg?"),
            earliest=-31,  # written down afterwards
            furthest=2 * 366,
            otherwise=_("Kies een dag vanaf een maand geleden, binnen twee jaar."),
            told=_("Iedereen in het team krijgt bericht."),
            begun=_("Leren staat op de agenda. Je team krijgt bericht."),
            moved=told(
                "team_meeting_moved",
                _("%(by)s heeft het teamoverleg over leren verzet naar %(day_on)s"),
                _("%(by)s heeft het teamoverleg over leren verzet naar %(day_on)s"),
                sees=Ask.objects.standing_for,
            ),
        ),
        together=Together(
            since="opened_at",
            text=_("Wat hebben jullie afgesproken?"),
            choice=_("Hoe ver zijn jullie?"),
            untouched=_("Nog niet besproken"),
            sight=_("Iedereen in het team leest dit."),
            saved=_("Bewaard. Iedereen in het team kan het lezen."),
            noted=told("team_meeting_noted", _("%(by)s heeft jullie afspraken opgeschreven")),
        ),
        withdrawing=Withdrawing(
            label=_("Van de agenda halen"),
            question=_("Leren van de agenda halen?"),
            effects=(
                _("Iedereen in het team krijgt bericht."),
                _("Het overleg blijft in de lijst staan. Erbij staat dat het niet doorgaat."),
            ),
            done=_("Van de agenda gehaald. Je team krijgt bericht."),
            gone=_("Leren is van de agenda van dit overleg gehaald."),
            status=_("Van de agenda gehaald"),
            event=told(
                "team_meeting_cancelled",
                _("%(by)s heeft leren van de agenda van %(day_on)s gehaald"),
                _("%(by)s heeft leren van de agenda van het teamoverleg van %(day_on)s gehaald"),
            ),
        ),
        begun=told(
            "team_meeting_planned",
            _("%(by)s heeft leren op de agenda van het teamoverleg gezet"),
            _("%(by)s heeft leren op de agenda van het teamoverleg van %(day_on)s gezet"),
            sees=Ask.objects.standing_for,
        ),
    )
)
