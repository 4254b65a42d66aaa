"""Events about what is past its time (privacy.py)."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from learningtracks.models.tracks import Track
from partnerships.events import Kind, register
from reflections.events.reminders import myself

# Told to the writer only, on their own trail.


def _own_log(person: User, reader: User) -> str:
    return reverse("reflections:experiences")


def _own_data(track: Track, person: User) -> str:
    return reverse("my_data")


DRAFTS_GO_SOON = register(
    Kind(
        "drafts_go_soon",
        story=_("Werkplek waarschuwde dat oude concepten weggaan"),
        notice=_(
            "Je hebt een concept dat je lang niet aanraakte. Het gaat weg na %(goes_on)s. "
            "Schrijf verder om het te houden"
        ),
        sees=myself,
        link=_own_log,
    )
)
LOG_GOES_SOON = register(
    Kind(
        "log_goes_soon",
        story=_("Werkplek waarschuwde dat %(track)s weggaat"),
        notice=_("Wat je schreef bij %(track)s gaat weg na %(goes_on)s. Haal het eerst op als je het wilt houden"),
        sees=Track.objects.of_learner,
        link=_own_data,
    )
)
LOG_GOES_VERY_SOON = register(
    Kind(
        "log_goes_very_soon",
        story=_("Werkplek waarschuwde voor het laatst dat %(track)s weggaat"),
        notice=_("Wat je schreef bij %(track)s gaat over een week weg, na %(goes_on)s. Haal het nu op"),
        sees=Track.objects.of_learner,
        link=_own_data,
    )
)
