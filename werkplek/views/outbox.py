""" "Uitgaande post": in the demo there is no mail server, so this page shows what would have gone out."""

import base64
import hashlib
import re

from csp.constants import SELF
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from accounts.access import for_anyone
from werkplek import outbox as files

WHY = "Demo mode only, in which every person and every mail is made up; elsewhere there is no such page."
ON_A_PAGE = 20
STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


@for_anyone(WHY)
@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    _only_in_demo()
    page = Paginator(files.mails(), ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "pages/outbox.html", {"page": page})


@for_anyone(WHY)
@require_safe
def outbox_mail(request: HttpRequest, name: str) -> HttpResponse:
    """One mail: as text, and as mail programs draw it in a frame of its own."""
    response = render(request, "pages/outbox_mail.html", {"mail": _found(name)})
    response._csp_update = {"frame-src": [SELF]}  # type: ignore[attr-defined] # what django-csp's decorator sets
    return response


@for_anyone(WHY)
@require_safe
@xframe_options_sameorigin
def outbox_html(request: HttpRequest, name: str) -> HttpResponse:
    """The HTML of one mail, shut in: no scripts, nothing fetched, and of styles only its own, known by their hash."""
    html = _found(name).html.replace("<head>", '<head><base target="_top">', 1)
    hashes = [base64.b64encode(hashlib.sha256(style.encode()).digest()).decode() for style in STYLE.findall(html)]
    styles = " ".join(f"'sha256-{each}'" for each in hashes) or "'none'"
    response = HttpResponse(html)
    response["Content-Security-Policy"] = (
        f"default-src 'none'; style-src {styles}; frame-ancestors 'self'; "
        "sandbox allow-top-navigation-by-user-activation"
    )
    return response


def _found(name: str) -> files.KeptMail:
    _only_in_demo()
    mail = files.mail(name)
    if mail is None:
        raise Http404
    return mail


def _only_in_demo() -> None:
    if not settings.DEMO:
        raise Http404
