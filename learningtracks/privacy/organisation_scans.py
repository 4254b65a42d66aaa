"""What we keep of organisation scans. They are about an organisation; of people they hold who wrote."""

from django.utils.translation import gettext_lazy as _

from accounts.privacy import Kept, OnErasure, Table, technical
from learningtracks.models.organisation_scans import OrganisationScan, OrganisationStep
from partnerships.privacy import WITH_ORGANISATION

TABLES = [
    Table(
        "learningtracks.OrganisationScan",
        _("Organisatiescans"),
        (
            Kept(
                "organisation year content opened_at",
                _("Van welke organisatie en welk jaar de scan is."),
                WITH_ORGANISATION,
                OnErasure.STAYS,
            ),
            Kept("opened_by", _("Wie de scan is begonnen."), WITH_ORGANISATION, OnErasure.NAMELESS),
            technical("public_id", WITH_ORGANISATION, OnErasure.STAYS),
        ),
        lambda person: OrganisationScan.objects.filter(opened_by=person),
    ),
    Table(
        "learningtracks.OrganisationStep",
        _("Stappen in een organisatiescan"),
        (
            Kept(
                "scan condition score where_now next_step next_on edited_at",
                _("Waar de organisatie staat en wat de volgende stap is."),
                WITH_ORGANISATION,
                OnErasure.STAYS,
            ),
            Kept("edited_by", _("Wie het heeft opgeschreven."), WITH_ORGANISATION, OnErasure.NAMELESS),
            technical("version", WITH_ORGANISATION, OnErasure.STAYS),
        ),
        lambda person: OrganisationStep.objects.filter(edited_by=person),
    ),
]
