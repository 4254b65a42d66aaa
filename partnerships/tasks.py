"""Doors for the clock."""

from celery import shared_task

from partnerships.actions import mails


@shared_task
def send_mail() -> None:
    mails.deliver()
