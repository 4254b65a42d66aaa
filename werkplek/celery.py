"""The whole Celery timetable on one page.

Every task is short, may run twice without harm and asks the database what is due
(docs/architecture.md, "The row is the promise"). Losing a message costs minutes, not mail.
"""

import datetime as dt
import os

from celery import Celery
from celery.schedules import crontab
from django_structlog.celery.steps import DjangoStructLogInitStep

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "werkplek.settings")

app = Celery("werkplek")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.steps["worker"].add(DjangoStructLogInitStep)  # a task logs the id of the request that asked for it

AT_ONCE = {"last_run_at": dt.datetime(2000, 1, 1, tzinfo=dt.UTC)}  # long ago: due as soon as the scheduler starts

app.conf.beat_schedule = {
    "mail what is due": {"task": "partnerships.tasks.send_mail", "schedule": 30.0, **AT_ONCE},
    "plan reminders": {"task": "partnerships.tasks.plan_reminders", "schedule": crontab(minute="*/15"), **AT_ONCE},
    "tell what is due": {"task": "partnerships.tasks.send_reminders", "schedule": 60.0},
    "put to-dos right": {
        "task": "partnerships.tasks.put_todos_right",
        "schedule": crontab(hour=0, minute=0),  # days bring differences
        **AT_ONCE,
    },
    "end forgotten rooms": {"task": "reflections.tasks.end_forgotten_rooms", "schedule": crontab(minute="*/10")},
    "heartbeat": {"task": "werkplek.tasks.beat", "schedule": 30.0, **AT_ONCE},
    "tidy up": {"task": "werkplek.tasks.tidy_up", "schedule": crontab(hour=3, minute=20)},
}
