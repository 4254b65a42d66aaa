"""Plain values of the learning tracks layer."""

import datetime as dt

from django.db import models
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from partnerships.values import Party

READ_ON_DAYS = 30  # everybody rounds off this long after a track ends, then only its learner reads (access.md R10, R31)
STAND_IN_WEEKS = 6  # longest delegation to a stand-in (access.md R11)
PERIOD_WEEKS = 10  # default length of a period (domain.md §1)
LEAST_PERIOD, MOST_PERIOD = 2, 52  # weeks of a period
ENDING_DAYS = 14  # the last days of a track, in which it is rounded off
MOST_WEEKS = 5 * 52  # longest track


class LearnerKind(models.TextChoices):
    STUDENT = "student", _("Student")
    EMPLOYEE = "employee", _("Medewerker")


_THE_LEARNER = {LearnerKind.STUDENT.value: _("de student"), LearnerKind.EMPLOYEE.value: _("de medewerker")}


def called(kind: str, *, to_self: bool) -> str:
    """Who learns, within a sentence, to themselves or to another."""
    return gettext("jij") if to_self else str(_THE_LEARNER[kind])


def party_on(kind: str, party: str) -> str:
    """What a party of a track is called: who learns by what they are."""
    return str(LearnerKind(kind).label if party == Party.LEARNER else Party(party).label)


class TrackStanding(models.TextChoices):
    """The phase of a track in words, derived from its dates (domain.md §1, "A track before its first day")."""

    COMING = "coming", _("Voorbereiden")
    RUNNING = "running", _("Loopt")
    ENDING = "ending", pgettext_lazy("fase", "Afronden")
    OVER = "over", _("Voorbij")
    STOPPED = "stopped", _("Eerder gestopt")


def slices(starts_on: dt.date, ends_on: dt.date, weeks: int) -> list[tuple[dt.date, dt.date]]:
    """The first and last day of each period of `weeks` weeks; the last one is as short as it must be."""
    found = []
    while starts_on <= ends_on:
        last = min(starts_on + dt.timedelta(weeks=weeks, days=-1), ends_on)
        found.append((starts_on, last))
        starts_on = last + dt.timedelta(days=1)
    return found
