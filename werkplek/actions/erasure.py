"""Leaving: a week to think, and then everything of a person goes (access.md R33, R39, R40).

What others rely on stays without the name: the row of the person remains as an empty one that their feedback, their
place on a track and what they did hang on. What goes, what stays and what makes it go is said per table in the
privacy.py of each layer; here is what takes more than rows.
"""

import datetime as dt

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.values import AgeBand, LogRhythm, MailRhythm, require
from learningtracks.models.tracks import Track
from partnerships import events, todos
from reflections.actions.retention import forget_seats
from werkplek import outbox, policy
from werkplek.privacy import LAYERS

TIME_TO_THINK = dt.timedelta(days=7)


def ask(*, by: User) -> None:
    """Ask for the own account to be erased. It goes in the first night after seven days."""
    require(policy.may_leave(by))
    by.erase_after = timezone.now() + TIME_TO_THINK
    by.save(update_fields=["erase_after"])


def think_again(*, by: User) -> None:
    """Stay after all."""
    by.erase_after = None
    by.save(update_fields=["erase_after"])


def erase_due() -> None:
    """What the night does: everybody whose week is over. Running it twice is harmless."""
    for person in User.objects.filter(erase_after__lte=timezone.now()):
        erase(person)


@transaction.atomic
def erase(person: User) -> None:
    """Take everything of this person away. There is no way back but a back-up (at most 35 days old).
    The layers above go first, for their rows hang on those below."""
    addresses = [person.email or "", *EmailAddress.objects.filter(user=person).values_list("email", flat=True)]
    for session in UserSession.objects.filter(user=person):
        session.end()
    forget_seats(person)
    for layer in reversed(LAYERS):
        for table in layer.TABLES:
            table.forget(person)
    outbox.forget(person, addresses)
    events.see_settled(todos.update(*Track.objects.filter(learner=person), *person.memberships.all()))
    _empty(person)


def _empty(person: User) -> None:
    """What is left is a number. It also tells a restored back-up whom to erase again."""
    person.name, person.email, person.mail_refused_at, person.last_login = "", None, None, None
    person.age_band, person.mail_rhythm, person.log_rhythm = AgeBand.ADULT, MailRhythm.NONE, LogRhythm.NONE
    person.is_active = person.is_staff = person.is_superuser = False
    person.erase_after = None
    person.set_unusable_password()
    person.groups.clear()
    person.user_permissions.clear()
    person.save()
