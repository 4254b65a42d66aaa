"""Tasks that the scheduler starts and that belong to no layer below."""

from celery import shared_task

from partnerships.actions import heartbeats
from werkplek.actions import erasure, upkeep


@shared_task
def beat() -> None:
    heartbeats.beat(heartbeats.WORKER)


@shared_task
def tidy_up() -> None:
    erasure.erase_due()
    upkeep.tidy_up()
