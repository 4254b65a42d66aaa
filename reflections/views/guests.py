"""Guests: links for them, their way in with a name only, and the code that shows the way (access.md R20)."""

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import for_anyone
from accounts.allauth_internals import consume
from accounts.models import User
from accounts.values import Refused, require
from reflections.access import GUEST_SEATS, for_sitter, guest_seat, take_seat
from reflections.actions import guests as actions
from reflections.forms.rooms import CodeForm, GuestForm
from reflections.live.board import Board
from reflections.models.rooms import GuestPass, Room, Seat
from reflections.models.value_checks import ValueCheck
from reflections.policy.rooms import may_have_guests, may_use

SALT = "reflections.guest"
FORM = ["GET", "HEAD", "POST"]


def token_of(guest_pass: GuestPass) -> str:
    return signing.Signer(salt=SALT).sign(str(guest_pass.public_id))


def link_of(request: HttpRequest, guest_pass: GuestPass) -> str:
    return request.build_absolute_uri(reverse("reflections:guest", args=[token_of(guest_pass)]))


def _pass_of(token: str) -> GuestPass | None:
    """The pass of a link; nothing for what is made up, changed or gone."""
    try:
        public_id = signing.Signer(salt=SALT).unsign(token)
    except signing.BadSignature:
        return None
    found = GuestPass.objects.select_related("value_check__team__organisation", "made_by__person", "seat")
    return found.filter(public_id=public_id).first()


@for_sitter
@require_http_methods(FORM)
def room_guests(request: HttpRequest, room: Room, seat: Seat) -> HttpResponse:
    """The facilitator makes a link for a guest, or takes one back."""
    require(may_have_guests(seat, Board.load(room.board)))
    passes = GuestPass.objects.filter(value_check=room.value_check_id, ended_at=None).select_related("seat")
    if request.method == "POST":
        if withdrawn := request.POST.get("withdraw"):
            chosen = next((each for each in passes if str(each.public_id) == withdrawn), None)
            if chosen:
                actions.withdraw(chosen, by=seat)
        else:
            actions.invite(room.value_check, by=seat)
        return redirect("reflections:room_guests", room.value_check.public_id)
    links = [(each, "" if each.seat_id else link_of(request, each)) for each in passes]
    return render(request, "reflections/rooms/guests.html", {"room": room, "check": room.value_check, "links": links})


@for_anyone("The link of a guest is signed, and is the right to sit in one session once.")
@require_http_methods(FORM)
def guest(request: HttpRequest, token: str) -> HttpResponse:
    """Looking uses nothing up; the button with a name does."""
    found = _pass_of(token)
    if found and (own := _held(request, found)):
        return _back(request, found, own)
    if found is None or not may_use(found, found.value_check):
        return render(request, "reflections/rooms/no_guest.html", status=404)
    form = GuestForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _sit(request, found, form.cleaned_data["name"])
        except Refused:
            return render(request, "reflections/rooms/no_guest.html", status=404)
    return render(request, "reflections/rooms/guest.html", {"check": found.value_check, "found": found, "form": form})


def _held(request: HttpRequest, found: GuestPass) -> Seat | None:
    """The seat of this pass, when it was taken in this browser."""
    return found.seat if found.seat and str(found.seat.public_id) in request.session.get(GUEST_SEATS, []) else None


def _back(request: HttpRequest, found: GuestPass, own: Seat) -> HttpResponse:
    """A guest who opens their link once more; with the button when another guest came in at this device since."""
    check = found.value_check
    if request.method == "POST" or guest_seat(request, check.public_id) == own:
        take_seat(request, own)
        return redirect("reflections:room", check.public_id)
    form = GuestForm(initial={"name": own.guest_name})
    form.fields["name"].disabled = True
    return render(request, "reflections/rooms/guest.html", {"check": check, "found": found, "form": form})


def _sit(request: HttpRequest, found: GuestPass, name: str) -> HttpResponse:
    seat = actions.sit(found, name=name)
    take_seat(request, seat)
    return redirect("reflections:room", found.value_check.public_id)


@for_anyone("A code only shows the way: the room itself asks who you are.")
@require_http_methods(FORM)
def join(request: HttpRequest) -> HttpResponse:
    """Type the code of the wall to get to the room, or bring it along in its QR code. It is no right: others read that
    it does not fit (R20)."""
    form = CodeForm(request.POST or None, initial={"code": request.GET.get("code")})
    if request.method == "POST":
        who = str(request.user.pk or "nobody") + (request.session.session_key or "")
        if not consume(request, action="join_code", key=who):
            answer = render(request, "429.html", status=429)
            answer.headers["Retry-After"] = "60"
            return answer
        if form.is_valid():
            if check := _by_code(request, form.cleaned_data["code"]):
                return redirect("reflections:room", check.public_id)
            form.add_error("code", _("Deze code past niet bij een waardecheck waar je voor gevraagd bent."))
    return render(request, "reflections/rooms/join.html", {"form": form})


def _by_code(request: HttpRequest, code: str) -> ValueCheck | None:
    """The open session of this code, for who may go in there anyway."""
    found = ValueCheck.objects.filter(room__code=code, closed_at=None)
    if isinstance(request.user, User):
        invited = found.filter(pk__in=ValueCheck.objects.invited_to(request.user).values("pk")).first()
        if invited:
            return invited
    return found.filter(seats__public_id__in=request.session.get(GUEST_SEATS, [])).first()
