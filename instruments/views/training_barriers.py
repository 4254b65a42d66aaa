"""What keeps somebody from using a training becomes an action point, where others can help (domain.md §2.5)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import PersonRequest
from accounts.values import require
from accounts.views.forms import form_page
from instruments.access import for_training
from instruments.actions import trainings
from instruments.models.trainings import Training
from instruments.policy.trainings import may_act_on_training
from learningtracks.forms.action_points import ActionPointForm, PlaceForm
from learningtracks.models.action_points import field_of


@for_training
@require_http_methods(["GET", "HEAD", "POST"])
def training_act(request: PersonRequest, training: Training) -> HttpResponse:
    """First where it belongs, then the action point with the answer in it. What is sent is what others read."""
    require(may_act_on_training(request.user, training))
    chosen = request.POST if "place" in request.POST else request.GET
    place = PlaceForm(chosen if "place" in chosen else None, person=request.user)
    subject = place.subject()
    if subject is None:
        context = {"training": training, "form": place, "nobody": not place.places}
        return render(request, "instruments/trainings/place.html", context)
    form = ActionPointForm(
        request.POST or None, person=request.user, subject=subject, initial={"text": trainings.words_of(training)}
    )

    def make() -> str:
        point = trainings.act(training, subject, by=request.user, **form.cleaned_data)
        messages.success(request, _("Het actiepunt is gemaakt."))
        return point.get_absolute_url()

    kind = field_of(subject)
    words = {"training": training, "subject": subject, "kind": kind, "place": f"{kind}-{subject.public_id}"}
    return form_page(request, form, make, "instruments/trainings/act.html", words)
