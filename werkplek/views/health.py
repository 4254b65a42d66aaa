"""Two questions of machines: does the process answer, and can it do its work?"""

import datetime as dt
import functools
import os
from collections.abc import Callable

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from kombu import Connection

from accounts.access import for_anyone
from partnerships.actions import heartbeats
from partnerships.models.heartbeats import Heartbeat
from partnerships.models.notices import Mail

LATE = dt.timedelta(minutes=30)  # reliability.md §1.1: an unsent mail that is due longer means red
SILENT = dt.timedelta(minutes=3)  # six missed beats
BROKER_PATIENCE = 2  # seconds


class Unwell(Exception):
    """A part does not do its work; the message says why."""


@for_anyone("Tells only that the process answers.")
def healthz(request: HttpRequest) -> HttpResponse:
    return JsonResponse({"process": "ok"})


@for_anyone("Names parts and how they are, nothing of anybody.")
def readyz(request: HttpRequest) -> HttpResponse:
    """200 when every part is ok, else 503 with a sentence for each part that is not."""
    parts = {name: _state(look) for name, look in LOOKS.items()}
    well = all(state == "ok" for state in parts.values())
    return JsonResponse({"ready": well, "parts": parts}, status=200 if well else 503)


def _state(look: Callable[[], None]) -> str:
    """How one part is. Whatever goes wrong while looking is the answer: this page must never break itself."""
    try:
        look()
    except Unwell as reason:
        return str(reason)
    except Exception as error:
        return f"cannot be reached ({type(error).__name__})"
    return "ok"


def _database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _migrations() -> None:
    if missing := _known_migrations() - MigrationRecorder(connection).applied_migrations().keys():
        raise Unwell(f"{len(missing)} not applied")


@functools.cache
def _known_migrations() -> set[tuple[str, str]]:
    """Those on disk; they do not change while the process runs."""
    return set(MigrationLoader(None, ignore_no_migrations=True).disk_migrations)


def _broker() -> None:
    if not settings.REDIS_URL:
        if not os.access(settings.CELERY_BROKER_TRANSPORT_OPTIONS["data_folder_in"], os.W_OK | os.X_OK):
            raise Unwell("the folder of messages cannot be written")
        return
    with Connection(settings.REDIS_URL, connect_timeout=BROKER_PATIENCE) as broker:
        broker.ensure_connection(max_retries=1, interval_start=0, timeout=BROKER_PATIENCE)


def _mail() -> None:
    _alive(heartbeats.MAIL)
    now = timezone.now()
    if oldest := Mail.objects.unsent().filter(due_at__lt=now - LATE).order_by("due_at").first():
        raise Unwell(f"oldest unsent mail is {(now - oldest.due_at) // dt.timedelta(minutes=1)} minutes late")


def _worker() -> None:
    _alive(heartbeats.WORKER)


def _alive(name: str) -> None:
    """A worker that serves this queue gave its beat; whatever it serves, the sentence is the same."""
    if not Heartbeat.objects.alive(name, within=SILENT):
        raise Unwell(f"no beat in the last {SILENT // dt.timedelta(minutes=1)} minutes")


LOOKS = {"database": _database, "migrations": _migrations, "broker": _broker, "mail": _mail, "worker": _worker}
