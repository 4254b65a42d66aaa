"""Tasks that the scheduler starts: the database decides what is due, Celery only hurries it (reliability.md §1.1)."""

from celery import shared_task
from django.utils import timezone

from reflections.actions import reminders, rooms


@shared_task
def plan_reminders() -> None:
    reminders.plan(timezone.now())


@shared_task
def send_reminders() -> None:
    reminders.tell_due(timezone.now())


@shared_task
def end_forgotten_rooms() -> None:
    rooms.end_forgotten(timezone.now())
