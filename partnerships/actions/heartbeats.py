"""The beat of the workers: one for each queue, since each may have a worker of its own."""

from django.utils import timezone

from partnerships.models.heartbeats import Heartbeat

WORKER, MAIL = "worker", "mail"


def beat(name: str) -> None:
    """A worker serves this queue, now."""
    Heartbeat.objects.update_or_create(name=name, defaults={"at": timezone.now()})
