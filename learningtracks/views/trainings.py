"""Trainings: write one down, begin a round about it, and say whether it is used."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import PersonRequest, for_me
from accounts.actions.submissions import new_key, once
from learningtracks import policy
from learningtracks.access import for_training
from learningtracks.actions import rounds, trainings
from learningtracks.forms.rounds import StartForm, TrainingForm, UseForm
from learningtracks.models import ActionPoint, Training


@for_me
@require_http_methods(["GET", "HEAD", "POST"])
def training_new(request: PersonRequest) -> HttpResponse:
    """Write a training down: its name and its last day."""
    form = TrainingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return redirect(
            once(
                request.user,
                request.POST.get("once"),
                lambda: trainings.make(by=request.user, **form.cleaned_data).get_absolute_url(),
            )
        )
    context = {"form": form, "once": request.POST.get("once") or new_key()}
    return render(request, "learningtracks/trainings/new.html", context)


@for_training
@require_http_methods(["GET", "HEAD", "POST"])
def training(request: PersonRequest, training: Training) -> HttpResponse:
    """One training: its rounds, a new one, and whether it is used."""
    form = StartForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return redirect(
            once(
                request.user,
                request.POST.get("once"),
                lambda: rounds.start(training, by=request.user, **form.cleaned_data).get_absolute_url(),
            )
        )
    context = {
        "training": training,
        "rounds": training.rounds.with_heads().newest_first(),
        "points": policy.name_owners(request.user, _points(request, training)),
        "form": form,
        "once": request.POST.get("once") or new_key(),
    }
    return render(request, "learningtracks/trainings/page.html", context)


def _points(request: PersonRequest, training: Training) -> list[ActionPoint]:
    """What became of what was in the way."""
    found = ActionPoint.objects.visible_to(request.user).from_origin(training.trail)
    return list(found.with_heads().soonest_first())


@for_training
@require_http_methods(["GET", "HEAD", "POST"])
def training_use(request: PersonRequest, training: Training) -> HttpResponse:
    """Al gebruikt? Wat houdt je tegen? The answer is a value note, or what is in the way."""
    start = {
        "used": {True: "yes", False: "no"}.get(training.used),  # type: ignore[arg-type]
        "text": training.text,
        "level": training.level,
    }
    form = UseForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        facts = {**form.cleaned_data, "used": form.cleaned_data["used"] == "yes"}
        trainings.tell(training, by=request.user, **facts)
        messages.success(request, _("Bewaard. Je leest het hier terug."))
        return redirect(training)
    return render(request, "learningtracks/trainings/use.html", {"training": training, "form": form})


@for_training
@require_POST
def training_remove(request: PersonRequest, training: Training) -> HttpResponse:
    """Take it away, with its rounds."""
    trainings.discard(training, by=request.user)
    messages.success(request, _("De training is weg."))
    return redirect("learningtracks:rounds")
