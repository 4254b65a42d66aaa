"""The four steps of an answer, and the levels of the catalogue (domain.md §3)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Scale(models.IntegerChoices):
    """Four steps. "Weet ik niet" is no step: it is stored as null and never averaged."""

    NO = 0, _("Nee")
    A_BIT = 1, _("Een beetje")
    MOSTLY = 2, _("Grotendeels")
    YES = 3, _("Ja")


class CatalogueLevel(models.TextChoices):
    """On which level a factor works (domain.md §3.8)."""

    INDIVIDUAL = "individual", _("Individu")
    TEAM = "team", _("Team")
    ORGANISATION = "organisation", _("Organisatie en omgeving")
