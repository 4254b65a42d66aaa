"""What a teller expects of a story, who else can say so, and how it ended (domain.md §5.2)."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import PersonRequest
from accounts.forms.versions import VersionedForm
from accounts.values import Stale, require
from accounts.views.forms import form_page
from accounts.views.replays import answers_again
from reflections.access import for_teller, for_teller_of_promise
from reflections.actions import promises as actions
from reflections.forms.promises import EndingForm, PromiseForm
from reflections.models.promises import Promise
from reflections.models.stories import ValueStory
from reflections.policy.passes import may_ask_about
from reflections.policy.promises import may_answer_promise, may_change_promise, may_promise
from reflections.values import Ending
from reflections.views.passes import ask_page

FORM = ["GET", "HEAD", "POST"]
WRITE, ANSWER = "reflections/promises/write.html", "reflections/promises/answer.html"


@for_teller
@require_http_methods(FORM)
@answers_again
def promise_new(request: PersonRequest, story: ValueStory) -> HttpResponse:
    """What is expected, and when to ask."""
    require(may_promise(request.user, story))
    form = PromiseForm(request.POST or None)

    def make() -> str:
        given = form.cleaned_data
        made = actions.make(story, text=given["text"], ask_on=given["ask_on"], by=request.user)
        messages.success(request, _("Bewaard. Op die dag vragen we hoe het is afgelopen."))
        return made.get_absolute_url()

    return form_page(request, form, make, WRITE, {"story": story})


@for_teller_of_promise
@require_http_methods(FORM)
def promise_change(request: PersonRequest, promise: Promise) -> HttpResponse:
    """Other words, or another day."""
    require(may_change_promise(request.user, promise))
    initial = {"text": promise.text, "ask_on": promise.ask_on, "version": promise.version}
    form = PromiseForm(request.POST or None, initial=initial)

    def change() -> str:
        actions.change(promise, by=request.user, **form.cleaned_data)
        messages.success(request, _("Bewaard."))
        return promise.get_absolute_url()

    return form_page(request, form, change, WRITE, {"story": promise.story, "promise": promise})


@for_teller_of_promise
@require_http_methods(FORM)
@answers_again
def promise_answer(request: PersonRequest, promise: Promise) -> HttpResponse:
    """It came true, it went otherwise, or not (yet); with words. That closes it."""
    if not promise.is_open and request.method != "POST":
        return redirect(promise)
    require(may_answer_promise(request.user, promise))
    form = EndingForm(request.POST or None, initial={"version": promise.version})

    def answer() -> str:
        given = form.cleaned_data
        ending = Ending(given["ending"])
        actions.answer(promise, ending=ending, words=given["words"], version=given["version"], by=request.user)
        messages.success(request, _("Bewaard. Dit verhaal heeft nu een afloop."))
        return promise.get_absolute_url()

    voice = promise.passes.unsent().select_related("person").first()
    return form_page(request, form, answer, ANSWER, {"promise": promise, "story": promise.story, "voice": voice})


@for_teller_of_promise
@require_POST
def promise_share(request: PersonRequest, promise: Promise) -> HttpResponse:
    """Two buttons: with who reads the story, or with nobody."""
    form = VersionedForm(request.POST)
    seen, shared = form.cleaned_data["version"] if form.is_valid() else 0, request.POST.get("shared") == "yes"
    try:
        actions.share(promise, shared=shared, version=seen, by=request.user)
    except Stale as stale:
        messages.error(request, str(stale))
    else:
        said = _("Gedeeld met wie je verhaal leest.") if shared else _("Alleen jij leest het nog.")
        messages.success(request, said)
    return redirect(promise)


@for_teller_of_promise
@require_http_methods(FORM)
def promise_withdraw(request: PersonRequest, promise: Promise) -> HttpResponse:
    """Take it away, after a page that says what that does."""
    story = promise.story
    if request.method == "POST":
        actions.withdraw(promise, by=request.user)
        messages.success(request, _("Verwijderd."))
        return redirect(story)
    effects = [
        _("We verwijderen wat je hebt opgeschreven. Niemand leest het nog."),
        _("We vragen niet meer hoe het is afgelopen."),
    ]
    if promise.passes.waiting().exists():
        effects.append(_("De tweede stem kan niet meer antwoorden."))
    return render(request, "reflections/promises/withdraw.html", {"story": story, "effects": effects})


@for_teller_of_promise
@require_http_methods(FORM)
@answers_again
def promise_voice(request: PersonRequest, promise: Promise) -> HttpResponse:
    """Name somebody else who can say whether it went like that."""
    if request.method != "POST":
        require(may_ask_about(request.user, promise))
    reads: Any = [(str(_("Je verwachting")), promise.text)]
    words = {"promise": promise, "story": promise.story}
    return ask_page(request, promise, reads, "reflections/promises/voice.html", words, question=_("Klopt dit?"))
