"""Events about the lists of school subjects."""

from django.utils.translation import gettext_lazy as _

from learningtracks.models.tracks import Track
from partnerships.events import Kind, register
from partnerships.models.organisations import Organisation

SUBJECTS_LISTED = register(
    Kind(
        "subjects_listed",
        story=_("%(by)s heeft de lijst met vakken aangepast"),
        sees=Organisation.objects.with_member,
    )
)
SUBJECTS_CHOSEN = register(
    Kind(
        "subjects_chosen",
        story=_("%(by)s heeft de vakken van dit traject gekozen"),
        sees=Track.objects.visible_to,
    )
)
