"""Value checks of a team: plan, change, postpone, skip, close, and choose a story beforehand (domain.md §2.4, §5.4).

Every action that changes the plan counts `plan_version` up. Reminders of the older plan lapse, mails about it that did
not go out lapse too, and one update goes out in their place (reliability.md §1.1).
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions.versions import check_version, locked
from accounts.models import User
from accounts.values import Refused, require, today
from instruments.models.instruments import Instrument
from partnerships import belonging, events, letters
from partnerships.actions import reminders
from partnerships.models.notices import Notice
from partnerships.models.reminders import Reminder
from partnerships.models.teams import Team
from partnerships.reminders import Because
from partnerships.values import AMSTERDAM
from reflections.calendar import at, local_day
from reflections.events.apart import APART_CHANGED, APART_PLANNED
from reflections.events.value_checks import (
    STORIES_CHOSEN,
    TURN_SKIPPED,
    VALUE_CHECK_CHANGED,
    VALUE_CHECK_CLOSED,
    VALUE_CHECK_LEFT_OUT,
    VALUE_CHECK_PLANNED,
    VALUE_CHECK_POSTPONED,
    VALUE_CHECK_SKIPPED,
)
from reflections.models.experiences import Experience
from reflections.models.rhythms import turn_of
from reflections.models.rooms import GuestPass
from reflections.models.value_checks import Participant, ValueCheck
from reflections.policy.value_checks import (
    may_change,
    may_choose_stories,
    may_close,
    may_follow,
    may_last,
    may_plan,
    may_postpone,
    may_skip,
    may_skip_turn,
)
from reflections.values import MOST_CHOSEN, CheckForm


@dataclass(frozen=True)
class Details:
    """Everything about a session but its date."""

    minutes: int
    place: str
    video_link: str
    questions: Instrument
    facilitator: User | None
    people: list[User]
    form: str = CheckForm.FULL
    last_on: dt.date | None = None  # when it is held apart


@transaction.atomic
def plan(team: Team, *, starts_at: dt.datetime, details: Details, by: User) -> ValueCheck:
    """Plan the value check of the team's turn and promise the reminders."""
    team = locked(Team.objects.all(), team.pk)
    require(may_plan(by, team))
    check = _of_turn(team)
    check.starts_at, check.planned_at, check.planned_by = starts_at, timezone.now(), by
    _put(check, details)
    check.save()
    _invite(check, details.people)
    reminders.lay(check)
    events.record(APART_PLANNED if check.is_apart else VALUE_CHECK_PLANNED, by=by, about=check, **_when(check))
    return check


def _of_turn(team: Team) -> ValueCheck:
    """The session of the turn the team is at; while the team rests without an end, of today."""
    turn = turn_of(team)
    due = turn.due_on or today()
    return turn.check or ValueCheck(team=team, cycle=due.isoformat(), due_on=due)


def _put(check: ValueCheck, details: Details) -> None:
    check.minutes, check.place, check.video_link = details.minutes, details.place, details.video_link
    team: Any = check.team  # who plans has one
    require(may_follow(team, details.questions, check.questions))
    check.questions, check.facilitator = details.questions, details.facilitator
    check.form, check.last_on = details.form, details.last_on
    require(may_last(check))
    if details.facilitator and details.facilitator not in details.people:
        raise Refused(_("De gespreksleider doet zelf ook mee. Zet de gespreksleider op de lijst."))


def _invite(check: ValueCheck, wanted: Iterable[User]) -> list[User]:
    """Bring the list of participants in line with `wanted`, people of the team only. Returns who went."""
    now = timezone.now()
    team = check.team
    allowed = set(belonging.people_in(team.pk).filter(pk__in=[person.pk for person in wanted]))
    rows = {row.person: row for row in check.participants.select_related("person")}
    came = [person for person in allowed if person not in rows or rows[person].removed_at]
    went = [person for person, row in rows.items() if person not in allowed and not row.removed_at]
    for person in came:
        Participant.objects.update_or_create(
            value_check=check, person=person, defaults={"added_at": now, "removed_at": None}
        )
    check.participants.filter(person__in=went).update(removed_at=now)
    return went


@transaction.atomic
def change(check: ValueCheck, *, details: Details, version: int, by: User) -> ValueCheck:
    """Change everything but the date. Who was invited already gets one update; who comes new is invited in turn.

    Raises Stale when somebody changed the plan meanwhile.
    """
    check = _locked(check)
    require(may_change(by, check))
    check_version(check, version, check.plan_version)
    told = set(check.invited()) & reminders.told_of(check)
    _replan(check)
    _put(check, details)
    check.save()
    went = _invite(check, details.people)
    reminders.lay(check)
    _tell_guests(check)
    changed = APART_CHANGED if check.is_apart else VALUE_CHECK_CHANGED
    events.record(changed, by=by, about=check, tell=told.difference(went), **_when(check))
    if went:
        events.record(VALUE_CHECK_LEFT_OUT, by=by, about=check, tell=told.intersection(went), **_when(check))
    return check


@transaction.atomic
def postpone(check: ValueCheck, *, starts_at: dt.datetime, version: int, by: User) -> ValueCheck:
    """Move the session to another date, at most twice. The ladder begins anew for the new date. One that is held apart
    lasts as long as before; nobody was told of it yet."""
    check = _locked(check)
    require(may_postpone(by, check))
    check_version(check, version, check.plan_version)
    _replan(check)
    if check.last_on and check.starts_at:
        check.last_on += local_day(starts_at) - local_day(check.starts_at)
    check.starts_at = starts_at
    check.postponements += 1
    check.save()
    reminders.lay(check)
    _tell_guests(check)
    if check.is_apart:
        events.record(APART_CHANGED, by=by, about=check, **_when(check))
    else:
        events.record(VALUE_CHECK_POSTPONED, by=by, about=check, tell=check.invited(), **_when(check))
    return check


@transaction.atomic
def skip(check: ValueCheck, *, reason: str, by: User) -> ValueCheck:
    """Leave a planned session out. It stays visible as a gap, with its reason."""
    check = _locked(check)
    require(may_skip(by, check))
    told = set(check.invited()) & reminders.told_of(check) if check.is_apart else check.invited()
    leave_out(check, reason=reason)
    events.record(VALUE_CHECK_SKIPPED, by=by, about=check, tell=told, **_when(check))
    return check


def leave_out(check: ValueCheck, *, reason: str) -> None:
    """Part of an action that skips a planned one: what was promised for the plan lapses."""
    _replan(check)
    check.skipped_at, check.skip_reason = timezone.now(), reason.strip()
    check.save()
    _tell_guests(check)


@transaction.atomic
def skip_turn(team: Team, *, reason: str, by: User) -> ValueCheck:
    """Leave out a turn that was not planned."""
    team = locked(Team.objects.all(), team.pk)
    require(may_skip_turn(by, team))
    check = _of_turn(team)
    check.skipped_at, check.skip_reason = timezone.now(), reason.strip()
    check.save()
    events.record(TURN_SKIPPED, by=by, about=check)
    return check


@transaction.atomic
def close(check: ValueCheck, *, held_on: dt.date, by: User) -> ValueCheck:
    """Say that the session was held, on which day. The next turn counts from there."""
    check = _locked(check)
    require(may_close(by, check))
    if held_on > today():
        raise Refused(_("Deze dag moet nog komen."))
    settle(check, closed_at=min(_end_on(held_on, check), timezone.now()))
    events.record(VALUE_CHECK_CLOSED, by=by, about=check, held_on=held_on.isoformat())
    return check


def _end_on(day: dt.date, check: ValueCheck) -> dt.datetime:
    """When a session of this length was over on `day`; one that went on past midnight still counts for its own day."""
    starts = check.starts_at.astimezone(AMSTERDAM).time()  # type: ignore[union-attr]  # may_close asked for a date
    return min(at(day, starts) + dt.timedelta(minutes=check.minutes), at(day, dt.time.max))


def settle(check: ValueCheck, *, closed_at: dt.datetime) -> None:
    """Part of an action that closes: what was promised for the plan lapses, what follows on closing is promised."""
    _replan(check)
    check.closed_at = closed_at
    check.save()
    reminders.lay(check)


@transaction.atomic
def choose_stories(check: ValueCheck, *, chosen: Iterable[Experience], version: int, by: User) -> None:
    """Pick one to three own experiences to tell about. Nobody else sees which, or that there are any."""
    require(may_choose_stories(by, check))
    own = list(Experience.objects.written_by(by).saved().filter(pk__in=[experience.pk for experience in chosen]))
    if len(own) > MOST_CHOSEN:
        raise Refused(_("Kies er hoogstens drie."))
    mine = check.participants.select_for_update(of=("self",)).get(person=by)
    check_version(mine, version)
    mine.chosen.set(own)
    events.record(STORIES_CHOSEN, by=by, about=check, trail=f"person:{by.public_id}")


def _locked(check: ValueCheck) -> ValueCheck:
    return locked(ValueCheck.objects.select_related("team__organisation"), check.pk)


def _replan(check: ValueCheck) -> None:
    """The plan changes: a new number, and everything still on its way about the old one lapses."""
    check.plan_version += 1
    check.planned_at = timezone.now()
    Reminder.objects.about(check).lapse(Because.REPLANNED)
    about = ContentType.objects.get_for_model(ValueCheck)
    unsent = Q(mail__isnull=True) | Q(mail__sent_at__isnull=True)
    Notice.objects.filter(unsent, event__about_type=about, event__about_id=check.pk, lapsed_at__isnull=True).update(
        lapsed_at=timezone.now()
    )


def _tell_guests(check: ValueCheck) -> None:
    """Who was invited by mail, without an account, reads in another one when and where it is now, or that it is off."""
    for guest in GuestPass.objects.filter(value_check=check).expected().addressed():
        letters.promise(guest, again=f"plan-{check.plan_version}")


def _when(check: ValueCheck) -> dict[str, Any]:
    """The words of a sentence about a session: which team, which day, what time."""
    starts = (check.starts_at or timezone.now()).astimezone(AMSTERDAM)
    words = {"team": check.team, "starts_on": local_day(starts).isoformat()}
    return words | ({"last_on": check.last_on.isoformat()} if check.last_on else {"time": f"{starts:%H:%M}"})
