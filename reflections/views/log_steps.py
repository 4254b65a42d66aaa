"""Logging an experience: six steps of one question, a check page, and what follows (domain.md §2.2)."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import resolve, reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import PersonRequest, for_me
from accounts.prepared import Prepared
from accounts.values import Stale, require, today
from accounts.views.autosave import clash, kept, not_kept, saves_itself
from accounts.views.forms import begin, build_on, once, sent
from reflections.access import for_author
from reflections.actions import evidence, experiences, value_notes
from reflections.forms.experiences import LAST_STEP, STEPS, PieceForm, Step, StepForm, ValueForm
from reflections.models.attachments import attachments_of
from reflections.models.experiences import Experience, people_to_ask
from reflections.models.passes import read_by_link
from reflections.models.value_notes import ValueNote
from reflections.policy.experiences import may_log
from reflections.views.log_reminders import offered, offers_push
from reflections.views.said import findings_in, told

NEXT, SAVE, STOP, BACK, FILES, CHECK = "next", "save", "stop", "back", "files", "check"
LEAVES = (STOP, BACK, FILES)  # what is unfinished is kept as it is


@for_me
@require_http_methods(["GET", "HEAD", "POST"])
def experience_new(request: PersonRequest) -> HttpResponse:
    """Step 1 of an entry that is not there yet. Only typing makes it: a look changes nothing (access.md R37).

    Who began one today with a few words goes on in that, unless they ask for another (?other)."""
    require(may_log(request.user))
    experience, step = Experience(author=request.user, version=0), STEPS[1]
    if request.method != "POST":
        newest = next(iter(_newest_draft(request.user.pk)), None)
        begun = newest if newest and _is_only_begun(newest) and "other" not in request.GET else None
        return _page(request, step, step.form(experience=begun or experience), begun=begun, newest=newest)
    form = step.form(request.POST, experience=experience)
    if not form.is_valid() and not saves_itself(request):
        return _page(request, step, form)
    if "situation" not in form.cleaned_data:
        return not_kept(form)
    begun = _begun(request, form)
    if begun is None:
        return redirect("reflections:experiences")
    if not form.seen and begun.version == 1:
        form.cleaned_data["version"] = 1  # the same page once more, perhaps with a few more words
    return _store(request, begun, step, form)


@Prepared
def _newest_draft(person: int) -> QuerySet[Experience]:
    notes = ValueNote.objects.filter(experience=OuterRef("pk"))
    drafts = Experience.objects.filter(author=person).drafts().annotate(has_notes=Exists(notes))
    return drafts.order_by("-edited_at", "-pk")[:1]


def _is_only_begun(draft: Any) -> bool:
    """Of today, and nothing in it but the first box."""
    further = [words for text, words in draft.texts() if text.step > 1]
    further += [draft.question, draft.asked_person_id, draft.origin, draft.has_notes]
    return localdate(draft.edited_at) == today() and not any(further)


def _begun(request: PersonRequest, form: StepForm) -> Experience | None:
    """The draft that this page began, now or a moment ago; None when it was deleted meanwhile."""
    address = begin(request, lambda: experiences.start(by=request.user, **form.changes()).get_absolute_url())
    return Experience.objects.written_by(request.user).with_id(resolve(address).kwargs["public_id"])


@for_author
@require_http_methods(["GET", "HEAD", "POST"])
def experience_step(request: PersonRequest, experience: Experience, step: int) -> HttpResponse:
    """One question of the log. The header X-Autosave asks for a short answer, and then nothing is refused for being
    unfinished."""
    if step not in STEPS:
        raise Http404
    form = STEPS[step].form(request.POST or None, experience=experience)
    if request.method != "POST":
        return _page(request, STEPS[step], form)
    is_valid, keeps = form.is_valid(), not _is_too_long(form)
    if saves_itself(request) and not keeps:
        return not_kept(form)
    if is_valid or (keeps and (saves_itself(request) or _leaves(request))):
        return _store(request, experience, STEPS[step], form)
    return _page(request, STEPS[step], form)


def _leaves(request: PersonRequest) -> bool:
    return request.POST.get("then") in LEAVES


def _is_too_long(form: StepForm) -> bool:
    return any(error.code == "max_length" for found in form.errors.as_data().values() for error in found)


def _write(experience: Experience, form: StepForm, by: Any) -> Experience:
    if isinstance(form, ValueForm):
        return value_notes.write(experience, notes=form.notes(), version=form.seen, by=by)
    if isinstance(form, PieceForm):
        return evidence.tick(experience, pieces=form.ticked(), changes=form.changes(), version=form.seen, by=by)
    return experiences.write(experience, changes=form.changes(), version=form.seen, by=by)


def _store(request: PersonRequest, experience: Experience, step: Step, form: StepForm) -> HttpResponse:
    """Keep what was typed, then go where the button says; a stale save shows both texts and loses none."""
    try:
        stored = _write(experience, form, request.user)
    except Stale as stale:
        return _clash(request, step, form, stale.current)
    if saves_itself(request):
        return kept(stored.version, reverse("reflections:experience_step", args=[stored.public_id, step.number]))
    then = request.POST.get("anyway") or request.POST.get("then") or NEXT
    if then not in LEAVES and "anyway" not in request.POST and (found := form.findings()):
        form.experience = stored
        build_on(form, stored.version)
        return _page(request, step, form, findings=found, then=then)
    sent(request)
    return _go(request, stored, step, then)


def _go(request: PersonRequest, experience: Experience, step: Step, then: str) -> HttpResponse:
    if then == STOP:
        return _stop(request, experience)
    if then == FILES:
        return redirect("reflections:experience_files", experience.public_id)
    if then == BACK:
        return redirect(_back(request, experience, step))
    if then == SAVE:
        return _saved(request, experience, experience.version)
    if step.number == LAST_STEP or request.POST.get("to") == CHECK:
        return redirect("reflections:experience_check", experience.public_id)
    return redirect("reflections:experience_step", experience.public_id, step.number + 1)


def _stop(request: PersonRequest, experience: Experience) -> HttpResponse:
    """What is kept, and what is not sent yet: nobody thinks that a question is on its way which is not."""
    said = [_("Je concept is bewaard. Je kunt later verder.")]
    if person := experience.waits_to_ask:
        said.append(_("Je vraag aan %(name)s is nog niet verstuurd.") % {"name": person.get_short_name()})
    if experience.is_draft:
        messages.success(request, " ".join(said))
        return redirect("reflections:experiences")
    return redirect(experience)  # that page says what is not saved yet


def _back(request: PersonRequest, experience: Experience, step: Step) -> str:
    """One step back; from what was opened to change one thing to where that was."""
    if request.POST.get("to") != CHECK and step.number > 1:
        return reverse("reflections:experience_step", args=[experience.public_id, step.number - 1])
    if experience.is_draft:
        return reverse("reflections:experience_check", args=[experience.public_id])
    return experience.get_absolute_url()


def _clash(request: PersonRequest, step: Step, form: StepForm, current: Any) -> HttpResponse:
    """Both texts beside each other; saving again goes on top of the stored one, knowingly."""
    newer = told(current, step.number)
    if saves_itself(request):
        return clash(request, "reflections/experiences/_newer.html", newer)
    form.experience = current
    build_on(form, current.version)
    return _page(request, step, form, newer=newer, status=409)


def _page(request: PersonRequest, step: Step, form: StepForm, status: int = 200, **more: Any) -> HttpResponse:
    experience = form.experience
    action = reverse("reflections:experience_new")
    if experience.pk:
        action = reverse("reflections:experience_step", args=[experience.public_id, step.number])
    context = {
        "step": step,
        "total": LAST_STEP,
        "part": f"reflections/experiences/steps/{step.part}",
        "form": form,
        "experience": experience,
        "action": action,
        "to": (to := request.POST.get("to") or request.GET.get("to", "")),
        "asked": experience.questions() if step.number == 3 and experience.pk else [],
        "attachments": attachments_of(experience) if step.number == 2 else [],
        "is_alone": step.number == 1 and experience.is_draft and not to,
        **more,
    }
    return render(request, "reflections/experiences/step.html", context, status=status)


@for_author
@require_http_methods(["GET", "HEAD", "POST"])
def experience_check(request: PersonRequest, experience: Experience) -> HttpResponse:
    """Everything once more, who will see what, and the button that saves."""
    if not experience.situation.strip():
        return redirect("reflections:experience_step", experience.public_id, 1)
    findings = findings_in(experience)
    if request.POST.get("then") == STOP:
        return _stop(request, experience)
    if request.method == "POST" and (not findings or "anyway" in request.POST):
        version = request.POST.get("version", "")
        number = int(version) if version.isascii() and version.isdigit() else None
        return _saved(request, experience, number, keyed=True)
    return _check(request, experience, findings=findings)


def _check(request: PersonRequest, experience: Experience, status: int = 200, **more: Any) -> HttpResponse:
    context = {
        "experience": experience,
        "rows": _rows(experience),
        "readers": [*experience.readers(), *read_by_link(experience)],
        "asked": experience.waits_to_ask,
        **more,
    }
    return render(request, "reflections/experiences/check.html", context, status=status)


def _rows(experience: Experience) -> list[dict[str, Any]]:
    """The lines of the check page, each with the way back to its step."""
    rows = []
    for number in STEPS:
        address = reverse("reflections:experience_step", args=[experience.public_id, number])
        for line in told(experience, number):
            box = f"#id_{line.field}" if line.field else ""
            rows.append({"label": line.label, "text": line.text, "url": f"{address}?to={CHECK}{box}"})
        if number == 2 and (brought := attachments_of(experience)):
            text = "\n".join(attachment.description for attachment in brought)
            rows.append({"label": _("Foto, geluid of PDF"), "text": text, "url": _files_of(experience)})
    return rows


def _files_of(experience: Experience) -> str:
    return reverse("reflections:experience_files", args=[experience.public_id])


def _saved(request: PersonRequest, experience: Experience, version: int | None, *, keyed: bool = False) -> HttpResponse:
    """Save, once per key when the page has one, and go to the page that says what happens now."""

    def save() -> str:
        chosen = experience.waits_to_ask
        if experiences.save(experience, version=version, by=request.user) is None and chosen:
            words = _("Je vraag is niet verstuurd: %(name)s begeleidt je nu niet.")
            messages.warning(request, words % {"name": chosen.get_short_name()})
        return reverse("reflections:experience_saved", args=[experience.public_id])

    try:
        return redirect(once(request, save) if keyed else save())
    except Stale as stale:
        return _check(request, stale.current, status=409, newer=True, findings=findings_in(stale.current))


@for_author
@require_safe
def experience_saved(request: PersonRequest, experience: Experience) -> HttpResponse:
    """What happens now, and what could still be added: a short log is a full log."""
    if experience.is_draft:
        return redirect("reflections:experience_check", experience.public_id)
    waiting = [question.asked for question in experience.questions().unanswered()]
    context = {
        "experience": experience,
        "asked": waiting,
        "readers": [
            *(person for person in experience.readers() if person not in waiting),
            *read_by_link(experience),
        ],
        "open_steps": _open(experience),
        "reminders": offered(request.user),
        "offers_push": offers_push(request),
    }
    return render(request, "reflections/experiences/saved.html", context)


def _open(experience: Experience) -> list[tuple[Any, str]]:
    """Steps with nothing in them yet, as an offer."""
    wishes: list[tuple[int, Any, Callable[[], bool]]] = [
        (2, _("Vertel wat er gebeurde"), lambda: bool(experience.analysis)),
        (3, _("Vraag iemand om feedback"), lambda: experience.feedback_requests.exists() or experience.passes.exists()),
        (4, _("Schrijf je reflectie"), lambda: bool(experience.reflection)),
        (5, _("Kies wat het waard was"), lambda: experience.value_notes.exists()),
        (6, _("Kies het puzzelstuk"), lambda: not experience.track or experience.evidence.exists()),
    ]
    steps = [(words, _way_to(experience, number)) for number, words, is_done in wishes if not is_done()]
    brings = [] if attachments_of(experience) else [(_("Voeg een foto, geluid of PDF toe"), _files_of(experience))]
    return [*steps[:1], *brings, *steps[1:]] if not experience.analysis else [*brings, *steps]


def _way_to(experience: Experience, number: int) -> str:
    """The step; who is guided by nobody asks a colleague."""
    if number == 3 and not people_to_ask(experience.author):
        return reverse("reflections:pass_ask", args=[experience.public_id])
    return reverse("reflections:experience_step", args=[experience.public_id, number]) + f"?to={CHECK}"
