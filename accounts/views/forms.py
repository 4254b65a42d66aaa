"""What every page with one form does: show it, do what it asks once, and give refusals back with what was typed."""

from collections.abc import Callable, Mapping
from hashlib import sha256
from types import MappingProxyType
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.crypto import salted_hmac

from accounts.access import PersonRequest
from accounts.actions import drafts, submissions
from accounts.forms.lines import with_our_line_ends
from accounts.forms.watched import Watched
from accounts.values import SentOtherwise, Stale

CSRF = "csrfmiddlewaretoken"
SECRET = ("password", "oldpassword", "code", "credential")  # how fields begin that hold no words
NOT_CONTENT = (CSRF, "once", "draft")
OF_DRAFTS = ("draft_address", "draft_form", "draft_dropped", "draft_age", "draft_else")
MOST_DIGITS = 20  # of an age in milliseconds
PAGE = "partnerships/form.html"
CONFIRM = "partnerships/confirm.html"


def fingerprint(request: PersonRequest) -> str:
    """What was sent, as a keyed hash: nobody can find short words back from it."""
    content = sorted((name, values) for name, values in request.POST.lists() if name not in NOT_CONTENT)
    content += sorted((name, [_seen(file) for file in files]) for name, files in request.FILES.lists())
    return salted_hmac("accounts.submissions", repr(content), algorithm="sha256").hexdigest()


def _seen(file: "UploadedFile[Any]") -> str:
    """Another photo of the same size and name is another one."""
    read = sha256(str(file.name).encode())
    for part in file.chunks():
        read.update(part)
    file.seek(0)
    return read.hexdigest()


def typed(request: PersonRequest) -> list[list[str]]:
    """What is kept of a form: names and values, as somebody typed them."""
    names = [name for name in request.POST if name not in (*NOT_CONTENT, *OF_DRAFTS) and not name.startswith(SECRET)]
    return [[name, with_our_line_ends(value)] for name in names for value in request.POST.getlist(name)]


def _is_behind(request: PersonRequest) -> bool:
    """Whether this was written without a network, and something else in the same form since (static/js/pocket.js)."""
    age, key = request.headers.get("X-Pocket", ""), request.POST.get("draft")
    if not (key and age.isdecimal() and len(age) < MOST_DIGITS):
        return False
    return drafts.is_newer(request.user, key, sent=typed(request), written_at=drafts.ago(int(age)))


def answered(request: PersonRequest) -> str:
    """The address of the first answer to exactly this form, or nothing."""
    earlier = submissions.answered(request.user, request.POST.get("once"), fingerprint(request))
    if earlier:
        sent(request)
    return earlier


def once(request: PersonRequest, do: Callable[[], str]) -> str:
    """Do the work of a sent form once and return the address to go to (see accounts.actions.submissions.once). What
    comes late is not sent over what was written in the same form since: its writer reads both (docs/decisions/0154)."""

    def unless_newer() -> str:
        if _is_behind(request):
            raise SentOtherwise
        return do()

    address = submissions.once(request.user, request.POST.get("once"), unless_newer, fingerprint(request))
    sent(request)
    return address


def sent(request: PersonRequest) -> None:
    """What this form asked is done: what was kept while it was typed can go, and what was typed since stays."""
    request.is_done = True  # type: ignore[attr-defined]  # read by werkplek.middleware.tell_pocket
    key = request.POST.get("draft")
    if key and not _is_behind(request):
        drafts.forget(request.user, key)


def begin(request: PersonRequest, start: Callable[[], str]) -> str:
    """Begin once what a page keeps writing in: each form with its key, whatever is in it by now, gets the first."""
    return submissions.once(request.user, request.POST.get("once"), start)


def has_begun(request: PersonRequest) -> bool:
    """Whether a form with this key began something before."""
    return bool(submissions.answered(request.user, request.POST.get("once")))


Shown = Mapping[str, Any]


def form_page(
    request: PersonRequest,
    form: BaseForm | None,
    do: Callable[[], str],
    template: str = PAGE,
    context: Shown | Callable[[Any], Shown] = MappingProxyType({}),
    *,
    hold: bool = False,
) -> HttpResponse:
    """Show a form; when it was sent and is valid, do once what it asks and go to the address that `do` returns.

    Three refusals bring the form back with what was typed: a rule (ValidationError); 409 when somebody saved first
    (Stale: the page gets `newer`, and the form then builds on that version); 409 when this page was sent before with
    something else in it. What policy refuses (Refused) goes on to the page of errors, which gives the reason and the
    texts. A page that only asks "are you sure?" has no form. `hold` shows a valid form once more, with a warning;
    a `Watched` form says so itself.

    The template gets form, newer and `context`: names with values, or a function of `newer` that makes them, for what
    is only worth looking up when the page is shown.
    """
    status, newer = 200, None
    sends = request.method == "POST" and not hold and (form is None or form.is_valid())
    if sends and not (isinstance(form, Watched) and form.warns()):
        try:
            return redirect(once(request, do))
        except ValidationError as error:
            if form is None:
                raise
            form.add_error(None, error)
        except SentOtherwise as otherwise:
            if form is None:
                raise
            status = 409
            form.add_error(None, str(otherwise.reason))
        except Stale as stale:
            status, newer = 409, stale.current
            if form is not None:
                build_on(form, stale.version)
    shown = context(newer) if callable(context) else context
    return render(request, template, {"form": form, "newer": newer, **shown}, status=status)


def build_on(form: BaseForm, version: int | str) -> None:
    """Show what was typed on top of a newer version: sent again, it is knowingly meant."""
    typed: Any = form.data
    typed = typed.copy()
    typed[form.add_prefix("version")] = str(version)
    form.data = typed


def confirm(request: PersonRequest, do: Callable[[], str], words: Shown) -> HttpResponse:
    """Ask before a step that matters, on a page that says what it does; do it once."""
    return form_page(request, None, do, CONFIRM, words)
