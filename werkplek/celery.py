"""The whole Celery timetable on one page.

Every task is short, may run twice without harm and asks the database what is due
(docs/architecture.md, "The row is the promise"). Losing a message costs minutes, not mail.
"""

import datetime as dt
import logging
import os
from typing import Any

from celery import Celery, Task, bootsteps
from celery.schedules import crontab
from django.core.checks import ERROR, run_checks
from django.core.management.base import SystemCheckError
from django_structlog.celery.steps import DjangoStructLogInitStep

from werkplek.restore_mark import restore_mark

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "werkplek.settings")
log = logging.getLogger(__name__)


class CarefulTask(Task):  # type: ignore[type-arg]
    """Nothing is done while a restore is at work or was broken off, in a worker that was not stopped for it either: the
    database holds mails that went long ago, and people who were erased (docs/decisions/0011)."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        if restore_mark().exists():
            log.error("A restore was broken off: %s does nothing. Run it again, with --replace.", self.name)
            return None
        return super().__call__(*args, **kwargs)


class StartUpChecks(bootsteps.Step):
    """A worker starts on the same conditions as the web (werkplek/wsgi.py). Celery itself runs the checks and goes on,
    whatever they say."""

    def __init__(self, worker: Any, **kwargs: Any) -> None:
        if problems := [message for message in run_checks() if message.is_serious(ERROR)]:
            raise SystemCheckError("\n".join(str(message) for message in problems))


app = Celery("werkplek", task_cls=CarefulTask)
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.steps["worker"].add(StartUpChecks)
app.steps["worker"].add(DjangoStructLogInitStep)  # a task logs the id of the request that asked for it

AT_ONCE = {"last_run_at": dt.datetime(2000, 1, 1, tzinfo=dt.UTC)}  # long ago: due as soon as the scheduler starts

app.conf.beat_schedule = {
    "mail what is due": {"task": "partnerships.tasks.send_mail", "schedule": 30.0, **AT_ONCE},
    "push what is due": {"task": "partnerships.tasks.send_pushes", "schedule": 60.0},
    "plan reminders": {"task": "partnerships.tasks.plan_reminders", "schedule": crontab(minute="*/15"), **AT_ONCE},
    "tell what is due": {"task": "partnerships.tasks.send_reminders", "schedule": 60.0},
    "look at to-dos again": {"task": "partnerships.tasks.look_at_todos_again", "schedule": 240.0},
    "put to-dos right": {
        "task": "partnerships.tasks.put_todos_right",
        "schedule": crontab(hour=0, minute=0),  # days bring differences
        **AT_ONCE,
    },
    "end forgotten rooms": {"task": "reflections.tasks.end_forgotten_rooms", "schedule": crontab(minute="*/10")},
    "heartbeat": {"task": "werkplek.tasks.beat", "schedule": 30.0, **AT_ONCE},
    "tidy up": {"task": "werkplek.tasks.tidy_up", "schedule": crontab(hour=3, minute=20)},
}
