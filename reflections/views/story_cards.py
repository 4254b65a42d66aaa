"""The card of one's own story: one sheet to take along, on paper or as a picture (domain.md §5.7). Only its teller
makes it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import PersonRequest
from reflections.access import for_guest_teller, for_teller
from reflections.models.promises import Promise
from reflections.models.rooms import GuestPass
from reflections.models.stories import ValueStory


@for_teller
@require_safe
def story_card(request: PersonRequest, story: ValueStory) -> HttpResponse:
    """The own words, what the teller said yes to, and how it ended. Nobody else's name is on it."""
    context = {"story": story, "notes": story.notes.confirmed(), "promises": Promise.objects.filter(story=story)}
    return render(request, "reflections/stories/card.html", context)


@for_guest_teller
@require_safe
def guest_story_card(request: HttpRequest, found: GuestPass, story: ValueStory) -> HttpResponse:
    """The same for a guest, by the own link."""
    context = {"found": found, "story": story, "notes": story.notes.confirmed()}
    return render(request, "reflections/guests/card.html", context)
