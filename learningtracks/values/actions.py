"""Words of action points, scans and conversations (domain.md §2.5)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ActionStatus(models.TextChoices):
    """Where an action point stands, derived from its facts (domain.md §2.5)."""

    OPEN = "open", _("Open")
    BUSY = "busy", _("Bezig")
    DONE = "done", _("Klaar")
    STOPPED = "stopped", _("Gestopt")


class FactorLevel(models.TextChoices):
    """On which level a factor of informal learning works (domain.md §3.8)."""

    INDIVIDUAL = "individual", _("Individueel")
    TEAM = "team", _("Team")
    ORGANISATION = "organisation", _("Organisatie en omgeving")
