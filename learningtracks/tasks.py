"""Tasks that the scheduler starts: the database decides what is due (reliability.md §1.1)."""

from celery import shared_task

from learningtracks.actions import rounds, trainings


@shared_task
def tell_due() -> None:
    """Days to look back, and trainings that ended a week ago."""
    rounds.tell_due()
    trainings.ask_due()
