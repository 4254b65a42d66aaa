"""What happens around every request: no NUL bytes in, the right language, a form that waits for its turn, on to what
comes next in "Voor jou", and nothing private left in a browser's cache."""

from collections.abc import Callable, Iterator
from http import HTTPStatus
from urllib.parse import urlsplit

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers
from django_structlog.middlewares import RequestMiddleware

from accounts.models import User
from accounts.sessions import BEGAN, TURNS, USED, had_to_wait, is_over
from accounts.values import today
from partnerships import belonging
from partnerships.models.todos import ToDo
from werkplek.log_lines import spoken
from werkplek.refusals import bad_request, signed_out, typed_in
from werkplek.waiting import Going

Answer = Callable[[HttpRequest], HttpResponse]
NUL = "\x00"
REDIRECTS = range(300, 400)
SECOND_STEPS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
# What somebody may still open who must first set up a second step: that page, the ways to it, and the way out.
WAYS_TO_SECOND_STEP = {
    "account_logout",
    "account_reauthenticate",
    "drafts_lock",  # without it a browser would forget what was written without a network
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_list_webauthn",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "mfa_view_recovery_codes",
    "mfa_download_recovery_codes",
    "mfa_generate_recovery_codes",
    "set_language",
}


def refuse_nul_bytes(get_response: Answer) -> Answer:
    """A NUL byte is never text that somebody typed. PostgreSQL refuses to store it, SQLite does not: we always do."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if any(NUL in text for text in _texts(request)):
            with translation.override(translation.get_language_from_request(request)):
                return bad_request(request)
        return get_response(request)

    return middleware


def _texts(request: HttpRequest) -> Iterator[str]:
    """Everything in the request that could end up in a query. From names of files Django drops NUL bytes itself."""
    yield request.path
    yield from request.COOKIES.values()
    for fields in (request.GET, request.POST):
        for name, values in fields.lists():
            yield name
            yield from values


def remember_belonging(get_response: Answer) -> Answer:
    """Who belongs where is read once a request, and anew after anything is written (partnerships/belonging.py)."""

    def middleware(request: HttpRequest) -> HttpResponse:
        with belonging.remembered():
            return get_response(request)

    return middleware


class AskToSignIn(LoginRequiredMiddleware):
    """Who is signed out goes to the page to sign in; who sent a text keeps it on the page, and signs in beside it."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Also where a page sends to signing in by itself, such as the live room."""
        if request.method != "POST" or not _asks_to_sign_in(response) or request.user.is_authenticated:
            return response
        if request.headers.get("X-Autosave"):
            return HttpResponse(status=401)
        return signed_out(request) if typed_in(request) else response


def _asks_to_sign_in(response: HttpResponse) -> bool:
    return response.status_code == HTTPStatus.FOUND and urlsplit(response["Location"]).path == reverse(
        settings.LOGIN_URL
    )


def speak_their_language(get_response: Answer) -> Answer:
    """The language that a person chose; for somebody signed out the one of the browser, and else Dutch."""

    def middleware(request: HttpRequest) -> HttpResponse:
        language = _language_of(request)
        translation.activate(language)
        request.LANGUAGE_CODE = translation.get_language()
        response = get_response(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ["Accept-Language"])
        return response

    return middleware


def _language_of(request: HttpRequest) -> str:
    if request.user.is_authenticated and request.user.language in dict(settings.LANGUAGES):
        return request.user.language
    chosen = request.session.get("language")
    return chosen if chosen in dict(settings.LANGUAGES) else translation.get_language_from_request(request)


def end_old_sessions(get_response: Answer) -> Answer:
    """A session ends after some weeks without a visit, and at a fixed age whatever happens (access.md T12)."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and _is_old(request):
            logout(request)
        return get_response(request)

    return middleware


def _is_old(request: HttpRequest) -> bool:
    """Whether the session is past its days; notes once a day that it was used."""
    day, session = today().toordinal(), request.session
    session.setdefault(BEGAN, day)
    over = is_over(session, day)
    if session.get(USED) != day:
        session[USED] = day
    return over


def ask_second_factor(get_response: Answer) -> Answer:
    """Who manages people or the machine gets only the page to set up a second step, until there is one
    (access.md R25). Holds for every address, whatever its method."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_view(request: HttpRequest, *view: object) -> HttpResponse | None:
        if not settings.SECOND_FACTOR_REQUIRED or not request.user.is_authenticated:
            return None
        if not _lacks_second_step(request.user):
            return None
        request.second_step_first = True  # type: ignore[attr-defined]
        if request.resolver_match and request.resolver_match.view_name in WAYS_TO_SECOND_STEP:
            return None
        return redirect("mfa_index")

    middleware.process_view = process_view  # type: ignore[attr-defined]
    return middleware


def _lacks_second_step(person: User) -> bool:
    """A coordinator or platform administrator who has none."""
    must = person.is_staff or person.is_superuser or belonging.of(person).coordinated
    return bool(must) and not Authenticator.objects.filter(user=person, type__in=SECOND_STEPS).exists()


def wait_for_its_turn(get_response: Answer) -> Answer:
    """A form that waited too long for somebody else's is done again, a bounded number of times (reliability.md §1.3).

    Only forms with an idempotency key: what such a form did before it had to wait it finds done, so nothing happens
    twice. Everything else gets the error page.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_exception(request: HttpRequest, exception: Exception) -> HttpResponse | None:
        view = request.resolver_match
        if view is None or not request.POST.get("once"):
            return None
        for _turn in range(TURNS):
            if not had_to_wait(exception):
                break
            try:
                answer: HttpResponse = view.func(request, *view.args, **view.kwargs)
                return answer
            except OperationalError as again:
                exception = again
        return None

    middleware.process_exception = process_exception  # type: ignore[attr-defined]
    return middleware


def go_on(get_response: Answer) -> Answer:
    """Who goes through "Voor jou" gets the next thing as soon as one is done, whatever it was and however many pages it
    took (docs/decisions/0151). The address of a page that was opened from the queue says at which row they are."""

    def middleware(request: HttpRequest) -> HttpResponse:
        began = timezone.now()
        response = get_response(request)
        if not request.user.is_authenticated:
            return response
        if request.method == "GET" and request.GET.keys() & {"row", "told"} and response.status_code == HTTPStatus.OK:
            if at := Going.of(request):
                at.keep(response)
        elif request.method == "POST" and response.status_code == HTTPStatus.FOUND and (at := Going.of(request)):
            done = ToDo.objects.settled_of(request.user, at.row)
            goes_on_here = getattr(request, "goes_on_here", False)  # there is more to do with it, on a page of its own
            if done and not goes_on_here and (at.is_at(request.path) or done >= began):
                response.headers["Location"] = at.after
        return response

    return middleware


def keep_private(get_response: Answer) -> Answer:
    """Nothing of a signed-in person stays behind in a cache or under the back button of a shared computer.

    Looks before and after the view: the answer that signs somebody in or out is private too.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        signed_in = request.user.is_authenticated
        response = get_response(request)
        if signed_in or request.user.is_authenticated:
            response.headers["Cache-Control"] = "no-store"
        return response

    return middleware


class LogRequests(RequestMiddleware):
    """One line per request with its id and the person's public id, without secrets and the query: people type that."""

    @staticmethod
    def format_request(request: HttpRequest) -> str:
        return f"{request.method} {spoken(request.path)}"


def tell_pocket(get_response: Answer) -> Answer:
    """What was written without a network is sent by a script, which cannot see where a redirect leads
    (static/js/pocket.js): 204 when the form did what it asks, 401 to who is signed out, 425 to who must set up a second
    step first, and 409 for the rest, such as a page that first asks who somebody is."""

    def middleware(request: HttpRequest) -> HttpResponse:
        answer = get_response(request)
        if "X-Pocket" not in request.headers or answer.status_code not in REDIRECTS:
            return answer
        return HttpResponse(status=_instead_of_redirect(request))

    return middleware


def _instead_of_redirect(request: HttpRequest) -> HTTPStatus:
    if not request.user.is_authenticated:
        return HTTPStatus.UNAUTHORIZED
    if getattr(request, "is_done", False):
        return HTTPStatus.NO_CONTENT
    return HTTPStatus.TOO_EARLY if hasattr(request, "second_step_first") else HTTPStatus.CONFLICT
