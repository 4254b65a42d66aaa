"""The five levels of value by name; what they ask stands in the content (domain.md §3.12)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ValueLevel(models.TextChoices):
    """Five kinds of value, not a ladder (domain.md §3.12; after Wenger, Trayner and De Laat)."""

    EXPERIENTIAL = "experiential", _("Belevingswaarde")
    POTENTIAL = "potential", _("Potentiële waarde")
    APPLIED = "applied", _("Toegepaste waarde")
    REALISED = "realised", _("Gerealiseerde waarde")
    REFRAMING = "reframing", _("Herkaderende waarde")
