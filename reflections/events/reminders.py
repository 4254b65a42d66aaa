"""Events about asking for an experience (domain.md §2.2), and about the own calendar (access.md row 31)."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from partnerships.events import Kind, register


def myself(person: User) -> QuerySet[User]:
    return User.objects.filter(pk=person.pk, is_active=True)


def _log_page(person: User, reader: User) -> str:
    return reverse("reflections:log_reminder")


LOG_ASKED = register(
    Kind(
        "log_asked",
        at_work=True,
        story=_("Werkplek vroeg of je iets wilde vastleggen"),
        notice=_("Maakte je iets mee op je werk? Eén zin vastleggen is genoeg"),
        sees=myself,
        link=_log_page,
    )
)
LOG_MUTED = register(Kind("log_muted", story=_("Je zette de herinnering om vast te leggen uit")))
LOG_STOPPED = register(Kind("log_stopped", story=_("De herinnering om vast te leggen stopte vanzelf")))
CALENDAR_LINK_MADE = register(Kind("calendar_link_made", story=_("Je maakte een link voor je agenda")))
CALENDAR_LINK_ENDED = register(Kind("calendar_link_ended", story=_("Je maakte de link voor je agenda ongeldig")))
