"""The vote of the workplace, lent to a werkbegeleider for some time (access.md, WB)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import PersonRequest
from accounts.values import require
from accounts.views.forms import form_page
from learningtracks.access import for_delegation, for_track
from learningtracks.actions import delegations as actions
from learningtracks.forms.delegations import DelegationForm
from learningtracks.models.delegations import VoteDelegation
from learningtracks.models.tracks import Track, TrackPerson
from learningtracks.policy.puzzles import may_delegate
from partnerships.values import Role


@for_track
@require_http_methods(["GET", "HEAD", "POST"])
def delegations(request: PersonRequest, track: Track) -> HttpResponse:
    """Everybody on the track sees who votes for the workplace; the praktijkopleider lends the vote here."""
    may_give = may_delegate(request.user, track)
    if request.method == "POST":
        require(may_give)
    people = TrackPerson.objects.standing().on(track) if may_give else []
    held = list(VoteDelegation.objects.standing().on(track))
    free = [one for one in people if one.role == Role.DAILY_SUPERVISOR]
    form = DelegationForm(request.POST or None, people=free) if free else None

    def give() -> str:
        made = actions.delegate(track, by=request.user, **form.chosen())  # type: ignore[union-attr]
        messages.success(request, _("%(name)s stemt nu mee namens de werkplek.") % {"name": made.to.person})
        return reverse("learningtracks:delegations", args=[track.public_id])

    back_url = reverse("learningtracks:puzzle", args=[track.public_id])
    words = {"track": track, "delegations": held, "may_give": bool(may_give), "back_url": back_url}
    return form_page(request, form, give, "learningtracks/delegations/page.html", words, hold=form is None)


@for_delegation
@require_POST
def delegation_end(request: PersonRequest, delegation: VoteDelegation) -> HttpResponse:
    """Take the vote back before its last day."""
    actions.end(delegation, by=request.user)
    messages.success(request, _("%(name)s stemt niet meer mee.") % {"name": delegation.to.person})
    return redirect("learningtracks:delegations", delegation.track.public_id)
