"""Tasks that the scheduler starts."""

from celery import shared_task
from django.utils import timezone

from partnerships.actions import heartbeats, mails, pushes, reminders, todos


@shared_task
def send_mail() -> None:
    heartbeats.beat(heartbeats.MAIL)
    mails.deliver()


@shared_task
def send_pushes() -> None:
    pushes.push_due(timezone.now())


@shared_task
def plan_reminders() -> None:
    reminders.plan(timezone.now())


@shared_task
def send_reminders() -> None:
    reminders.tell_due(timezone.now())


@shared_task
def look_at_todos_again() -> None:
    todos.look_again(timezone.now())


@shared_task(time_limit=3600, soft_time_limit=3500)
def put_todos_right() -> None:
    todos.put_right()
