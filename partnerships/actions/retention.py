"""What the night forgets of invitations, notices, mails and devices (partnerships/privacy.py)."""

import datetime as dt
from collections.abc import Iterable

from accounts.actions.retention import HALF_YEAR, PIECE, TWO_YEARS, Sweeper, sweep
from accounts.actions.sessions import on_own_devices
from partnerships.models.events import Event
from partnerships.models.invitations import Invitation
from partnerships.models.notices import Mail, Notice
from partnerships.models.pushes import PushDevice
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


def devices(now: dt.datetime) -> int:
    """Browsers that were told things, in which nobody is signed in any more or that are not somebody's own any more."""
    gone, last, kept = 0, 0, PushDevice.objects.select_related("session").order_by("pk")
    while some := list(kept.filter(pk__gt=last)[:PIECE]):
        last = some[-1].pk
        told = on_own_devices([device.session for device in some], now)
        over = [device.pk for device in some if device.session.session_key not in told]
        PushDevice.objects.filter(pk__in=over).delete()
        gone += len(over)
    return gone


SWEEPERS: list[Sweeper] = [invitations, notices, mails, todos, reminders, devices]
