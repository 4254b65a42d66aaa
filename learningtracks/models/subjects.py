"""Vakken: what the school teaches, so that a track shows which of it met practice (domain.md §3.11 p3)."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from learningtracks.models.pieces import Piece
from learningtracks.models.tracks import Track
from learningtracks.values.subjects import MOST_SUBJECT
from partnerships.models.organisations import Organisation


class SchoolSubjectQuerySet(models.QuerySet["SchoolSubject"]):
    def of_school(self, school: Organisation) -> "SchoolSubjectQuerySet":
        return self.filter(school=school)

    def own_of_track(self, track: Track) -> "SchoolSubjectQuerySet":
        return self.filter(track=track)

    def of_track(self, track: Track) -> list["SchoolSubject"]:
        """The list of a track when it has one of its own, and of its school when not."""
        found: list[SchoolSubject] = list(self.filter(Q(track=track) | Q(school=track.school_id, school__isnull=False)))
        own = [subject for subject in found if subject.track_id]
        return own or found


class SchoolSubject(models.Model):
    """One subject on the list of a school, or on the list that one track has instead."""

    school = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, null=True, blank=True, related_name="school_subjects"
    )
    track = models.ForeignKey(Track, on_delete=models.CASCADE, null=True, blank=True, related_name="subjects")
    name = models.CharField(_("naam van het vak"), max_length=MOST_SUBJECT)
    position = models.PositiveSmallIntegerField(default=0)

    objects = SchoolSubjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("schoolvak")
        verbose_name_plural = _("schoolvakken")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(school__isnull=False) ^ Q(track__isnull=False), name="school_subject_of_school_or_track"
            ),
            models.UniqueConstraint(fields=["school", "name"], name="school_subject_once_per_school"),
            models.UniqueConstraint(fields=["track", "name"], name="school_subject_once_per_track"),
        ]

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class Bridge:
    """One subject and the agreed pieces in which it meets practice; none yet when empty."""

    name: str
    pieces: list[Piece]


def bridges(track: Track, pieces: Iterable[Piece]) -> list[Bridge]:
    """Which subjects met practice: an agreed piece, or one further on, names them. First the list of the school, then
    what pieces name besides."""
    met: dict[str, list[Piece]] = {}
    names: dict[str, str] = {}
    for piece in pieces:
        if piece.in_force and not piece.in_force.drops and (name := piece.in_force.subject.strip()):
            met.setdefault(name.casefold(), []).append(piece)
            names.setdefault(name.casefold(), name)
    listed = {subject.name.casefold(): subject.name for subject in SchoolSubject.objects.of_track(track)}
    on_list = [Bridge(name, met.get(key, [])) for key, name in listed.items()]
    return on_list + [Bridge(name, met[key]) for key, name in names.items() if key not in listed]
