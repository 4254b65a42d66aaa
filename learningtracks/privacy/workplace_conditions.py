"""What we keep of what is there on a workplace. It is about the workplace; of people it holds who wrote."""

from django.utils.translation import gettext_lazy as _

from accounts.privacy import Kept, OnErasure, Table, technical
from learningtracks.models.workplace_conditions import WorkplaceCondition
from partnerships.privacy import WITH_ORGANISATION

TABLES = [
    Table(
        "learningtracks.WorkplaceCondition",
        _("Wat er is om te leren op de werkplek"),
        (
            Kept(
                "workplace slug name presence where slot",
                _("Wat er is, en waar je het vindt. Wie daar een puzzel legt, kan het lezen."),
                WITH_ORGANISATION,
                OnErasure.STAYS,
            ),
            Kept(
                "used edited_at",
                _("Of het gebruikt wordt, en wanneer er het laatst naar is gekeken."),
                WITH_ORGANISATION,
                OnErasure.STAYS,
            ),
            Kept("edited_by", _("Wie het heeft opgeschreven."), WITH_ORGANISATION, OnErasure.NAMELESS),
            technical("public_id version", WITH_ORGANISATION, OnErasure.STAYS),
        ),
        lambda person: WorkplaceCondition.objects.filter(edited_by=person),
    ),
]
