"""What somebody does in the room: moves, the own pad, the score, an action point. A script gets JSON, a form a page."""

import json
import uuid
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.forms.lines import with_our_line_ends
from accounts.values import Refused, Stale
from reflections.access import for_sitter
from reflections.actions import agreed, pads
from reflections.actions import rooms as actions
from reflections.live.board import Board
from reflections.live.payloads import clean
from reflections.models.rooms import Room, Seat
from reflections.values import HIGHEST_SCORE, LOWEST_SCORE
from reflections.views.room_parts import action_form, mend_form, mended
from reflections.views.rooms import back_to, room_page

JSON = "application/json"
TYPED = ("text", "title", "words", "how_noticed")  # what somebody wrote in a form of the room, kept when it is refused


def _wants_json(request: HttpRequest) -> bool:
    return JSON in (request.headers.get("Accept", ""), request.content_type)


def _sent(request: HttpRequest) -> dict[str, Any]:
    """The fields of a form, or the object of a script; raises ValidationError for anything else."""
    if request.content_type != JSON:
        fields = {name: request.POST.get(name) for name in request.POST}
        return fields | {"notes": request.POST.getlist("notes")}
    try:
        sent = json.loads(request.body)
    except (ValueError, RecursionError) as error:
        raise ValidationError(_("Dit begrijpen we niet.")) from error
    if not isinstance(sent, dict) or not all(_is_flat(value) for value in sent.values()):
        raise ValidationError(_("Dit begrijpen we niet."))
    return sent


def _is_flat(value: Any) -> bool:
    """A word or a number, or a list of those: deeper than that no screen of ours sends."""
    return not any(isinstance(part, list | dict) for part in (value if isinstance(value, list) else [value]))


def _number(value: Any) -> int:
    text = str(value)
    if not text.isdecimal() or len(text) > 9:
        raise ValidationError(_("Dit begrijpen we niet."))
    return int(text)


def _key(value: Any) -> uuid.UUID:
    try:
        return uuid.UUID(str(value))
    except ValueError as error:
        raise ValidationError(_("Dit begrijpen we niet.")) from error


@for_sitter
@require_POST
def room_moves(request: HttpRequest, room: Room, seat: Seat) -> HttpResponse:
    """One move. 409 with the board as it stands when somebody was ahead; what was typed goes back with every no."""
    sent: dict[str, Any] = {}
    try:
        sent = _sent(request)
        kind = str(sent.get("kind", ""))
        payload = clean(kind, sent, room.value_check.cards)
        key, based_on = _key(sent.get("id")), _number(sent.get("based_on", ""))
        done = actions.move(room.value_check, kind=kind, payload=payload, client_id=key, based_on=based_on, by=seat)
    except actions.Clash as clash:
        return _no(request, room, seat, 409, str(clash), sent, board=clash.board)
    except ValidationError as error:
        return _no(request, room, seat, 400, error.messages[0], sent)
    except Refused as refusal:
        return _no(request, room, seat, 403, str(refusal.reason), sent)
    if _wants_json(request):
        return JsonResponse({"number": done.number, "tag": done.tag, "again": done.again})
    return redirect(back_to(request, room))


def _no(
    request: HttpRequest,
    room: Room,
    seat: Seat,
    status: int,
    message: str,
    sent: Mapping[str, Any],
    board: Board | None = None,
    **kept: Any,
) -> HttpResponse:
    """Say what happened and give back what was typed (reliability.md §1.2)."""
    typed = [str(sent[name]) for name in TYPED if sent.get(name)]
    if _wants_json(request):
        answer: dict[str, Any] = {"message": message, "typed": typed, "tag": room.tag}
        return JsonResponse(answer | ({"board": board.dump()} if board else {}), status=status)
    room.refresh_from_db()
    return room_page(request, room, seat, status=status, message=message, texts=typed, **kept)


@for_sitter
@require_POST
def room_action(request: HttpRequest, room: Room, seat: Seat) -> HttpResponse:
    """An action point with an owner and a date; a guest has no form for it and is refused."""
    form = action_form(room.value_check, seat, request.POST)
    try:
        if form is None:
            raise Refused(_("Een gast maakt geen actiepunt. Vraag het aan iemand van het team."))
        if not form.is_valid():
            raise ValidationError([error for errors in form.errors.values() for error in errors])
        key = _key(request.POST.get("id"))
        agreed.make(room.value_check, client_id=key, by=seat, **form.cleaned_data)
    except ValidationError as error:
        return _no(request, room, seat, 400, " ".join(error.messages), request.POST, form=form)
    except Refused as refusal:
        return _no(request, room, seat, 403, str(refusal.reason), request.POST)
    if _wants_json(request):
        return JsonResponse({"tag": room.tag})
    return redirect(back_to(request, room))


@for_sitter
@require_POST
def room_mend(request: HttpRequest, room: Room, seat: Seat, point_id: uuid.UUID) -> HttpResponse:
    """How it goes with an action point of before, or a change in one of today. 409 when somebody was ahead."""
    made, point = mended(room.value_check, seat, point_id)
    form = mend_form(made, seat, point, request.POST)
    action = agreed.edit if made else agreed.look_back
    try:
        if not form.is_valid():
            raise ValidationError([error for errors in form.errors.values() for error in errors])
        action(room.value_check, point, client_id=_key(request.POST.get("id")), by=seat, **form.cleaned_data)
    except Stale as stale:
        return _no(request, room, seat, 409, str(stale), request.POST)
    except ValidationError as error:
        return _no(request, room, seat, 400, " ".join(error.messages), request.POST, mend=form)
    except Refused as refusal:
        return _no(request, room, seat, 403, str(refusal.reason), request.POST)
    if _wants_json(request):
        room.refresh_from_db(fields=["version", "presence"])
        point.refresh_from_db(fields=["version"])
        return JsonResponse({"tag": room.tag, "version": point.version})
    return redirect(back_to(request, room))


@for_sitter
@require_POST
def room_pad(request: HttpRequest, room: Room, seat: Seat) -> HttpResponse:
    """The own pad, saved while typing or with a button."""
    title, text = request.POST.get("title", ""), with_our_line_ends(request.POST.get("text", ""))
    chosen = request.POST.getlist("experiences") if "with_experiences" in request.POST else None
    try:
        version = _number(request.POST.get("version", ""))
        if len(title) > 80 or len(text) > 5_000:  # noqa: PLR2004 - as the columns of the pad
            raise ValidationError(_("Dit is te lang om te bewaren."))
        keys = [_key(each) for each in chosen[:30]] if chosen is not None else None
        pad = pads.write(room.value_check, title=title, text=text, experiences=keys, version=version, by=seat)
    except Stale as stale:
        return _no(request, room, seat, 409, str(stale), request.POST)
    except ValidationError as error:
        return _no(request, room, seat, 400, error.messages[0], request.POST)
    except Refused as refusal:
        return _no(request, room, seat, 403, str(refusal.reason), request.POST)
    if _wants_json(request):
        return JsonResponse({"version": pad.version})
    return redirect(back_to(request, room))


@for_sitter
@require_POST
def room_score(request: HttpRequest, room: Room, seat: Seat) -> HttpResponse:
    """ "Was dit je tijd waard?" Counted and forgotten whose it was."""
    value = request.POST.get("score", "")
    try:
        if value not in [str(score) for score in range(LOWEST_SCORE, HIGHEST_SCORE + 1)]:
            raise ValidationError(_("Kies een cijfer van 1 tot en met 5."))
        actions.score(room.value_check, value=int(value), by=seat)
    except ValidationError as error:
        return _no(request, room, seat, 400, error.messages[0], {})
    except Refused as refusal:
        return _no(request, room, seat, 403, str(refusal.reason), {})
    if _wants_json(request):
        return JsonResponse({"tag": room.tag})
    return redirect(back_to(request, room))
