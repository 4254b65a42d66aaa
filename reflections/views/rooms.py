"""The room of a live session: the page, its parts, coming in, being here, the end."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import PersonRequest
from accounts.values import require
from reflections.access import for_room, for_sitter, for_value_check
from reflections.actions import presence
from reflections.actions import rooms as actions
from reflections.live import pings, shared, tokens
from reflections.live.board import Board
from reflections.live.scene import LOOKS, Scene
from reflections.live.wall import Wall, ending_of
from reflections.models.rooms import Room, Seat
from reflections.models.value_checks import ValueCheck
from reflections.policy.rooms import is_early, may_be_live, may_look, may_open, may_sit, may_stay
from reflections.views.room_parts import more_of

ROOM, PART = "reflections/rooms/page.html", "reflections/rooms/_room.html"
WALL = "reflections/rooms/wall"


@for_value_check
@require_http_methods(["POST"])
def room_open(request: PersonRequest, check: ValueCheck) -> HttpResponse:
    """Start: one click from home or from the page of the session; long before its time only after a question."""
    require(may_open(request.user, check) if check.opened_at is None else may_be_live(check))
    if is_early(check) and "early" not in request.POST:
        return redirect(f"{check.get_absolute_url()}?open=now")
    opened = actions.open(check, by=request.user)
    return redirect(opened if may_sit(request.user, opened.value_check) else check)


@for_value_check
@require_http_methods(["POST"])
def room_close(request: PersonRequest, check: ValueCheck) -> HttpResponse:
    """Nobody said anything yet: the room closes, and the value check is planned as it was."""
    if check.opened_at:
        actions.close_unused(check, by=request.user)
    messages.success(request, _("De ruimte is weer dicht. De waardecheck blijft gepland."))
    return redirect(check)


@for_room
@require_safe
def room(request: HttpRequest, room: Room, seat: Seat | None) -> HttpResponse:
    """The whole page; before sitting down the page to enter, after the end the report."""
    if over := _over(request, room, seat):
        return over
    if seat is None:
        return render(request, "reflections/rooms/enter.html", {"check": room.value_check, "room": room})
    return room_page(request, room, seat)


def room_page(request: HttpRequest, room: Room, seat: Seat, status: int = 200, **kept: Any) -> HttpResponse:
    """The page of somebody who sits. `kept` is what they typed when a move was refused."""
    look, csrf = _elsewhere(request.POST or request.GET), get_token(request)
    board, seats = Board.load(room.board).of(seat.number), list(Seat.objects.in_room(room))
    scene = Scene(room.value_check, room, board, seats, seat, csrf=csrf, look=look, kept=kept)
    token = tokens.sign(tokens.look_of(request, room, seat))
    own_url = settings.SITE_URL + seat.guest_pass.own_url if seat.is_guest else ""
    context = {"s": scene, "signal_url": signal_url(room), "token": token, "own_url": own_url} | more_of(scene)
    return render(request, ROOM, context, status=status)


def part_scene(room: Room, seat: Seat | None, look: str = "") -> Scene:
    """What a script puts in: made from what this process knows of the room at this version."""
    now = shared.show(room)
    board = now.board_of(seat.number) if seat else now.board
    return Scene(room.value_check, room, board, now.seats, seat, plain=False, look=look, drawn=now.drawn)


def signal_url(room: Room) -> str:
    """Where a script listens for "there is something new"; empty without the signal process."""
    if not settings.SIGNAL_URL:
        return ""
    return f"{settings.SIGNAL_URL}?room={pings.token_for(room.value_check.public_id)}"


def _over(request: HttpRequest, room: Room, seat: Seat | None) -> HttpResponse | None:
    """After the end people go to the report, and a guest to the thanks and the own story (access.md R20)."""
    if seat and seat.is_guest and not may_stay(seat, room.value_check):
        return redirect(seat.guest_pass.own_url)
    if not may_be_live(room.value_check):
        return redirect("reflections:report", room.value_check.public_id)
    return None


@for_sitter
@require_safe
def room_part(request: HttpRequest, room: Room, seat: Seat) -> HttpResponse:
    """What a script asks all the time: 304, or the same parts as on the page."""
    if not may_look(seat, room.value_check):
        return HttpResponse(status=410)  # over, or taken back: the script loads the page, which says so
    look = tokens.look_of(request, room, seat)
    if request.headers.get("If-None-Match", "").strip('"') == room.tag:
        response = HttpResponse(status=304)
    else:
        response = HttpResponse(part_of(look, room, seat, _elsewhere(request.GET)))
    response.headers["X-Seat"], response.headers["X-Csrf"] = str(seat.number), get_token(request)
    return _with_tokens(response, room, tokens.sign(look))


def _with_tokens(response: HttpResponse, room: Room, token: str) -> HttpResponse:
    """With what a screen needs to ask again without the view, and to listen, for some minutes."""
    response.headers["ETag"], response.headers["X-Room"] = f'"{room.tag}"', token
    response.headers["X-Signal"] = signal_url(room)
    return response


def part_of(look: tokens.Look, room: Room, seat: Seat, elsewhere: str) -> str:
    """The parts for one screen: those of all listeners when that is what it shows, else made for this person."""
    return ("" if elsewhere else shared.part_for(look, room.tag, room)) or own_part(room, seat, elsewhere)


def own_part(room: Room, seat: Seat, look: str = "") -> str:
    """The parts, made for this person."""
    scene = part_scene(room, seat, look)
    return render_to_string(PART, {"s": scene} | more_of(scene))


@for_room
@require_POST
def room_enter(request: HttpRequest, room: Room, seat: Seat | None) -> HttpResponse:
    """Sit down. Being present gives rights, so it takes a button."""
    if seat is None:
        actions.enter(room.value_check, by=request.user)  # type: ignore[arg-type]
    return redirect(room)


@for_sitter
@require_POST
def room_here(request: HttpRequest, room: Room, seat: Seat) -> HttpResponse:
    """A sign of life. For a script the tag of the room; without one it is the button "Ververs"."""
    require(may_look(seat, room.value_check))
    tag = presence.here(room, by=seat)
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"tag": tag})
    return redirect(back_to(request, room))


def back_to(request: HttpRequest, room: Room) -> str:
    """Where a form of the room came from: the part where the group is, or where its sender looks meanwhile."""
    look = _elsewhere(request.POST)
    return f"{room.get_absolute_url()}?look={look}" if look else room.get_absolute_url()


def _elsewhere(sent: QueryDict) -> str:
    """Where somebody looks while the group is in another part; empty for with the group."""
    look = sent.get("look", "")
    return look if look in LOOKS else ""


@for_sitter
@require_POST
def room_end(request: HttpRequest, room: Room, seat: Seat) -> HttpResponse:
    """Close the session; sent twice it closes once."""
    actions.end(room.value_check, by=seat)
    messages.success(request, _("De waardecheck is afgerond. Kijk of je eigen notities kloppen."))
    return redirect("reflections:report", room.value_check.public_id)


@for_sitter
@require_safe
def room_wall(request: HttpRequest, room: Room, seat: Seat) -> HttpResponse:
    """For the screen on the wall: what everybody already sees, and no buttons (access.md R21). It ends with thanks: the
    page of whoever opened it is not for all to read."""
    if seat.is_guest:
        raise Http404
    part = request.headers.get("X-Requested-With") == "fetch"
    if not may_be_live(room.value_check):
        return HttpResponse(status=410) if part else _thanks(request, room)
    token = tokens.sign(tokens.look_of(request, room, seat, tokens.WALL))
    if part and request.headers.get("If-None-Match", "").strip('"') == room.tag:
        response = HttpResponse(status=304)
    else:
        scene = part_scene(room, None)
        context = {"w": Wall(scene), "s": scene, "signal_url": signal_url(room), "token": token}
        response = render(request, f"{WALL}/{'_parts' if part else 'page'}.html", context)
    return _with_tokens(response, room, token)


def _thanks(request: HttpRequest, room: Room) -> HttpResponse:
    return render(request, f"{WALL}/thanks.html", {"check": room.value_check, "ending": ending_of(room)})
