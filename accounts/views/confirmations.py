"""The page that asks who you are once more, with a mailed code."""

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import PersonRequest, for_me
from accounts.actions import confirmations
from accounts.allauth_internals import consume, respond_429, resume_request
from accounts.forms.confirmations import MailedCodeForm


@for_me
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_by_mail(request: PersonRequest) -> HttpResponse:
    """Ask for the code, and then go on with what was stopped. Who has a password or a second step uses that."""
    if not confirmations.needs_mail(request):
        return redirect("account_reauthenticate")
    if not consume(request, action="reauthenticate", user=request.user):
        return respond_429(request)
    form = MailedCodeForm(request.POST or None)
    if form.is_valid():
        if confirmations.confirm(request, form.cleaned_data["code"]):
            return _go_on(request)
        form.add_error("code", get_adapter(request).error_messages["incorrect_code"])
    confirmations.mail_code(request, request.user.email or "")
    where = request.POST.get("next") or request.GET.get("next", "")
    return render(request, "account/confirm_by_mail.html", {"form": form, "next": where})


def _go_on(request: HttpRequest) -> HttpResponse:
    """What was sent is done now, as if nothing came between."""
    resumed: HttpResponse | None = resume_request(request)
    return resumed or redirect("settings")
