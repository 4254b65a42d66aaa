"""The tables of the partnerships layer, one noun a file."""

from partnerships.models.events import Event, Untouchable
from partnerships.models.heartbeats import Heartbeat
from partnerships.models.invitations import Invitation
from partnerships.models.memberships import Membership
from partnerships.models.notices import Mail, Notice
from partnerships.models.organisations import Holiday, Organisation
from partnerships.models.partnerships import Partnership, PartnershipParty
from partnerships.models.teams import Team
from partnerships.models.todos import ToDo
from partnerships.models.workplaces import Workplace

__all__ = [
    "Event",
    "Heartbeat",
    "Holiday",
    "Invitation",
    "Mail",
    "Membership",
    "Notice",
    "Organisation",
    "Partnership",
    "PartnershipParty",
    "Team",
    "ToDo",
    "Untouchable",
    "Workplace",
]
