"""The five kinds of value, by names of our own; what they ask, and what others call them, stands in the content
(domain.md §3.12)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ValueLevel(models.TextChoices):
    """Five kinds of value, not a ladder (domain.md §3.12; after Wenger, Trayner and De Laat)."""

    EXPERIENTIAL = "experiential", _("Beleving")
    POTENTIAL = "potential", _("Voor later")
    APPLIED = "applied", _("Anders doen")
    REALISED = "realised", _("Effect")
    REFRAMING = "reframing", _("Anders kijken")
