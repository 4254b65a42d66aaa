"""The rhythm of a team, and the turn it is at (domain.md §5.4)."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.values import today, version_of
from partnerships.models.teams import Team
from reflections.calendar import due_after, is_over, local_day, same_weekday
from reflections.models.value_checks import ValueCheck
from reflections.values import DEFAULT_WEEKS, LEAST_WEEKS, MOST_WEEKS


class RhythmQuerySet(models.QuerySet["Rhythm"]):
    def resting(self, on: dt.date) -> "RhythmQuerySet":
        """The same as `is_paused`."""
        return self.filter(Q(paused_until__isnull=True) | Q(paused_until__gt=on), paused_from__lte=on)


class Rhythm(models.Model):
    """How often a team holds a value check, and when it rests. A team without a row has the default of 13 weeks."""

    team = models.OneToOneField(Team, on_delete=models.CASCADE, related_name="rhythm")
    weeks = models.PositiveSmallIntegerField(
        _("weken tussen waardechecks"),
        default=DEFAULT_WEEKS,
        validators=[MinValueValidator(LEAST_WEEKS), MaxValueValidator(MOST_WEEKS)],
    )
    paused_from = models.DateField(_("pauze vanaf"), null=True, blank=True)
    paused_until = models.DateField(_("pauze tot"), null=True, blank=True)

    objects = RhythmQuerySet.as_manager()

    class Meta:
        verbose_name = _("ritme")
        verbose_name_plural = _("ritmes")
        constraints = [
            models.CheckConstraint(
                condition=Q(weeks__gte=LEAST_WEEKS) & Q(weeks__lte=MOST_WEEKS), name="rhythm_weeks_4_to_26"
            ),
            models.CheckConstraint(
                condition=Q(paused_until__isnull=True) | Q(paused_until__gt=F("paused_from")),
                name="rhythm_pause_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.team}: {self.weeks}"

    @property
    def version(self) -> int:
        """Changes with what is set."""
        return version_of(self.weeks, self.paused_from, self.paused_until)

    def is_paused(self, on: dt.date) -> bool:
        """True from the first day of the pause up to, not including, the day it is lifted."""
        return (
            self.paused_from is not None
            and self.paused_from <= on
            and (self.paused_until is None or on < self.paused_until)
        )

    def outside_pause(self, due: dt.date) -> dt.date | None:
        """This due day, or the day the pause ends that it falls in; None while a pause has no end."""
        return self.paused_until if self.is_paused(due) else due


@dataclass(frozen=True)
class Turn:
    """The turn a team is at: the day its next value check is due, and the session once there is one.

    `due_on` is empty while the team rests without an end.
    """

    due_on: dt.date | None
    check: ValueCheck | None
    is_paused: bool

    @property
    def planned(self) -> ValueCheck | None:
        return self.check if self.check and self.check.starts_at else None

    @property
    def is_overdue(self) -> bool:
        return self.planned is None and not self.is_paused and self.due_on is not None and self.due_on < today()


def turn_of(team: Team, checks: Iterable[ValueCheck] | None = None) -> Turn:
    """Where a team stands in its rhythm (domain.md §5.4): the due day of the last turn, or the start of the team,
    + cadence. A turn that nobody planned goes over into the next with the quarter, also when the team rests between
    two checks longer than that: no quarter goes by without being asked. A due day inside a pause moves to the day the
    pause ends."""
    known = list(team.value_checks.all() if checks is None else checks)
    rhythm = getattr(team, "rhythm", None) or Rhythm(team=team)
    paused = rhythm.is_paused(today())
    standing = [check for check in known if check.is_open]
    check = standing[-1] if standing else None
    if check and check.starts_at:
        return Turn(check.due_on, check, paused)
    over = [one for one in known if one is not check]
    start = team.started_on + dt.timedelta(weeks=rhythm.weeks)
    due = rhythm.outside_pause(check.due_on if check else max([start, *(one.next_due(rhythm.weeks) for one in over)]))
    while due and is_over(due, today()):
        due = rhythm.outside_pause(due + dt.timedelta(weeks=min(rhythm.weeks, DEFAULT_WEEKS)))
    return Turn(due, check, paused)


def next_day_after(check: ValueCheck) -> dt.date:
    """The day that a group is offered for its next session, while this one is held: on the same weekday, around the
    day it is due, and no day off."""
    weeks = Rhythm.objects.filter(team=check.team_id).values_list("weeks", flat=True).first() or DEFAULT_WEEKS
    held = local_day(check.starts_at) if check.starts_at else today()
    due = due_after(check.due_on, weeks, today() + dt.timedelta(weeks=weeks) / 2)
    return same_weekday(due, held, check.team.organisation.holiday_dates())
