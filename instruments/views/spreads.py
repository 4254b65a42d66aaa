"""What everybody answers apart: beginning it, how it is spread, and choosing what to work on (domain.md §2.5)."""

from collections.abc import Callable, Sequence
from types import SimpleNamespace
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import PersonRequest
from accounts.models import User
from accounts.values import require
from accounts.views.forms import form_page
from instruments.access import for_ask
from instruments.actions import spreads as actions
from instruments.ask_kinds import KINDS, AskKind
from instruments.forms.asks import DayForm
from instruments.forms.spreads import ChooseForm
from instruments.models.asks import Ask
from instruments.models.instruments import Instrument
from instruments.policy.asks import is_too_small, may_begin_spread, may_choose, may_close, may_move, may_stand_by
from instruments.policy.readings import figures_for, own_sheet, together_sheet
from instruments.views.items import written_together
from instruments.views.over_time import MOST, over_time
from partnerships.models.teams import Team

EARLIER = 2  # from before that stand beside this one


def to_begin(request: PersonRequest, team: Team, noun: AskKind) -> tuple[Form, Callable[[], tuple[Ask, str]]]:
    """Until a day apart, or at once as one: the form, and what it begins with what is said of that."""
    form = Form(request.POST) if "together" in request.POST else DayForm(request.POST or None, kind=noun)

    def begin() -> tuple[Ask, str]:
        if "together" in request.POST:
            made = actions.begin_together(noun, team, by=request.user)
            return made, _("Jullie kunnen beginnen. Neem de punten één voor één door.")
        made = actions.begin(noun, team, until_on=form.cleaned_data["until_on"], by=request.user)
        return made, str(noun.days and noun.days.begun)

    return form, begin


def beside_list(person: User, team: Team, noun: AskKind, asks: Sequence[Ask]) -> dict[str, Any]:
    """What the page of all of them says beside the list: whether one can begin, and what changed over time."""
    return {
        "apart": True,
        "sources": noun.lists,
        "may_begin": may_begin_spread(person, team, noun),
        "small": is_too_small(team),
        "over_time": over_time(person, [one for one in asks if one.closed_at][:MOST][::-1]),
    }


def apart(person: User, ask: Ask, lists: Sequence[Instrument]) -> dict[str, Any]:
    """Open: the way to the own sheet. Closed: how it is spread, what the group says to it, and what it works on."""
    if not ask.closed_at:
        return {
            "sheet": own_sheet(person, ask),
            "leads": may_stand_by(person, ask),
            "may_close": may_close(person, ask),
            "may_move": may_move(person, ask),
        }
    found, figures = written_together(person, ask, lists), figures_for(person, ask)
    rows = [
        row | {"spread": figures.get(row["item"].slug), "ideas": _ideas(ask, row["item"].key)} for row in found["rows"]
    ]
    before = Ask.objects.visible_to(person).before(ask).closed()[:EARLIER]
    return found | {
        "rows": rows,
        "figures": figures,
        "answers": max((spread.total for spread in figures.values()), default=0),
        "begun": any(row["answer"] and row["answer"].version for row in rows),
        "go_on": next((row["url"] for row in rows if not row["answer"] or not row["answer"].version), ""),
        "may_choose": may_choose(person, ask),
        "chosen": [row for row in rows if row["answer"] and row["answer"].chosen],
        "over_time": over_time(person, [*list(before)[::-1], ask], lists),
    }


def _ideas(ask: Ask, condition: str) -> str:
    """What to do about a condition, in the catalogue."""
    return f"{reverse('instruments:catalogue')}?{urlencode({'condition': condition, 'ask': str(ask.public_id)})}"


@for_ask
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: PersonRequest, ask: Ask) -> HttpResponse:
    """At most three to work on; from there each leads to the catalogue."""
    require(may_choose(request.user, ask))
    sheet, items = together_sheet(request.user, ask), [item for one in ask.sources() for item in one.tree]
    form = ChooseForm(request.POST or None, items=items, chosen=actions.chosen_in(sheet))

    def do() -> str:
        actions.choose(ask, items=form.cleaned_data["items"], version=form.seen, by=request.user)
        messages.success(request, _("Bewaard. Zoek er nu een actie bij."))
        return ask.get_absolute_url()

    def words(newer: list[str] | None) -> dict[str, Any]:
        keys = [item.key for item in items if newer is not None and item.slug in newer]
        stored = None if newer is None else SimpleNamespace(items=keys, get_absolute_url=ask.get_absolute_url())
        one = KINDS[ask.kind].words.one
        return {
            "title": _("Waar willen jullie aan werken?"),
            "label": _("Bewaren"),
            "back": ask.get_absolute_url(),
            "back_label": one,
            "newer": stored,
        }

    return form_page(request, form, do, context=words)
