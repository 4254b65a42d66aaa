"""May X do Y to Z now? Questions to a colleague who is back from a training (domain.md §3.4, access.md row 23)."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.values import YES, Answer, no
from learningtracks.models.follow_ups import FollowUp, FollowUpAnswer
from partnerships import belonging
from partnerships.models.teams import Team


def to_follow_up(person: User, team: Team) -> QuerySet[User]:
    """The colleagues in a team to whom this person may put the questions."""
    return belonging.people_in(team.pk).exclude(pk=person.pk)


def may_ask_follow_up(person: User, team: Team, asked: User) -> Answer:
    """People of one team ask each other."""
    if team.pk not in belonging.teams_of(person):
        return no(_("Je hoort niet bij dit team."))
    if not to_follow_up(person, team).filter(pk=asked.pk).exists():
        return no(_("Kies een collega van dit team."))
    return YES


def may_answer_follow_up(person: User, follow_up: FollowUp) -> Answer:
    """Only who is asked, until the answers are sent, as long as the questions stand."""
    if not FollowUp.objects.answered_by(person).filter(pk=follow_up.pk).exists():
        return no(_("Deze vragen zijn aan iemand anders."))
    return _stand(follow_up)


def may_withdraw_follow_up(person: User, follow_up: FollowUp) -> Answer:
    """Only who asked, until there is an answer."""
    if not FollowUp.objects.visible_to(person).filter(pk=follow_up.pk, by=person).exists():
        return no(_("Alleen wie de vragen stelde, trekt ze in."))
    return _stand(follow_up)


def may_decline_follow_up(person: User, follow_up: FollowUp) -> Answer:
    """Whoever may answer may also say that there will be no answer."""
    return may_answer_follow_up(person, follow_up)


def _stand(follow_up: FollowUp) -> Answer:
    if follow_up.withdrawn_at:
        return no(_("Deze vragen zijn ingetrokken."))
    if follow_up.declined_at:
        return no(_("Op deze vragen komt geen antwoord."))
    return no(_("Deze vragen zijn al beantwoord.")) if follow_up.answered_at else YES


def readable_answers(person: User, follow_up: FollowUp) -> list[FollowUpAnswer]:
    """The own answers; those of somebody else once they are sent."""
    if follow_up.asked_id != person.pk and not follow_up.answered_at:
        return []
    return list(follow_up.answers.all())
