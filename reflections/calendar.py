"""The calendar of value checks: quarters, due days, and the moments of the reminder ladder (domain.md §5.4).

Pure functions. Every day is a calendar day in Amsterdam; no clock is read here, so that a plan made at any hour, on any
server, comes out the same (reliability.md §1.1).
"""

import datetime as dt
import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from partnerships.values import AMSTERDAM, QUIET_UNTIL, is_working_day, next_working_moment

PLAN_AHEAD = dt.timedelta(days=21)
NUDGE_AFTER = dt.timedelta(days=14)
INVITE_AHEAD = dt.timedelta(days=14)
STORY_AHEAD = 2  # working days
ASK_AFTER = dt.timedelta(days=1)
ASK_AGAIN_AFTER = dt.timedelta(days=7)
NOT_HELD_AFTER = dt.timedelta(days=14)  # a week after it was asked again
AFTERCARE_AFTER = dt.timedelta(days=7)  # "Lukt het?"
END_AHEAD = 2  # working days before the last day of one that is held apart
TO_CLOSE_AFTER = dt.timedelta(days=7)  # after that day who leads is told that it is still to be closed
CLOSE_AFTER = dt.timedelta(days=14)  # and then it closes itself
PERSONAL_AGAIN = dt.timedelta(days=7)
PERSONAL_JOINED = dt.timedelta(weeks=6)  # who learns here shorter waits for the next quarter
PERSONAL_ENDING = dt.timedelta(weeks=2)  # a track that ends within these gets the closing round
AFTER_WORK = dt.time(16, 30)
WEEKLY_ON, WEEKLY_AT = 5, dt.time(15, 0)  # ISO weekday: Friday
NO_HOLIDAYS: frozenset[dt.date] = frozenset()


@dataclass(frozen=True, order=True)
class Quarter:
    """A calendar quarter; its text is the name of a cycle: "2027-Q1"."""

    year: int
    number: int

    @classmethod
    def of(cls, day: dt.date) -> "Quarter":
        return cls(day.year, (day.month + 2) // 3)

    @classmethod
    def named(cls, name: str) -> "Quarter | None":
        """The one that is called so, or None."""
        found = re.fullmatch(r"(\d{4})-Q([1-4])", name, re.ASCII)
        return cls(int(found[1]), int(found[2])) if found else None

    def __str__(self) -> str:
        return f"{self.year}-Q{self.number}"

    @property
    def label(self) -> str:
        """As people say it."""
        names = [_("januari – maart"), _("april – juni"), _("juli – september"), _("oktober – december")]
        return f"{names[self.number - 1]} {self.year}"

    @property
    def months(self) -> str:
        """For a small place, beside others of its kind."""
        return [_("jan – mrt"), _("apr – jun"), _("jul – sep"), _("okt – dec")][
            self.number - 1
        ] + f" ’{self.year % 100}"

    @property
    def first_day(self) -> dt.date:
        return dt.date(self.year, 3 * self.number - 2, 1)

    @property
    def last_day(self) -> dt.date:
        return self.next.first_day - dt.timedelta(days=1)

    @property
    def last_month(self) -> dt.date:
        """The first day of its last month: when the personal value check opens."""
        return dt.date(self.year, 3 * self.number, 1)

    @property
    def next(self) -> "Quarter":
        return Quarter(self.year, self.number + 1) if self.number < 4 else Quarter(self.year + 1, 1)

    @property
    def previous(self) -> "Quarter":
        return Quarter(self.year, self.number - 1) if self.number > 1 else Quarter(self.year - 1, 4)


def quarters_around(day: dt.date) -> list[Quarter]:
    """The four quarters before this one, this one, and the next."""
    row = [Quarter.of(day).next]
    for _step in range(5):
        row.append(row[-1].previous)
    return row[::-1]


def local_day(moment: dt.datetime) -> dt.date:
    return moment.astimezone(AMSTERDAM).date()


def at(day: dt.date, time: dt.time = QUIET_UNTIL) -> dt.datetime:
    """That day and time on the clock in Amsterdam."""
    return dt.datetime.combine(day, time, AMSTERDAM)


def exists(moment: dt.datetime) -> bool:
    """False for the hour that is skipped when summer time begins."""
    return moment.astimezone(dt.UTC).astimezone(AMSTERDAM).replace(tzinfo=None) == moment.replace(tzinfo=None)


def step_on(day: dt.date, holidays: frozenset[dt.date] = NO_HOLIDAYS, time: dt.time = QUIET_UNTIL) -> dt.datetime:
    """When a step that falls on `day` goes out: then, or 08:00 of the first working day after it."""
    return next_working_moment(at(day, time), holidays)


def working_days_before(day: dt.date, count: int, holidays: frozenset[dt.date] = NO_HOLIDAYS) -> dt.date:
    """The working day that lies this many working days before `day`: two before a Monday is the Thursday."""
    while count:
        day -= dt.timedelta(days=1)
        count -= is_working_day(day, holidays)
    return day


def week_after(day: dt.date, holidays: frozenset[dt.date] = NO_HOLIDAYS) -> dt.date:
    """The same day a week later, or the first working day after it."""
    return local_day(step_on(day + dt.timedelta(weeks=1), holidays))


def due_after(due: dt.date, weeks: int, day: dt.date) -> dt.date:
    """The first due day of this rhythm after `day`, counted from an earlier one: a rhythm keeps its place, whenever
    somebody clicks (domain.md §5.4)."""
    step = dt.timedelta(weeks=weeks)
    return due + step * max(1, (day - due) // step + 1)


def is_over(due: dt.date, today: dt.date) -> bool:
    """Is this turn, which nobody planned, behind us? Its last step was told and the next quarter began."""
    return today > due + NUDGE_AFTER and Quarter.of(today) > Quarter.of(due)


def propose_days(due: dt.date, today: dt.date, holidays: frozenset[dt.date] = NO_HOLIDAYS) -> list[dt.date]:
    """Three working days around the due day, on different weekdays, with time for an invitation two weeks ahead."""
    start = max(due - dt.timedelta(days=3), today + INVITE_AHEAD + dt.timedelta(days=1))
    return _three_from(start, holidays)


def later_days(due: dt.date, today: dt.date, holidays: frozenset[dt.date] = NO_HOLIDAYS) -> list[dt.date]:
    """The same for a session that is moved from its day `due`: a week after it, never before it."""
    return _three_from(max(due, today) + dt.timedelta(days=7), holidays)


def same_weekday(due: dt.date, held: dt.date, holidays: frozenset[dt.date] = NO_HOLIDAYS) -> dt.date:
    """The day for the next session that a group is offered: nearest to the due day, on the weekday that it has now;
    a week later as long as that is no working day. Held in a weekend: the first working day from the due day."""
    day = due + dt.timedelta(days=(held.weekday() - due.weekday() + 3) % 7 - 3)
    while not is_working_day(day, holidays):
        day += dt.timedelta(days=7 if is_working_day(held) else 1)
    return day


def _three_from(start: dt.date, holidays: frozenset[dt.date]) -> list[dt.date]:
    found: list[dt.date] = []
    for offset in (0, 2, 5):
        day = start + dt.timedelta(days=offset)
        while not is_working_day(day, holidays) or day.weekday() in [other.weekday() for other in found]:
            day += dt.timedelta(days=1)
        found.append(day)
    return found


def week_of(day: dt.date) -> str:
    """The ISO week as a cycle: "2027-W07"."""
    year, week, _day = day.isocalendar()
    return f"{year}-W{week:02}"


def weekly_day(day: dt.date) -> dt.date:
    """The day of the weekly reminder in the week of `day`."""
    return day + dt.timedelta(days=WEEKLY_ON - day.isoweekday())


# --- The personal value check ---------------------------------------------------------------------------


def personal_waits(joined: dt.date, quarter: Quarter) -> bool:
    """True for who joined less than six weeks before the invitation of this quarter."""
    return joined > quarter.last_month - PERSONAL_JOINED


def personal_closes(last_day: dt.date, quarter: Quarter) -> bool:
    """True when the track ends within two weeks of the invitation: the closing round instead."""
    return last_day <= quarter.last_month + PERSONAL_ENDING
