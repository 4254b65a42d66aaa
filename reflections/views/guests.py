"""Guests: their invitations, their way in with a name only, their own link, and the code that shows the way (access.md
R20)."""

import uuid
from dataclasses import replace

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import PersonRequest, for_anyone
from accounts.allauth_internals import consume, respond_429
from accounts.models import User
from accounts.values import Refused, require
from accounts.views.forms import form_page
from accounts.views.replays import answers_again
from partnerships.calendar_files import download
from reflections.access import (
    GUEST_SEATS,
    for_own_link,
    for_value_check,
    guest_seat,
    leave_seat,
    sits_here,
    take_seat,
    unkept,
)
from reflections.actions import guests as actions
from reflections.forms.guests import GuestForm, InviteForm
from reflections.forms.rooms import CodeForm
from reflections.models.rooms import GuestPass, Seat, invitation_of
from reflections.models.stories import ValueStory
from reflections.models.value_checks import ValueCheck
from reflections.policy.guests import may_be_expected, may_have_guests
from reflections.policy.rooms import may_be_live, may_stay
from reflections.values import HOUSE_RULES

FORM = ["GET", "HEAD", "POST"]
KNOCKS = "knocks"  # in the session of the browser: by value check the pass with which somebody here asks to come in


# --- Who invites and lets in ------------------------------------------------------------------------------------------


@for_value_check
@require_http_methods(FORM)
@answers_again
def value_check_guests(request: PersonRequest, check: ValueCheck) -> HttpResponse:
    """Who comes as a guest, each with a link of their own; from the moment the session is planned until it is over."""
    require(may_have_guests(request.user, check))
    form = InviteForm(request.POST or None)

    def invite() -> str:
        made = actions.invite(check, by=request.user, **form.cleaned_data)
        if made.email:
            messages.success(request, _("Uitgenodigd. De mail is onderweg."))
        return f"{request.path}#guest-{made.public_id}"

    passes = check.guest_passes.open().with_trouble().select_related("seat")
    context = {
        "check": check,
        "door": [one for one in passes if one.admitted_at is None],
        "passes": [one for one in passes if one.admitted_at],
        "site": settings.SITE_URL,
        "seat": Seat.objects.of(request.user).filter(value_check=check).first() if check.opened_at else None,
    }
    return form_page(request, form, invite, "reflections/guests/invite.html", context)


@for_value_check
@require_POST
def guest_withdraw(request: PersonRequest, check: ValueCheck) -> HttpResponse:
    """Take an invitation back, or end the visit of a guest. What is gone already is fine."""
    require(may_have_guests(request.user, check))
    if found := _pass_in(request, check):
        actions.withdraw(found, by=request.user)
    return redirect("reflections:value_check_guests", check.public_id)


@for_value_check
@require_POST
def guest_answer(request: PersonRequest, check: ValueCheck) -> HttpResponse:
    """A yes or a no to who waits at the door."""
    require(may_have_guests(request.user, check))
    if found := _pass_in(request, check):
        answer = actions.turn_away if request.POST.get("answer") == "no" else actions.let_in
        answer(found, by=request.user)
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({})
    back = "reflections:value_check_guests" if "guests" in request.POST else "reflections:room"
    return redirect(back, check.public_id)


def _pass_in(request: HttpRequest, check: ValueCheck) -> GuestPass | None:
    """The pass that a button is about."""
    sent = request.POST.get("guest", "")
    return next((one for one in check.guest_passes.open() if str(one.public_id) == sent), None)


# --- The link of an invitation ----------------------------------------------------------------------------------------


@for_anyone("The link of a guest is signed, and is the right to sit in one session once.")
@require_http_methods(FORM)
def guest(request: HttpRequest, token: str) -> HttpResponse:
    """When and where; once the room is open a button with a name. Looking uses nothing up."""
    found = invitation_of(token)
    if found is None and not consume(request, action="pass_guess", key=token[:80], looks=True):
        return unkept(respond_429(request))
    if found and sits_here(request, found.seat):
        return unkept(_back(request, found))
    if found is None or not may_be_expected(found, found.value_check):
        return unkept(_opens_nothing(request))
    is_open = bool(may_be_live(found.value_check))
    form = GuestForm(request.POST or None, initial={"name": found.name})
    if request.method == "POST" and "away" in request.POST:
        actions.stay_away(found)
        return unkept(render(request, "reflections/guests/away.html"))
    if request.method == "POST" and is_open and form.is_valid():
        try:
            take_seat(request, actions.sit(found, name=form.cleaned_data["name"]))
        except (Refused, Http404):
            return unkept(_opens_nothing(request))
        return redirect("reflections:room", found.value_check.public_id)
    context = {"check": found.value_check, "found": found, "form": form, "is_open": is_open, "house_rules": HOUSE_RULES}
    return unkept(render(request, "reflections/guests/guest.html", context))


def _opens_nothing(request: HttpRequest) -> HttpResponse:
    return render(request, "reflections/guests/closed.html", status=404)


def _back(request: HttpRequest, found: GuestPass) -> HttpResponse:
    """A guest who opens their invitation once more; with the button when another guest came in at this device since."""
    check, own = found.value_check, found.seat
    if own is None or not may_stay(own, check):
        return redirect(found.own_url)
    if request.method == "POST" or guest_seat(request, check.public_id) == own:
        take_seat(request, own)
        return redirect("reflections:room", check.public_id)
    form = GuestForm(initial={"name": own.guest_name})
    form.fields["name"].disabled = True
    context = {"check": check, "found": found, "form": form, "is_open": True, "house_rules": HOUSE_RULES}
    return render(request, "reflections/guests/guest.html", context)


@for_anyone("The link of a guest is signed; the file says when and where, as its page does.")
@require_safe
def guest_calendar(request: HttpRequest, token: str) -> HttpResponse:
    """The appointment of an invitation, with the link of the guest in it; until it begins."""
    found = invitation_of(token)
    is_to_come = found and found.value_check.opened_at is None and may_be_expected(found, found.value_check)
    appointment = found.value_check.appointment() if found and is_to_come else None
    if found is None or appointment is None:
        raise Http404
    own = replace(appointment, url=settings.SITE_URL + found.get_absolute_url())
    return unkept(download([own], file="waardecheck.ics"))


# --- The own link of a guest --------------------------------------------------------------------------------------


@for_own_link
@require_http_methods(FORM)
def guest_own(request: HttpRequest, found: GuestPass | None) -> HttpResponse:
    """At the door the wait, while it is live the way back in, and afterwards the thanks and the own story."""
    if found is None:
        return _opens_nothing(request)
    check, seat = found.value_check, found.seat
    context = {"check": check, "found": found, "site": settings.SITE_URL}
    if seat is None:
        return render(request, "reflections/guests/door.html", context) if _waits(found) else _opens_nothing(request)
    if may_stay(seat, check):
        if request.method == "POST" or guest_seat(request, check.public_id) == seat or _knocked_here(request, found):
            take_seat(request, seat)
            return redirect("reflections:room", check.public_id)
        return render(request, "reflections/guests/again.html", context)
    if request.method == "POST":
        leave_seat(request, seat)
        return render(request, "reflections/guests/left.html")
    story = ValueStory.objects.with_teller().filter(seat=seat).first() if check.closed_at else None
    context |= {"story": story, "notes": list(story.notes.standing()) if story else []}
    context["waiting"] = sum(note.confirmed_at is None for note in context["notes"])
    context["is_here"] = sits_here(request, seat)
    return render(request, "reflections/guests/own.html", context)


def _waits(found: GuestPass) -> bool:
    return found.admitted_at is None and found.ended_at is None and bool(may_be_live(found.value_check))


# --- The code of the wall ---------------------------------------------------------------------------------------------


@for_anyone("A code only shows the way: the room asks who you are, or who leads it says yes to a guest.")
@require_http_methods(FORM)
def join(request: HttpRequest) -> HttpResponse:
    """Type the code of the wall, or bring it along in its QR code. It is no right (R20): who is invited goes on, who is
    not gives a name and waits."""
    form = CodeForm(request.POST or None, initial={"code": request.GET.get("code", "")[:12]})
    request.session.setdefault(KNOCKS, {})  # tries are counted a browser: a whole hall has one address
    if request.method == "POST":
        if not _may_try(request):
            answer = render(request, "429.html", status=429)
            answer.headers["Retry-After"] = "60"
            return answer
        if form.is_valid():
            code = form.cleaned_data["code"]
            if check := _by_code(request, code):
                return redirect("reflections:room", check.public_id)
            if check := ValueCheck.objects.filter(room__code=code, closed_at=None).first():
                return unkept(_at_the_door(request, check, code))
            form.add_error("code", _("Deze code hoort niet bij een waardecheck die bezig is."))
    return render(request, "reflections/guests/join.html", {"form": form})


def _may_try(request: HttpRequest) -> bool:
    """Ten a minute a person, or a browser; who brings none of our cookies counts with all others of that address."""
    who = f"{request.user.pk or ''}{request.session.session_key or ''}" or f"ip {request.META.get('REMOTE_ADDR', '')}"
    return bool(consume(request, action="join_code", key=who))


def _by_code(request: HttpRequest, code: str) -> ValueCheck | None:
    """The open session of this code, for who may go in there anyway."""
    found = ValueCheck.objects.filter(room__code=code, closed_at=None)
    if isinstance(request.user, User):
        invited = found.filter(pk__in=ValueCheck.objects.invited_to(request.user).values("pk")).first()
        if invited:
            return invited
    return found.filter(seats__public_id__in=request.session.get(GUEST_SEATS, [])).first()


def _at_the_door(request: HttpRequest, check: ValueCheck, code: str) -> HttpResponse:
    """A name, and then wait for the yes. One browser asks once, however often its button is pressed."""
    held = request.session.get(KNOCKS, {})
    key = held.get(str(check.public_id)) or str(uuid.uuid4())
    request.session[KNOCKS] = held | {str(check.public_id): key}
    form = GuestForm(request.POST if "name" in request.POST else None)
    if form.is_valid():
        made = actions.knock(check, name=form.cleaned_data["name"], key=uuid.UUID(key))
        return redirect(made.own_url)
    return render(request, "reflections/guests/knock.html", {"form": form, "code": code})


def _knocked_here(request: HttpRequest, found: GuestPass) -> bool:
    return str(found.public_id) in request.session.get(KNOCKS, {}).values()
