"""Rounds: the own ones, those of a track or a team, beginning one, and what came out."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import PersonRequest, for_me
from accounts.views.forms import form_page, once
from instruments.access import for_ask
from instruments.actions import asks, tips
from instruments.ask_kinds import KINDS
from instruments.forms.rounds import StartForm
from instruments.kinds.help_questions import HELP_QUESTION
from instruments.kinds.rounds import ROUND
from instruments.kinds.trainings import TRAININGS_COUNTED
from instruments.models.asks import Ask
from instruments.models.instruments import Instrument, Item
from instruments.models.sheets import Sheet
from instruments.models.trainings import Training
from instruments.policy.asks import may_answer, may_answer_together, may_begin, may_close
from instruments.policy.evidence import may_choose_evidence, shown
from instruments.policy.hill import scores_on, scores_together
from instruments.policy.own_lists import own_lists_around
from instruments.policy.readings import figures_for, sheets_for
from instruments.policy.subjects import words_for
from instruments.views.compared import Tips, compare
from instruments.views.hill_lines import trends
from instruments.views.outcomes import came_of, offers_for
from learningtracks.access import for_team_around, for_track
from learningtracks.models.tracks import Track
from learningtracks.values.instruments import AnswerKind
from partnerships.models.teams import Team

MOST = 30  # in a list


@for_me
@require_safe
def mine(request: PersonRequest) -> HttpResponse:
    """Everything to fill in, to answer, and the own trainings."""
    there = Ask.objects.readable_by(request.user).filter(kind=ROUND.code).with_subjects()
    to_answer = Ask.objects.to_answer_by(request.user).filter(kind=ROUND.code)
    waiting = list(to_answer.with_subjects().newest_first()[:MOST])
    helping = Ask.objects.readable_by(request.user).filter(kind=HELP_QUESTION.code).with_people()
    context = {
        "waiting": waiting,
        "earlier": there.exclude(pk__in=[one.pk for one in waiting]).newest_first()[:MOST],
        "asks": helping.newest_first()[:MOST],
        "trainings": Training.objects.of(request.user)[:MOST],
    }
    return render(request, "instruments/rounds/mine.html", context)


@for_track
@require_http_methods(["GET", "HEAD", "POST"])
def of_track(request: PersonRequest, track: Track) -> HttpResponse:
    """The rounds of a track, a line per principle over them, and a new one in the period that runs."""
    periods = list(track.periods.all())
    period = next((one for one in periods if one.is_now), periods[-1] if periods else None)
    form = StartForm(request.POST or None, lists=own_lists_around(period) if period else None)

    def beside(newer: None) -> dict[str, Any]:
        return {
            "track": track,
            "back": track.get_absolute_url(),
            "rounds": list(Ask.objects.on_track(track).filter(kind=ROUND.code).with_heads().newest_first()),
            "trends": trends(*scores_on(request.user, track)),
            "may_start": period and may_begin(request.user, period),
        }

    start = partial(started, request, period, form)
    return form_page(request, form, start, "instruments/rounds/list.html", beside, hold=period is None)


@for_team_around
@require_http_methods(["GET", "HEAD", "POST"])
def of_team(request: PersonRequest, team: Team) -> HttpResponse:
    """The rounds of a team; the line is what the team answered as one."""
    form = StartForm(request.POST or None, titled=True, lists=own_lists_around(team))

    def beside(newer: None) -> dict[str, Any]:
        return {
            "team": team,
            "rounds": list(Ask.objects.of(team, ROUND.code).with_heads().newest_first()),
            "counted": list(Ask.objects.of(team, TRAININGS_COUNTED.code).with_heads().newest_first()),
            "counting": TRAININGS_COUNTED.words,
            "trends": trends(*scores_together(team)),
            "may_start": True,
        }

    start = partial(started, request, team, form)
    return form_page(request, form, start, "instruments/rounds/list.html", beside)


def started(request: PersonRequest, subject: Any, form: StartForm) -> str:
    """Begin one, and go there."""
    return asks.begin(ROUND, subject, by=request.user, **form.cleaned_data).get_absolute_url()


def page(request: PersonRequest, ask: Ask) -> HttpResponse:
    """What there is to do in a round and what came out of it, as far as this person may read."""
    lists = ask.sources()
    hill, *checklists = lists
    sheets, words = sheets_for(request.user, ask), words_for(request.user, ask)
    own = next((one for one in sheets if one.person_id == request.user.pk), None)
    figures, offers = figures_for(request.user, ask), offers_for(request.user, ask, lists, sheets)
    context = {
        "ask": ask,
        "words": KINDS[ask.kind].words,
        "own": own,
        "sources": lists,
        "learner": words[1],
        "compared": compare(hill, sheets, shown(request.user, ask.on, sheets), words) if ask.period_id else [],
        "answers": [(one, found) for one in checklists if (found := _listed(ask, one, sheets, words, offers))],
        **came_of(request.user, ask, lists),
        "spread": [] if ask.period_id else _spread(lists, sheets, figures, words),
        "too_few": ask.team_id and ask.closed_at and not figures,
        "may_answer": may_answer(request.user, ask, own),
        "may_together": may_answer_together(request.user, ask),
        "may_close": may_close(request.user, ask),
        "may_evidence": may_choose_evidence(request.user, ask),
    }
    return render(request, "instruments/rounds/page.html", context)


def _listed(
    ask: Ask,
    checklist: Instrument,
    sheets: list[Sheet],
    words: tuple[str, str],
    offers: dict[tuple[int, int], list[Any]],
) -> list[dict[str, Any]]:
    """The questions of the list, each with who said what, and what may be made of that. In a team those on the scale
    stand with the spread."""
    found = []
    for item in checklist.tree:
        if ask.team_id and item.answered_by == AnswerKind.SCALE:
            continue
        given = [
            {"who": one.person or _("Samen"), "answer": answer, "outcomes": offers.get((one.pk, item.pk), [])}
            for one in sheets
            for answer in one.answers.all()
            if answer.item_id == item.pk
        ]
        if given:
            found.append({"item": item, "words": item.said_to(*words), "given": given})
    return found


def _spread(
    lists: Sequence[Instrument], sheets: list[Sheet], figures: dict[str, Any], words: tuple[str, str]
) -> list[dict[str, Any]]:
    """In a team: per question how everybody answered (from five answers on), the own answer and that of the team. About
    a training: the own answers."""
    hill, *checklists = lists
    parts: list[tuple[str, list[Item], Tips | None]] = [
        (principle.name, principle.indicators, Tips.of(principle, words[0])) for principle in hill.tree
    ]
    scaled = [(one.title, [item for item in one.tree if item.answered_by == AnswerKind.SCALE]) for one in checklists]
    parts += [(title, items, None) for title, items in scaled]
    found = []
    for name, items, ideas in parts:
        rows = []
        for item in items:
            said = {
                "own" if one.person_id else "together": answer
                for one in sheets
                for answer in one.answers.all()
                if answer.item_id == item.pk
            }
            if said or item.slug in figures:
                rows.append({"words": item.said_to(*words), "spread": figures.get(item.slug), **said})
        if rows:
            found.append({"name": name, "rows": rows, "tips": ideas})
    return found


@for_ask
@require_POST
def take_tip(request: PersonRequest, ask: Ask) -> HttpResponse:
    """A suggestion becomes a puzzle piece or an action point in one tap."""
    return redirect(once(request, lambda: _taken(request, ask)))


def _taken(request: PersonRequest, ask: Ask) -> str:
    there = {tip.slug: tip for one in ask.sources() for entry in one.tree for tip in entry.tips}
    tip = there.get(request.POST.get("tip", ""))
    if not tip:
        return ask.get_absolute_url()
    if request.POST.get("as") == "action":
        made = tips.act(ask, tip=tip, by=request.user)
        messages.success(request, _("Dit is nu jouw actiepunt. Het moet over vier weken klaar zijn."))
        return made.get_absolute_url()
    piece = tips.propose(ask, tip=tip, by=request.user)
    messages.success(request, _("Het is nu een voorstel in de puzzel."))
    return piece.get_absolute_url()
