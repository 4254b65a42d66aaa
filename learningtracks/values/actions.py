"""Words of action points, scans and conversations (domain.md §2.5)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ActionStatus(models.TextChoices):
    """Where an action point stands, derived from its facts (domain.md §2.5)."""

    OPEN = "open", _("Open")
    BUSY = "busy", _("Bezig")
    DONE = "done", _("Klaar")
    STOPPED = "stopped", _("Gestopt")
