"""A sign of life of the workers, for the health page."""

import datetime as dt

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class HeartbeatQuerySet(models.QuerySet["Heartbeat"]):
    def alive(self, name: str, within: dt.timedelta) -> bool:
        """Whether a worker gave the beat of this name `within` this time."""
        return self.filter(name=name, at__gt=timezone.now() - within).exists()


class Heartbeat(models.Model):
    """When a worker last gave the beat that the scheduler asks for: broker, scheduler and worker all do their part."""

    name = models.CharField(max_length=20, primary_key=True)
    at = models.DateTimeField()

    objects = HeartbeatQuerySet.as_manager()

    class Meta:
        verbose_name = _("levensteken")
        verbose_name_plural = _("levenstekens")

    def __str__(self) -> str:
        return f"{self.name}: {self.at:%Y-%m-%d %H:%M:%S}"
