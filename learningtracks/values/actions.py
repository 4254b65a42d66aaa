"""Words of action points, scans and conversations (domain.md §2.5)."""

import datetime as dt

from django.db import models
from django.utils.translation import gettext_lazy as _

MOST_ORIGIN = 120  # signs of the code that says what something was made of
# An idea of the catalogue, or something agreed in a value check, that was carried out: so long after it we ask whether
# it still holds, and for so long.
STILL_AFTER, STILL_FOR = dt.timedelta(weeks=6), dt.timedelta(days=30)
OF_A_VALUE_CHECK = "value_check:"  # how an origin begins when a team agreed on it there; that is asked about too


class ActionStatus(models.TextChoices):
    """Where an action point stands, derived from its facts (domain.md §2.5)."""

    OPEN = "open", _("Open")
    BUSY = "busy", _("Bezig")
    DONE = "done", _("Klaar")
    STOPPED = "stopped", _("Gestopt")


CHANGE_ORIGIN = "situation:"  # how the origin begins of what a team agreed to do otherwise (domain.md §8.1)
