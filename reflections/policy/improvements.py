"""May X do Y to Z now? Improvement tracks of a team (access.md row 45)."""

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.values import YES, Answer, no
from partnerships import belonging
from partnerships.models.teams import Team
from reflections.models.improvements import ImprovementTrack, SituationCard
from reflections.policy.value_checks import leads


def may_begin_improvement(person: User, team: Team) -> Answer:
    """The lead of the team."""
    return YES if leads(person, team) else no(_("Alleen de teamleider kan een verbetertraject beginnen."))


def may_manage_improvement(person: User, improvement: ImprovementTrack) -> Answer:
    """The lead of the team, and who leads this track, as long as it runs."""
    if not (answer := may_work_on(person, improvement)):
        return answer
    if leads(person, improvement.team) or person.pk == improvement.lead_id:
        return YES
    return no(_("Alleen de teamleider of wie dit leidt, kan dit aanpassen."))


def may_work_on(person: User, improvement: ImprovementTrack) -> Answer:
    """Everybody in the team, until it is over. What is over is read and not touched."""
    if improvement.team_id not in belonging.teams_of(person):
        return no(_("Alleen het team werkt aan dit verbetertraject."))
    return no(_("Dit verbetertraject is voorbij. Je kunt het nog lezen.")) if improvement.is_over else YES


def may_change_card(person: User, card: SituationCard) -> Answer:
    """The words of a situation are of who wrote them."""
    if person.pk != card.author_id:
        return no(_("Alleen de schrijver kan deze situatie aanpassen."))
    return may_work_on(person, card.improvement)


def may_withdraw_card(person: User, card: SituationCard) -> Answer:
    """Who wrote it, also when the track is over: own words can always be taken back."""
    if person.pk == card.author_id and card.improvement.team_id in belonging.teams_of(person):
        return YES
    return no(_("Alleen de schrijver kan deze situatie intrekken."))
