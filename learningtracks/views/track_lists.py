"""The lists of tracks: of who learns or guides, by surname, and of who coordinates."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import PersonRequest, for_me
from accounts.prepared import Prepared
from accounts.prepared_pages import PreparedPages
from learningtracks.belonging import tracks_of
from learningtracks.forms.students import StudentsForm
from learningtracks.models.stalled import stalled, with_reasons
from learningtracks.models.tracks import Track, TrackQuerySet
from learningtracks.policy.own_tracks import may_begin
from learningtracks.policy.tracks import keys_to_set_up, who_sets_up, without_a_track
from learningtracks.views.track_parts import waiting_on
from partnerships import belonging
from partnerships.waiting import waiting_for

A_PAGE, FEW = 20, 5  # of more than a few somebody chooses which they want to see
SHOWN = {"now": TrackQuerySet.not_over, "over": TrackQuerySet.over}
STALLED, WITHOUT = "stalled", "without"


@Prepared
def _heads_of(tracks: list[int]) -> QuerySet[Track]:
    return Track.objects.filter(pk__in=tracks).with_heads().select_related("school").order_by()


_going_on = PreparedPages(lambda managed: Track.objects.managed_from(managed).not_over().with_heads(), A_PAGE)


@for_me
@require_safe
def tracks(request: PersonRequest) -> HttpResponse:
    """Own and guided tracks, what goes on first, by surname; below it the heads of the tracks that somebody manages.
    Words to search for go for both."""
    words = request.GET.get("q", "")[:100]
    readable = tracks_of(request.user).readable
    form = StudentsForm(request.GET, tracks=_heads_of(readable) if readable else [])
    waiting = waiting_on(waiting_for(request))
    own: Any = Paginator(form.found(waiting), A_PAGE).get_page(request.GET.get("own"))
    for track in own:
        track.waiting = waiting[track.pk]
    context: dict[str, Any] = {
        "form": form,
        "is_long": len(form.tracks) > FEW or form.is_narrowed,
        "own": own,
        "running": [track for track in own if not track.is_over],
        "over": [track for track in own if track.is_over],
        "words": words,
        "query": urlencode({name: value for name, value in form.cleaned_data.items() if value}),
        "may_begin": may_begin(request.user),
        "may_set_up": bool(keys_to_set_up(request.user)),
        "manages": bool(belonging.of(request.user).coordinated),
    }
    if context["manages"]:
        context |= _managed(request, words)
    elif not readable:
        context["ask"] = who_sets_up(request.user)
    return render(request, "learningtracks/tracks/list.html", context)


def _managed(request: PersonRequest, words: str) -> dict[str, Any]:
    """The page of heads that a coordinator asked for: not over, stalled or over, and with words to search for. Or of
    who learns and has no track."""
    show = request.GET.get("show", "")
    show = show if show in (*SHOWN, STALLED, WITHOUT) else "now"
    listed: Any = _going_on(belonging.of(request.user).coordinated)
    if show == WITHOUT:
        listed = without_a_track(request.user).mentioning(words)
    elif words or show != "now":
        found = Track.objects.managed_by(request.user).mentioning(words)
        listed = stalled(found) if show == STALLED else SHOWN[show](found).with_heads()
    page = Paginator(listed, A_PAGE).get_page(request.GET.get("page"))
    if show == STALLED:
        page.object_list = with_reasons(list(page.object_list))
    return {"page": page, "show": show, "stalled": show == STALLED, "query": urlencode({"show": show, "q": words})}
