"""Tasks that the scheduler starts."""

from celery import shared_task

from partnerships.actions import heartbeats, mails, todos


@shared_task
def send_mail() -> None:
    heartbeats.beat(heartbeats.MAIL)
    mails.deliver()


@shared_task(time_limit=3600, soft_time_limit=3500)
def put_todos_right() -> None:
    todos.put_right()
