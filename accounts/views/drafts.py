"""Where static/js/autosave.js keeps what is typed in forms that store nothing before they are sent."""

import uuid
from typing import Any

from django.forms import CharField, Form, IntegerField, UUIDField
from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_http_methods, require_safe

from accounts import locks
from accounts.access import PersonRequest, for_me
from accounts.actions import drafts as actions
from accounts.models import Draft
from accounts.views.forms import typed


class AddressField(CharField):
    """Of a form, however its writer came to it. Of a long way there only the address counts."""

    def to_python(self, value: object) -> str:
        return actions.without_the_way(super().to_python(value) or "")


class WhichForm(Form):
    """The form that was typed in. Line ends of a long list of names are no reason to lose a text."""

    draft = UUIDField()
    draft_address = AddressField(max_length=Draft._meta.get_field("address").max_length)
    draft_form = CharField(max_length=Draft._meta.get_field("form").max_length, required=False, strip=False)
    draft_age = IntegerField(required=False, min_value=0, help_text="Of what comes late, in ms.")
    draft_else = UUIDField(required=False)

    def late(self) -> actions.Late | None:
        """Of what pocket.js brings."""
        age, key = self.cleaned_data["draft_age"], self.cleaned_data["draft_else"]
        if age is None or key is None:
            return None
        return actions.Late(actions.ago(age), key)


@for_me
@require_http_methods(["GET", "HEAD", "POST"])
def drafts(request: PersonRequest) -> HttpResponse:
    """GET: who is signed in, with which token, and what they typed in this form before. POST: keep it, or drop it."""
    if request.method == "POST":
        return _dropped(request) if "draft_dropped" in request.POST else _kept(request)
    address = actions.without_the_way(request.GET.get("address", ""))
    found = actions.latest(request.user, address=address, form=request.GET.get("form", "")) if address else []
    return JsonResponse(
        {
            "writer": actions.writer(request.user),
            "token": get_token(request),
            "key": uuid.uuid4(),
            "line": render_to_string("components/saved.html"),
            "draft": _told(found) if found else None,
        }
    )


def _told(found: list[Draft]) -> dict[str, Any]:
    draft = found[0]
    return {"key": draft.key, "fields": draft.fields, "saved_at": _moment(draft), "more": len(found) > 1}


def _moment(draft: Draft) -> str:
    saved = timezone.localtime(draft.saved_at)
    today = saved.date() == timezone.localdate()
    return f"{saved:%H:%M}" if today else f"{date_format(saved, 'j F')}, {saved:%H:%M}"


def _kept(request: PersonRequest) -> HttpResponse:
    which = WhichForm(request.POST)
    fields = typed(request)
    if not which.is_valid() or sum(len(value) for _name, value in fields) > actions.LONGEST:
        return JsonResponse({"errors": which.errors}, status=422)
    asked = which.cleaned_data
    where = {"address": asked["draft_address"], "form": asked["draft_form"]}
    draft = actions.keep(request.user, key=asked["draft"], **where, fields=fields, late=which.late())
    return JsonResponse({"saved_at": _moment(draft)})


def _dropped(request: PersonRequest) -> HttpResponse:
    actions.forget(request.user, request.POST.get("draft"))
    return JsonResponse({})


@for_me
@require_safe
def lock(request: PersonRequest) -> HttpResponse:
    """What opens the words that this browser keeps, and the token to send them with. Asked by static/js/pocket.js when
    there is something to bring; on a device that is not their own both halves are empty. Whose words were left by a
    session of before is told there only if they are theirs."""
    halves = {"closes": locks.closing(request), "opens": locks.opening(request)}
    return JsonResponse({**halves, "writer": actions.writer(request.user), "token": get_token(request)})


@for_me
@require_safe
def back(request: PersonRequest) -> HttpResponse:
    """Where signing in beside a text ends: the text is in the other window."""
    return render(request, "account/back_to_text.html")
