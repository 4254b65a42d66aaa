"""Plain values of driehoeksgesprekken (domain.md §2.3 step 5)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

MINUTES = 45  # how long a talk is, unless somebody says otherwise
LEAST_MINUTES, MOST_MINUTES = 10, 180
MOST_PLACE = 160
MOST_NOTE = 4_000


class NoteKind(models.TextChoices):
    """A note before the talk is about the agenda; from its day on it is about what was said."""

    AGENDA = "agenda", _("Voor het gesprek")
    OUTCOME = "outcome", _("Uit het gesprek")


class TalkStanding(models.TextChoices):
    """Where a talk stands, derived from its date and facts."""

    PLANNED = "planned", _("Gepland")
    NOW = "now", _("Nog af te ronden")
    HELD = "held", _("Geweest")
    CANCELLED = "cancelled", _("Afgezegd")
