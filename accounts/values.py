"""Plain values of the lowest layer: choices, answers to "may I?", and the calendar day in Amsterdam."""

import datetime as dt
import json
import zlib
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class MailRhythm(models.TextChoices):
    """How often somebody wants mail from us (domain.md §2.3: at most one digest a working day)."""

    DIGEST = "digest", _("Eén keer per werkdag")
    DIRECT = "direct", _("Meteen")
    NONE = "none", _("Geen mail")


class AgeBand(models.TextChoices):
    """Only a band, never a birth date (reliability.md §3)."""

    UNDER_16 = "under_16", _("Jonger dan 16")
    TEENAGER = "16_17", _("16 of 17")
    ADULT = "adult", _("18 of ouder")


class LogRhythm(models.TextChoices):
    """When a learner wants to be asked for an experience (domain.md §2.2)."""

    NONE = "none", _("Niet")
    AFTER_WORK = "after_work", _("Na het werk")
    WEEKLY = "weekly", _("Elke week")


SESSION_OWN_DEVICE = "own_device"  # whether somebody said "Dit is mijn eigen apparaat" (accounts/devices.py)
OWN_DEVICE = _("Dit is mijn eigen apparaat. Houd mij ingelogd.")
OWN_DEVICE_HINT = _("Vink dit niet aan op een computer die anderen ook gebruiken.")


@dataclass(frozen=True)
class Answer:
    """The answer to "may X do Y to Z now?". A refusal carries a sentence the page can show."""

    allowed: bool
    reason: str | Promise = ""

    def __bool__(self) -> bool:
        return self.allowed


YES = Answer(True)


def no(reason: str | Promise) -> Answer:
    """A refusal with its reason, a translated sentence."""
    return Answer(False, reason)


class Refused(PermissionDenied):
    """Raised by an action that policy forbids; the reason is shown on the 403 page."""

    def __init__(self, reason: str | Promise) -> None:
        super().__init__(reason)
        self.reason = reason


def require(answer: Answer) -> None:
    """Go on when the answer is yes; raise Refused with the reason when it is no."""
    if not answer:
        raise Refused(answer.reason)


class SentOtherwise(Refused):
    """Raised when a form comes again with other words in it: the first answer does not fit, and nothing was done."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Dit formulier heb je al verstuurd, met iets anders erin. Wat je nu hebt ingevuld, "
                "is nog niet bewaard. Verstuur je het opnieuw, dan telt het ook."
            )
        )


class Stale(Exception):
    """Somebody saved a newer version meanwhile. `current` is what is stored, `version` the one to build on; nothing was
    written."""

    def __init__(self, current: Any, version: int | str | None = None) -> None:
        super().__init__(_("Er is een nieuwe versie. Bekijk die eerst."))
        self.current = current
        self.version = current.version if version is None else version


def version_of(*facts: object) -> int:
    """The version of something that does not count its changes: a number made of what is stored, never 0."""
    return zlib.crc32(json.dumps(facts, default=str).encode()) or 1


FIRST_DAY, LAST_DAY = dt.date(1900, 1, 1), dt.date(9899, 12, 31)


def is_countable(day: dt.date) -> bool:
    """Whether one can count with this day: a week after the last day of the calendar is an error, and no day."""
    return FIRST_DAY <= day <= LAST_DAY


def today() -> dt.date:
    """The calendar day in Europe/Amsterdam, whatever the server's clock zone is (access.md R29)."""
    return timezone.now().astimezone(timezone.get_default_timezone()).date()  # a tenth of what `localdate` takes
