"""What runs without a page, in a school: an export, planning of reminders, sending of mail beside a bare sender.

Seconds by the clock, so of these the machine must be quiet.
"""

import json
import os
import time
from collections.abc import Callable
from statistics import median

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

LETTERS, TURNS = 200, 5
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
    """Letters of one notice each, of all kinds, by the product and in turns by Django's own mail on one connection. The
    first turn does not count: a worker that sends has its pages and templates at hand."""
    sink = Controller(Sink(), hostname=settings.EMAIL_HOST, port=settings.EMAIL_PORT)
    sink.start()
    turns = [(_own_sender(), _bare_sender()) for _turn in range(1 + TURNS)][1:]
    sink.stop()
    share = median(bare / own for (own, _sent, _cpu), (bare, _cpu) in turns)
    rate, cpu = (median(column) for column in zip(*((1 / own, cpu) for (own, _sent, cpu), _bare in turns), strict=True))
    bare_cpu = median(cpu for _own, (_bare, cpu) in turns)
    sent = sum(sent for (_own, sent, _cpu), _bare in turns)
    beside = {"sent": sent, "lapsed": TURNS * LETTERS - sent, "a_second": round(rate)}
    tell(
        "sending",
        share,
        SENDING,
        met=share >= SENDING,
        **beside,
        cpu_us=round(cpu * 1e6),
        bare_us=round(bare_cpu * 1e6),
    )


def _own_sender() -> tuple[float, int, float]:
    """Seconds a letter, how many went, and seconds of processor a letter."""
    now = timezone.now()
    waiting = Notice.objects.unmailed().filter(person__email__endswith="@school.example")
    for notice in waiting.select_related("person").order_by("public_id")[:LETTERS]:
        notice.mail = Mail.objects.create(person=notice.person, key=f"notice:{notice.pk}", due_at=now)
        notice.save(update_fields=["mail"])
    sent, began, used = 0, time.monotonic(), time.thread_time()
    sent = mails.send_due(now)
    return (time.monotonic() - began) / max(sent, 1), sent, (time.thread_time() - used) / max(sent, 1)


def _bare_sender() -> tuple[float, float]:
    began, used = time.monotonic(), time.thread_time()
    with get_connection() as line:
        for number in range(LETTERS):
            letter = EmailMultiAlternatives(
                "Onderwerp", "Tekst. " * 60, to=[f"l{number}@school.example"], connection=line
            )
            letter.attach_alternative("<p>Tekst.</p>" * 60, "text/html")
            letter.send()
    return (time.monotonic() - began) / LETTERS, (time.thread_time() - used) / LETTERS


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
