"""What of this floor waits for somebody (partnerships/waiting.py)."""

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from partnerships.waiting import Entry
from reflections.models import FeedbackRequest, HarvestItem


def questions(person: User) -> list[Entry]:
    """Questions for feedback without an answer."""
    return [_entry(asked) for asked in FeedbackRequest.objects.waiting_for(person)]


def sentences(person: User) -> list[Entry]:
    """Sentences of the harvest that wait for the teller's yes or no; the story is named by its title."""
    return [
        Entry(
            _("Mag een zin uit je verhaal gedeeld worden?"),
            item.story.name,
            item.proposed_at,
            reverse("reflections:harvest_answer", args=[item.public_id]),
        )
        for item in HarvestItem.objects.asked_of(person).with_source()
    ]


def _entry(asked: FeedbackRequest) -> Entry:
    track = asked.experience.track
    who = ", ".join(str(name) for name in (track, track and track.school) if name)
    what = _("%(name)s vraagt om feedback") % {"name": asked.experience.author}
    return Entry(what, who, asked.asked_at, asked.get_absolute_url())
