"""What we keep of action points."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.privacy import Kept, OnErasure, Table, Until, technical
from learningtracks.models.action_points import ActionPoint

ACTION = Until(
    _("Tot twee jaar nadat het klaar of gestopt is. Die van een traject verwijderen we met het traject."),
    "action_points",
)

TABLES = [
    Table(
        "learningtracks.ActionPoint",
        _("Actiepunten"),
        (
            Kept(
                "team organisation partnership track text idea origin due_on how_noticed result stop_reason holds",
                _("Wat jij voor je team, organisatie, partnerschap of traject doet, en wat dat heeft opgeleverd."),
                ACTION,
                OnErasure.NAMELESS,
            ),
            Kept(
                "owner made_by made_at started_at finished_at stopped_at",
                _("Wie het doet, wie het heeft gemaakt, en wanneer."),
                ACTION,
                OnErasure.NAMELESS,
            ),
            technical("public_id version", ACTION, OnErasure.NAMELESS),
        ),
        lambda person: ActionPoint.objects.filter(Q(owner=person) | Q(made_by=person)),
    ),
]
