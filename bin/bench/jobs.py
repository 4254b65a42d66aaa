"""What runs without a page, in a school: an export, planning of reminders, sending of mail beside a bare sender.

Seconds by the clock, so of these the machine must be quiet.
"""

import json
import os
import time
from collections.abc import Callable

import django
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Sink

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "werkplek.settings")
django.setup()

from django.conf import settings  # noqa: E402 - settings come first here
from django.core.mail import EmailMultiAlternatives, get_connection  # noqa: E402
from django.db import OperationalError, connection  # noqa: E402
from django.utils import timezone  # noqa: E402

from accounts.models import User  # noqa: E402
from partnerships.actions import mails, reminders  # noqa: E402
from partnerships.models.notices import Mail, Notice  # noqa: E402
from werkplek import privacy  # noqa: E402

LETTERS = 300
PATIENCE = 120  # seconds for one statement
EXPORT, PLANNING, SENDING = 60, 10, 0.5  # most seconds; most seconds for 10,000 rows; least share of a bare sender
ROWS = 10_000


def seconds(work: Callable[[], object]) -> float:
    began = time.monotonic()
    work()
    return time.monotonic() - began


def export() -> None:
    took = seconds(lambda: privacy.export_of(User.objects.get(email="l1@school.example")))
    tell("export", took, EXPORT, met=took <= EXPORT)


def planning() -> None:
    rows = 0

    def plan() -> None:
        nonlocal rows
        rows = reminders.plan(timezone.now())

    took = seconds(plan)
    tell("planning", took, PLANNING, met=took <= PLANNING * max(1, rows / ROWS), rows=rows)


def sending() -> None:
    """As many letters of one notice each, by the product and by Django's own mail on one connection."""
    sink = Controller(Sink(), hostname=settings.EMAIL_HOST, port=settings.EMAIL_PORT)
    sink.start()
    now = timezone.now()
    for notice in Notice.objects.unmailed().filter(person__email__endswith="@school.example")[:LETTERS]:
        notice.mail = Mail.objects.create(person=notice.person, key=f"notice:{notice.pk}", due_at=now)
        notice.save(update_fields=["mail"])
    before = Mail.objects.filter(sent_at__isnull=False).count()
    own = seconds(lambda: mails.send_due(now))
    sent = Mail.objects.filter(sent_at__isnull=False).count() - before
    bare = seconds(bare_sender) / LETTERS
    sink.stop()
    share = bare / (own / max(sent, 1))
    tell("sending", share, SENDING, met=share >= SENDING, sent=sent, lapsed=LETTERS - sent)


def bare_sender() -> None:
    with get_connection() as line:
        for number in range(LETTERS):
            letter = EmailMultiAlternatives(
                "Onderwerp", "Tekst. " * 60, to=[f"l{number}@school.example"], connection=line
            )
            letter.attach_alternative("<p>Tekst.</p>" * 60, "text/html")
            letter.send()


def tell(name: str, value: float, limit: float, *, met: bool, **more: int) -> None:
    beside = ", ".join(f"{word} {count}" for word, count in more.items())
    print(f"{name:24} {value:8.2f} {limit:7.2f} {'met' if met else 'MISSED':7} {beside}")
    facts = {"name": name, "value": round(value, 2), "limit": limit, "met": met, "scale": "school"} | more
    print("BENCH", json.dumps(facts), flush=True)


if __name__ == "__main__":
    with connection.cursor() as cursor:
        cursor.execute(
            f"SET statement_timeout = '{PATIENCE}s'"
        )  # longer than the product waits: the figure counts here
    for job in (export, planning, sending):
        try:
            job()
        except OperationalError:
            print(f"{job.__name__:24} MISSED: a statement took more than {PATIENCE} s", flush=True)
