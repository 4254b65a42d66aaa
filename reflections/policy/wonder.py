"""The daily question of wonder (access.md row 37)."""

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.values import YES, Answer, no
from partnerships import belonging
from partnerships.models.teams import Team
from reflections.models.wonder import WonderEntry


def may_change_wonder(person: User, entry: WonderEntry) -> Answer:
    """Only who wrote it."""
    if entry.person_id != person.pk:
        return no(_("Deze verwondering is van iemand anders."))
    return YES


def may_share_wonder(person: User, team: Team) -> Answer:
    """Only with a team of one's own; a learner on a track of that team counts (access.md §2, TM)."""
    if team.pk not in belonging.teams_of(person):
        return no(_("Je hoort niet bij dit team."))
    return YES
