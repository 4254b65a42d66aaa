"""May X do Y to Z now? What an organisation is asked once a year, with some who are invited to answer beside it
(access.md row 23d)."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.values import YES, Answer, no, today
from instruments.ask_kinds import KINDS, AskKind
from instruments.models.asks import Ask
from instruments.models.sheets import Answer as Given
from partnerships import belonging
from partnerships.models.memberships import Membership
from partnerships.models.organisations import Organisation
from partnerships.policy import colleagues
from partnerships.values import Role

ONLY_ADVISERS = _("Alleen de adviseur leren en ontwikkelen kan dit doen.")


def may_begin_year(person: User, kind: AskKind, organisation: Organisation) -> Answer:
    """Who advises the organisation, once a calendar year."""
    if organisation.pk not in belonging.of(person).advised:
        return no(ONLY_ADVISERS)
    this_year = Ask.objects.of(organisation, kind.code).filter(cycle__gte=str(today().year), withdrawn_at=None)
    return no(_("De scan van dit jaar is er al.")) if this_year.exists() else YES


def advisers_of(organisation: Organisation) -> QuerySet[User]:
    there = Membership.objects.active().filter(organisation=organisation, role=Role.LND_ADVISER)
    return User.objects.filter(pk__in=there.values("person"), is_active=True)


def may_lead(person: User, ask: Ask) -> Answer:
    """Write as one, invite and publish: who advises the organisation, in the newest only. What was found in an earlier
    year stays as it was."""
    if ask.organisation_id not in belonging.of(person).advised or not KINDS[ask.kind].beside:
        return no(ONLY_ADVISERS)
    return no(_("Er is een nieuwere scan. Deze kun je niet meer aanpassen.")) if ask.closed_at else YES


def may_publish(person: User, ask: Ask) -> Answer:
    """Once, when there is something to read."""
    if not (answer := may_lead(person, ask)):
        return answer
    if ask.opened_at:
        return no(_("De uitkomst is al gepubliceerd."))
    written = Given.objects.filter(sheet__ask=ask, sheet__person=None)
    return YES if written.exists() else no(_("Schrijf eerst op waar jullie staan."))


def people_to_invite(ask: Ask) -> QuerySet[User]:
    """Colleagues of the organisation who do not write it as one already."""
    assert ask.organisation  # noqa: S101 - the kind is about one; for the type checker
    return colleagues(ask.organisation).exclude(pk__in=advisers_of(ask.organisation).values("pk"))


def may_answer_beside(person: User, ask: Ask) -> Answer:
    """Who is invited, as long as they are in the organisation and there is no newer one."""
    here = ask.organisation_id in belonging.of(person).organisations()
    if here and ask.closed_at:
        return no(_("Er is een nieuwere scan. Deze kun je niet meer aanpassen."))
    if not here or not ask.named.filter(person=person, writes=True, ended_at=None).exists():
        return no(_("Alleen genodigden kunnen deze scan invullen."))
    return YES
