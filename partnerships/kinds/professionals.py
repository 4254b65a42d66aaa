"""Profiles of the register that wait for a moderator, and those of which we ask each year whether they still hold."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.values import today
from partnerships.events.professionals import PROFESSIONAL_ASKED
from partnerships.models.professionals import STILL_AFTER, Professional
from partnerships.models.reminders import Reminder
from partnerships.policy.professionals import moderators
from partnerships.reminders import Because, Closed, Due, ReminderKind
from partnerships.reminders import register as register_reminder
from partnerships.todos import Owed, Place, Said, ToDoKind, register, register_place
from partnerships.values import ProfessionalStanding, day_end, morning_of

THE_REGISTER = 1
MODERATES = register_place(Place("register", lambda person: [THE_REGISTER] if person.is_superuser else []))


def _to_moderate(things: Any) -> Iterator[Owed]:
    people = list(moderators().values_list("pk", flat=True))
    for one in things.waiting():
        for person in people:
            if person != one.person_id:
                yield Owed(person, one.pk, one.sent_at, MODERATES, THE_REGISTER)


def _moderation_says(things: Any, person: User) -> list[Said]:
    return [(one, _("Mag dit profiel in het register?"), str(one)) for one in things]


PROFESSIONAL_TO_MODERATE = register(
    ToDoKind(
        "professional_moderate",
        Professional,
        owed=_to_moderate,
        says=_moderation_says,
        label=gettext_lazy("Register"),
        shown=lambda things: things.select_related("person"),
        link=lambda one: reverse("partnerships:professional_moderate", args=[one.public_id]),
    )
)


def _to_confirm(things: Any) -> Iterator[Owed]:
    for one in things.filter(published_at__isnull=False):
        opens = day_end(one.confirmed_on + STILL_AFTER - dt.timedelta(days=1))
        yield Owed(one.person_id, one.pk, opens, opens_at=opens)


def _still_says(things: Any, person: User) -> list[Said]:
    return [(one, _("Klopt je profiel in het register nog?"), "") for one in things]


PROFESSIONAL_STILL = register(
    ToDoKind(
        "professional_still",
        Professional,
        owed=_to_confirm,
        says=_still_says,
        label=gettext_lazy("Register"),
        link=lambda one: reverse("partnerships:professional_own"),
    )
)


def _due(things: Any, now: dt.datetime, closed: Closed) -> Iterator[Due]:
    for one in things.filter(published_at__isnull=False, confirmed_on__lte=timezone.localdate(now) - STILL_AFTER):
        yield Due(one.person_id, one.pk, one.confirmed_on.isoformat(), morning_of(one.confirmed_on + STILL_AFTER))


def _why_not(row: Reminder, now: dt.datetime) -> Because | None:
    one = row.thing
    if one.confirmed_on is None or one.confirmed_on.isoformat() != row.cycle:
        return Because.DONE
    return None if one.standing in (ProfessionalStanding.ASKED, ProfessionalStanding.HIDDEN) else Because.OTHER_TURN


def _words(row: Reminder, one: Professional, now: dt.datetime) -> dict[str, Any]:
    return {"hidden_on": (one.hidden_on or today()).isoformat()}


register_reminder(
    ReminderKind("professional_still", Professional, PROFESSIONAL_ASKED, due=_due, why_not=_why_not, words=_words)
)
