"""May X do Y to Z now? Organisation scans (access.md, LA; docs/decisions/0034-organisation-scans.md)."""

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.values import YES, Answer, no, today
from learningtracks.models.organisation_scans import OrganisationScan, WorkplaceCondition
from learningtracks.values.organisation_scans import MOST_CONDITIONS
from partnerships import belonging
from partnerships.models.organisations import Organisation


def may_begin_organisation_scan(person: User, organisation: Organisation) -> Answer:
    """Who advises the organisation, once a calendar year."""
    if organisation.pk not in belonging.of(person).advised:
        return no(_("Alleen wie de organisatie adviseert over leren, doet deze scan."))
    if OrganisationScan.objects.of(organisation).filter(year__gte=today().year).exists():
        return no(_("De scan van dit jaar is er al."))
    return YES


def may_change_organisation_scan(person: User, scan: OrganisationScan) -> Answer:
    """Who advises the organisation, in the newest scan only: what was found in an earlier year stays as it was."""
    if scan.organisation_id not in belonging.of(person).advised:
        return no(_("Alleen wie de organisatie adviseert over leren, doet deze scan."))
    if not OrganisationScan.objects.newest().filter(pk=scan.pk).exists():
        return no(_("Er is een nieuwere scan. Deze verandert niet meer."))
    return YES


def may_add_workplace_condition(person: User, scan: OrganisationScan) -> Answer:
    if not (answer := may_change_organisation_scan(person, scan)):
        return answer
    if scan.conditions.count() >= MOST_CONDITIONS:
        return no(_("De lijst is vol. Haal er eerst iets af."))
    return YES


def may_remove_workplace_condition(person: User, condition: WorkplaceCondition) -> Answer:
    """What the organisation added itself; what everybody begins with stays, with "Nee" when it is not there."""
    if not (answer := may_change_organisation_scan(person, condition.scan)):
        return answer
    return YES if condition.is_own else no(_("Dit hoort bij de lijst. Kies Nee als het er niet is."))


def may_be_named(scan: OrganisationScan, name: str, but: WorkplaceCondition | None = None) -> Answer:
    """One name, one line: two with the same name cannot be told apart in a puzzle."""
    others = scan.conditions.exclude(pk=but.pk) if but else scan.conditions.all()
    if name.casefold() in {str(one).casefold() for one in others}:
        return no(_("Dit staat al op de lijst."))
    return YES
