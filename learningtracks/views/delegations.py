"""The vote of the workplace, lent to a werkbegeleider for some time (access.md, WB)."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import PersonRequest
from accounts.actions.submissions import new_key, once
from accounts.values import require
from learningtracks import policy
from learningtracks.access import for_delegation, for_track
from learningtracks.actions import delegations as deeds
from learningtracks.forms.delegations import DelegationForm
from learningtracks.models import Track, TrackPerson, VoteDelegation
from partnerships.values import Role


@for_track
@require_http_methods(["GET", "HEAD", "POST"])
def delegations(request: PersonRequest, track: Track) -> HttpResponse:
    """Everybody on the track sees who votes for the workplace; the praktijkopleider lends the vote here."""
    may_give = policy.may_delegate(request.user, track)
    if request.method == "POST":
        require(may_give)
    people = TrackPerson.objects.standing().on(track) if may_give else []
    held = list(VoteDelegation.objects.standing().on(track))
    free = [one for one in people if one.role == Role.DAILY_SUPERVISOR]
    form = DelegationForm(request.POST or None, people=free) if free else None
    if request.method == "POST" and form and form.is_valid():
        return redirect(once(request.user, request.POST.get("once"), lambda: _given(request, track, form)))
    context: dict[str, Any] = {
        "track": track,
        "delegations": held,
        "may_give": bool(may_give),
        "form": form,
        "once": request.POST.get("once") or new_key(),
        "back_url": reverse("learningtracks:puzzle", args=[track.public_id]),
    }
    return render(request, "learningtracks/delegations/page.html", context)


def _given(request: PersonRequest, track: Track, form: DelegationForm) -> str:
    made = deeds.delegate(track, by=request.user, **form.chosen())
    messages.success(request, _("%(name)s stemt nu mee namens de werkplek.") % {"name": made.to.person})
    return reverse("learningtracks:delegations", args=[track.public_id])


@for_delegation
@require_POST
def delegation_end(request: PersonRequest, delegation: VoteDelegation) -> HttpResponse:
    """Take the vote back before its last day."""
    deeds.end(delegation, by=request.user)
    messages.success(request, _("%(name)s stemt niet meer mee.") % {"name": delegation.to.person})
    return redirect("learningtracks:delegations", delegation.track.public_id)
