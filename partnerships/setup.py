"""The task list of setting up a partnership: how each line stands follows from facts, nothing is ticked off."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from partnerships import belonging
from partnerships.extensions import SETUP_TASKS, Task
from partnerships.models.invitations import Invitation
from partnerships.models.memberships import Membership
from partnerships.models.organisations import Organisation
from partnerships.models.partnerships import Partnership, PartnershipParty
from partnerships.models.workplaces import Workplace
from partnerships.values import OrganisationKind, Role


def tasks_of(partnership: Partnership, person: User) -> list[Task]:
    """Gegevens, Organisaties, Werkplekken, Mensen, and what higher layers add (domain.md §2.5)."""
    parties = list(partnership.parties.filter(left_on__isnull=True).select_related("organisation"))
    coordinated = belonging.of(person).coordinated
    mine = [party.organisation for party in parties if party.agreed_at and party.organisation_id in coordinated]
    return [
        _details(partnership),
        _organisations(partnership, parties),
        *_workplaces(parties, mine),
        *(_people(partnership, organisation, len(mine) > 1) for organisation in mine),
        *SETUP_TASKS(partnership, person),
    ]


def _task(label: str, url: str, done: bool, hint: str = "") -> Task:
    return Task(label, url, _("Klaar") if done else _("Nog doen"), "done" if done else "open", hint)


def _details(partnership: Partnership) -> Task:
    url = reverse("partnerships:partnership_edit", args=[partnership.public_id])
    hint = _("Naam, in welk veld jullie werken en waarom jullie samen leren.")
    return _task(_("Gegevens"), url, bool(partnership.purpose), hint)


def _organisations(partnership: Partnership, parties: list[PartnershipParty]) -> Task:
    """Done with a school and an employer that agreed; a track without a school needs the employer only."""
    url = reverse("partnerships:partner_ask", args=[partnership.public_id])
    kinds = {party.organisation.kind for party in parties if party.agreed_at}
    asked = [str(party.organisation) for party in parties if not party.agreed_at]
    hint = ", ".join(str(party.organisation) for party in parties if party.agreed_at)
    if asked:
        hint = _("%(there)s. Gevraagd: %(asked)s.") % {"there": hint, "asked": ", ".join(asked)}
        return Task(_("Organisaties"), url, _("Nog niet akkoord"), "busy", hint)
    return _task(_("Organisaties"), url, kinds == set(OrganisationKind.values), hint)


def _workplaces(parties: list[PartnershipParty], mine: list[Organisation]) -> list[Task]:
    """Where people learn: at the employers. Only your own you can add; the others say how many there are."""
    employers = [party.organisation for party in parties if party.agreed_at and not party.organisation.is_school]
    count = Workplace.objects.filter(organisation__in=employers).count()
    own = next((organisation for organisation in mine if not organisation.is_school), None)
    url = own.get_absolute_url() + "#workplaces" if own else ""
    hint = ngettext("%(count)s werkplek", "%(count)s werkplekken", count) % {"count": count} if count else ""
    if not own and not count:
        hint = _("Een werkgever voegt werkplekken toe.")
    return [_task(_("Werkplekken"), url, bool(count), hint)]


def _people(partnership: Partnership, organisation: Organisation, named: bool) -> Task:
    """People of your own organisation in this partnership, beside the coordinators; open invitations are named."""
    there = Membership.objects.active().filter(organisation=organisation, partnership=partnership)
    count = there.exclude(role=Role.COORDINATOR).values("person").distinct().count()
    url = reverse("partnerships:people" if count else "partnerships:invite", args=[organisation.public_id])
    url = url if count else f"{url}?partnership={partnership.public_id}"
    waiting = Invitation.objects.open().filter(organisation=organisation, partnership=partnership).count()
    label = _("Mensen van %(name)s") % {"name": organisation} if named else _("Mensen")
    hint = ngettext("%(count)s persoon doet mee", "%(count)s mensen doen mee", count) % {"count": count}
    if waiting:
        hint += ", " + ngettext("%(count)s uitgenodigd", "%(count)s uitgenodigd", waiting) % {"count": waiting}
    return _task(label, url, count > 0, hint)
