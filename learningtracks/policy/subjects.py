"""School subjects: who keeps the list of a school, and that of a track (domain.md §3.11 p3)."""

from collections.abc import Sequence

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.values import YES, Answer, no
from learningtracks.belonging import tracks_of
from learningtracks.models.tracks import Track
from learningtracks.values.subjects import MOST_SUBJECT, MOST_SUBJECTS
from partnerships import belonging
from partnerships.models.organisations import Organisation
from partnerships.values import OrganisationKind, Role


def schools_with_subjects_of(person: User) -> QuerySet[Organisation]:
    """Schools whose list this person keeps: its coordinators and its instituutsopleiders."""
    there = belonging.of(person).organisations(Role.COORDINATOR, Role.SCHOOL_SUPERVISOR)
    return Organisation.objects.filter(pk__in=there, kind=OrganisationKind.SCHOOL)


def may_list_subjects(person: User, school: Organisation) -> Answer:
    if schools_with_subjects_of(person).filter(pk=school.pk).exists():
        return YES
    return no(_("De lijst met vakken is van de opleiding."))


def may_choose_subjects(person: User, track: Track) -> Answer:
    """The instituutsopleider named on a track says which subjects belong to it."""
    if track.pk not in tracks_of(person).guided(Role.SCHOOL_SUPERVISOR):
        return no(_("Alleen de begeleider van de opleiding kan de vakken van een traject kiezen."))
    return no(_("Dit traject is afgelopen.")) if track.is_over else YES


def may_name_subjects(names: Sequence[str]) -> Answer:
    """A list that fits: not too many, none too long."""
    if len(names) > MOST_SUBJECTS:
        return no(_("Een lijst heeft hoogstens 40 vakken."))
    if any(len(name) > MOST_SUBJECT for name in names):
        return no(_("Een vak heeft hoogstens 200 tekens."))
    return YES
