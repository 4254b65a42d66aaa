"""May X do Y to Z now? Own lists of questions (docs/decisions/0038-own-lists.md)."""

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.values import YES, Answer, no
from learningtracks.models.instruments import Instrument, InstrumentQuerySet, ListWithdrawal
from partnerships import belonging
from partnerships.models.organisations import Organisation


def own_lists_of(person: User) -> InstrumentQuerySet:
    """Every version of the lists of organisations that this person advises."""
    return (
        Instrument.objects.of(Organisation.objects.advised_by(person)).with_withdrawal().select_related("organisation")
    )


def may_make_list(person: User, organisation: Organisation) -> Answer:
    """Who advises the organisation on learning."""
    if organisation.pk in belonging.of(person).advised:
        return YES
    return no(_("Alleen de adviseur leren en ontwikkelen kan vragenlijsten maken."))


def may_renew_list(person: User, organisation: Organisation, slug: str) -> Answer:
    """As long as the list is offered. Withdrawn is withdrawn: who wants it back makes a new list."""
    if not (answer := may_make_list(person, organisation)):
        return answer
    if ListWithdrawal.objects.filter(slug=slug).exists():
        return no(_("Deze lijst is ingetrokken. Maak een nieuwe lijst."))
    return YES
