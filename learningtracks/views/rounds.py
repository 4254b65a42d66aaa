"""Rounds: the own ones, those of a track or a team, filling one in, and what came out."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import PersonRequest, for_me
from accounts.values import require
from accounts.views.autosave import writing_page
from accounts.views.forms import form_page, once
from learningtracks.access import for_round, for_round_reader, for_team_around, for_track
from learningtracks.actions import rounds as actions
from learningtracks.evidence import shown
from learningtracks.forms.rounds import FillForm, StartForm
from learningtracks.models.rounds import Filling, HelpAsk, Round
from learningtracks.models.tracks import Track
from learningtracks.models.trainings import Training
from learningtracks.policy import rounds as rounds_policy
from learningtracks.policy.own_lists import lists_for
from learningtracks.policy.rounds import (
    actions_open_to,
    has_spread,
    may_fill,
    may_fill_together,
    may_plan_of,
    may_start_round,
    readable_fillings,
    scores_on,
    scores_together,
    words_for,
)
from learningtracks.values.instruments import AnswerKind
from learningtracks.values.rounds import TASK, Moment
from learningtracks.views.hill import compare, trends
from partnerships.models.teams import Team

MOST = 30  # rounds in a list


@for_me
@require_safe
def rounds(request: PersonRequest) -> HttpResponse:
    """Everything to fill in, to answer, and the own trainings."""
    mine = Round.objects.readable_by(request.user).with_subjects()
    waiting = list(Round.objects.open_for(request.user).with_subjects().newest_first()[:MOST])
    context = {
        "waiting": waiting,
        "earlier": mine.exclude(pk__in=[one.pk for one in waiting]).newest_first()[:MOST],
        "asks": HelpAsk.objects.readable_by(request.user)[:MOST],
        "trainings": Training.objects.of(request.user)[:MOST],
    }
    return render(request, "learningtracks/rounds/mine.html", context)


@for_track
@require_http_methods(["GET", "HEAD", "POST"])
def track_rounds(request: PersonRequest, track: Track) -> HttpResponse:
    """The rounds of a track, a line per principle over them, and a new one in the period that runs."""
    periods = list(track.periods.all())
    period = next((one for one in periods if one.is_now), periods[-1] if periods else None)
    form = StartForm(request.POST or None, lists=lists_for(period) if period else None)

    def beside(newer: None) -> dict[str, Any]:
        return {
            "track": track,
            "back": track.get_absolute_url(),
            "rounds": list(Round.objects.on_track(track).with_heads().oldest_first())[::-1],
            "trends": trends(*scores_on(request.user, track)),
            "may_start": period and may_start_round(request.user, period),
        }

    start = partial(_started, request, period, form)
    return form_page(request, form, start, "learningtracks/rounds/list.html", beside, hold=period is None)


@for_team_around
@require_http_methods(["GET", "HEAD", "POST"])
def team_rounds(request: PersonRequest, team: Team) -> HttpResponse:
    """The rounds of a team; the line is what the team answered as one."""
    form = StartForm(request.POST or None, titled=True, lists=lists_for(team))

    def beside(newer: None) -> dict[str, Any]:
        there = list(team.rounds.with_heads().oldest_first())
        return {
            "team": team,
            "rounds": there[::-1],
            "trends": trends(*scores_together(team)),
            "may_start": True,
        }

    start = partial(_started, request, team, form)
    return form_page(request, form, start, "learningtracks/rounds/list.html", beside)


def _started(request: PersonRequest, subject: Any, form: StartForm) -> str:
    return actions.start(subject, by=request.user, **form.cleaned_data).get_absolute_url()


@for_round_reader
@require_safe
def round_page(request: PersonRequest, round: Round) -> HttpResponse:
    """What there is to do in a round and what came out of it, as far as this person may read."""
    fillings = readable_fillings(request.user, round)
    own = next((one for one in fillings if one.person_id == request.user.pk), None)
    before = round.moment == Moment.BEFORE and not round.team_id
    evidence = {} if before else shown(request.user, round.track, fillings)
    words = words_for(request.user, round)
    context = {
        "round": round,
        "own": own,
        "together": next((one for one in fillings if one.person_id is None), None),
        "compared": compare(round, fillings, evidence, words) if not (round.team_id or round.training_id) else [],
        "answers": _listed(round, fillings),
        "spread": _spread(round, fillings, words),
        "too_small": round.team_id and not round.is_open and not has_spread(round),
        "may": actions_open_to(request.user, round, own),
        "before": before,
        "task": next((one.text for one in own.answers.all() if one.item.slug == TASK), "") if before and own else "",
        "may_talk": before and may_plan_of(request.user, round),
        "asks": HelpAsk.objects.readable_by(request.user).filter(round=round) if before else [],
        "look_backs": round.look_backs.filter(person=request.user) if before else [],
    }
    return render(request, "learningtracks/rounds/page.html", context)


def _listed(round: Round, fillings: list[Filling]) -> list[dict[str, Any]]:
    """The questions of the list, each with who said what."""
    found = []
    if round.team_id and round.checklist.answer == AnswerKind.SCALE:
        return []  # stands with the spread
    for item in round.checklist.tree:
        given = [
            {"who": one.person or _("Samen"), "answer": answer}
            for one in fillings
            for answer in one.answers.all()
            if answer.item_id == item.pk
        ]
        if given:
            found.append({"item": item, "given": given})
    return found


def _spread(round: Round, fillings: list[Filling], words: tuple[str, str]) -> list[dict[str, Any]]:
    """In a team: per question how everybody answered (from five answers on), the own answer and that of the team. About
    a training: the own answers."""
    if round.period_id:
        return []
    spreads = rounds_policy.spreads(round)
    found = []
    parts = [(principle.name, principle.indicators) for principle in round.hill.tree]
    if round.checklist.answer == AnswerKind.SCALE:
        parts.append((round.checklist.title, round.checklist.tree))
    for name, items in parts:
        rows = []
        for item in items:
            said = {
                "own" if one.person_id else "together": answer
                for one in fillings
                for answer in one.answers.all()
                if answer.item_id == item.pk
            }
            if said or item.slug in spreads:
                rows.append({"words": item.said_to(*words), "spread": spreads.get(item.slug), **said})
        if rows:
            found.append({"name": name, "rows": rows})
    return found


@for_round
@require_http_methods(["GET", "HEAD", "POST"])
def round_answer(request: PersonRequest, round: Round) -> HttpResponse:
    """The own answers, saved while typing."""
    require(may_fill(request.user, round))
    return _filling_in(request, round, Filling.objects.of(request.user).filter(round=round).first(), together=False)


@for_round
@require_http_methods(["GET", "HEAD", "POST"])
def round_together(request: PersonRequest, round: Round) -> HttpResponse:
    """The answers that a team gives as one."""
    require(may_fill_together(request.user, round))
    return _filling_in(request, round, Filling.objects.together().filter(round=round).first(), together=True)


def _filling_in(request: PersonRequest, round: Round, filling: Filling | None, *, together: bool) -> HttpResponse:
    words = words_for(request.user, round)
    form = FillForm(request.POST or None, round=round, filling=filling, words=words)

    def write() -> int:
        given = {item: actions.Given(*answer) for item, answer in form.answers.items()}
        return actions.write(round, by=request.user, answers=given, version=form.seen, together=together).version

    def go() -> str:
        if request.POST.get("then") == "hand_in" and not together:
            actions.hand_in(round, by=request.user)
            messages.success(request, _("Ingeleverd."))
        else:
            messages.success(request, _("Bewaard. Je kunt later verdergaan."))
        return round.get_absolute_url()

    def beside(newer: Filling | None) -> dict[str, Any]:
        said = newer.answers.select_related("item") if newer else []
        stored = [(one.item.said_to(*words), one) for one in said]
        return {"round": round, "together": together, "newer": stored, "address": request.path, "learner": words[1]}

    return writing_page(request, form, write, go, "learningtracks/rounds/answer.html", beside)


@for_round
@require_POST
def round_close(request: PersonRequest, round: Round) -> HttpResponse:
    """No more answers: now everything that may be seen is shown."""
    actions.close(round, by=request.user)
    messages.success(request, _("De ronde is gesloten."))
    return redirect(round)


@for_round
@require_POST
def round_become(request: PersonRequest, round: Round) -> HttpResponse:
    """A suggestion, or the task that was written down, becomes a puzzle piece or an action point in one tap."""
    return redirect(once(request, lambda: _became(request, round)))


def _became(request: PersonRequest, round: Round) -> str:
    tips = {tip.slug: tip for one in round.hill.tree for tip in one.tips}
    tip = tips.get(request.POST.get("tip", ""))
    if tip and request.POST.get("as") == "action":
        made = actions.act_on_tip(round, tip=tip, by=request.user)
        messages.success(request, _("Dit is nu jouw actiepunt. Het moet over vier weken klaar zijn."))
        return made.get_absolute_url()
    own = Filling.objects.of(request.user).filter(round=round).first()
    text = own.answers.filter(item__slug=TASK).values_list("text", flat=True).first() if own else ""
    if not tip and not text:
        return round.get_absolute_url()
    piece = (
        actions.propose_tip(round, tip=tip, by=request.user)
        if tip
        else actions.propose_task(round, text=text or "", by=request.user)
    )
    messages.success(request, _("Het is nu een voorstel in de puzzel."))
    return piece.get_absolute_url()
