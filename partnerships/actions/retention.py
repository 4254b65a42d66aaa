"""What the night forgets of invitations, notices and mails (partnerships/privacy.py)."""

import datetime as dt
from collections.abc import Iterable

from accounts.actions.retention import HALF_YEAR, TWO_YEARS, Sweeper, sweep
from partnerships.models.events import Event
from partnerships.models.invitations import Invitation
from partnerships.models.notices import Mail, Notice
from partnerships.models.reminders import Reminder
from partnerships.models.todos import ToDo

MONTH = dt.timedelta(days=30)


def invitations(now: dt.datetime) -> int:
    """Addresses of people who were asked in and did not come."""
    return sweep(Invitation.objects.filter(accepted_at=None, expires_at__lt=now - HALF_YEAR))


def notices(now: dt.datetime) -> int:
    """What people were told longer than two years ago."""
    return sweep(Notice.objects.filter(created_at__lt=now - TWO_YEARS))


def mails(now: dt.datetime) -> int:
    """That a mail went. Only when its notices went before it: a notice without its mail would be mailed again."""
    return sweep(Mail.objects.filter(created_at__lt=now - TWO_YEARS, notices=None))


def reminders(now: dt.datetime) -> int:
    """Reminders whose moment was longer than two years ago."""
    return sweep(Reminder.objects.filter(due_at__lt=now - TWO_YEARS))


def forget_trails(trails: Iterable[str]) -> None:
    """The histories of things that are past their time go with them. Events are append-only for everybody else."""
    Event._base_manager.filter(trail__in=list(trails)).delete()


def todos(now: dt.datetime) -> int:
    """What somebody did more than thirty days ago."""
    return sweep(ToDo.objects.settled_before(now - MONTH))


SWEEPERS: list[Sweeper] = [invitations, notices, mails, todos, reminders]
