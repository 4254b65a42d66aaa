"""What of this floor waits for somebody (partnerships/waiting.py)."""

from django.utils.translation import gettext as _

from accounts.models import User
from partnerships.waiting import Entry
from reflections.models import FeedbackRequest


def questions(person: User) -> list[Entry]:
    """Questions for feedback without an answer."""
    return [_entry(asked) for asked in FeedbackRequest.objects.waiting_for(person)]


def _entry(asked: FeedbackRequest) -> Entry:
    track = asked.experience.track
    who = ", ".join(str(name) for name in (track, track and track.school) if name)
    what = _("%(name)s vraagt om feedback") % {"name": asked.experience.author}
    return Entry(what, who, asked.asked_at, asked.get_absolute_url())
