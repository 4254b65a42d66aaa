"""Trainings: write one down, begin a round about it, and say whether it is used."""

from functools import partial
from types import SimpleNamespace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import PersonRequest, for_me
from accounts.views.forms import form_page
from instruments.access import for_training
from instruments.actions import trainings
from instruments.forms.rounds import StartForm, TrainingForm, UseForm
from instruments.kinds.rounds import ROUND
from instruments.models.asks import Ask
from instruments.models.trainings import Training
from instruments.views.rounds import started
from learningtracks.models.action_points import ActionPoint
from learningtracks.policy.action_points import name_owners


@for_me
@require_http_methods(["GET", "HEAD", "POST"])
def training_new(request: PersonRequest) -> HttpResponse:
    """Write a training down: its name and its last day."""
    form = TrainingForm(request.POST or None)

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
        points = name_owners(request.user, _points(request, training))
        return {"training": training, "rounds": there, "points": points}

    return form_page(
        request, form, partial(started, request, training, form), "instruments/trainings/page.html", beside
    )


def _points(request: PersonRequest, training: Training) -> list[ActionPoint]:
    """What became of what was in the way."""
    found = ActionPoint.objects.visible_to(request.user).from_origin(training.trail)
    return list(found.with_heads().soonest_first())


@for_training
@require_http_methods(["GET", "HEAD", "POST"])
def training_use(request: PersonRequest, training: Training) -> HttpResponse:
    """Al gebruikt? Wat houdt je tegen? The answer is a value note, or what is in the way."""
    form = UseForm(request.POST or None, initial=_told(training))

    def tell() -> str:
        facts = {**form.cleaned_data, "used": form.cleaned_data["used"] == "yes"}
        trainings.tell(training, by=request.user, **facts)
        messages.success(request, _("Bewaard. Je leest het hier terug."))
        return training.get_absolute_url()

    def beside(newer: Training | None) -> dict[str, Any]:
        return {"training": training, "newer": newer and SimpleNamespace(**_told(newer))}

    return form_page(request, form, tell, "instruments/trainings/use.html", beside)


def _told(training: Training) -> dict[str, Any]:
    used = {True: "yes", False: "no"}.get(training.used)  # type: ignore[arg-type]
    return {"used": used, "text": training.text, "level": training.level, "version": training.version}


@for_training
@require_POST
def training_remove(request: PersonRequest, training: Training) -> HttpResponse:
    """Take it away, with its rounds."""
    trainings.discard(training, by=request.user)
    messages.success(request, _("De training is verwijderd."))
    return redirect("instruments:rounds")
