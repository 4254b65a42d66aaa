"""Events: what happened, by whom and when. Append-only; the history pages, the bell and the mail read from here."""

import uuid

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from partnerships.models.references import Names
from partnerships.models.unchanging import Unchanging, UnchangingQuerySet


class EventQuerySet(UnchangingQuerySet["Event"]):
    def on_trail(self, *trails: str) -> "EventQuerySet":
        """The history of one thing, or of some together, newest first. Who may see the thing may see its trail."""
        return self.filter(trail__in=trails).select_related("by").order_by("-at", "-pk")


class Event(Unchanging):
    """One fact. `kind` is registered in an `events.py`; `words` holds days, numbers and references to who and what its
    sentence names (references.py): never a name, never the text of an entry (access.md R9). `trail` is the history it
    belongs to, such as "track:<id>"."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=60)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    about_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    about_id = models.BigIntegerField()
    about = GenericForeignKey("about_type", "about_id")
    trail = models.CharField(max_length=80)
    words = models.JSONField(default=dict, blank=True)

    objects = EventQuerySet.as_manager()
    names: Names | None = None  # of what `words` points at, looked up for many events at once (events.with_names)

    class Meta:
        verbose_name = _("gebeurtenis")
        verbose_name_plural = _("gebeurtenissen")
        indexes = [models.Index(fields=["trail", "at"]), models.Index(fields=["about_type", "about_id"])]

    @property
    def thing(self) -> tuple[str, int, int]:
        """Of what several events are one line for who is told of them: this kind, about this thing."""
        return self.kind, self.about_type_id, self.about_id

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d %H:%M}"
