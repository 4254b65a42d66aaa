"""Fills an empty installation with the demo's 47 people, a live room, and drafts to save."""

import os

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "werkplek.settings"
django.setup()

from allauth.mfa.models import Authenticator  # noqa: E402 - settings come first here
from django.db import transaction  # noqa: E402

from accounts.models import User  # noqa: E402
from bench.fill_rooms import fill_room  # noqa: E402
from partnerships.models.memberships import Membership  # noqa: E402
from reflections.actions import experiences  # noqa: E402
from werkplek.demo import build  # noqa: E402

AT_ONCE = 8  # how many ask for a page at the same time
WRITER = "Sara Bos"  # of the demo; she saves steps while nobody looks at her pages


def fill() -> None:
    build.Builder().build()
    with transaction.atomic():
        fill_room(1, 25)
    writer = User.objects.get(name=WRITER)
    for _each in range(AT_ONCE):
        experiences.start(by=writer, situation="Ik hielp mee.")
    give_second_steps()


def give_second_steps() -> None:
    """Coordinators may open nothing before they have a second step; its secret is of no use to anybody."""
    people = User.objects.filter(pk__in=Membership.objects.as_coordinator().values("person"), authenticator=None)
    kind = Authenticator.Type.TOTP
    Authenticator.objects.bulk_create(Authenticator(user=one, type=kind, data={"secret": "-"}) for one in people)


if __name__ == "__main__":
    fill()
