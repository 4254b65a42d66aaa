"""What the night does: throw away what nobody needs any more."""

import datetime as dt

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from accounts.models import Submission

RECEIPTS = dt.timedelta(days=7)  # nobody sends a form again after a week
ADDRESSES = dt.timedelta(days=183)  # reliability.md §3: sessions and addresses 6 months
LETTERS = dt.timedelta(days=30)  # reliability.md §3: outbox bodies 30 days


def tidy_up() -> None:
    """Forget old receipts, ended sessions with their addresses, and letters that were kept as files."""
    now = timezone.now()
    Submission.objects.filter(created_at__lt=now - RECEIPTS).delete()
    UserSession.objects.filter(last_seen_at__lt=now - ADDRESSES).delete()
    call_command("clearsessions")
    for letter in settings.OUTBOX_DIR.glob("*.log"):
        if dt.datetime.fromtimestamp(letter.stat().st_mtime, dt.UTC) < now - LETTERS:
            letter.unlink()
