"""The beat of the workers."""

from django.utils import timezone

from partnerships.models import Heartbeat

WORKER = "worker"


def beat() -> None:
    """A worker is alive, now."""
    Heartbeat.objects.update_or_create(name=WORKER, defaults={"at": timezone.now()})
