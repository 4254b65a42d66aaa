"""Passes: ask a colleague, and the page on which they answer without an account (domain.md §9.6)."""

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
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
from reflections.access import for_asker_of_pass, for_author
from reflections.actions import passes
from reflections.forms.feedback import REPLY_STEMS
from reflections.forms.passes import AnswerForm, ColleagueForm
from reflections.models.experiences import Experience
from reflections.models.passes import Pass, pass_of
from reflections.policy.passes import may_ask_colleague, may_use_pass

FORM = ["GET", "HEAD", "POST"]
NOT_SENT = "answers"  # in the session: what is typed to a pass, by its id; only that browser gets it back


@for_author
@require_http_methods(FORM)
def pass_ask(request: PersonRequest, experience: Experience) -> HttpResponse:
    """Choose a colleague, one question, and read what they will see."""
    if experience.is_draft:
        return redirect("reflections:experience_check", experience.public_id)
    story: Any = experience.latest()
    form = ColleagueForm(request.POST or None, teammates=teammates_of(request.user), version=story)
    findings = form.findings() if form.is_valid() and "anyway" not in request.POST else []

    def ask() -> str:
        given = form.cleaned_data
        if form.teammate:
            person, team = form.teammate
            made = passes.ask_teammate(
                experience, person=person, team=team, question=given["question"], by=request.user
            )
        else:
            made = passes.ask(
                experience, name=given["name"], email=given["email"], question=given["question"], by=request.user
            )
        messages.success(request, _("%(name)s krijgt je vraag.") % {"name": made.called})
        return experience.get_absolute_url()

    if request.method != "POST":
        require(may_ask_colleague(request.user, experience))
    words = {"experience": experience, "story": story, "findings": findings}
    return form_page(request, form, ask, "reflections/passes/ask.html", words, hold=bool(findings))


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
    return redirect(found.experience)


@for_anyone("The link is signed, and is the right to read one story and to answer one question once.")
@require_http_methods(FORM)
def pass_answer(request: HttpRequest, token: str) -> HttpResponse:
    """The log on top, the question, one box. Whatever does not open gets the same page, and a box that was filled in
    comes back on it."""
    found = pass_of(token)
    action = "pass_guess" if found is None else "pass_kept" if saves_itself(request) else "pass"
    if not consume(request, action=action, key=token[:80], looks=found is None):
        return _unkept(respond_429(request))
    story = found.experience.latest() if found and may_use_pass(found) else None
    if found is None or story is None:
        return _closed(request, found)
    if saves_itself(request):
        return _unkept(_keep(request, found))
    form = AnswerForm(request.POST or None, initial={"text": _not_sent(request).get(found.public_id.hex, "")})
    if request.method == "POST" and form.is_valid():
        try:
            passes.answer(found, text=form.cleaned_data["text"])
        except (Refused, Http404):
            return _closed(request, found)
        return _done(request, found)
    if request.method == "GET":
        passes.note_read(found)
    context = {"found": found, "experience": found.experience, "story": story, "form": form, "stems": REPLY_STEMS}
    return _unkept(render(request, "reflections/passes/answer.html", context))


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
    return _unkept(render(request, "reflections/passes/closed.html", {"typed": typed}, status=404))


def _unkept(response: HttpResponse) -> HttpResponse:
    """Who answers is nobody to the middleware, and what they read stays in no cache and no search engine all the same.
    Its address goes to no other site (settings.SECURE_REFERRER_POLICY)."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    if response.status_code == 429:
        response.headers["Retry-After"] = "600"
    return response


@for_anyone("Says that an answer was sent, and nothing of whom or what.")
@require_safe
def pass_done(request: HttpRequest) -> HttpResponse:
    """After answering: the link opens nothing any more."""
    return render(request, "reflections/passes/done.html")
