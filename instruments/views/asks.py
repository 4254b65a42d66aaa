"""What is asked: of a team, asking, reading, another day. The same pages for every kind (ask_kinds.py)."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import PersonRequest
from accounts.models import User
from accounts.values import require
from accounts.views.forms import form_page
from instruments.access import for_ask, for_ask_reader
from instruments.actions import asks as actions
from instruments.ask_kinds import KINDS, AskKind
from instruments.forms.asks import AskForm, DayForm, MoveForm
from instruments.models.asks import Ask
from instruments.models.instruments import Instrument
from instruments.policy.asks import may_answer, may_move, may_offer, may_withdraw, offered_for, people_to_ask
from instruments.policy.readings import sheets_for
from instruments.policy.subjects import inside, learned_on
from instruments.views import rounds, spreads, yearly
from instruments.views.items import written_together
from instruments.views.outcomes import answered, came_of
from instruments.views.shares import for_one
from instruments.views.talks import part as talk_part
from learningtracks.access import for_team_around
from learningtracks.values.instruments import Reading
from partnerships.models.teams import Team

MOST = 30  # in a list


@for_team_around
@require_http_methods(["GET", "HEAD", "POST"])
def of_team(request: PersonRequest, team: Team, kind: str) -> HttpResponse:
    """What was asked in this team, as far as this person takes part in it, and asking it anew."""
    noun = KINDS[kind]
    to_begin = spreads.to_begin if noun.apart else _on_a_day if noun.days else _of_a_colleague
    form, begin = to_begin(request, team, noun)

    def do() -> str:
        made, said = begin()
        messages.success(request, said)
        return made.get_absolute_url()

    there = list(Ask.objects.visible_to(request.user).of(team, kind).with_people().newest_first()[:MOST])
    shown: dict[str, Any] = {"team": team, "asks": there, "words": noun.words, "withdrawing": noun.withdrawing}
    if noun.apart:
        shown |= spreads.beside_list(request.user, team, noun, there)
    return form_page(request, form, do, "instruments/asks/list.html", shown)


Beginning = tuple[Form, Callable[[], tuple[Ask, str]]]  # a form, and what it begins with what is said of that


def _of_a_colleague(request: PersonRequest, team: Team, noun: AskKind) -> Beginning:
    lists = list(offered_for(noun, team))
    form = AskForm(request.POST or None, kind=noun, people=people_to_ask(request.user, team), lists=lists)

    def begin() -> tuple[Ask, str]:
        made = actions.ask(noun, team, by=request.user, **form.facts)
        return made, _("%(name)s krijgt je vragen.") % {"name": made.asked}

    return form, begin


def _on_a_day(request: PersonRequest, team: Team, noun: AskKind) -> Beginning:
    form = DayForm(request.POST or None, kind=noun)

    def begin() -> tuple[Ask, str]:
        made = actions.begin(noun, team, by=request.user, until_on=form.cleaned_data["until_on"])
        return made, str(noun.days and noun.days.begun)

    return form, begin


@for_ask_reader
@require_safe
def ask(request: PersonRequest, ask: Ask) -> HttpResponse:
    """The questions with the answers, as far as this person may read them."""
    if ask.moment:
        return rounds.page(request, ask)
    noun, lists = KINDS[ask.kind], ask.sources()
    template, facts_of = SIDES if noun.sides else PARTS.get(ask.reading, APART)
    context = {
        "ask": ask,
        "part": template,
        "words": noun.words,
        "withdrawing": noun.withdrawing,
        **_way_up(request.user, ask, noun),
        **({} if noun.sides and not ask.opened_at else came_of(request.user, ask, lists)),
        "sources": lists,
        **facts_of(request.user, ask, lists),
    }
    return render(request, "instruments/asks/page.html", context)


def _answered_apart(person: User, ask: Ask, lists: Sequence[Instrument]) -> dict[str, Any]:
    return {
        "may_answer": may_answer(person, ask),
        "may_withdraw": may_withdraw(person, ask),
        "may_offer": may_offer(person, ask),
        **answered(person, ask, lists, sheets_for(person, ask)),
    }


Part = Callable[[User, Ask, Sequence[Instrument]], dict[str, Any]]
APART: tuple[str, Part] = ("instruments/asks/_two.html", _answered_apart)
FOR_ONE: tuple[str, Part] = ("instruments/asks/_for_one.html", for_one)
PARTS: dict[str, tuple[str, Part]] = {
    Reading.SIDE_BY_SIDE: ("instruments/asks/_yearly.html", yearly.side_by_side),
    Reading.SPREAD: ("instruments/asks/_apart.html", spreads.apart),
    Reading.LEARNER_ONLY: FOR_ONE,
    Reading.ALONE: FOR_ONE,
    Reading.OPEN_TOGETHER: ("instruments/asks/_group.html", written_together),
}
SIDES: tuple[str, Part] = ("instruments/sides/_part.html", talk_part)


@for_ask
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: PersonRequest, ask: Ask) -> HttpResponse:
    """Another day."""
    require(may_move(request.user, ask))
    noun = KINDS[ask.kind]
    form = MoveForm(request.POST or None, ask=ask, kind=noun)

    def do() -> str:
        moved = actions.move(ask, until_on=form.cleaned_data["until_on"], version=form.seen, by=request.user)
        if moved.version != form.seen:
            messages.success(request, _("Verzet. Iedereen krijgt bericht."))
        return moved.get_absolute_url()

    words = {
        "title": _("%(what)s verzetten") % {"what": noun.words.one},
        "lead": noun.days and noun.days.told,
        "label": _("Bewaren"),
        "back": ask.get_absolute_url(),
        "back_label": noun.words.one,
    }
    return form_page(request, form, do, context=words)


def _way_up(person: User, ask: Ask, noun: AskKind) -> dict[str, Any]:
    """Back to the page that lists it, or else to what it is about."""
    if noun.page and (place := ask.team or ask.partnership):
        return {"back": reverse(noun.page, args=[place.public_id]), "back_label": noun.words.title}
    if noun.page and ask.organisation and inside(person, ask):
        return {"back": reverse(noun.page, args=[ask.organisation.public_id]), "back_label": noun.words.title}
    if noun.page and ask.reading == Reading.LEARNER_ONLY and learned_on(person, ask):
        return {"back": reverse(noun.page), "back_label": noun.words.title}
    about: Any = ask.place or ask.subject
    return {"back": about.get_absolute_url(), "back_label": str(about)}
