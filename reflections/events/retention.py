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
        story=_("Waarschuwing gestuurd: oude concepten worden verwijderd"),
        notice=_(
            "Je hebt al lang niet aan een concept gewerkt. We verwijderen het na %(goes_on)s. Wil "
            "je het houden? Schrijf dan verder"
        ),
        sees=myself,
        link=_own_log,
    )
)
LOG_GOES_SOON = register(
    Kind(
        "log_goes_soon",
        story=_("Waarschuwing gestuurd: %(track)s wordt verwijderd"),
        notice=_(
            "Na %(goes_on)s verwijderen we wat je bij %(track)s hebt geschreven. Wil je het houden? Download het dan"
        ),
        sees=Track.objects.of_learner,
        link=_own_data,
    )
)
LOG_GOES_VERY_SOON = register(
    Kind(
        "log_goes_very_soon",
        story=_("Laatste waarschuwing gestuurd: %(track)s wordt verwijderd"),
        notice=_(
            "Over een week, na %(goes_on)s, verwijderen we wat je bij %(track)s hebt geschreven. "
            "Wil je het houden? Download het nu"
        ),
        sees=Track.objects.of_learner,
        link=_own_data,
    )
)
