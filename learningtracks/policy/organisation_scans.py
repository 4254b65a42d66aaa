"""May X do Y to Z now? Organisation scans (access.md, LA; docs/decisions/0034-organisation-scans.md)."""

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.values import YES, Answer, no, today
from learningtracks.models.organisation_scans import OrganisationScan
from partnerships import belonging
from partnerships.models.organisations import Organisation


def may_begin_organisation_scan(person: User, organisation: Organisation) -> Answer:
    """Who advises the organisation, once a calendar year."""
    if organisation.pk not in belonging.of(person).advised:
        return no(_("Alleen de adviseur leren en ontwikkelen kan deze scan doen."))
    if OrganisationScan.objects.of(organisation).filter(year__gte=today().year).exists():
        return no(_("De scan van dit jaar is er al."))
    return YES


def may_change_organisation_scan(person: User, scan: OrganisationScan) -> Answer:
    """Who advises the organisation, in the newest scan only: what was found in an earlier year stays as it was."""
    if scan.organisation_id not in belonging.of(person).advised:
        return no(_("Alleen de adviseur leren en ontwikkelen kan deze scan doen."))
    if not OrganisationScan.objects.newest().filter(pk=scan.pk).exists():
        return no(_("Er is een nieuwere scan. Deze kun je niet meer aanpassen."))
    return YES
