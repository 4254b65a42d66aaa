"""Guests of one session: a pass made by the facilitator, used once, with a name only (access.md R20, T13)."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions.versions import locked
from accounts.values import Refused, require
from partnerships import events
from reflections.actions import rooms
from reflections.events.rooms import GUEST_INVITED, GUEST_JOINED
from reflections.live.board import Board
from reflections.models.rooms import GuestPass, Seat
from reflections.models.value_checks import ValueCheck
from reflections.policy.rooms import may_have_guests, may_stay, may_use

MOST_PASSES = 20  # that are open at the same time


@transaction.atomic
def invite(check: ValueCheck, *, by: Seat) -> GuestPass:
    """Make a link for one guest."""
    room = rooms.locked(check)
    require(may_stay(by, room.value_check))
    require(may_have_guests(by, Board.load(room.board)))
    if GuestPass.objects.filter(value_check=check, ended_at=None).count() >= MOST_PASSES:
        raise Refused(_("Er zijn al twintig links voor gasten. Trek er eerst een in."))
    made = GuestPass.objects.create(value_check=check, made_by=by)
    events.record(GUEST_INVITED, by=by.person, about=check)
    return made


@transaction.atomic
def withdraw(guest_pass: GuestPass, *, by: Seat) -> None:
    """End a pass; who sits on it may no longer look from the next request on."""
    room = rooms.locked(guest_pass.value_check)
    require(may_stay(by, room.value_check))
    require(may_have_guests(by, Board.load(room.board)))
    GuestPass.objects.filter(pk=guest_pass.pk, ended_at=None).update(ended_at=timezone.now())


@transaction.atomic
def sit(guest_pass: GuestPass, *, name: str) -> Seat:
    """Use the pass: one seat for one guest. A second time is refused, whoever holds the link."""
    room = rooms.locked(guest_pass.value_check)
    guest_pass = locked(GuestPass.objects.all(), guest_pass.pk)
    require(may_use(guest_pass, room.value_check))
    seat = rooms.sit(room, guest_name=" ".join(name.split()))
    guest_pass.seat = seat
    guest_pass.save(update_fields=["seat"])
    events.record(GUEST_JOINED, by=None, about=room.value_check)
    return seat
