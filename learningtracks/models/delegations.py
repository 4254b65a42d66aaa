"""Who speaks for a party on a track, and the vote of the workplace that a praktijkopleider lends for some time."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Collection
from typing import Any

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.prepared import Prepared
from accounts.values import today
from learningtracks.belonging import learns_on
from learningtracks.models.tracks import Track, TrackPerson
from partnerships.values import SPEAKS, Party, Role


class VoteDelegationQuerySet(models.QuerySet["VoteDelegation"]):
    def standing(self, on: dt.date | None = None) -> "VoteDelegationQuerySet":
        """In force or yet to begin: not ended, and both still on the track (access.md R28)."""
        there = TrackPerson.objects.standing(on)
        return self.filter(ends_on__gte=on or today(), ended_at__isnull=True, given_by__in=there, to__in=there)

    def in_force(self, on: dt.date | None = None) -> "VoteDelegationQuerySet":
        """The days have begun, and who lent it may read the track today. It is asked of people who may, so whether who
        holds it does need not be asked once more."""
        day, there = on or today(), TrackPerson.objects.readable(on)
        return self.filter(starts_on__lte=day, ends_on__gte=day, ended_at__isnull=True, given_by__in=there)

    def on(self, track: Track) -> "VoteDelegationQuerySet":
        return self.filter(track=track).select_related("to__person", "given_by__person").order_by("starts_on", "pk")


class VoteDelegation(models.Model):
    """The vote of the workplace lent to a named werkbegeleider, from one day to another. The praktijkopleider
    keeps the vote too: the first of them to say akkoord speaks for the workplace (access.md, WB)."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    track = models.ForeignKey(Track, on_delete=models.CASCADE, related_name="vote_delegations")
    given_by = models.ForeignKey(TrackPerson, on_delete=models.CASCADE, related_name="votes_given")
    to = models.ForeignKey(TrackPerson, on_delete=models.CASCADE, related_name="votes_held")
    starts_on = models.DateField(_("vanaf"), default=today)
    ends_on = models.DateField(_("tot en met"))
    ended_at = models.DateTimeField(_("beëindigd op"), null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = VoteDelegationQuerySet.as_manager()

    class Meta:
        verbose_name = _("overgedragen stem")
        verbose_name_plural = _("overgedragen stemmen")
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="vote_delegation_ends_after_start"),
            models.CheckConstraint(condition=~Q(given_by=F("to")), name="vote_delegation_to_somebody_else"),
            models.UniqueConstraint(
                fields=["to"], condition=Q(ended_at__isnull=True), name="vote_delegation_open_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.to} · {self.starts_on:%Y-%m-%d} – {self.ends_on:%Y-%m-%d}"

    @property
    def trail(self) -> str:
        return self.track.trail


@Prepared
def _people_with_votes(tracks: list[int]) -> models.QuerySet[TrackPerson]:
    held = VoteDelegation.objects.in_force().filter(to=OuterRef("pk"))
    people = TrackPerson.objects.readable().filter(track__in=tracks)
    return people.select_related("person").annotate(holds=Exists(held))


@Prepared
def _with_learner(tracks: list[int]) -> models.QuerySet[Any]:
    return Track.objects.filter(pk__in=tracks).with_learner().values_list("pk", flat=True)


def people_with_votes(*tracks: Track) -> list[TrackPerson]:
    """Who may read these tracks today, each with `holds`: whether the vote of the workplace is lent to them now."""
    return _people_with_votes([track.pk for track in tracks])


def voices_on(
    track: Track, people: list[TrackPerson] | None = None, *, learns: bool | None = None
) -> dict[Party, list[User]]:
    """Who votes for each party today; an empty list is "Nog niemand namens de opleiding"."""
    here = people_with_votes(track) if people is None else people
    found: dict[Party, list[User]] = {party: [] for party in Party}
    found[Party.LEARNER] += [track.learner] if (learns_on(track) if learns is None else learns) else []
    for named in here:
        if named.role in SPEAKS:
            found[SPEAKS[Role(named.role)]].append(named.person)
    found[Party.WORKPLACE] += [named.person for named in here if named.holds]  # type: ignore[attr-defined]
    taken: set[int] = set()
    for voices in found.values():
        voices[:] = [one for one in {person.pk: person for person in voices}.values() if one.pk not in taken]
        taken |= {one.pk for one in voices}
    return found


def voices_on_each(tracks: Collection[Track]) -> dict[int, dict[Party, list[User]]]:
    """The same for many tracks (by id), in two queries."""
    people: dict[int, list[TrackPerson]] = defaultdict(list)
    for named in people_with_votes(*tracks):
        people[named.track_id].append(named)
    learnt = set(_with_learner([track.pk for track in tracks]))
    return {track.pk: voices_on(track, people[track.pk], learns=track.pk in learnt) for track in tracks}
