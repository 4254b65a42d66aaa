"""The lists of school subjects: of a school, and of one track instead (domain.md §3.11 p3)."""

from collections.abc import Iterable

from django.db import transaction

from accounts.actions.versions import locked
from accounts.models import User
from accounts.values import require
from learningtracks import policy
from learningtracks.events.subjects import SUBJECTS_CHOSEN, SUBJECTS_LISTED
from learningtracks.models import SchoolSubject, Track
from partnerships import events
from partnerships.models import Organisation


@transaction.atomic
def list_of_school(school: Organisation, *, names: Iterable[str], by: User) -> None:
    """Write the list of a school anew. Tracks without a list of their own follow it."""
    school = locked(Organisation.objects.all(), school.pk)
    require(policy.may_list_subjects(by, school))
    wanted = _tidy(names)
    require(policy.may_name_subjects(wanted))
    SchoolSubject.objects.of_school(school).delete()
    SchoolSubject.objects.bulk_create(
        SchoolSubject(school=school, name=name, position=place) for place, name in enumerate(wanted)
    )
    events.record(SUBJECTS_LISTED, by=by, about=school)


@transaction.atomic
def choose(track: Track, *, names: Iterable[str], by: User) -> None:
    """Write the list of one track anew. An empty one gives the track the list of its school again."""
    track = locked(Track.objects.all(), track.pk)
    require(policy.may_choose_subjects(by, track))
    wanted = _tidy(names)
    require(policy.may_name_subjects(wanted))
    SchoolSubject.objects.own_of_track(track).delete()
    SchoolSubject.objects.bulk_create(
        SchoolSubject(track=track, name=name, position=place) for place, name in enumerate(wanted)
    )
    events.record(SUBJECTS_CHOSEN, by=by, about=track)


def _tidy(names: Iterable[str]) -> list[str]:
    """Without blanks and doubles, capitals or not."""
    found: dict[str, str] = {}
    for name in names:
        if tidy := " ".join(name.split()):
            found.setdefault(tidy.casefold(), tidy)
    return list(found.values())
