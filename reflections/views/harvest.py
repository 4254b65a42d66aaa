"""The harvest for others: propose a sentence, answer, take back, and read what was agreed to (access.md rows 24-25)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import PersonRequest
from accounts.values import require
from accounts.views.forms import form_page
from accounts.views.replays import answers_again
from partnerships.models.organisations import Organisation
from partnerships.models.teams import Team
from reflections.access import (
    for_asked_teller,
    for_harvest_reader,
    for_hearer_of_note,
    for_participant,
    for_teller_of_item,
)
from reflections.actions import harvest as actions
from reflections.forms.stories import AnswerForm, ProposeForm
from reflections.models.harvest import HarvestItem
from reflections.models.stories import StoryNote
from reflections.policy.stories import may_propose_harvest

MOST_SHOWN = 100


@for_hearer_of_note
@require_http_methods(["GET", "HEAD", "POST"])
@answers_again
def harvest_propose(request: PersonRequest, note: StoryNote) -> HttpResponse:
    """The lead chooses for whom; the teller decides."""
    require(may_propose_harvest(request.user, note))
    form = ProposeForm(request.POST or None)

    def propose() -> str:
        actions.propose(note, audience=form.cleaned_data["audience"], by=request.user)
        messages.success(request, _("Gevraagd. De verteller beslist."))
        return note.story.get_absolute_url()

    return form_page(request, form, propose, "reflections/harvest/propose.html", {"note": note, "story": note.story})


@for_asked_teller
@require_http_methods(["GET", "HEAD", "POST"])
def harvest_answer(request: PersonRequest, item: HarvestItem) -> HttpResponse:
    """The exact text, for whom it is, and a yes or a no."""
    if request.method == "POST" and request.POST.get("answer") == "no":
        actions.decline(item, by=request.user)
        messages.success(request, _("Goed. Deze zin wordt niet gedeeld."))
        return redirect("reflections:value_stories")
    form = AnswerForm(request.POST or None, initial={"text": item.text, "version": item.version})

    def agree() -> str:
        actions.agree(item, by=request.user, **form.cleaned_data)
        messages.success(request, _("Gedeeld. Je kunt het altijd intrekken."))
        return reverse("reflections:value_stories")

    return form_page(request, form, agree, "reflections/harvest/answer.html", {"item": item})


@for_teller_of_item
@require_POST
def harvest_withdraw(request: PersonRequest, item: HarvestItem) -> HttpResponse:
    """Take a sentence back; others do not read it at their next look."""
    actions.withdraw(item, by=request.user)
    messages.success(request, _("Ingetrokken. Niemand leest deze zin nog."))
    return redirect(item.story)


@for_participant
@require_safe
def team_harvest(request: PersonRequest, team: Team) -> HttpResponse:
    """Every sentence that tellers agreed to, for who takes part in the team."""
    items = HarvestItem.objects.published_to(request.user).in_team(team).with_source()[:MOST_SHOWN]
    return render(request, "reflections/harvest/team.html", {"team": team, "items": items})


@for_harvest_reader
@require_safe
def organisation_harvest(request: PersonRequest, organisation: Organisation) -> HttpResponse:
    """What tellers in this organisation wanted everybody there to read."""
    items = HarvestItem.objects.published_to(request.user).in_organisation(organisation).with_source()[:MOST_SHOWN]
    context = {"organisation": organisation, "items": items}
    return render(request, "reflections/harvest/organisation.html", context)
