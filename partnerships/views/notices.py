"""The bell: what you were told, a line a thing, newest first, as far as you may still know it."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.access import PersonRequest, for_me
from accounts.prepared_pages import PreparedPages
from partnerships import events
from partnerships.access import for_told
from partnerships.actions import notices as actions
from partnerships.models.notices import Notice

ON_A_PAGE = 20


_told = PreparedPages(Notice.objects.lines_of, ON_A_PAGE)


@for_me
@require_safe
def notices(request: PersonRequest) -> HttpResponse:
    """Looking marks nothing as read: that is a button (access.md R37)."""
    told: Any = _told(request.user.pk)
    page = Paginator(told, ON_A_PAGE).get_page(request.GET.get("page"))
    known = actions.knowable(page.object_list, request.user)
    events.with_names(notice.event for notice in known)
    rows = [{"notice": notice, "text": events.notice_text(notice.event)} for notice in known]
    return render(request, "partnerships/notices/page.html", {"page": page, "rows": rows})


@for_told
@require_safe
def notice(request: PersonRequest, notice: Notice) -> HttpResponse:
    """Go to what it is about, without a mark: the link of what was read before."""
    if not events.may_know(notice.event, request.user):
        raise Http404
    return redirect(events.way(notice.event, request.user))


@for_told
@require_POST
def notice_open(request: PersonRequest, notice: Notice) -> HttpResponse:
    """Go to what it is about; from now on it is read."""
    if not events.may_know(notice.event, request.user):
        raise Http404
    actions.see(notice, by=request.user)
    return redirect(events.way(notice.event, request.user))


@for_me
@require_POST
def notices_seen(request: PersonRequest) -> HttpResponse:
    actions.see_all(by=request.user)
    return redirect("partnerships:notices")
