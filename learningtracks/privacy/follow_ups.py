"""What we keep of questions to a colleague who is back from a training."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.privacy import ROWS_GO, Kept, Table, Until, technical
from learningtracks.models.follow_ups import FollowUp, FollowUpAnswer

UNTIL = Until(_("Twee jaar na de vraag."), "follow_ups")

TABLES = [
    Table(
        "learningtracks.FollowUp",
        _("Vragen na een training"),
        (
            Kept(
                "team title five three by asked asked_at answered_at withdrawn_at declined_at",
                _("Wie aan wie vroeg hoe een training was, en wanneer het antwoord kwam of de vragen vervielen."),
                UNTIL,
            ),
            technical("public_id version", UNTIL),
        ),
        lambda person: FollowUp.objects.filter(Q(by=person) | Q(asked=person)),
        leaving=(ROWS_GO,),
    ),
    Table(
        "learningtracks.FollowUpAnswer",
        _("Je antwoorden na een training"),
        (Kept("follow_up item text", _("Wat je over de training vertelde."), UNTIL),),
        lambda person: FollowUpAnswer.objects.filter(follow_up__asked=person),
        goes_with="learningtracks.FollowUp",
    ),
]
