"""What the night does: forget what is past its time, layer by layer (the page "Wat we bewaren")."""

import datetime as dt

import structlog
from django.conf import settings
from django.utils import timezone

import accounts.actions.retention
import instruments.actions.retention
import learningtracks.actions.retention
import partnerships.actions.retention
import reflections.actions.retention
from accounts.actions.retention import Sweeper

KEPT_MAILS = dt.timedelta(days=30)  # reliability.md §3: outbox bodies 30 days
SWEEPERS: list[Sweeper] = [
    *reflections.actions.retention.SWEEPERS,
    *instruments.actions.retention.SWEEPERS,
    *learningtracks.actions.retention.SWEEPERS,
    *partnerships.actions.retention.SWEEPERS,
    *accounts.actions.retention.SWEEPERS,
]
log = structlog.get_logger(__name__)


def tidy_up() -> None:
    """Let every sweeper do its work. One that fails leaves the others alone; the next night tries again."""
    now = timezone.now()
    for sweeper in SWEEPERS:
        try:
            gone = sweeper(now)
        except Exception:
            log.exception("tidying_failed", sweeper=sweeper.__name__)
        else:
            log.info("tidied", sweeper=sweeper.__name__, gone=gone)
    _delete_old_mails(now)


def _delete_old_mails(now: dt.datetime) -> None:
    """Mails that were kept as files, without a mail server."""
    for file in settings.OUTBOX_DIR.glob("*.log"):
        if dt.datetime.fromtimestamp(file.stat().st_mtime, dt.UTC) < now - KEPT_MAILS:
            file.unlink()
