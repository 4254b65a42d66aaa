"""May X do Y to Z now? Team meetings with learning on the agenda (access.md row 23)."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.values import YES, Answer, no, today
from learningtracks.models.team_meetings import TeamMeeting
from learningtracks.policy.action_points import FURTHEST
from partnerships import belonging
from partnerships.models.teams import Team

LONG_AGO = dt.timedelta(days=31)  # written down afterwards


def may_plan_meeting(person: User, team: Team) -> Answer:
    """Everybody in the team puts learning on the agenda."""
    if team.pk not in belonging.teams_of(person):
        return no(_("Je hoort niet bij dit team."))
    return YES


def may_meet_on(day: dt.date) -> Answer:
    """From a month ago, to write down what was said, to two years ahead."""
    if not today() - LONG_AGO <= day <= today() + FURTHEST:
        return no(_("Kies een dag vanaf een maand geleden, binnen twee jaar."))
    return YES


def may_note_meeting(person: User, meeting: TeamMeeting) -> Answer:
    """Everybody in the team writes down what the team agreed."""
    if not TeamMeeting.objects.visible_to(person).filter(pk=meeting.pk).exists():
        return no(_("Je hoort niet bij dit team."))
    return no(_("Leren is van de agenda van dit overleg gehaald.")) if meeting.cancelled_at else YES


def may_move_meeting(person: User, meeting: TeamMeeting) -> Answer:
    """Who writes in it also says on which day it is."""
    return may_note_meeting(person, meeting)


def may_cancel_meeting(person: User, meeting: TeamMeeting) -> Answer:
    """As long as nobody wrote anything down: what was agreed stays to be found."""
    if not (answer := may_note_meeting(person, meeting)):
        return answer
    if meeting.notes.exists():
        return no(_("Jullie hebben al iets opgeschreven. Daarom blijft dit overleg staan."))
    return YES
