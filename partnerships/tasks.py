"""Tasks that the scheduler starts."""

from celery import shared_task

from partnerships.actions import heartbeats, mails


@shared_task
def send_mail() -> None:
    heartbeats.beat(heartbeats.MAIL)
    mails.deliver()
