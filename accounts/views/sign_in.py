"""Coming in and going out. The pages are allauth's; what it leaves open is here."""

from allauth.account import views as allauth
from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accounts.access import for_anyone
from accounts.actions import preferences

FORGET = '"cache", "storage"'  # access.md T11: nothing stays behind on a computer that others use too


@for_anyone("going out needs no right")
def sign_out(request: HttpRequest) -> HttpResponse:
    """A page with a button; the button ends the session and empties what the browser kept."""
    response: HttpResponse = allauth.logout(request)
    if request.method == "POST":
        response.headers["Clear-Site-Data"] = FORGET
    return response


@for_anyone("only points to the sign-in page")
def ask_code(request: HttpRequest) -> HttpResponse:
    """Where allauth sends somebody whose code ran out: the one page to sign in."""
    return redirect("account_login")


@require_POST
@for_anyone("a language is no secret")
def set_language(request: HttpRequest) -> HttpResponse:
    """Remember the language: for a person in the account, for somebody signed out in the session."""
    language = request.POST.get("language", "")
    if language in dict(settings.LANGUAGES):
        if request.user.is_authenticated:
            preferences.speak(request.user, language=language)
        request.session["language"] = language
    url = request.POST.get("next", "")
    return HttpResponseRedirect(url if get_adapter(request).is_safe_url(url) else "/")
