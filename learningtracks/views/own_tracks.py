"""Beginning a track for oneself."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import PersonRequest, for_me
from accounts.values import require
from accounts.views.forms import form_page
from accounts.views.replays import answers_again
from learningtracks.actions import own_tracks as actions
from learningtracks.forms.own_tracks import OwnTrackForm
from learningtracks.policy.own_tracks import may_begin, may_begin_somewhere, spots_for
from learningtracks.policy.tracks import who_sets_up


@for_me
@require_http_methods(["GET", "HEAD", "POST"])
@answers_again
def own_track_new(request: PersonRequest) -> HttpResponse:
    """One page; then the puzzle, with the leervraag in the middle. Where there is no workplace yet it says whom to
    ask: home and the list lead here all the same."""
    require(may_begin(request.user))
    spots = spots_for(request.user)
    if not spots and request.method != "POST":
        return render(request, "learningtracks/tracks/begin_nowhere.html", {"ask": who_sets_up(request.user)})
    require(may_begin_somewhere(spots))
    form = OwnTrackForm(request.POST or None, person=request.user, spots=spots)

    def begin() -> str:
        made = actions.begin(by=request.user, **form.cleaned_data)
        messages.success(request, _("Je traject staat klaar. Je leervraag ligt in het midden van je puzzel."))
        return reverse("learningtracks:puzzle", args=[made.public_id])

    words = {
        "title": _("Zelf een traject beginnen"),
        "lead": _("Je coördinator ziet dat je leert, waar, met wie en tot wanneer. Wat je schrijft, ziet die nooit."),
        "label": _("Beginnen"),
        "back": reverse("learningtracks:tracks"),
        "back_label": _("Trajecten"),
    }
    return form_page(request, form, begin, context=words)
