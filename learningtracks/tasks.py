"""Tasks that the scheduler starts: the database decides what is due (reliability.md §1.1)."""

from celery import shared_task
from django.utils import timezone

from learningtracks.actions import rounds, trainings
from partnerships.actions import clocks


@shared_task
def tell_due() -> None:
    """Days to look back, and trainings that ended a week ago. Nothing while the clocks differ."""
    if clocks.agree(timezone.now()):
        rounds.tell_due()
        trainings.ask_due()
