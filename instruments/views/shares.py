"""Who reads along by name: chosen by who learns."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import PersonRequest
from accounts.models import User
from accounts.values import require
from accounts.views.forms import form_page
from instruments.access import for_ask
from instruments.actions import shares as actions
from instruments.ask_kinds import KINDS
from instruments.forms.asks import ShareForm
from instruments.models.asks import Ask
from instruments.models.instruments import Instrument
from instruments.policy.asks import may_answer, may_share, people_to_show, readers_of
from instruments.policy.readings import sheets_for
from instruments.policy.subjects import learned_on
from instruments.views.outcomes import answered
from learningtracks.values.instruments import Reading


def for_one(person: User, ask: Ask, lists: Sequence[Instrument]) -> dict[str, Any]:
    """What the page says of what is for one person, who learns or takes part in a training, to that person and to whom
    they let in."""
    sheets = sheets_for(person, ask)
    own = ask.reading == Reading.ALONE or learned_on(person, ask)
    return {
        "own": own,
        "done": ask.closed_at or any(sheet.handed_in_at for sheet in sheets),
        "may_answer": may_answer(person, ask),
        "may_share": may_share(person, ask),
        "readers": readers_of(ask) if own else [],
        **answered(person, ask, lists, sheets),
    }


@dataclass(frozen=True)
class Chosen:
    """Who was chosen meanwhile, beside what this form says."""

    ask: Ask
    people: QuerySet[User]

    def get_absolute_url(self) -> str:
        return self.ask.get_absolute_url()


@for_ask
@require_http_methods(["GET", "HEAD", "POST"])
def share(request: PersonRequest, ask: Ask) -> HttpResponse:
    """Tick who may read it; whoever is not ticked reads it no more."""
    require(may_share(request.user, ask))
    sent = request.POST if request.method == "POST" else None  # with nobody ticked nothing is sent
    form = ShareForm(sent, ask=ask, people=people_to_show(ask), chosen=readers_of(ask))

    def do() -> str:
        actions.share(ask, people=list(form.cleaned_data["people"]), version=form.seen, by=request.user)
        messages.success(request, _("Bewaard."))
        return ask.get_absolute_url()

    noun = KINDS[ask.kind]
    words: dict[str, Any] = {
        "title": _("Wie mag dit lezen?"),
        "lead": _(
            "Wie je kiest, leest je antwoorden bij deze vragen. Ook wat nog niet af is, en wat je later aanpast."
        ),
        "effects": [
            _("Wie je voor het eerst kiest, krijgt bericht."),
            _("Haal je een vinkje weg, dan leest diegene niets meer."),
            _("Wie je niet meer begeleidt, leest ook niet meer mee. Komt diegene terug? Dan kies je zelf opnieuw."),
        ],
        "label": _("Bewaren"),
        "back": ask.get_absolute_url(),
        "back_label": noun.words.title,
    }

    def shown(newer: Ask | None) -> dict[str, Any]:
        return words | ({"newer": Chosen(newer, readers_of(newer))} if newer else {})

    return form_page(request, form, do, context=shown)
