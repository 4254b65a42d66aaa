"""Plain values of the Terugblik (domain.md §2.3 step 6)."""

import datetime as dt

from django.db import models
from django.utils.translation import gettext_lazy as _

from partnerships.values import Party

MOST_REVIEW = 6_000
MOST_REACTION = 4_000
OPENS_BEFORE = dt.timedelta(days=14)  # writing begins in the last two weeks of a period
DRAFT_LIVES = dt.timedelta(days=90)  # access.md R12
REVIEWERS = [Party.WORKPLACE, Party.EDUCATION]


class ReviewStanding(models.TextChoices):
    """Where a review stands. Locked follows from what both parties submitted."""

    DRAFT = "draft", _("Concept")
    SUBMITTED = "submitted", _("Ingeleverd")
    LOCKED = "locked", _("Vastgezet")
