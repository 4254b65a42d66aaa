"""Passes: ask a colleague, and the page on which they answer without an account (domain.md §9.6)."""

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import PersonRequest, for_anyone
from accounts.allauth_internals import consume, respond_429
from accounts.forms.lines import with_our_line_ends
from accounts.models import User
from accounts.values import Refused, require
from accounts.views.autosave import kept, not_kept, saves_itself
from accounts.views.forms import form_page, sent
from partnerships import belonging
from partnerships.models.teams import Team
from reflections.access import for_asker_of_pass, for_author, unkept
from reflections.actions import passes
from reflections.forms.feedback import REPLY_STEMS
from reflections.forms.passes import VOICE_STEMS, AnswerForm, ColleagueForm
from reflections.models.experiences import Experience
from reflections.models.passes import Pass, pass_of
from reflections.policy.passes import may_ask_about, may_use_pass
from reflections.values import Part
from reflections.views.said import with_ways

FORM = ["GET", "HEAD", "POST"]
ASK = "reflections/passes/ask.html"
NOT_SENT = "answers"  # in the session: what is typed to a pass, by its id; only that browser gets it back


@for_author
@require_http_methods(FORM)
def pass_ask(request: PersonRequest, experience: Experience) -> HttpResponse:
    """Choose a colleague, one question, and read what they will see."""
    if experience.is_draft:
        return redirect("reflections:experience_check", experience.public_id)
    story: Any = experience.latest()
    if request.method != "POST":
        require(may_ask_about(request.user, experience))
    reads = [(str(text.label), words) for text, words in story.texts() if text.part == Part.STORY]
    return ask_page(request, experience, reads, ASK, {"experience": experience, "story": story})


def ask_page(
    request: PersonRequest,
    source: passes.Source,
    reads: list[tuple[str, str]],
    template: str,
    words: dict[str, Any],
    question: str = "",
) -> HttpResponse:
    """Choose a colleague and one question about an experience or a promise. `reads` is what they will see of it."""
    form = ColleagueForm(request.POST or None, teammates=teammates_of(request.user), reads=reads, question=question)
    findings = form.findings() if form.is_valid() and "anyway" not in request.POST else []
    if isinstance(source, Experience):
        findings = with_ways(findings, source)

    def ask() -> str:
        given = form.cleaned_data
        if form.teammate:
            person, team = form.teammate
            made = passes.ask_teammate(source, person=person, team=team, question=given["question"], by=request.user)
        else:
            made = passes.ask(
                source, name=given["name"], email=given["email"], question=given["question"], by=request.user
            )
        if made.promise and made.expires_at is None:
            day = {"name": made.called, "day": date_format(made.promise.ask_on, "j F Y")}
            messages.success(request, _("%(name)s krijgt je vraag op %(day)s.") % day)
        else:
            messages.success(request, _("%(name)s krijgt je vraag.") % {"name": made.called})
        return source.get_absolute_url()

    here = any(not finding.url for finding in findings)  # in the question, which stands on this page
    words |= {"findings": findings, "target": "id_question" if here else ""}
    return form_page(request, form, ask, template, words, hold=bool(findings))


def teammates_of(person: User) -> dict[str, tuple[User, Team]]:
    """Who is in a team with this person today, each once."""
    teams = Team.objects.filter(pk__in=belonging.teams_of(person)).order_by("name", "pk")
    found: dict[str, tuple[User, Team]] = {}
    for team in teams:
        for one in belonging.people_in(team.pk).exclude(pk=person.pk):
            found.setdefault(str(one.public_id), (one, team))
    return found


@for_asker_of_pass
@require_POST
def pass_withdraw(request: PersonRequest, found: Pass) -> HttpResponse:
    """Take the question back as long as nobody answered."""
    passes.withdraw(found, by=request.user)
    messages.success(request, _("Je vraag is ingetrokken. De link werkt niet meer."))
    return redirect(found.source)


@for_anyone("The link is signed, and is the right to read one story and to answer one question once.")
@require_http_methods(FORM)
def pass_answer(request: HttpRequest, token: str) -> HttpResponse:
    """What it is about on top, the question, one box. Whatever does not open gets the same page, and a box that was
    filled in comes back on it."""
    found = pass_of(token)
    action = "pass_guess" if found is None else "pass_kept" if saves_itself(request) else "pass"
    if not consume(request, action=action, key=token[:80], looks=found is None):
        return unkept(respond_429(request))
    if found is None or not may_use_pass(found):
        return _closed(request, found)
    if saves_itself(request):
        return unkept(_keep(request, found))
    form = AnswerForm(request.POST or None, initial={"text": _not_sent(request).get(found.public_id.hex, "")})
    if request.method == "POST" and form.is_valid() and not form.warns():
        try:
            passes.answer(found, text=form.cleaned_data["text"])
        except (Refused, Http404):
            return _closed(request, found)
        return _done(request, found)
    if request.method == "GET" and request.user != found.asker:  # who tries the own link opened nothing
        passes.note_read(found)
    return unkept(render(request, "reflections/passes/answer.html", {"found": found, "form": form} | _read(found)))


def _read(found: Pass) -> dict[str, Any]:
    """What the page shows of what it is about: of a promise the one claim, never the story."""
    if found.experience:
        return {"experience": found.experience, "story": found.experience.latest(), "stems": REPLY_STEMS}
    return {"promise": found.promise, "stems": VOICE_STEMS}


def _done(request: HttpRequest, found: Pass) -> HttpResponse:
    """What was kept goes; a teammate who is signed in may have sent it from an own device."""
    _put_aside(request, found, "")
    if request.user.is_authenticated:
        sent(cast(PersonRequest, request))
    return redirect("reflections:pass_done")


def _keep(request: HttpRequest, found: Pass) -> HttpResponse:
    """What is typed so far; an empty box is also something to keep."""
    form = AnswerForm(request.POST, may_be_empty=True)
    if not form.is_valid():
        return not_kept(form)
    _put_aside(request, found, form.cleaned_data["text"])
    return kept(version=1)


def _not_sent(request: HttpRequest) -> dict[str, str]:
    return dict(request.session.get(NOT_SENT, {}))


def _put_aside(request: HttpRequest, found: Pass, text: str) -> None:
    """Not in the row: who else holds the link must not read what is not sent yet."""
    others = {key: words for key, words in _not_sent(request).items() if key != found.public_id.hex}
    if text or len(others) < len(_not_sent(request)):
        request.session[NOT_SENT] = others | ({found.public_id.hex: text} if text else {})


def _closed(request: HttpRequest, found: Pass | None) -> HttpResponse:
    """A second click gets the first answer; who has the link but typed other words learns nothing."""
    typed = [words for words in [request.POST.get("text", "").strip()] if words]
    if found and typed and not saves_itself(request) and found.has_answer(with_our_line_ends(typed[0])):
        return _done(request, found)
    return unkept(render(request, "reflections/passes/closed.html", {"typed": typed}, status=404))


@for_anyone("Says that an answer was sent, and nothing of whom or what.")
@require_safe
def pass_done(request: HttpRequest) -> HttpResponse:
    """After answering: the link opens nothing any more."""
    return render(request, "reflections/passes/done.html")
