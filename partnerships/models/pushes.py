"""Who wants a notice on which device, and what was told there (docs/decisions/0150)."""

import datetime as dt

from allauth.usersessions.models import UserSession
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partnerships.models.notices import LEASE, WAITS, Notice, NoticeQuerySet

STALE = dt.timedelta(days=3)  # over a weekend; what is older is told by the bell and the mail


class PushDeviceQuerySet(models.QuerySet["PushDevice"]):
    def free(self, now: dt.datetime) -> "PushDeviceQuerySet":
        """In nobody's hands, and not waiting for another try. What a clock that ran ahead wrote does not count."""
        held = Q(claimed_until__gte=now, claimed_until__lte=now + LEASE)
        return self.exclude(held).filter(Q(due_at__lte=now) | Q(due_at__gt=now + WAITS[-1]))

    def due(self, now: dt.datetime) -> "PushDeviceQuerySet":
        """Devices of somebody who has something to hear there."""
        settled = Push.objects.filter(device=OuterRef(OuterRef("pk")), notice=OuterRef("pk"))
        told = _fresh(now).filter(person=OuterRef("session__user"), created_at__gte=OuterRef("since"))
        there = self.free(now).filter(Exists(told.exclude(Exists(settled))))
        return there.filter(session__user__is_active=True).select_related("session__user").order_by("due_at", "pk")


def _fresh(now: dt.datetime) -> NoticeQuerySet:
    return Notice.objects.filter(seen_at=None, lapsed_at=None, created_at__gte=now - STALE)


class PushDevice(models.Model):
    """A browser that somebody wants to be told in, with the address and the keys that it gave. It goes with the
    session: who is signed out on a device hears nothing there."""

    session = models.OneToOneField(UserSession, on_delete=models.CASCADE, related_name="push")
    endpoint = models.URLField(max_length=500, unique=True)
    p256dh = models.CharField(max_length=100)
    auth = models.CharField(max_length=30)
    wants_asked = models.BooleanField(default=True)
    wants_reminded = models.BooleanField(default=True)
    wants_news = models.BooleanField(default=False)
    since = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now)
    claimed_until = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)

    objects = PushDeviceQuerySet.as_manager()

    class Meta:
        verbose_name = _("apparaat met meldingen")
        verbose_name_plural = _("apparaten met meldingen")

    def __str__(self) -> str:
        return str(self.session)

    def waiting(self, now: dt.datetime) -> list[Notice]:
        """What the person was told since this device joined, and did not see or hear here yet."""
        told = _fresh(now).filter(person=self.session.user_id, created_at__gte=self.since)
        return list(told.exclude(pushes__device=self).select_related("event", "event__by", "event__about_type"))


class Push(models.Model):
    """This notice is settled on this device: it was told there, or is not wanted there. The notice is the promise."""

    device = models.ForeignKey(PushDevice, on_delete=models.CASCADE, related_name="pushes")
    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="pushes")

    class Meta:
        verbose_name = _("melding op een apparaat")
        verbose_name_plural = _("meldingen op een apparaat")
        constraints = [models.UniqueConstraint(fields=["device", "notice"], name="push_once_per_device")]

    def __str__(self) -> str:
        return f"{self.device_id} · {self.notice_id}"
