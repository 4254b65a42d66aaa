"""The two access decorators of the lowest layer. Every view wears exactly one access decorator of some layer.

A decorator marks the view with `access_rule`; a house rule test walks the URLconf and refuses a view without one.
"""

from collections.abc import Callable

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse

from accounts.models import User

View = Callable[..., HttpResponse]


class PersonRequest(HttpRequest):
    """A request of somebody who is signed in; LoginRequiredMiddleware lets no other through. For annotations."""

    user: User


def marked(view: View, rule: str) -> View:
    """Write on the view which rule guards it; a second rule on the same view is a mistake."""
    if getattr(view, "access_rule", None):
        raise TypeError(f"{view.__name__} wears two access decorators")
    view.access_rule = rule  # type: ignore[attr-defined]
    return view


def for_anyone(why: str) -> Callable[[View], View]:
    """Open to everybody, signed in or not. `why` says to the reader why that is safe."""
    if not why:
        raise TypeError("Say why anybody may see this.")

    def decorate(view: View) -> View:
        return marked(login_not_required(view), f"anyone: {why}")

    return decorate


def for_me(view: View) -> View:
    """For every signed-in person, about that person only. LoginRequiredMiddleware sends others to the sign-in page."""
    return marked(view, "me")
