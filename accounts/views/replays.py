"""A form that was sent before gets its first answer, also when the action is not allowed a second time."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect

from accounts.access import PersonRequest
from accounts.values import Refused
from accounts.views.forms import answered


def answers_again(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For views of actions that end what they start from, such as skipping: the key is looked at before the rules.

    And once more after a refusal: the first of two equal forms may have been answered in between.
    """

    @wraps(view)
    def inner(request: PersonRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "once" in request.POST and (earlier := answered(request)):
            return redirect(earlier)
        try:
            return view(request, *args, **kwargs)
        except Refused:
            if "once" in request.POST and (earlier := answered(request)):
                return redirect(earlier)
            raise

    return inner
