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
        story=_("Gevraagd of je iets wilt vastleggen"),
        notice=_("Heb je iets meegemaakt op je werk? Eén zin vastleggen is genoeg"),
        sees=myself,
        link=_log_page,
    )
)
LOG_MUTED = register(Kind("log_muted", story=_("Je hebt de herinnering om vast te leggen uitgezet")))
LOG_STOPPED = register(Kind("log_stopped", story=_("De herinnering om vast te leggen is vanzelf gestopt")))
CALENDAR_LINK_MADE = register(Kind("calendar_link_made", story=_("Je hebt een link voor je agenda gemaakt")))
CALENDAR_LINK_ENDED = register(Kind("calendar_link_ended", story=_("Je hebt de link voor je agenda ongeldig gemaakt")))
