"""What this floor shows on the page of a track (`learningtracks/panels.py`)."""

from django.db.models import Max
from django.utils.timezone import localdate

from accounts.models import User
from accounts.values import today
from learningtracks.models import Track
from learningtracks.panels import Panel
from reflections.models import Experience, Share

MOST_SHOWN = 5


def shared_experiences(track: Track, person: User) -> Panel:
    """The learner gets the way to log; an educator what was shared with them by name. Only shared entries are counted
    or dated (access.md R7): facts, no judgement (domain.md §2.3 step 4)."""
    if person.pk == track.learner_id:
        return Panel("reflections/panels/own.html", {"running": track.is_running})
    shared = Experience.objects.shared_with(person).on_track(track)
    shares = Share.objects.running().filter(person=person, experience__in=shared)
    last = shares.aggregate(last=Max("shared_at"))["last"]
    facts = {
        "last": last,
        "days": (today() - localdate(last)).days if last else None,
        "experiences": shared.order_by("-happened_on", "-pk")[:MOST_SHOWN],
        "learner": track.learner.get_short_name(),
    }
    return Panel("reflections/panels/shared.html", facts)
