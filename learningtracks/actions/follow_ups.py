"""Actions on the questions to a colleague who is back from a training: ask, keep, send, withdraw, decline (domain.md
§3.4)."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from accounts.actions.versions import check_version, locked
from accounts.models import User
from accounts.values import Refused, require
from learningtracks.events.follow_ups import (
    FOLLOW_UP_ANSWERED,
    FOLLOW_UP_ASKED,
    FOLLOW_UP_DECLINED,
    FOLLOW_UP_WITHDRAWN,
)
from learningtracks.models.follow_ups import FollowUp, FollowUpAnswer
from learningtracks.models.instruments import Instrument, Item
from learningtracks.policy.follow_ups import (
    may_answer_follow_up,
    may_ask_follow_up,
    may_decline_follow_up,
    may_withdraw_follow_up,
)
from learningtracks.values.follow_ups import FIVE, NOTHING_YET, THREE
from partnerships import events
from partnerships.models.teams import Team


@transaction.atomic
def ask(team: Team, *, asked: User, title: str, by: User) -> FollowUp:
    """Put the newest version of both lists to a colleague, who is told."""
    require(may_ask_follow_up(by, team, asked))
    current = Instrument.objects.ours().newest()
    made = FollowUp.objects.create(
        team=team, asked=asked, by=by, title=title.strip(), five=current.get(slug=FIVE), three=current.get(slug=THREE)
    )
    events.record(FOLLOW_UP_ASKED, by=by, about=made, tell=[asked])
    return made


@transaction.atomic
def write(follow_up: FollowUp, *, by: User, answers: Mapping[Item, str], version: int) -> FollowUp:
    """Keep what was typed so far. Raises Stale when another tab was ahead. Nobody hears of it."""
    follow_up = _locked(follow_up)
    require(may_answer_follow_up(by, follow_up))
    check_version(follow_up, version)
    follow_up.answers.all().delete()
    said = {item: text.strip() for item, text in answers.items()}
    FollowUpAnswer.objects.bulk_create(
        [FollowUpAnswer(follow_up=follow_up, item=item, text=text) for item, text in said.items() if text]
    )
    follow_up.version += 1
    follow_up.save(update_fields=["version"])
    return follow_up


@transaction.atomic
def send(follow_up: FollowUp, *, by: User) -> None:
    """Let who asked read the answers. They change no more. A second time changes nothing."""
    follow_up = _locked(follow_up)
    if follow_up.answered_at and follow_up.asked_id == by.pk:
        return
    require(may_answer_follow_up(by, follow_up))
    if not follow_up.answers.exists():
        raise Refused(NOTHING_YET)
    follow_up.answered_at = timezone.now()
    follow_up.save(update_fields=["answered_at"])
    events.record(FOLLOW_UP_ANSWERED, by=by, about=follow_up, tell=[follow_up.by])


@transaction.atomic
def withdraw(follow_up: FollowUp, *, by: User) -> None:
    """Take the questions back before there is an answer. What was kept stays with its writer. A second time changes
    nothing."""
    follow_up = _locked(follow_up)
    if follow_up.withdrawn_at and follow_up.by_id == by.pk:
        return
    require(may_withdraw_follow_up(by, follow_up))
    follow_up.withdrawn_at = timezone.now()
    follow_up.save(update_fields=["withdrawn_at"])
    events.record(FOLLOW_UP_WITHDRAWN, by=by, about=follow_up)


@transaction.atomic
def decline(follow_up: FollowUp, *, by: User) -> None:
    """Say that there will be no answer, without a reason. Who asked is told. A second time changes nothing."""
    follow_up = _locked(follow_up)
    if follow_up.declined_at and follow_up.asked_id == by.pk:
        return
    require(may_decline_follow_up(by, follow_up))
    follow_up.declined_at = timezone.now()
    follow_up.save(update_fields=["declined_at"])
    events.record(FOLLOW_UP_DECLINED, by=by, about=follow_up, tell=[follow_up.by])


def _locked(follow_up: FollowUp) -> FollowUp:
    """The questions end in one way, whoever presses at the same moment."""
    return locked(FollowUp.objects.with_heads(), follow_up.pk)
