"""The own story of a guest, by the own link: change, confirm, withdraw, erase (domain.md §5.2). No account, so no form
here is looked up by its writer: each says of which version it is."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.forms.versions import VersionedForm
from accounts.values import Stale
from accounts.views.forms import build_on
from reflections.access import for_guest_teller, for_own_link
from reflections.actions import guests as passes
from reflections.actions import stories as actions
from reflections.forms.guests import LineForm, TitleForm
from reflections.models.rooms import GuestPass
from reflections.models.stories import StoryNote, ValueStory

FORM = ["GET", "HEAD", "POST"]


@for_guest_teller
@require_http_methods(FORM)
def guest_story_change(request: HttpRequest, found: GuestPass, story: ValueStory) -> HttpResponse:
    """Another title."""
    form = TitleForm(request.POST or None, initial={"title": story.title, "version": story.version})
    return _form(
        request,
        form,
        lambda: actions.rewrite(story, text=story.text, continues=story.continues, by=story.seat, **form.cleaned_data),
        "reflections/guests/change.html",
        {"found": found, "story": story},
    )


@for_guest_teller
@require_http_methods(FORM)
def guest_note(request: HttpRequest, found: GuestPass, story: ValueStory, note: uuid.UUID) -> HttpResponse:
    """Put a note as it was meant; that is a yes at once."""
    row = _note(story, note)
    form = LineForm(request.POST or None, initial={"text": row.text, "level": row.level, "version": story.version})
    return _form(
        request,
        form,
        lambda: actions.edit_note(row, by=story.seat, **form.cleaned_data),
        "reflections/guests/note.html",
        {"found": found, "story": story, "note": row},
        stored=row,
    )


@for_guest_teller
@require_POST
def guest_note_remove(request: HttpRequest, found: GuestPass, story: ValueStory, note: uuid.UUID) -> HttpResponse:
    """Take a note away. What is gone already is fine."""
    row = story.notes.standing().filter(public_id=note).first()
    if row is None:
        return redirect(found.own_url)
    return _press(request, found, lambda seen: actions.remove_note(row, version=seen, by=story.seat), _("Verwijderd."))


@for_guest_teller
@require_POST
def guest_story_confirm(request: HttpRequest, found: GuestPass, story: ValueStory) -> HttpResponse:
    """Yes to all notes that stood on the page."""
    return _press(
        request,
        found,
        lambda seen: actions.confirm(story, version=seen, by=story.seat),
        _("Bevestigd. Deze notities tellen nu mee."),
    )


@for_guest_teller
@require_http_methods(FORM)
def guest_story_withdraw(request: HttpRequest, found: GuestPass, story: ValueStory) -> HttpResponse:
    """Take it back, after a page that says what that does."""
    if request.method == "POST":
        actions.withdraw(story, by=story.seat)
        messages.success(request, _("Ingetrokken. Alleen jij leest dit verhaal nog."))
        return redirect(found.own_url)
    return render(request, "reflections/guests/withdraw.html", {"found": found, "story": story})


@for_own_link
@require_http_methods(FORM)
def guest_erase(request: HttpRequest, found: GuestPass | None) -> HttpResponse:
    """Nothing of this guest is left, after a page that says so."""
    if found is None or found.seat is None or found.value_check.closed_at is None:
        raise Http404
    if request.method == "POST":
        passes.erase(found)
        return render(request, "reflections/guests/erased.html")
    return render(request, "reflections/guests/erase.html", {"found": found})


def _note(story: ValueStory, public_id: uuid.UUID) -> StoryNote:
    row = story.notes.standing().filter(public_id=public_id).first()
    if row is None:
        raise Http404
    return row


def _form(
    request: HttpRequest,
    form: Form,
    do: Callable[[], object],
    template: str,
    context: dict[str, Any],
    stored: StoryNote | None = None,
) -> HttpResponse:
    """Show a form and do what it asks. 409 with both texts when the story changed meanwhile; the same words once more,
    by a second click, are what is stored already."""
    newer: ValueStory | StoryNote | None = None
    found = context["found"]
    if request.method == "POST" and form.is_valid():
        try:
            do()
        except Stale as stale:
            newer = StoryNote.objects.filter(pk=stored.pk).first() if stored else stale.current
            words = {name: value for name, value in form.cleaned_data.items() if name != "version"}
            if all(getattr(newer, name, None) == value for name, value in words.items()):
                return redirect(found.own_url)
            build_on(form, stale.version)
        else:
            messages.success(request, _("Bewaard."))
            return redirect(found.own_url)
    return render(request, template, {"form": form, "newer": newer, **context}, status=409 if newer else 200)


def _press(request: HttpRequest, found: GuestPass, do: Callable[[int], object], said: str) -> HttpResponse:
    """A button on the page of the story, which says from which version of it."""
    form = VersionedForm(request.POST)
    try:
        do(form.cleaned_data["version"] if form.is_valid() else 0)
    except Stale as stale:
        messages.error(request, str(stale))
    else:
        messages.success(request, said)
    return redirect(found.own_url)
