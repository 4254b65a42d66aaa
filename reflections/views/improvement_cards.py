"""The situations of an improvement track: write one, discuss it, agree on a change, take an own one back."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import PersonRequest
from accounts.values import require
from accounts.views.forms import confirm, form_page
from accounts.views.replays import answers_again
from learningtracks.policy.action_points import name_owners
from reflections.access import for_card, for_card_author, for_improvement
from reflections.actions import improvements as actions
from reflections.forms.improvements import AgreeForm, ChangeSituationForm, DiscussForm, SituationForm
from reflections.models.experiences import Experience
from reflections.models.improvements import ImprovementTrack, SituationCard
from reflections.policy.improvements import may_change_card, may_withdraw_card, may_work_on
from reflections.values import MOST_HAPPENED, MOST_SITUATION

MOST_OFFERED = 5  # own experiences to begin with, newest first


@for_improvement
@require_http_methods(["GET", "HEAD", "POST"])
@answers_again
def situation_new(request: PersonRequest, improvement: ImprovementTrack) -> HttpResponse:
    """Write a situation on the spot, or begin with the words of an own experience."""
    require(may_work_on(request.user, improvement))
    own = list(Experience.objects.written_by(request.user).saved().order_by("-happened_on", "-pk")[:MOST_OFFERED])
    begun = next((one for one in own if str(one.public_id) == request.GET.get("from")), None)
    form = SituationForm(request.POST or None, initial=_words_of(begun))

    def write() -> str:
        actions.write(improvement, experience=begun, by=request.user, **form.cleaned_data)
        messages.success(request, _("Je situatie staat erbij. Je team kan die lezen."))
        return improvement.get_absolute_url()

    context = {"improvement": improvement, "own": own, "begun": begun}
    return form_page(request, form, write, "reflections/improvements/situation_new.html", context)


def _words_of(experience: Experience | None) -> dict[str, str]:
    if experience is None:
        return {}
    return {"situation": experience.situation[:MOST_SITUATION], "happened": experience.analysis[:MOST_HAPPENED]}


@for_card
@require_safe
def situation(request: PersonRequest, card: SituationCard) -> HttpResponse:
    """One situation with everything the team thinks of it and does about it."""
    name_owners(request.user, card.changes)
    context = {
        "card": card,
        "improvement": card.improvement,
        "may_work": may_work_on(request.user, card.improvement),
        "may_change": may_change_card(request.user, card),
        "may_withdraw": may_withdraw_card(request.user, card),
    }
    return render(request, "reflections/improvements/situation.html", context)


def _back(card: SituationCard) -> dict[str, Any]:
    return {"back": card.get_absolute_url(), "back_label": _("De situatie")}


@for_card
@require_http_methods(["GET", "HEAD", "POST"])
def situation_discuss(request: PersonRequest, card: SituationCard) -> HttpResponse:
    """Why did it go so, what can be done otherwise, and how far is the team with it?"""
    require(may_work_on(request.user, card.improvement))
    form = DiscussForm(request.POST or None, card=card)

    def discuss() -> str:
        actions.discuss(card, by=request.user, **form.details)
        messages.success(request, _("Bewaard. Iedereen in het team ziet het."))
        return card.get_absolute_url()

    words = {"title": _("Samen bespreken"), "lead": str(card), "label": _("Bewaren"), **_back(card)}
    return form_page(request, form, discuss, context=words)


@for_card
@require_http_methods(["GET", "HEAD", "POST"])
@answers_again
def situation_agree(request: PersonRequest, card: SituationCard) -> HttpResponse:
    """A change: who does what by when, and how the client notices."""
    require(may_work_on(request.user, card.improvement))
    team = card.improvement.team
    start = {"text": card.otherwise[:300]}
    form = AgreeForm(request.POST or None, person=request.user, subject=team, initial=start)

    def agree() -> str:
        actions.agree(card, by=request.user, **form.cleaned_data)
        messages.success(request, _("Afgesproken. Op die dag vragen we wat het deed, en zes weken later nog eens."))
        return card.get_absolute_url()

    words = {"title": _("Verandering afspreken"), "lead": str(card), "label": _("Afspreken"), **_back(card)}
    return form_page(request, form, agree, context=words)


@for_card_author
@require_http_methods(["GET", "HEAD", "POST"])
def situation_change(request: PersonRequest, card: SituationCard) -> HttpResponse:
    """The same situation in other words."""
    require(may_change_card(request.user, card))
    form = ChangeSituationForm(request.POST or None, card=card)

    def change() -> str:
        actions.rewrite(card, by=request.user, **form.cleaned_data)
        messages.success(request, _("Je situatie is aangepast."))
        return card.get_absolute_url()

    remove = reverse("reflections:situation_withdraw", args=[card.public_id])
    words = {
        "title": _("Situatie aanpassen"),
        "label": _("Bewaren"),
        "remove": remove,
        "remove_label": _("Situatie intrekken"),
        **_back(card),
    }
    return form_page(request, form, change, context=words)


@for_card_author
@require_http_methods(["GET", "HEAD", "POST"])
@answers_again
def situation_withdraw(request: PersonRequest, card: SituationCard) -> HttpResponse:
    """Ask, then take it back with all that was written with it."""
    require(may_withdraw_card(request.user, card))

    def withdraw() -> str:
        improvement = actions.withdraw(card, by=request.user)
        messages.success(request, _("Je situatie is ingetrokken."))
        return improvement.get_absolute_url()

    words = {
        "title": _("Je situatie intrekken?"),
        "page_title": _("Situatie intrekken"),
        "text": _("Niemand ziet de situatie meer. Ook wat het team erbij schreef, verwijderen we. Afspraken blijven."),
        "label": _("Intrekken"),
        "back": card.get_absolute_url(),
    }
    return confirm(request, withdraw, words)
