"""Tasks that the scheduler starts: the database decides what is due, Celery only hurries it (reliability.md §1.1)."""

from celery import shared_task
from django.utils import timezone

from reflections.actions import apart, rooms


@shared_task
def end_forgotten_rooms() -> None:
    rooms.end_forgotten(timezone.now())
    apart.close_forgotten(timezone.now())
