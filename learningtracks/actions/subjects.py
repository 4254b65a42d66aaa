"""The lists of school subjects: of a school, and of one track instead (domain.md §3.11 p3)."""

from collections.abc import Iterable

from django.db import transaction

from accounts.actions.versions import check_version, locked
from accounts.models import User
from accounts.values import require, version_of
from learningtracks.events.subjects import SUBJECTS_CHOSEN, SUBJECTS_LISTED
from learningtracks.models.subjects import SchoolSubject
from learningtracks.models.tracks import Track
from learningtracks.policy.subjects import may_choose_subjects, may_list_subjects, may_name_subjects
from partnerships import events
from partnerships.models.organisations import Organisation


@transaction.atomic
def list_of_school(school: Organisation, *, names: Iterable[str], version: int, by: User) -> None:
    """Write the list of a school anew. Tracks without a list of their own follow it. Raises Stale when
    a colleague was ahead."""
    school = locked(Organisation.objects.all(), school.pk)
    require(may_list_subjects(by, school))
    _check(SchoolSubject.objects.of_school(school), version)
    wanted = _tidy(names)
    require(may_name_subjects(wanted))
    SchoolSubject.objects.of_school(school).delete()
    SchoolSubject.objects.bulk_create(
        SchoolSubject(school=school, name=name, position=place) for place, name in enumerate(wanted)
    )
    events.record(SUBJECTS_LISTED, by=by, about=school)


@transaction.atomic
def choose(track: Track, *, names: Iterable[str], version: int, by: User) -> None:
    """Write the list of one track anew. An empty one gives the track the list of its school again. Raises
    Stale when a colleague was ahead."""
    track = locked(Track.objects.all(), track.pk)
    require(may_choose_subjects(by, track))
    _check(SchoolSubject.objects.of_track(track), version)
    wanted = _tidy(names)
    require(may_name_subjects(wanted))
    SchoolSubject.objects.own_of_track(track).delete()
    SchoolSubject.objects.bulk_create(
        SchoolSubject(track=track, name=name, position=place) for place, name in enumerate(wanted)
    )
    events.record(SUBJECTS_CHOSEN, by=by, about=track)


def version_of_list(subjects: Iterable[SchoolSubject]) -> int:
    return version_of(*(subject.name for subject in subjects))


def _check(subjects: Iterable[SchoolSubject], seen: int) -> None:
    stored = list(subjects)
    check_version(stored, seen, version_of_list(stored))


def _tidy(names: Iterable[str]) -> list[str]:
    """Without blanks and doubles, capitals or not."""
    found: dict[str, str] = {}
    for name in names:
        if tidy := " ".join(name.split()):
            found.setdefault(tidy.casefold(), tidy)
    return list(found.values())
