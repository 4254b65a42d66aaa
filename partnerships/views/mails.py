"""Mail, as people steer it: fewer of them, an address that works again, and what did not arrive."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import PersonRequest, for_anyone, for_me
from accounts.values import MailRhythm
from partnerships.access import for_platform_admin
from partnerships.actions import mail_choices
from partnerships.forms.mails import LessMailForm
from partnerships.models.notices import Mail

ON_A_PAGE = 30


@for_anyone("The token in the mail is the right to choose; the page names nobody and a look changes nothing.")
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def less_mail(request: HttpRequest, token: str) -> HttpResponse:
    """ "Minder mails": a page with a choice, and the one click of mail programs (RFC 8058), which wants no redirect."""
    person = mail_choices.person_of(token)
    if person is None:
        raise Http404
    if request.POST.get("List-Unsubscribe") == "One-Click":
        mail_choices.choose(person, rhythm=MailRhythm.NONE)
        return HttpResponse("OK", content_type="text/plain")
    with translation.override(person.language):
        form = LessMailForm(person, request.POST or None)
        if request.method == "POST" and form.is_valid():
            rhythm = MailRhythm(form.cleaned_data["rhythm"])
            mail_choices.choose(person, rhythm=rhythm, remind=not form.cleaned_data.get("stop_reminding"))
            messages.success(request, _("Je keuze is bewaard."))
            return redirect("partnerships:less_mail", token=token)
        now = MailRhythm(person.mail_rhythm).label
        return render(request, "partnerships/mails/less.html", {"form": form, "now": now})


@for_me
@require_POST
def mail_again(request: PersonRequest) -> HttpResponse:
    """The person says that mail to their address arrives again."""
    mail_choices.try_address_again(by=request.user)
    messages.success(request, _("We sturen weer mail naar %(address)s.") % {"address": request.user.email})
    return redirect("partnerships:notices")


@for_platform_admin
@require_safe
def mail_log(request: PersonRequest) -> HttpResponse:
    """What waits, what failed: days and numbers, no names, no text (access.md row 28)."""
    page = Paginator(Mail.objects.troubled(), ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "partnerships/mails/log.html", {"page": page, "counts": Mail.objects.counts()})
