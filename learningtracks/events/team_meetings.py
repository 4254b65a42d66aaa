"""Events about team meetings: that there is one, never what was agreed."""

from django.utils.translation import gettext_lazy as _

from learningtracks.models.team_meetings import TeamMeeting
from partnerships.events import Kind, register

MEETING_PLANNED = register(
    Kind(
        "team_meeting_planned",
        story=_("%(by)s heeft leren op de agenda van het teamoverleg gezet"),
        notice=_("%(by)s heeft leren op de agenda van het teamoverleg van %(day_on)s gezet"),
        sees=TeamMeeting.objects.visible_to,
    )
)
MEETING_MOVED = register(
    Kind(
        "team_meeting_moved",
        story=_("%(by)s heeft het teamoverleg over leren verzet naar %(day_on)s"),
        notice=_("%(by)s heeft het teamoverleg over leren verzet naar %(day_on)s"),
        sees=TeamMeeting.objects.visible_to,
    )
)
MEETING_CANCELLED = register(
    Kind(
        "team_meeting_cancelled",
        story=_("%(by)s heeft leren van de agenda van %(day_on)s gehaald"),
        notice=_("%(by)s heeft leren van de agenda van het teamoverleg van %(day_on)s gehaald"),
        sees=TeamMeeting.objects.visible_to,
    )
)
MEETING_NOTED = register(Kind("team_meeting_noted", story=_("%(by)s heeft jullie afspraken opgeschreven")))
