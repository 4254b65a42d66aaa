"""Guests of one session: invited with a link, or let in at the door (domain.md §5.2, access.md R20, T13)."""

import uuid

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.actions.versions import locked
from accounts.models import User
from accounts.values import require
from partnerships import events, letters
from partnerships.actions.retention import forget_trails
from reflections.actions import retention, rooms
from reflections.events.guests import (
    GUEST_ASKED_IN,
    GUEST_ERASED,
    GUEST_INVITED,
    GUEST_JOINED,
    GUEST_LET_IN,
    GUEST_NOT_LET_IN,
    GUEST_STAYS_AWAY,
)
from reflections.live import pings
from reflections.models.rooms import GuestPass, Room, Seat
from reflections.models.stories import ValueStory
from reflections.models.value_checks import ValueCheck
from reflections.policy.guests import (
    may_be_expected,
    may_have_guests,
    may_invite_another,
    may_knock,
    may_leave_nothing,
    may_let_in,
    may_use,
)


@transaction.atomic
def invite(check: ValueCheck, *, name: str, email: str = "", by: User) -> GuestPass:
    """Make a link for one guest; with an address it is mailed too."""
    check = locked(ValueCheck.objects.select_related("team__organisation"), check.pk)
    require(may_have_guests(by, check))
    require(may_invite_another(check))
    made = GuestPass.objects.create(
        value_check=check,
        name=" ".join(name.split()),
        email=email.strip().lower(),
        invited_by=by,
        admitted_at=timezone.now(),
    )
    if made.email:
        letters.promise(made)
    events.record(GUEST_INVITED, by=by, about=check)
    return made


@transaction.atomic
def withdraw(guest_pass: GuestPass, *, by: User) -> None:
    """End a pass. An invitation that nobody used is gone, with its name and address; who sits on one may no longer look
    from the next request on, and keeps the own story."""
    found = _held(guest_pass)
    require(may_have_guests(by, found.value_check))
    _end(found)


@transaction.atomic
def stay_away(guest_pass: GuestPass) -> None:
    """The guest does not come, and says so by the link of the invitation. Who invited hears that, not why."""
    found = _held(guest_pass)
    check, inviter = found.value_check, found.invited_by
    require(may_be_expected(found, check))
    _end(found)
    events.record(GUEST_STAYS_AWAY, by=None, about=check, tell=[inviter] if inviter else [], team=check.team)


def _end(found: GuestPass) -> None:
    if found.seat_id:
        GuestPass.objects.filter(pk=found.pk, ended_at=None).update(ended_at=timezone.now())
    else:
        found.delete()


@transaction.atomic
def sit(guest_pass: GuestPass, *, name: str) -> Seat:
    """Use the invitation: one seat for one guest. A second time is refused, whoever holds the link."""
    room = rooms.locked(guest_pass.value_check)
    found = _held(guest_pass)
    require(may_use(found, room.value_check))
    events.record(GUEST_JOINED, by=None, about=room.value_check)
    return _seat(room, found, " ".join(name.split()))


def _seat(room: Room, found: GuestPass, name: str) -> Seat:
    found.seat = rooms.sit(room, guest_name=name)
    found.name, found.email = "", ""
    found.save()
    return found.seat


@transaction.atomic
def knock(check: ValueCheck, *, name: str, key: uuid.UUID) -> GuestPass:
    """Ask to come in. The same key is the same guest, however often they press."""
    room = rooms.locked(check)
    if again := GuestPass.objects.filter(value_check=check, public_id=key).first():
        return again
    require(may_knock(room.value_check))
    made = GuestPass.objects.create(value_check=check, public_id=key, name=" ".join(name.split()))
    _tell(room)
    events.record(GUEST_ASKED_IN, by=None, about=check)
    return made


@transaction.atomic
def let_in(guest_pass: GuestPass, *, by: User) -> Seat:
    """A yes to who waits: from now on they sit. A second yes is the first."""
    room = rooms.locked(guest_pass.value_check)
    found = _held(guest_pass)
    require(may_have_guests(by, room.value_check))
    if found.seat:
        return found.seat
    require(may_let_in(found, room.value_check))
    found.admitted_at, found.invited_by = timezone.now(), by
    seat = _seat(room, found, found.name)
    _tell(room)
    events.record(GUEST_LET_IN, by=by, about=room.value_check)
    return seat


@transaction.atomic
def turn_away(guest_pass: GuestPass, *, by: User) -> None:
    """A no: nothing of who asked is kept."""
    room = rooms.locked(guest_pass.value_check)
    found = _held(guest_pass)
    require(may_have_guests(by, room.value_check))
    require(may_let_in(found, room.value_check))
    found.delete()
    _tell(room)
    events.record(GUEST_NOT_LET_IN, by=by, about=room.value_check)


def _held(guest_pass: GuestPass) -> GuestPass:
    found = GuestPass.objects.select_related("value_check__team__organisation", "invited_by", "seat")
    return locked(found, guest_pass.pk)


def _tell(room: Room) -> None:
    """Somebody else waits at the door, or one less: the screens look."""
    waiting = GuestPass.objects.filter(value_check=room.value_check_id).at_the_door().count()
    Room.objects.filter(pk=room.pk).update(door=waiting, presence=F("presence") + 1)
    room.refresh_from_db(fields=["door", "presence"])
    check_id, tag = room.value_check.public_id, room.tag
    transaction.on_commit(lambda: pings.tell(check_id, tag))


@transaction.atomic
def erase(guest_pass: GuestPass) -> None:
    """Nothing of this guest is left: no name, no story, no link."""
    found = _held(guest_pass)
    require(may_leave_nothing(found, found.value_check))
    check = found.value_check
    if found.seat:
        forget_trails([story.trail for story in ValueStory.objects.filter(seat=found.seat)])
        retention.forget_seat(found.seat)  # the pass goes with it
    else:
        found.delete()
    events.record(GUEST_ERASED, by=None, about=check)
