"""Tasks that the scheduler starts and that belong to no layer below."""

from celery import shared_task
from django.utils import timezone

from partnerships.actions import clocks, heartbeats
from werkplek.actions import erasure, upkeep


@shared_task
def beat() -> None:
    heartbeats.beat(heartbeats.WORKER)


@shared_task
def tidy_up() -> None:
    """Nothing goes while the clocks differ: one that runs ahead would take what is not due yet."""
    if clocks.agree(timezone.now()):
        erasure.erase_due()
        upkeep.tidy_up()
