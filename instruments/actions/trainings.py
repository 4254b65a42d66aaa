"""Actions on trainings: write one down, ask whether it is used, and count for a team (domain.md §2.5)."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from accounts.actions.versions import locked
from accounts.models import User
from accounts.values import Refused, require
from instruments.actions.asks import counted, newest_of, put
from instruments.kinds.trainings import TRAINING_MADE, TRAININGS_COUNTED, USE, use_of
from instruments.models.asks import Ask
from instruments.models.sheets import Sheet
from instruments.models.trainings import Training
from instruments.policy.asks import NOT_IN_TEAM, may_begin
from instruments.values.rounds import Moment
from partnerships import belonging, events
from partnerships.models.teams import Team


@transaction.atomic
def make(*, title: str, ends_on: dt.date, by: User, team: Team | None = None) -> Training:
    """Write an own training down. What is filled in about it counts for that team, where one is chosen."""
    if team and team.pk not in belonging.teams_of(by):
        raise Refused(NOT_IN_TEAM)
    made = Training.objects.create(person=by, title=title.strip(), ends_on=ends_on, team=team)
    events.record(TRAINING_MADE, by=by, about=made)
    return made


@transaction.atomic
def ask_use(training: Training, *, by: User) -> Ask:
    """Say whether it is used without waiting for the question."""
    require(may_begin(by, training))
    ask, made = use_of(training)
    if made:
        events.record(USE.begun, by=by, about=ask)
    return ask


def count(ask: Ask) -> None:
    """What people handed in after own trainings becomes figures of the team that they let count along, as soon as there
    are five of them, within the caller's transaction. What was counted never changes, and nobody is in two figures: so
    nothing follows from laying one beside another (access.md R17)."""
    if ask.moment != Moment.AFTER or not ask.training or not ask.training.team:
        return
    team, [hill] = locked(Team.objects.all(), ask.training.team.pk), newest_of(TRAININGS_COUNTED.lists)
    there = Sheet.objects.filter(
        ask__training__team=team,
        ask__moment=Moment.AFTER,
        ask__asked_lists__instrument=hill,
        person__in=belonging.people_in(team.pk),
        handed_in_at__isnull=False,
    ).exclude(person__in=Sheet.objects.filter(counted_in__team=team).values("person"))
    sheets = list({one.person_id: one for one in there.order_by("-handed_in_at", "-pk")}.values())  # the oldest of each
    if not (totals := counted(sheets)):
        return
    now, facts = timezone.now(), {"moment": Moment.AFTER, "totals": totals}
    made = put(TRAININGS_COUNTED, team, [hill], by=None, started_at=now, closed_at=now, **facts)
    Sheet.objects.filter(pk__in=[one.pk for one in sheets]).update(counted_in=made)
    events.record(TRAININGS_COUNTED.begun, by=None, about=made)


@transaction.atomic
def discard(training: Training, *, by: User) -> None:
    """Take an own training away, with its rounds. What was counted stays."""
    require(may_begin(by, training))
    training.delete()
