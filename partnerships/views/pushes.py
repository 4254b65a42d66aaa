"""Notices on this device, by kind. Off until somebody asks for it."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts import devices
from accounts.access import PersonRequest, for_me
from accounts.actions import sessions
from accounts.values import YES, Answer, no, require
from partnerships.actions import pushes as actions
from partnerships.forms.pushes import PushForm
from partnerships.models.pushes import PushDevice


@for_me
@require_http_methods(["GET", "HEAD", "POST"])
def push(request: PersonRequest) -> HttpResponse:
    """Choose what you hear here. Without the keys of the installation there is no such page."""
    if not settings.PUSH_KEY:
        raise Http404
    session = request.session.session_key or ""
    device, answer = actions.of(session), _may_be_told(request)
    form = PushForm(request.POST or None, initial=_chosen(device))
    if request.method == "POST":
        require(answer)
        if form.is_valid():
            _change(request, form)
            return redirect("partnerships:push")
    context = {"form": form, "answer": answer, "is_on": device is not None, "key": actions.public_key()}
    return render(request, "partnerships/pushes/page.html", context)


def _may_be_told(request: PersonRequest) -> Answer:
    """On a screen that others see nobody is told anything (access.md T11)."""
    if devices.is_mine(request):
        return YES
    return no(_("Meldingen krijg je alleen op je eigen apparaat. Zeg eerst dat dit jouw eigen apparaat is."))


def _chosen(device: PushDevice | None) -> dict[str, object]:
    if device is None:
        return {kind.value: kind != actions.PushKind.NEWS for kind in actions.PushKind}
    chosen: dict[str, object] = {kind.value: getattr(device, f"wants_{kind}") for kind in actions.PushKind}
    return chosen | {"endpoint": device.endpoint, "p256dh": device.p256dh, "auth": device.auth}


def _change(request: PersonRequest, form: PushForm) -> None:
    if not form.wants:
        actions.switch_off(request.session.session_key or "")
        messages.success(request, _("Je krijgt op dit apparaat geen meldingen meer."))
        return
    given = {name: form.cleaned_data[name] for name in ("endpoint", "p256dh", "auth")}
    actions.switch_on(sessions.current(request), wants=form.wants, **given)
    messages.success(request, _("Je krijgt meldingen op dit apparaat."))
