"""What somebody chooses about themselves: name, language, mail, reminders."""

import datetime as dt

from django.db import transaction

from accounts.actions.versions import check_version, locked
from accounts.models import User


@transaction.atomic
def change(
    person: User,
    *,
    name: str,
    language: str,
    age_band: str,
    mail_rhythm: str,
    mail_time: dt.time,
    log_rhythm: str,
    version: int,
) -> None:
    """Store the choices. Everybody chooses for themselves only, so the person is the doer too. Raises Stale when
    another window was ahead."""
    check_version(locked(User.objects.all(), person.pk), version)
    person.name, person.language, person.age_band = name, language, age_band
    person.mail_rhythm, person.mail_time, person.log_rhythm = mail_rhythm, mail_time, log_rhythm
    person.save(update_fields=["name", "name_key", "language", "age_band", "mail_rhythm", "mail_time", "log_rhythm"])


def be_asked(person: User, *, log_rhythm: str) -> None:
    """Only when to be asked for an experience, from the page after the first one."""
    person.log_rhythm = log_rhythm
    person.save(update_fields=["log_rhythm"])


def speak(person: User, *, language: str) -> None:
    """Only the language, from the menu of every page."""
    person.language = language
    person.save(update_fields=["language"])
