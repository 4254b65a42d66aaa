"""Actions on improvement tracks: begin, change, end; and on their situations: write, change, discuss, withdraw
(domain.md §8.1)."""

import datetime as dt
from collections.abc import Callable, Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions.versions import check_version, locked
from accounts.models import User
from accounts.values import Answer, require
from learningtracks.actions import action_points
from learningtracks.models.action_points import ActionPoint
from partnerships import belonging, events
from partnerships.models.teams import Team
from reflections.events.improvements import (
    IMPROVEMENT_BEGUN,
    IMPROVEMENT_CHANGED,
    IMPROVEMENT_ENDED,
    SITUATION_CHANGED,
    SITUATION_DISCUSSED,
    SITUATION_WITHDRAWN,
    SITUATION_WRITTEN,
)
from reflections.models.experiences import Experience
from reflections.models.improvements import WHY_FIELDS, ImprovementTrack, SituationCard
from reflections.models.indicators import Indicator
from reflections.policy.improvements import (
    may_begin_improvement,
    may_change_card,
    may_manage_improvement,
    may_withdraw_card,
    may_work_on,
)
from reflections.values import LONGEST_IMPROVEMENT

Chosen = Iterable[Indicator]


@transaction.atomic
def begin(
    team: Team,
    *,
    process: str,
    reason: str,
    starts_on: dt.date,
    ends_on: dt.date,
    lead: User,
    indicators: Chosen = (),
    by: User,
) -> ImprovementTrack:
    """Begin to work on one process of the team. Everybody in the team is told."""
    team = locked(Team.objects.all(), team.pk)
    require(may_begin_improvement(by, team))
    improvement = ImprovementTrack(team=team, made_by=by, lead=lead, starts_on=starts_on, ends_on=ends_on)
    improvement.process, improvement.reason = process.strip(), reason.strip()
    _check(improvement)
    improvement.save()
    improvement.indicators.set(_of_team(team, indicators))
    events.record(IMPROVEMENT_BEGUN, by=by, about=improvement, tell=_people_in(team), team=team)
    return improvement


@transaction.atomic
def change(
    improvement: ImprovementTrack,
    *,
    process: str,
    reason: str,
    starts_on: dt.date,
    ends_on: dt.date,
    lead: User,
    indicators: Chosen = (),
    version: int,
    by: User,
) -> ImprovementTrack:
    """Say it otherwise, take longer, or let somebody else lead it."""
    improvement = _locked(improvement)
    require(may_manage_improvement(by, improvement))
    check_version(improvement, version)
    improvement.process, improvement.reason, improvement.lead = process.strip(), reason.strip(), lead
    improvement.starts_on, improvement.ends_on = starts_on, ends_on
    _check(improvement)
    _save(improvement)
    improvement.indicators.set(_of_team(improvement.team, indicators))
    events.record(IMPROVEMENT_CHANGED, by=by, about=improvement)
    return improvement


@transaction.atomic
def end(improvement: ImprovementTrack, *, by: User) -> ImprovementTrack:
    """It is over before its last day. Everybody keeps reading it, nobody writes on it."""
    improvement = _locked(improvement)
    require(may_manage_improvement(by, improvement))
    improvement.ended_at = timezone.now()
    _save(improvement)
    team = improvement.team
    events.record(IMPROVEMENT_ENDED, by=by, about=improvement, tell=_people_in(team), team=team)
    return improvement


@transaction.atomic
def write(
    improvement: ImprovementTrack,
    *,
    situation: str,
    happened: str,
    shows_name: bool,
    experience: Experience | None = None,
    by: User,
) -> SituationCard:
    """Put a situation before the team. Of an experience only its author makes one, with the words they choose."""
    improvement = _locked(improvement)
    require(may_work_on(by, improvement))
    if experience and experience.author_id != by.pk:
        raise ValidationError(_("Deze ervaring is niet van jou."))
    card = SituationCard(improvement=improvement, author=by, experience=experience, shows_name=shows_name)
    card.situation, card.happened = situation.strip(), happened.strip()
    card.save()
    events.record(SITUATION_WRITTEN, by=by, about=improvement)
    return card


@transaction.atomic
def rewrite(
    card: SituationCard, *, situation: str, happened: str, shows_name: bool, version: int, by: User
) -> SituationCard:
    """The same situation in other words, by who wrote it."""
    card = _locked_card(card, version, may_change_card, by)
    card.situation, card.happened, card.shows_name = situation.strip(), happened.strip(), shows_name
    _save(card)
    events.record(SITUATION_CHANGED, by=by, about=card.improvement)
    return card


@transaction.atomic
def discuss(
    card: SituationCard, *, whys: list[str], otherwise: str, is_discussed: bool, version: int, by: User
) -> SituationCard:
    """What the team thinks of it: why it went so, and what can be done otherwise. Whether that is done, they choose."""
    card = _locked_card(card, version, _may_discuss, by)
    said = [why.strip() for why in whys if why.strip()]
    for number, name in enumerate(WHY_FIELDS):
        setattr(card, name, said[number] if number < len(said) else "")
    card.otherwise = otherwise.strip()
    card.discussed_at = (card.discussed_at or timezone.now()) if is_discussed else None
    _save(card)
    events.record(SITUATION_DISCUSSED, by=by, about=card.improvement)
    return card


@transaction.atomic
def agree(card: SituationCard, *, text: str, owner: User, due_on: dt.date, how_noticed: str, by: User) -> ActionPoint:
    """A change is an action point of the team: its owner is asked on its day what it did, and once more six weeks after
    it was done."""
    card = locked(SituationCard.objects.select_related("improvement__team"), card.pk)
    require(may_work_on(by, card.improvement))
    if not how_noticed.strip():
        raise ValidationError(_("Schrijf op waaraan de klant het merkt."))
    words = {"text": text, "how_noticed": how_noticed, "origin": card.origin}
    return action_points.make(card.improvement.team, by=by, owner=owner, due_on=due_on, **words)


@transaction.atomic
def withdraw(card: SituationCard, *, by: User) -> ImprovementTrack:
    """Take an own situation back, with all that was written with it. What the team agreed to do stays."""
    card = locked(SituationCard.objects.select_related("improvement__team"), card.pk)
    require(may_withdraw_card(by, card))
    improvement = card.improvement
    card.delete()
    events.record(SITUATION_WITHDRAWN, by=by, about=improvement)
    return improvement


def _may_discuss(person: User, card: SituationCard) -> Answer:
    return may_work_on(person, card.improvement)


def _check(improvement: ImprovementTrack) -> None:
    if improvement.ends_on < improvement.starts_on:
        raise ValidationError(_("De laatste dag ligt voor de eerste dag."))
    if (improvement.ends_on - improvement.starts_on).days > LONGEST_IMPROVEMENT:
        raise ValidationError(_("Een verbetertraject duurt hoogstens een jaar."))
    if improvement.lead_id not in _keys(improvement.team):
        raise ValidationError(_("Kies iemand uit het team om dit te leiden."))


def _of_team(team: Team, indicators: Chosen) -> list[Indicator]:
    return [one for one in indicators if one.team_id == team.pk]


def _keys(team: Team) -> set[int]:
    return set(User.objects.filter(pk__in=belonging.keys_of_people_in(team.pk)).values_list("pk", flat=True))


def _people_in(team: Team) -> list[User]:
    return list(User.objects.filter(pk__in=belonging.keys_of_people_in(team.pk)))


def _locked(improvement: ImprovementTrack) -> ImprovementTrack:
    return locked(ImprovementTrack.objects.select_related("team"), improvement.pk)


def _locked_card(
    card: SituationCard, version: int, question: Callable[[User, SituationCard], Answer], by: User
) -> SituationCard:
    card = locked(SituationCard.objects.select_related("improvement__team"), card.pk)
    require(question(by, card))
    check_version(card, version)
    return card


def _save(row: ImprovementTrack | SituationCard) -> None:
    row.version += 1
    row.save()
