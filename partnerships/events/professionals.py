"""Events about profiles in the register. They name nobody: who wants to be found has a page that says it."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from partnerships.events import Kind, register
from partnerships.models.professionals import Professional


def _own(about: Any, person: User) -> str:
    return reverse("partnerships:professional_own")


PROFESSIONAL_HANDED_IN = register(Kind("professional_handed_in", story=_("%(by)s heeft een profiel ingestuurd")))
PROFESSIONAL_PUBLISHED = register(
    Kind(
        "professional_published",
        story=_("%(by)s heeft het profiel in het register geplaatst"),
        notice=_("Je profiel staat in het register"),
        sees=Professional.objects.of,
        link=_own,
    )
)
PROFESSIONAL_REFUSED = register(
    Kind(
        "professional_refused",
        story=_("%(by)s heeft het profiel niet geplaatst"),
        notice=_("Je profiel is niet geplaatst. Lees waarom"),
        sees=Professional.objects.of,
        link=_own,
    )
)
PROFESSIONAL_CONFIRMED = register(Kind("professional_confirmed", story=_("%(by)s heeft gezegd dat het nog klopt")))
PROFESSIONAL_WITHDRAWN = register(Kind("professional_withdrawn", story=_("%(by)s heeft het profiel verwijderd")))
PROFESSIONAL_ASKED = register(
    Kind(
        "professional_asked",
        story=_("Werkplek heeft gevraagd of het profiel nog klopt"),
        notice=_("Klopt je profiel in het register nog? Zonder antwoord is het vanaf %(hidden_on)s niet te vinden"),
        sees=Professional.objects.of,
        link=_own,
    )
)
