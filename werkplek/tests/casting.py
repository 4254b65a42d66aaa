"""How tests make people, memberships and named guides."""

import datetime as dt
from typing import Any

from allauth.mfa.models import Authenticator

from accounts.models import User
from accounts.values import today
from learningtracks.models.tracks import Track, TrackPerson
from partnerships.models.memberships import Membership
from partnerships.models.organisations import Organisation
from partnerships.values import Role


def make_person(name: str, **fields: Any) -> User:
    """Somebody with a mail address at the demo domain and no password that works."""
    return User.objects.create_user(f"{name.lower().replace(' ', '.')}@demo.werkplek.example", name=name, **fields)


def add_second_step(person: User) -> None:
    """Whoever manages people or the machine gets nowhere without one (access.md R25)."""
    Authenticator.objects.get_or_create(user=person, type=Authenticator.Type.TOTP, defaults={"data": {"secret": ""}})


def join(person: User, role: Role, organisation: Organisation, **fields: Any) -> Membership:
    """A membership that began a year ago. A coordinator has a second step for signing in."""
    if role == Role.COORDINATOR:
        add_second_step(person)
    fields.setdefault("starts_on", today() - dt.timedelta(days=365))
    return Membership.objects.create(person=person, role=role, organisation=organisation, **fields)


def name_on(track: Track, membership: Membership, **fields: Any) -> TrackPerson:
    """Name an educator on a track since its start."""
    fields.setdefault("starts_on", track.starts_on)
    return TrackPerson.objects.create(
        track=track, membership=membership, person=membership.person, role=membership.role, **fields
    )


def more_tracks(track: Track, number: int, **facts: Any) -> list[Track]:
    """So many tracks like this one, each with its own learner and the same people."""
    names = ("partnership", "title", "school", "workplace", "team", "starts_on", "ends_on")
    made = []
    for count in range(number):
        learner = make_person(f"Lerende {count:02} {Track.objects.count()}")
        join(learner, Role.LEARNER, track.school, partnership=track.partnership)
        plan = {name: getattr(track, name) for name in names}
        other = Track.objects.create(**{**plan, "learner": learner, **facts})
        for named in track.people.all():
            name_on(other, named.membership, starts_on=named.starts_on)
        made.append(other)
    return made
