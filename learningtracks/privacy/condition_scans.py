"""What we keep of condition scans."""

from django.utils.translation import gettext_lazy as _

from accounts.privacy import ROWS_GO, Kept, OnErasure, Table, Until, lasting, technical
from learningtracks.models.condition_scans import ConditionAnswer, ConditionScan, ConditionSheet, ConditionTalk

WITH_TEAM = lasting(_("Zolang het team meedoet."))
ANSWERS = Until(_("Tot twee jaar na het begin van de scan."), "condition_scans")

TABLES = [
    Table(
        "learningtracks.ConditionScan",
        _("Leerklimaatscans van je team"),
        (
            Kept(
                "team content together opened_at until_on closed_at totals",
                _("Wanneer het team een scan deed, en de aantallen als die getoond mogen worden."),
                WITH_TEAM,
                OnErasure.STAYS,
                exported=False,
            ),
            Kept("opened_by", _("Wie de scan is begonnen."), WITH_TEAM, OnErasure.NAMELESS, exported=False),
            technical("public_id", WITH_TEAM, OnErasure.STAYS),
        ),
        lambda person: ConditionScan.objects.filter(opened_by=person),
    ),
    Table(
        "learningtracks.ConditionSheet",
        _("Dat je een leerklimaatscan hebt ingevuld"),
        (
            Kept("scan person handed_in_at shows_own", _("Wanneer je hebt ingevuld. Alleen jij ziet dit."), ANSWERS),
            technical("version", ANSWERS),
        ),
        lambda person: ConditionSheet.objects.filter(person=person),
        leaving=(ROWS_GO,),
    ),
    Table(
        "learningtracks.ConditionAnswer",
        _("Je antwoorden op een leerklimaatscan"),
        (Kept("sheet condition score note", _("Wat je hebt geantwoord. Alleen jij ziet dit."), ANSWERS),),
        lambda person: ConditionAnswer.objects.filter(sheet__person=person),
        goes_with="learningtracks.ConditionSheet",
    ),
    Table(
        "learningtracks.ConditionTalk",
        _("Het gesprek over een leerklimaatscan"),
        (
            Kept(
                "scan condition note score chosen",
                _("Wat het team besprak en waar het aan werkt."),
                ANSWERS,
                OnErasure.STAYS,
            ),
            Kept("edited_by", _("Wie het heeft opgeschreven."), ANSWERS, OnErasure.NAMELESS),
            technical("version", ANSWERS, OnErasure.STAYS),
        ),
        lambda person: ConditionTalk.objects.filter(edited_by=person),
    ),
]
