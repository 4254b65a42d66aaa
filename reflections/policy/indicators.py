"""May X do Y to Z now? What a team looks at (access.md row 26; docs/decisions/0173-what-a-team-looks-at.md)."""

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.values import YES, Answer, no, today
from partnerships import belonging
from partnerships.models.teams import Team
from reflections.calendar import Quarter
from reflections.models.indicators import Indicator
from reflections.values import MOST_INDICATORS


def may_read_indicators(person: User, team: Team) -> Answer:
    """Who takes part in the team. Who only coordinates sees how many stories there are."""
    if team.pk in belonging.teams_of(person):
        return YES
    return no(_("Alleen het team ziet waar het op let."))


def may_choose_indicator(person: User, team: Team, level: str) -> Answer:
    """Everybody in the team, a few for each kind of value: more nobody looks at."""
    if not (answer := may_read_indicators(person, team)):
        return answer
    if team.indicators.standing().filter(level=level).count() >= MOST_INDICATORS:
        return no(_("Er staan er al drie bij deze waarde. Stop er eerst één."))
    return YES


def may_change_indicator(person: User, indicator: Indicator) -> Answer:
    """Everybody in the team, as long as it stands."""
    if not (answer := may_read_indicators(person, indicator.team)):
        return answer
    return no(_("Deze indicator is gestopt.")) if indicator.stopped_at else YES


def may_measure(person: User, indicator: Indicator, quarter: Quarter) -> Answer:
    """Everybody in the team, of a quarter that began while the indicator stood."""
    if not (answer := may_read_indicators(person, indicator.team)):
        return answer
    if quarter > Quarter.of(today()) or not indicator.is_of(quarter):
        return no(_("In dit kwartaal letten jullie hier niet op."))
    return YES
