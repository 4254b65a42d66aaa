"""Guests of one session: who invites, who lets in, what a link opens (domain.md §5.2, access.md R15, R20, T13)."""

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.values import YES, Answer, no
from reflections.live.board import Board
from reflections.models.rooms import GuestPass, Room, Seat
from reflections.models.value_checks import ValueCheck
from reflections.policy.rooms import may_be_live
from reflections.policy.value_checks import leads

MOST_EXPECTED = 20  # links that are open at the same time
MOST_AT_THE_DOOR = 10  # so that nobody who saw the code fills the screen of who leads


def may_have_guests(person: User, check: ValueCheck) -> Answer:
    """From the moment it is planned: the team lead and who is to lead the talk; while it is live also who leads it by
    then, and anybody present while nobody does (domain.md §5.1)."""
    if not check.is_open or check.starts_at is None:
        return no(_("Deze waardecheck is niet gepland, of al voorbij."))
    if check.is_apart:
        return no(_("Bij deze waardecheck komen jullie niet samen. Een gast kan niet meedoen."))
    if leads(person, check.team):
        return YES
    leads_it = check.facilitator_id == person.pk or (check.opened_at is not None and _leads_now(person, check))
    if leads_it and ValueCheck.objects.invited_to(person).filter(pk=check.pk).exists():
        return YES
    return no(_("Alleen de teamleider en de gespreksleider kunnen een gast uitnodigen."))


def _leads_now(person: User, check: ValueCheck) -> bool:
    room = Room.objects.filter(value_check=check).first()
    seat = Seat.objects.of(person).filter(value_check=check).first()
    return bool(room and seat) and Board.load(room.board).of(seat.number).facilitator in (0, seat.number)  # type: ignore[union-attr]


def may_invite_another(check: ValueCheck) -> Answer:
    if GuestPass.objects.filter(value_check=check).expected().count() >= MOST_EXPECTED:
        return no(_("Er zijn al twintig uitnodigingen voor gasten. Trek er eerst een in."))
    return YES


def may_knock(check: ValueCheck) -> Answer:
    """Who has the code of the wall asks to come in, while there is a room (R20: a code is no right)."""
    if not (answer := may_be_live(check)):
        return answer
    if GuestPass.objects.filter(value_check=check).at_the_door().count() >= MOST_AT_THE_DOOR:
        return no(_("Er wachten al tien mensen. Vraag de gespreksleider om iemand binnen te laten."))
    return YES


def may_let_in(guest_pass: GuestPass, check: ValueCheck) -> Answer:
    """Who still waits."""
    if guest_pass.admitted_at or guest_pass.ended_at:
        return no(_("Deze gast wacht niet meer."))
    return may_be_live(check)


def may_use(guest_pass: GuestPass, check: ValueCheck) -> Answer:
    """An invitation is for one guest, once, as long as the session is live (R20, T13)."""
    if guest_pass.ended_at or guest_pass.seat_id or guest_pass.admitted_at is None:
        return no(_("Deze link is al gebruikt of ingetrokken. Vraag de gespreksleider om een nieuwe."))
    return may_be_live(check)


def may_be_expected(guest_pass: GuestPass, check: ValueCheck) -> Answer:
    """The same before the room is open: the invitation says when and where."""
    if (
        check.is_open
        and not check.is_apart
        and check.opened_at is None
        and guest_pass.admitted_at
        and not guest_pass.ended_at
    ):
        return YES
    return may_use(guest_pass, check)


def may_leave_nothing(guest_pass: GuestPass, check: ValueCheck) -> Answer:
    """A guest erases everything of themselves; not under the hands of a group that is still talking."""
    if guest_pass.seat_id and check.closed_at is None:
        return no(_("De waardecheck is nog bezig. Na afloop kun je alles verwijderen."))
    return YES
