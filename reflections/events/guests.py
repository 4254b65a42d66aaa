"""Events about guests of a session, on the trail of its team. No sentence holds the name of a guest."""

from django.utils.translation import gettext_lazy as _

from partnerships.events import Kind, register
from partnerships.letters import Letter, LetterKind
from partnerships.letters import register as register_letter
from partnerships.values import AMSTERDAM
from reflections.calendar import local_day
from reflections.models.rooms import GuestPass
from reflections.models.value_checks import ValueCheck

GUEST_INVITED = register(Kind("room_guest_invited", story=_("%(by)s heeft een gast uitgenodigd")))
GUEST_STAYS_AWAY = register(
    Kind(
        "guest_stays_away",
        story=_("Een gast heeft laten weten niet te komen"),
        notice=_("Een gast kan niet komen bij de waardecheck van %(team)s"),
        sees=ValueCheck.objects.visible_to,
    )
)
GUEST_JOINED = register(Kind("room_guest_joined", story=_("Een gast heeft meegedaan aan de waardecheck")))
GUEST_ASKED_IN = register(Kind("guest_asked_in", story=_("Iemand heeft gevraagd om als gast mee te doen")))
GUEST_LET_IN = register(Kind("guest_let_in", story=_("%(by)s heeft een gast binnengelaten")))
GUEST_NOT_LET_IN = register(Kind("guest_not_let_in", story=_("%(by)s heeft een gast niet binnengelaten")))
GUEST_ERASED = register(Kind("guest_erased", story=_("Een gast heeft alles van zichzelf verwijderd")))


def _says(found: GuestPass) -> Letter | None:
    """When and where it is now, or that it is off. Nothing once the guest is in, or when it began."""
    check, by = found.value_check, found.invited_by
    if not (found.email and check.starts_at and by and by.is_active) or found.seat_id or check.opened_at:
        return None
    day = local_day(check.starts_at)
    starts = check.starts_at.astimezone(AMSTERDAM)
    tells = {"team": str(check.team), "day": day, "time": f"{starts:%H:%M}", "is_off": not check.is_open}
    return Letter(found.email, by, found.get_absolute_url(), day, tells=tells)


GUEST_BY_MAIL = register_letter(LetterKind(GuestPass, "guest", _("Uitnodiging voor een waardecheck"), _says))
