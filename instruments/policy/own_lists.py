"""May X do Y to Z now? Own lists of questions (docs/decisions/0038-own-lists.md)."""

from django.db.models import Model, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.values import YES, Answer, no
from instruments.models.instruments import Instrument, InstrumentQuerySet, ListWithdrawal
from learningtracks.models.tracks import Period
from partnerships import belonging
from partnerships.models.organisations import Organisation
from partnerships.models.teams import Team


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


def own_lists_around(subject: Model) -> InstrumentQuerySet:
    """The newest version of every own list that may be asked about this, without those that were withdrawn: of the
    employer of a team, and on a track of the employer and the school. A training is of one person, and asks what comes
    with Werkplek."""
    if isinstance(subject, Team):
        around = Q(pk=subject.organisation_id)
    elif isinstance(subject, Period):
        around = Q(workplaces=subject.track.workplace_id) | Q(pk=subject.track.school_id)
    else:
        return Instrument.objects.none()
    return Instrument.objects.of(Organisation.objects.filter(around)).newest().offered().by_title()


def may_ask_list(subject: Model, questions: Instrument) -> Answer:
    if own_lists_around(subject).filter(pk=questions.pk).exists():
        return YES
    return no(_("Deze vragenlijst hoort niet bij deze organisatie."))
