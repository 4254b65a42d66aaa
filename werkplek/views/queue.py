""" "Voor jou": everything that waits for one person, over all tracks, organisations and schools, oldest first."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import PersonRequest, for_me
from partnerships import todos
from werkplek.waiting import waiting_for

ON_A_PAGE = 30


@for_me
@require_safe
def queue(request: PersonRequest) -> HttpResponse:
    """Who, what and since when, a line each (domain.md §2.3 step 1)."""
    page = Paginator(waiting_for(request), ON_A_PAGE).get_page(request.GET.get("page"))
    rows = todos.entries(page.object_list, request.user)
    return render(request, "desk/queue.html", {"page": page, "rows": rows})
