"""What we keep of team meetings."""

from django.utils.translation import gettext_lazy as _

from accounts.privacy import Kept, OnErasure, Table, Until, technical
from learningtracks.models.team_meetings import MeetingNote, TeamMeeting

UNTIL = Until(_("Tot twee jaar na het overleg."), "team_meetings")

TABLES = [
    Table(
        "learningtracks.TeamMeeting",
        _("Teamoverleg over leren"),
        (
            Kept(
                "team day list planned_by planned_at cancelled_at",
                _("Wanneer leren op de agenda van het team stond, en wie dat regelde."),
                UNTIL,
                OnErasure.NAMELESS,
            ),
            technical("public_id version", UNTIL, OnErasure.NAMELESS),
        ),
        lambda person: TeamMeeting.objects.filter(planned_by=person),
    ),
    Table(
        "learningtracks.MeetingNote",
        _("Afspraken in het teamoverleg"),
        (
            Kept("meeting item done text", _("Wat het team afsprak."), UNTIL, OnErasure.STAYS),
            Kept("edited_by", _("Wie het heeft opgeschreven."), UNTIL, OnErasure.NAMELESS),
            technical("version", UNTIL, OnErasure.STAYS),
        ),
        lambda person: MeetingNote.objects.filter(edited_by=person),
    ),
]
