"""What a team looks at: choose, change, stop, and write down what it saw in a quarter."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import PersonRequest
from accounts.values import require
from accounts.views.forms import confirm, form_page
from accounts.views.replays import answers_again
from partnerships.models.teams import Team
from reflections.access import for_indicator, for_participant
from reflections.actions import indicators as actions
from reflections.calendar import Quarter
from reflections.forms.indicators import ChangeIndicatorForm, IndicatorForm, MeasurementForm
from reflections.models.indicators import Indicator
from reflections.policy.indicators import may_change_indicator, may_measure
from reflections.values import ValueLevel


def matrix_url(team: Team, quarter: str = "") -> str:
    address = reverse("reflections:value_matrix", args=[team.public_id])
    return f"{address}?quarter={quarter}" if quarter else address


@for_participant
@require_http_methods(["GET", "HEAD", "POST"])
@answers_again
def indicator_new(request: PersonRequest, team: Team) -> HttpResponse:
    """Choose what the team looks at, for a kind of value."""
    asked = request.GET.get("level", "")
    form = IndicatorForm(request.POST or None, initial={"level": asked if asked in ValueLevel.values else ""})

    def choose() -> str:
        actions.choose(team, by=request.user, **form.cleaned_data)
        messages.success(request, _("Gekozen. Elk kwartaal schrijven jullie op hoe het ervoor staat."))
        return matrix_url(team)

    words = {"title": _("Indicator kiezen"), "label": _("Kiezen"), "back": matrix_url(team), "back_label": team.name}
    return form_page(request, form, choose, context=words)


@for_indicator
@require_http_methods(["GET", "HEAD", "POST"])
def indicator(request: PersonRequest, indicator: Indicator) -> HttpResponse:
    """Say it otherwise."""
    require(may_change_indicator(request.user, indicator))
    form = ChangeIndicatorForm(request.POST or None, indicator=indicator)

    def change() -> str:
        actions.change(indicator, by=request.user, **form.cleaned_data)
        messages.success(request, _("De indicator is aangepast."))
        return matrix_url(indicator.team)

    words = {
        "title": _("Indicator aanpassen"),
        "label": _("Bewaren"),
        "back": matrix_url(indicator.team),
        "back_label": indicator.team.name,
        "remove": reverse("reflections:indicator_stop", args=[indicator.public_id]),
        "remove_label": _("Hier niet meer op letten"),
    }
    return form_page(request, form, change, context=words)


@for_indicator
@require_http_methods(["GET", "HEAD", "POST"])
@answers_again
def indicator_stop(request: PersonRequest, indicator: Indicator) -> HttpResponse:
    """Ask, then look at it no more."""
    require(may_change_indicator(request.user, indicator))

    def stop() -> str:
        actions.stop(indicator, by=request.user)
        messages.success(request, _("Jullie letten hier niet meer op. Wat jullie zagen, blijft staan."))
        return matrix_url(indicator.team)

    words = {
        "title": _("Niet meer letten op: %(indicator)s") % {"indicator": indicator},
        "page_title": _("Indicator stoppen"),
        "text": _("Wat jullie tot nu toe zagen, blijft bij de kwartalen staan."),
        "label": _("Stoppen"),
        "back": indicator.get_absolute_url(),
    }
    return confirm(request, stop, words)


@for_indicator
@require_http_methods(["GET", "HEAD", "POST"])
def indicator_measure(request: PersonRequest, indicator: Indicator, quarter: str) -> HttpResponse:
    """Write down how it stands in one quarter, or write it down anew."""
    when = Quarter.named(quarter)
    if when is None:
        raise Http404
    require(may_measure(request.user, indicator, when))
    stored = indicator.measurements.filter(quarter=quarter).first()
    form = MeasurementForm(request.POST or None, indicator=indicator, stored=stored)

    def measure() -> str:
        actions.measure(indicator, when, by=request.user, **form.cleaned_data)
        messages.success(request, _("Bewaard. Iedereen in het team ziet het."))
        return matrix_url(indicator.team, quarter)

    words = {
        "title": _("Hoe staat het ervoor?"),
        "lead": _("%(indicator)s, in %(quarter)s") % {"indicator": indicator, "quarter": when.label},
        "label": _("Bewaren"),
        "back": matrix_url(indicator.team, quarter),
        "back_label": indicator.team.name,
    }
    return form_page(request, form, measure, context=words)
