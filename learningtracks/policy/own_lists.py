"""Which own lists of organisations may be chosen here (docs/decisions/0038-own-lists.md)."""

from django.db.models import Model, Q
from django.utils.translation import gettext_lazy as _

from accounts.values import YES, Answer, no
from learningtracks.models.instruments import Instrument, InstrumentQuerySet
from learningtracks.models.tracks import Period
from partnerships.models.organisations import Organisation
from partnerships.models.teams import Team


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


def lists_for(subject: Model) -> InstrumentQuerySet:
    """Those that a round may ask: a round shows the answers to a list all in one way."""
    return own_lists_around(subject).of_one_kind()


def may_ask_list(subject: Model, questions: Instrument) -> Answer:
    if lists_for(subject).filter(pk=questions.pk).exists():
        return YES
    return no(_("Deze vragenlijst hoort niet bij deze organisatie."))
