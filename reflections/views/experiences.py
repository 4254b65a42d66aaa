"""The own log, one entry for its author and for its readers, looking back, printing, deleting."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import PersonRequest, for_me
from accounts.prepared import Prepared
from accounts.prepared_pages import PreparedPages
from accounts.values import today
from accounts.views.forms import form_page
from learningtracks.extensions import came_from
from reflections.access import for_author, for_experience_reader, for_received_feedback
from reflections.actions import experiences as actions
from reflections.actions import reads
from reflections.forms.sharing import AddForm, FilterForm, Period
from reflections.models.attachments import Attachment, attachments_of
from reflections.models.experiences import Experience, Read, Share, gather_value_notes
from reflections.models.feedback import Feedback, FeedbackRequest
from reflections.models.passes import Pass, read_by_link
from reflections.models.value_checks import learns_alone
from reflections.policy.alone import may_tell_alone, story_of
from reflections.policy.experiences import may_log, may_show_again
from reflections.policy.passes import MOST_AT_ONCE
from reflections.values import LEVELS, Part
from reflections.views.reading import about_for_reader, conversations

A_PAGE = 20
MOST_PRINTED = 500  # on one page of paper output; narrow the period for more
MOST_READS = 30


_saved_by = PreparedPages(lambda person: Experience.objects.filter(author=person).saved().with_story(), A_PAGE)


@Prepared
def _drafts_of(person: int) -> QuerySet[Experience]:
    drafts = Experience.objects.filter(author=person).drafts().select_related("asked_person")
    return drafts.order_by("-edited_at", "-pk")[:A_PAGE]


@for_me
@require_safe
def experiences(request: PersonRequest) -> HttpResponse:
    """The own log: drafts folded away, then what is saved, newest first; a search looks in both."""
    form = FilterForm(request.GET, person=request.user)
    found: Any = _saved_by(request.user.pk)
    if form.asks:
        found = form.found_in(Experience.objects.written_by(request.user)).with_story()
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "query": _query(request),
        "drafts": [] if form.asks else _drafts_of(request.user.pk),
        "may_log": may_log(request.user),
        "alone": learns_alone(request.user),
    }
    return render(request, "reflections/experiences/list.html", context)


def _query(request: PersonRequest) -> str:
    """The filters of this address without the page, for the links to other pages."""
    kept = request.GET.copy()
    kept.pop("page", None)
    return kept.urlencode()


@for_me
@require_safe
def experiences_print(request: PersonRequest) -> HttpResponse:
    """The same selection in full, for paper."""
    form = FilterForm(request.GET, person=request.user)
    found = form.found_in(Experience.objects.written_by(request.user).saved()).with_story()
    context = {"entries": found[:MOST_PRINTED], "parts": Part.values, "query": _query(request)}
    return render(request, "reflections/experiences/print.html", context)


@for_me
@require_safe
def experiences_look_back(request: PersonRequest) -> HttpResponse:
    """What a week, a month or another period brought, per level of value in words. No scores, no comparing."""
    periods = _periods()
    form = Period(request.GET)
    form.is_valid()
    since, until = form.cleaned_data.get("since"), form.cleaned_data.get("until")
    if not since and not until:
        _label, since, until = periods[0]
    found = list(Experience.objects.written_by(request.user).saved().between(since, until).with_story()[:MOST_PRINTED])
    context = {
        "form": Period(initial={"since": since, "until": until}),
        "since": since,
        "until": until,
        "entries": found,
        "levels": _by_level(found),
        "tabs": [
            {"label": label, "url": f"?since={first}&until={last}", "current": (first, last) == (since, until)}
            for label, first, last in periods
        ],
    }
    return render(request, "reflections/experiences/look_back.html", context)


def _periods() -> list[tuple[str, dt.date, dt.date]]:
    day = today()
    monday, first = day - dt.timedelta(days=day.weekday()), day.replace(day=1)
    before = first - dt.timedelta(days=1)
    return [
        (_("Deze week"), monday, monday + dt.timedelta(days=6)),
        (_("Deze maand"), first, (first + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)),
        (_("Vorige maand"), before.replace(day=1), before),
    ]


def _by_level(found: list[Experience]) -> list[dict[str, Any]]:
    """Levels that have notes, with the notes and the entries they stand in."""
    levels = []
    for level in LEVELS:
        notes = [(entry, note) for entry in found for note in entry.value_notes.all() if note.level == level.level]
        if notes:
            levels.append({"level": level, "notes": notes})
    return levels


@Prepared
def _shares_of(experience: int) -> QuerySet[Share]:
    found = Share.objects.running().with_access().filter(experience=experience)
    return found.select_related("person").order_by("person__name_key", "shared_at", "pk")


@Prepared
def _questions_about(experience: int) -> QuerySet[FeedbackRequest]:
    found = FeedbackRequest.objects.filter(experience=experience, withdrawn_at__isnull=True).with_access()
    return found.select_related("asked", "feedback__author")


@Prepared
def _passes_about(experience: int) -> QuerySet[Pass]:
    found = Pass.objects.filter(experience=experience, withdrawn_at__isnull=True).with_trouble()
    return found.select_related("person")


@Prepared
def _reads_of(experience: int) -> QuerySet[Read]:
    return Read.objects.filter(experience=experience).select_related("person")[:MOST_READS]


@for_experience_reader
@require_safe
def experience(request: PersonRequest, experience: Experience) -> HttpResponse:
    """One entry: all of it for its author, the shared parts of the saved versions for a reader, who is written down."""
    if experience.author_id != request.user.pk:
        page = render(request, "reflections/experiences/read.html", about_for_reader(request, experience))
        reads.note(experience, by=request.user)  # last: whoever writes has to read anew who they are
        return page
    if experience.is_draft:
        return redirect("reflections:experience_step", experience.public_id, _resume_at(experience))
    gather_value_notes([experience])
    shares, brought = _shares_of(experience.pk), attachments_of(experience)
    passes = _passes_about(experience.pk)
    open_passes = [one for one in passes if one.is_open]
    context = {
        "experience": experience,
        "unsaved": _is_unsaved(experience, brought),
        "requests": _questions_about(experience.pk),
        "passes": passes,
        "open_passes": open_passes,
        "may_ask_more": len(open_passes) < MOST_AT_ONCE,
        "attachments": brought,
        "shares": shares,
        "conversations": conversations(experience, shares, request.user),
        "reads": _reads_of(experience.pk),
        "concerns": experience.open_concerns(),
        "may_show_again": experience.hidden_at and may_show_again(request.user, experience),
        "came_from": came_from(experience.origin, request.user),
        "may_tell": may_tell_alone(request.user, experience),
    }
    return render(request, "reflections/experiences/page.html", context)


def _is_unsaved(experience: Experience, brought: list[Attachment]) -> bool:
    """Something stands in the working copy that readers do not see yet."""
    unseen = not all(attachment.shown for attachment in brought)
    return unseen or bool(experience.waits_to_ask) or experience.differs_from(experience.latest())


def _resume_at(experience: Experience) -> int:
    """The furthest step that has something in it: that is where somebody stopped."""
    filled = [
        *((text.step, words) for text, words in experience.texts()),
        (3, experience.asked_person_id or experience.question),
        (5, experience.value_notes.exists()),
    ]
    return max((step for step, there in filled if there), default=1)


@for_author
@require_http_methods(["GET", "HEAD", "POST"])
def experience_delete(request: PersonRequest, experience: Experience) -> HttpResponse:
    """Ask, say what it means for readers, delete."""
    if request.method == "POST":
        actions.delete(experience, by=request.user)
        messages.success(request, _("De ervaring is verwijderd."))
        return redirect("reflections:experiences")
    effects = [_("Je kunt dit niet terugdraaien.")]
    if experience.shares.running().exists() or read_by_link(experience):
        effects.append(_("Wie de ervaring nu kan lezen, ziet die meteen niet meer."))
    if story_of(experience):
        effects.append(_("Het verhaal dat je ervan maakte, blijft staan."))
    if experience.has_feedback():
        effects.append(_("Wie feedback heeft gegeven, houdt de eigen woorden. Jouw tekst staat daar niet bij."))
    context = {
        "experience": experience,
        "question": _("Concept verwijderen?") if experience.is_draft else _("Ervaring verwijderen?"),
        "effects": effects,
        "back_url": reverse("reflections:experiences") if experience.is_draft else experience.get_absolute_url(),
    }
    return render(request, "reflections/experiences/delete.html", context)


@for_received_feedback
@require_http_methods(["GET", "HEAD", "POST"])
def feedback_use(request: PersonRequest, feedback: Feedback) -> HttpResponse:
    """ "Wil je iets aan je reflectie toevoegen?" The feedback on top, one box below."""
    experience = feedback.request.experience  # type: ignore[union-attr]
    form = AddForm(request.POST or None, experience=experience)
    findings = form.findings() if form.is_valid() and "anyway" not in request.POST else []

    def add() -> str:
        entry = actions.add_to_reflection(feedback, text=form.cleaned_data["text"], by=request.user)
        messages.success(request, _("Je reflectie is aangevuld."))
        return reverse("reflections:experience", args=[entry.public_id])

    words = {"experience": experience, "feedback": feedback, "findings": findings}
    return form_page(request, form, add, "reflections/experiences/add.html", words, hold=bool(findings))
