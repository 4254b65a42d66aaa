"""What is asked: of a team, asking, reading, taking back, declining. The same pages for every kind (ask_kinds.py)."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import PersonRequest
from accounts.models import User
from accounts.values import require
from accounts.views.forms import confirm, form_page
from accounts.views.replays import answers_again
from instruments.access import for_ask, for_ask_reader
from instruments.actions import asks as actions
from instruments.ask_kinds import KINDS, AskKind, Text
from instruments.forms.asks import AskForm, DayForm, MoveForm
from instruments.models.asks import Ask
from instruments.policy.asks import (
    may_answer,
    may_close,
    may_move,
    may_offer,
    may_reply,
    may_withdraw,
    offered_for,
    people_to_ask,
)
from instruments.policy.readings import sheets_for
from instruments.policy.subjects import inside, learned_on
from instruments.views import rounds, spreads, yearly
from instruments.views.items import written_together
from instruments.views.outcomes import came_of, offers_for
from instruments.views.shares import for_the_learner
from instruments.views.talks import part as talk_part
from learningtracks.access import for_team_around
from learningtracks.models.instruments import Instrument
from learningtracks.values.instruments import Reading
from partnerships.models.teams import Team

MOST = 30  # in a list
# What parts of old addresses are called now.
CALLED = {"cancel": "withdraw", "mine": "answer", "talk": "items", "steps": "items", "report": ""}


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
    sheets = sheets_for(person, ask)
    given = {answer.item_id: answer for sheet in sheets for answer in sheet.answers.all()}
    offers = {item: some for (_sheet, item), some in offers_for(person, ask, lists, sheets).items()}
    return {
        "may_answer": may_answer(person, ask),
        "may_withdraw": may_withdraw(person, ask),
        "may_offer": may_offer(person, ask),
        "begun": bool(given),
        "lists": [
            {
                "list": one,
                "rows": [
                    {"item": item, "answer": given.get(item.pk), "outcomes": offers.get(item.pk)} for item in one.tree
                ],
            }
            for one in lists
        ],
    }


Part = Callable[[User, Ask, Sequence[Instrument]], dict[str, Any]]
APART: tuple[str, Part] = ("instruments/asks/_two.html", _answered_apart)
PARTS: dict[str, tuple[str, Part]] = {
    Reading.SIDE_BY_SIDE: ("instruments/asks/_yearly.html", yearly.side_by_side),
    Reading.SPREAD: ("instruments/asks/_apart.html", spreads.apart),
    Reading.LEARNER_ONLY: ("instruments/asks/_learner.html", for_the_learner),
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


@for_ask
@require_http_methods(["GET", "HEAD", "POST"])
@answers_again
def close(request: PersonRequest, ask: Ask) -> HttpResponse:
    """Nobody answers any more, after a page that says what that does."""
    require(may_close(request.user, ask))

    def do() -> str:
        actions.close(ask, by=request.user)
        if ask.reading == Reading.ALONE:
            messages.success(request, _("Gesloten. Je kunt je antwoorden hier teruglezen."))
        else:
            messages.success(request, _("Gesloten. Nu kunnen jullie het gesprek voeren."))
        return ask.get_absolute_url()

    effects = [_("Daarna kan niemand meer invullen.")]
    if ask.reading == Reading.SPREAD:
        effects.append(_("Jullie zien hoe de antwoorden verdeeld zijn, als het er vijf of meer zijn."))
        effects.append(_("Wat niet is ingeleverd, telt niet mee en verwijderen we."))
    elif ask.reading == Reading.SIDE_BY_SIDE:
        effects.append(_("Iedereen op het traject leest wat is ingeleverd."))
        effects.append(_("Wat niet is ingeleverd, leest alleen de schrijver."))
    title = _("%(what)s sluiten") % {"what": KINDS[ask.kind].words.one}
    return confirm(request, do, _words(ask, _("Sluiten"), title, effects))


@for_ask
@require_http_methods(["GET", "HEAD", "POST"])
@answers_again
def withdraw(request: PersonRequest, ask: Ask) -> HttpResponse:
    """Take it back, after a page that says what that does."""
    require(may_withdraw(request.user, ask))
    withdrawing, name = KINDS[ask.kind].withdrawing, {"asked": ask.asked}
    assert withdrawing  # noqa: S101 - where somebody may withdraw there are words for it

    def do() -> str:
        actions.withdraw(ask, by=request.user)
        messages.success(request, str(withdrawing.done) % name)
        return ask.get_absolute_url()

    effects = [str(effect) % name for effect in withdrawing.effects]
    return confirm(request, do, _words(ask, withdrawing.label, withdrawing.question, effects))


@for_ask
@require_http_methods(["GET", "HEAD", "POST"])
@answers_again
def decline(request: PersonRequest, ask: Ask) -> HttpResponse:
    """Give no answer, after a page that says what that does."""
    require(may_reply(request.user, ask))
    name = {"name": ask.by}

    def do() -> str:
        actions.decline(ask, by=request.user)
        messages.success(request, _("%(name)s krijgt bericht dat er geen antwoord komt.") % name)
        return ask.get_absolute_url()

    effects = [_("%(name)s krijgt bericht dat er geen antwoord komt. Waarom hoef je niet te zeggen.") % name]
    if sheets_for(request.user, ask):
        effects.append(_("Wat je al hebt geschreven, kan alleen jij lezen."))
    effects.append(_("Terugkomen kan niet. %(name)s kan het je later wel opnieuw vragen.") % name)
    return confirm(request, do, _words(ask, _("Geen antwoord geven"), _("Geen antwoord geven?"), effects))


@for_ask
@require_http_methods(["GET", "HEAD", "POST"])
@answers_again
def offer(request: PersonRequest, ask: Ask) -> HttpResponse:
    """Let the team read along, or stop that, after a page that says what it does."""
    require(may_offer(request.user, ask))
    team, shared = {"team": ask.team}, "stop" in request.GET  # what the page asks, also when it stands otherwise by now

    def do() -> str:
        (actions.keep if shared else actions.offer)(ask, by=request.user)
        said = _("Alleen jullie twee lezen het nu.") if shared else _("Iedereen in %(team)s kan het nu lezen.") % team
        messages.success(request, said)
        return ask.get_absolute_url()

    if shared:
        effects = [
            _("Iedereen in %(team)s ziet de vragen en je antwoorden meteen niet meer.") % team,
            _("Wat er al van is gemaakt, zoals een actiepunt, blijft staan."),
        ]
        return confirm(request, do, _words(ask, _("Stoppen met delen"), _("Stoppen met delen?"), effects))
    effects = [
        _("Iedereen in %(team)s leest de vragen en al je antwoorden, en krijgt daar bericht van.") % team,
        _("Jullie kunnen er samen iets van maken, zoals een actiepunt. Je woorden gaan dan mee."),
        _("Je kunt later stoppen met delen."),
    ]
    return confirm(request, do, _words(ask, _("Delen met het team"), _("Delen met het team?"), effects))


def _words(ask: Ask, label: Text, question: Text, effects: list[str]) -> dict[str, Any]:
    """What the page says that asks "are you sure?"."""
    return {
        "title": question,
        "page_title": label,
        "label": label,
        "effects": effects,
        "back": ask.get_absolute_url(),
        "back_label": _("Terug"),
    }


@for_ask_reader
@require_safe
def moved(request: PersonRequest, ask: Ask, rest: str) -> HttpResponse:
    """An address in an old mail leads to where it is now."""
    first, slash, more = rest.partition("/")
    now = CALLED.get(first, first)
    return redirect(ask.get_absolute_url() + (now + slash if now else "") + more, permanent=True)
