"""Pages with words only, and the answer to who tries too often."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.access import for_anyone
from learningtracks.editions import newest

WAIT = 300  # seconds: as long as the shortest limit counts (settings.ACCOUNT_RATE_LIMITS)


@for_anyone("help is for everybody")
def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/help.html")


@for_anyone("help is for everybody")
def why_learn_at_work(request: HttpRequest) -> HttpResponse:
    """What learning at work gives, and two ways to look at learning (domain.md §3.10, §3.14)."""
    return render(request, "pages/why.html", {"benefits": newest("benefits"), "learning": newest("learning_views")})


@for_anyone("a statement to the public")
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/accessibility.html")


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Too often in a short time (access.md R34)."""
    answer = render(request, "429.html", status=429)
    answer.headers["Retry-After"] = str(WAIT)
    return answer
