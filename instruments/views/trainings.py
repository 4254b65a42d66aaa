"""Trainings: write one down, begin a round about it, and say whether it is used."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import PersonRequest, for_me
from accounts.views.forms import form_page
from instruments.access import for_training
from instruments.actions import trainings
from instruments.forms.rounds import StartForm, TrainingForm
from instruments.kinds.rounds import ROUND
from instruments.kinds.trainings import USE
from instruments.models.asks import Ask
from instruments.models.trainings import Training
from instruments.views.rounds import started
from partnerships.models.teams import Team


@for_me
@require_http_methods(["GET", "HEAD", "POST"])
def training_new(request: PersonRequest) -> HttpResponse:
    """Write a training down: its name, its last day, and for which team it counts."""
    form = TrainingForm(request.POST or None, teams=Team.objects.with_member(request.user))

    def make() -> str:
        return trainings.make(by=request.user, **form.cleaned_data).get_absolute_url()

    return form_page(request, form, make, "instruments/trainings/new.html")


@for_training
@require_http_methods(["GET", "HEAD", "POST"])
def training(request: PersonRequest, training: Training) -> HttpResponse:
    """One training: its rounds, a new one, and whether it is used."""
    form = StartForm(request.POST or None)

    def beside(newer: None) -> dict[str, Any]:
        there = Ask.objects.of(training, ROUND.code).with_heads().newest_first()
        return {"training": training, "rounds": there, "use": Ask.objects.of(training, USE.code).first()}

    return form_page(
        request, form, partial(started, request, training, form), "instruments/trainings/page.html", beside
    )


@for_training
@require_POST
def training_ask(request: PersonRequest, training: Training) -> HttpResponse:
    """Al gebruikt? Whether or not that was asked yet."""
    ask = trainings.ask_use(training, by=request.user)
    return redirect("instruments:answer", ask.public_id)


@for_training
@require_safe
def training_moved(request: PersonRequest, training: Training, was: str) -> HttpResponse:
    """Pages of their own that there were once."""
    return redirect(training, permanent=True)


@for_training
@require_POST
def training_remove(request: PersonRequest, training: Training) -> HttpResponse:
    """Take it away, with its rounds."""
    trainings.discard(training, by=request.user)
    messages.success(request, _("De training is verwijderd."))
    return redirect("instruments:rounds")
