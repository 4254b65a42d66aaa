"""The talk of a team about its conditions: one by one, what to work on, and all of it on one page."""

from types import SimpleNamespace
from typing import Any

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import PersonRequest
from accounts.values import require, version_of
from accounts.views.forms import form_page
from learningtracks.access import for_condition_scan
from learningtracks.actions import condition_scans as actions
from learningtracks.forms.condition_scans import ChooseForm, TalkForm
from learningtracks.models.condition_scans import ConditionAnswer, ConditionScan, ConditionSheet, ConditionTalk
from learningtracks.policy.condition_scans import may_talk, own_sheet, shown_sheet
from learningtracks.values.conditions import LAYERS
from learningtracks.views.condition_lines import over_time
from learningtracks.views.condition_scans import actions_of, questions

EARLIER = 2  # scans from before that stand beside this one


def _talk_url(scan: ConditionScan, key: str) -> str:
    return reverse("learningtracks:condition_talk", args=[scan.public_id, key])


def _answer_in(sheet: ConditionSheet | None, key: str) -> ConditionAnswer | None:
    return next((one for one in sheet.answers.all() if one.condition == key), None) if sheet else None


@for_condition_scan
@require_http_methods(["GET", "HEAD", "POST"])
def condition_talk(request: PersonRequest, scan: ConditionScan, condition: str) -> HttpResponse:
    """One condition: how the answers are spread, where allowed; what to ask on; what you said."""
    require(may_talk(request.user, scan))
    keys = [entry.key for entry in questions().entries]
    if condition not in keys:
        raise Http404
    place = keys.index(condition)
    talk = scan.talks.filter(condition=condition).first() or ConditionTalk(scan=scan, condition=condition)
    form = TalkForm(request.POST or None, talk=talk)
    following = _talk_url(scan, keys[place + 1]) if place + 1 < len(keys) else _choose_url(scan)

    def write() -> str:
        actions.talk(scan, condition=condition, by=request.user, **form.cleaned_data)
        messages.success(request, _("Bewaard. Iedereen in het team kan het lezen."))
        return following

    def beside(newer: ConditionTalk | None) -> dict[str, Any]:
        return {
            "scan": scan,
            "team": scan.team,
            "entry": questions().entries[place],
            "step": place + 1,
            "total": len(keys),
            "layers": LAYERS,
            "spread": scan.spread_of(condition),
            "own": _answer_in(own_sheet(request.user, scan), condition),
            "previous": _talk_url(scan, keys[place - 1]) if place else "",
            "following": following,
            "last": place + 1 == len(keys),
            "talk": newer or talk,
            **_of_lead(scan, condition),
        }

    return form_page(request, form, write, "learningtracks/condition_scans/talk.html", beside)


def _of_lead(scan: ConditionScan, condition: str) -> dict[str, Any]:
    """The answer that who leads the team shows, where five others remain (access.md R17)."""
    sheet = shown_sheet(scan)
    return {"lead": sheet.person, "of_lead": _answer_in(sheet, condition)} if sheet else {}


def _choose_url(scan: ConditionScan) -> str:
    return reverse("learningtracks:condition_choose", args=[scan.public_id])


@for_condition_scan
@require_http_methods(["GET", "HEAD", "POST"])
def condition_choose(request: PersonRequest, scan: ConditionScan) -> HttpResponse:
    """At most three to work on; from there each leads to the catalogue."""
    require(may_talk(request.user, scan))
    chosen = scan.chosen()
    form = ChooseForm(request.POST or None, initial={"conditions": chosen, "version": version_of(*chosen)})

    def choose() -> str:
        actions.choose(scan, conditions=form.cleaned_data["conditions"], version=form.seen, by=request.user)
        messages.success(request, _("Bewaard. Zoek er nu een actie bij."))
        return scan.get_absolute_url()

    def beside(newer: list[str] | None) -> dict[str, Any]:
        stored = None if newer is None else SimpleNamespace(conditions=newer)
        return {"scan": scan, "team": scan.team, "newer": stored}

    return form_page(request, form, choose, "learningtracks/condition_scans/choose.html", beside)


@for_condition_scan
@require_safe
def condition_report(request: PersonRequest, scan: ConditionScan) -> HttpResponse:
    """Everything of a closed scan on one page, to read and to print, with earlier times beside it."""
    require(may_talk(request.user, scan))
    shown = [*list(ConditionScan.objects.before(scan)[:EARLIER])[::-1], scan]
    prefetch_related_objects(shown, "talks")  # one query, also when there is nothing earlier
    talks = {talk.condition: talk for talk in scan.talks.all()}
    entries = questions().entries
    context = {
        "scan": scan,
        "team": scan.team,
        "questions": questions(),
        "rows": [
            {"entry": entry, "talk": talks.get(entry.key), "spread": scan.spread_of(entry.key)} for entry in entries
        ],
        "over_time": over_time(shown, entries),
        "actions": actions_of(request, scan),
    }
    return render(request, "learningtracks/condition_scans/report.html", context)
