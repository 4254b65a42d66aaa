"""Rounds: how is learning going, by the HILL-check and the list of a moment; of a period of a track, of a team, or of
an own training (domain.md §2.5, §3.1-§3.6)."""

from django.utils.translation import gettext_lazy as _

from instruments.ask_kinds import AskKind, Words, register, told
from instruments.todos.asks import ASK_TO_ANSWER
from instruments.values.rounds import HILL
from learningtracks.values.instruments import Reading

ROUND = register(
    AskKind(
        "round",
        page="instruments:team_rounds",
        readings={"period": Reading.SIDE_BY_SIDE, "team": Reading.SPREAD, "training": Reading.ALONE},
        lists=(HILL, "checklist.{moment}", "checklist.guide"),
        words=Words(
            title=_("HILL-check en rondes"),
            one=_("Ronde"),
            answer=_("Hoe zie jij het?"),
            todo=_("Vul de ronde in"),
            help="hill",
        ),
        begun=told(
            "round_started",
            _("%(by)s is een ronde begonnen"),
            _("%(by)s is een ronde begonnen bij %(place)s. Vul je de vragen in?"),
            asks=ASK_TO_ANSWER,
        ),
        handed_in=told(
            "round_handed_in",
            _("%(by)s heeft antwoorden ingeleverd"),
            _("%(by)s heeft antwoorden ingeleverd bij de ronde van %(place)s. Leg ze naast elkaar"),
        ),
        over=told(
            "round_closed",
            _("%(by)s heeft de ronde gesloten"),
            _("%(by)s heeft de ronde van %(place)s gesloten. Bekijk wat eruit is gekomen"),
        ),
    )
)
