"""Events about driehoeksgesprekken. They say who and when, never what is talked about (access.md R9)."""

from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from learningtracks.models.conversations import Conversation
from partnerships.calendar_files import calendar_file, kind_of
from partnerships.events import Attachment, Kind, register


def _attached(talk: Conversation, person: User, *, cancelled: bool) -> Attachment:
    """The invitation, change or withdrawal for the calendar of this person."""
    appointment = talk.appointment(cancelled=cancelled)
    method = "CANCEL" if appointment.cancelled else "REQUEST"
    organiser = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    content = calendar_file([appointment], method=method, organiser=organiser, attendee=person.email or "")
    return Attachment("driehoeksgesprek.ics", content, kind_of(method))


def _invitation(talk: Conversation, person: User) -> Attachment:
    return _attached(talk, person, cancelled=False)


def _withdrawal(talk: Conversation, person: User) -> Attachment:
    return _attached(talk, person, cancelled=True)


def _track_page(talk: Conversation, person: User) -> str:
    return talk.track.get_absolute_url()


def _kind(code: str, story: Any, notice: Any = "", **more: Any) -> Kind:
    options = {"sees": Conversation.objects.visible_to, **more}
    return register(Kind(f"conversation_{code}", story=story, notice=notice, load=("track__learner",), **options))


CONVERSATION_PLANNED = _kind(
    "planned",
    _("%(by)s heeft een driehoeksgesprek gepland op %(starts_on)s om %(time)s"),
    _("%(by)s vraagt je bij een driehoeksgesprek met %(learner)s op %(starts_on)s om %(time)s"),
    attach=_invitation,
)
CONVERSATION_CHANGED = _kind(
    "changed",
    _("%(by)s heeft het driehoeksgesprek aangepast: het is op %(starts_on)s om %(time)s"),
    _("Het driehoeksgesprek met %(learner)s is aangepast. Het is op %(starts_on)s om %(time)s"),
    attach=_invitation,
)
CONVERSATION_LEFT_OUT = _kind(
    "left_out",
    _("%(by)s heeft de deelnemers aan het driehoeksgesprek van %(starts_on)s aangepast"),
    _("Je hoeft niet bij het driehoeksgesprek met %(learner)s te zijn op %(starts_on)s"),
    sees=Conversation.objects.tellable_to,
    link=_track_page,
    attach=_withdrawal,
)
CONVERSATION_CANCELLED = _kind(
    "cancelled",
    _("%(by)s heeft het driehoeksgesprek van %(starts_on)s afgezegd"),
    _("Het driehoeksgesprek met %(learner)s op %(starts_on)s gaat niet door"),
    attach=_withdrawal,
)
CONVERSATION_NOTED = _kind(
    "noted",
    _("%(by)s heeft iets geschreven bij het driehoeksgesprek van %(starts_on)s"),
    _("%(by)s heeft iets geschreven bij het driehoeksgesprek met %(learner)s op %(starts_on)s"),
)
CONVERSATION_CONCLUDED = _kind(
    "concluded", _("%(by)s heeft een uitkomst van het driehoeksgesprek van %(starts_on)s opgeschreven")
)
CONVERSATION_HELD = _kind(
    "held",
    _("%(by)s heeft het driehoeksgesprek van %(starts_on)s afgerond"),
    _("Het driehoeksgesprek met %(learner)s van %(starts_on)s is afgerond. Bekijk wat eruit is gekomen"),
)
