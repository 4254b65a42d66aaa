"""The own stories of a teller, and one story for who may read it (domain.md §5.2)."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import PersonRequest, for_me
from accounts.forms.versions import VersionedForm
from accounts.values import Stale, require
from accounts.views.forms import form_page
from accounts.views.replays import answers_again
from instruments.models.asks import Ask
from partnerships import belonging
from partnerships.access import for_partner
from partnerships.models.partnerships import Partnership
from partnerships.models.teams import Team
from reflections.access import for_story_reader, for_teller, for_teller_of_note
from reflections.actions import stories as actions
from reflections.forms.stories import NoteForm, ReadersForm, StoryForm
from reflections.kinds.personal_checks import PERSONAL_CHECK
from reflections.models.harvest import HarvestItem
from reflections.models.passes import Pass
from reflections.models.promises import Promise
from reflections.models.stories import StoryNote, ValueStory
from reflections.policy.apart import may_note
from reflections.policy.promises import may_promise
from reflections.policy.stories import (
    audiences_of,
    may_add_note,
    may_rewrite_story,
    may_show_story,
    was_present,
)
from reflections.policy.value_checks import leads
from reflections.values import Audience

MOST_SHOWN = 50


@for_me
@require_safe
def value_stories(request: PersonRequest) -> HttpResponse:
    """What I told, newest first, and my value checks for myself."""
    told = ValueStory.objects.closed().told_by(request.user).with_teller().defer("text").order_by("-told_at", "-pk")
    alone = Ask.objects.readable_by(request.user).learned_by(request.user).of_kind(PERSONAL_CHECK.code).closed()
    expected = Promise.objects.made_by(request.user).filter(story__withdrawn_at__isnull=True).with_heads()
    context: dict[str, Any] = {
        "stories": told.with_waiting()[:MOST_SHOWN],
        "to_come": expected.open()[:MOST_SHOWN],
        "ended": expected.filter(answered_at__isnull=False).order_by("-answered_at", "-pk")[:MOST_SHOWN],
        "asked": HarvestItem.objects.asked_of(request.user).with_source()[:MOST_SHOWN],
        "alone": alone.with_track().newest_first()[:MOST_SHOWN],
    }
    if not context["stories"]:
        context["team"] = Team.objects.filter(pk__in=belonging.teams_of(request.user)).order_by("pk").first()
    return render(request, "reflections/stories/list.html", context)


@for_story_reader
@require_safe
def value_story(request: PersonRequest, story: ValueStory) -> HttpResponse:
    """One story. Its teller finds every way to change it; whoever reads it without having been there reads no name
    when it was widened to the partnership."""
    is_mine = story.seat.person_id == request.user.pk
    was_there = was_present(request.user, story.value_check)
    named = is_mine or was_there or story.audience != Audience.PARTNERSHIP
    context: dict[str, Any] = {
        "story": story,
        "is_mine": is_mine,
        "name": story.seat.name if named else "",
        "notes": story.confirmed,  # type: ignore[attr-defined]
        "before": _readable(request, story.continues_id),
        "after": ValueStory.objects.kept().visible_to(request.user).filter(continues=story).first(),
        "may_note": may_note(request.user, story),
        "runs_apart": was_there and story.value_check.is_apart and story.value_check.is_open,
        "may_propose": was_there and not is_mine and leads(request.user, story.value_check.team),
    }
    if context["runs_apart"]:
        context["notes"] = list(story.notes.standing())
    if is_mine:
        context["may_rewrite"] = may_rewrite_story(request.user, story)
        context["notes"] = list(story.notes.standing())
        context["waiting"] = sum(note.confirmed_at is None for note in context["notes"])
        context["harvest"] = story.harvest.filter(withdrawn_at__isnull=True)
        context["may_propose"] = False
        context["may_add"] = may_add_note(request.user, story)
        context["may_promise"] = may_promise(request.user, story)
    context["promises"] = _promises_of(story, is_mine=is_mine)
    return render(request, "reflections/stories/page.html", context)


def _promises_of(story: ValueStory, *, is_mine: bool) -> list[Promise]:
    """Oldest first; to its teller with the second voices, to others what is shared."""
    found = Promise.objects.filter(story=story)
    if not is_mine:
        return list(found.shared())
    voices = Pass.objects.filter(withdrawn_at__isnull=True).with_trouble().select_related("person")
    return list(found.prefetch_related(Prefetch("passes", voices, to_attr="voices")))


def _readable(request: PersonRequest, key: int | None) -> ValueStory | None:
    if key is None:
        return None
    return ValueStory.objects.closed().visible_to(request.user).select_related("value_check").filter(pk=key).first()


@for_teller
@require_http_methods(["GET", "HEAD", "POST"])
def value_story_change(request: PersonRequest, story: ValueStory) -> HttpResponse:
    """Its title, its text, and the older story it follows."""
    require(may_rewrite_story(request.user, story))
    initial = {
        "title": story.title,
        "text": story.text,
        "continues": story.continues_id,
        "version": story.version,
    }
    earlier = ValueStory.objects.closed().told_by(request.user).filter(told_at__lt=story.told_at)
    earlier = earlier.select_related("value_check").order_by("-told_at")
    form = StoryForm(request.POST or None, earlier=earlier, initial=initial)

    def change() -> str:
        actions.rewrite(story, by=request.user, **form.cleaned_data)
        messages.success(request, _("Bewaard."))
        return story.get_absolute_url()

    return form_page(request, form, change, "reflections/stories/change.html", {"story": story})


@for_teller
@require_POST
def value_story_confirm(request: PersonRequest, story: ValueStory) -> HttpResponse:
    """Yes to all notes that stood on the page."""
    return _press(
        request,
        story,
        lambda version: actions.confirm(story, version=version, by=request.user),
        _("Bevestigd. Deze notities tellen nu mee."),
    )


@for_teller
@require_http_methods(["GET", "HEAD", "POST"])
def value_story_readers(request: PersonRequest, story: ValueStory) -> HttpResponse:
    """Who reads it, beside exactly what they will read."""
    require(may_show_story(request.user, story))
    initial = {"audience": story.audience, "shows_text": story.shows_text, "version": story.version}
    offered = audiences_of(request.user, story)
    form = ReadersForm(request.POST or None, audiences=offered, story=story, initial=initial)

    def show() -> str:
        actions.show_to(story, by=request.user, **form.cleaned_data)
        messages.success(request, _("Bewaard. Je kunt het altijd weer aanpassen."))
        return story.get_absolute_url()

    notes = story.confirmed  # type: ignore[attr-defined]
    words = {"story": story, "notes": notes, "promises": _promises_of(story, is_mine=False)}
    return form_page(request, form, show, "reflections/stories/readers.html", words)


@for_teller
@require_http_methods(["GET", "HEAD", "POST"])
def value_story_withdraw(request: PersonRequest, story: ValueStory) -> HttpResponse:
    """Take it back, after a page that says what that does."""
    if request.method == "POST":
        actions.withdraw(story, by=request.user)
        messages.success(request, _("Ingetrokken. Alleen jij leest dit verhaal nog."))
        return redirect(story)
    effects = [
        _("Niemand anders leest het nog, vanaf nu."),
        _("Het telt niet meer mee in het verslag en in de cijfers."),
        _("We verwijderen zinnen uit dit verhaal uit de oogst."),
        _("Jij houdt het verhaal zelf. Delen kan daarna niet meer."),
    ]
    return render(request, "reflections/stories/withdraw.html", {"story": story, "effects": effects})


@for_teller
@require_http_methods(["GET", "HEAD", "POST"])
@answers_again
def story_note_new(request: PersonRequest, story: ValueStory) -> HttpResponse:
    """Something more that it brought, in the two weeks after."""
    require(may_add_note(request.user, story))
    form = NoteForm(request.POST or None)

    def add() -> str:
        given = form.cleaned_data
        actions.add_note(story, text=given["text"], level=given["level"], by=request.user)
        messages.success(request, _("Bewaard. Deze notitie telt mee."))
        return story.get_absolute_url()

    return form_page(request, form, add, "reflections/stories/note.html", {"story": story})


@for_teller_of_note
@require_http_methods(["GET", "HEAD", "POST"])
def story_note(request: PersonRequest, note: StoryNote) -> HttpResponse:
    """Put a note as it was meant; that is a yes at once."""
    story = note.story
    require(may_rewrite_story(request.user, story))
    form = NoteForm(request.POST or None, initial={"text": note.text, "level": note.level, "version": story.version})

    def edit() -> str:
        actions.edit_note(note, by=request.user, **form.cleaned_data)
        messages.success(request, _("Bewaard. Deze notitie telt mee."))
        return story.get_absolute_url()

    def beside(newer: ValueStory | None) -> dict[str, Any]:
        stored = StoryNote.objects.filter(pk=note.pk).first() if newer else None
        return {"story": story, "note": note, "newer": stored or newer}

    return form_page(request, form, edit, "reflections/stories/note.html", beside)


@for_teller_of_note
@require_POST
def story_note_remove(request: PersonRequest, note: StoryNote) -> HttpResponse:
    """Take a note away."""
    return _press(
        request,
        note.story,
        lambda version: actions.remove_note(note, version=version, by=request.user),
        _("Verwijderd."),
    )


def _press(request: PersonRequest, story: ValueStory, do: Callable[[int], object], said: str) -> HttpResponse:
    """A button on the page of the story, which says from which version of it."""
    form = VersionedForm(request.POST)
    try:
        do(form.cleaned_data["version"] if form.is_valid() else 0)
    except Stale as stale:
        messages.error(request, str(stale))
    else:
        messages.success(request, said)
    return redirect(story)


@for_partner
@require_safe
def partnership_stories(request: PersonRequest, partnership: Partnership) -> HttpResponse:
    """Stories that tellers widened to the partnership, without their names."""
    told = ValueStory.objects.for_partnership(partnership).with_teller().defer("text").order_by("-told_at", "-pk")
    context = {"partnership": partnership, "stories": told[:MOST_SHOWN]}
    return render(request, "reflections/stories/partnership.html", context)
