"""Actions on memberships: who has which role where, from when until when. The only place that ends one.

Whoever changes people holds the organisation: two coordinators who leave at the same moment go one by one, so that
never both are the last but one (access.md R27).
"""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.actions.versions import check_version
from accounts.models import User
from accounts.values import require
from partnerships import belonging, events, policy
from partnerships.actions.organisations import hold
from partnerships.events.kinds import (
    MEMBERSHIP_ENDED,
    MEMBERSHIP_LIMITED,
    MEMBERSHIP_OPENED,
    ROLE_CHANGED,
    ROLE_GIVEN,
    ROLE_TAKEN,
    TEAM_LEFT,
)
from partnerships.models.memberships import Membership
from partnerships.models.organisations import Organisation
from partnerships.models.partnerships import Partnership
from partnerships.models.teams import Team
from partnerships.values import Role


@transaction.atomic
def give(
    person: User,
    *,
    by: User,
    organisation: Organisation,
    role: str,
    partnership: Partnership | None = None,
    team: Team | None = None,
    ends_on: dt.date | None = None,
) -> Membership:
    """Give a colleague one more role."""
    hold(organisation)
    require(policy.may_give(by, person, organisation, role, partnership, team))
    require(policy.may_last_until(ends_on))
    membership = Membership.objects.create(
        person=person, organisation=organisation, role=role, partnership=partnership, team=team, ends_on=ends_on
    )
    events.record(ROLE_GIVEN, by=by, about=membership, tell=[person], **_words(membership))
    return membership


def learn(person: User, organisation: Organisation, partnership: Partnership) -> None:
    """Who begins to learn at their employer takes part in the partnership as a learner, until the day on which they
    stop working there, within the caller's transaction. It opens the page of the partnership and its conversations to
    them, and gives nobody else anything to read (docs/decisions/0165)."""
    mine = belonging.of(person).now
    here = [one for one in mine if one.organisation_id == organisation.pk]
    here = [one for one in here if one.partnership_id in (None, partnership.pk)]
    learns = any(one.role == Role.LEARNER for one in here)
    if learns or policy.holds(person, organisation, Role.LEARNER, partnership, None):
        return
    days = [one.ends_on for one in here]
    ends_on = None if None in days else max(days, default=None)
    made = Membership.objects.create(
        person=person, organisation=organisation, role=Role.LEARNER, partnership=partnership, ends_on=ends_on
    )
    events.record(ROLE_TAKEN, by=person, about=made)


@transaction.atomic
def change_role(
    membership: Membership,
    *,
    by: User,
    role: str,
    partnership: Partnership | None = None,
    team: Team | None = None,
) -> Membership:
    """End the role somebody has and give another instead, in the same organisation and until the same day."""
    membership = _hold(membership)
    require(policy.may_change(by, membership))
    require(policy.may_give(by, membership.person, membership.organisation, role, partnership, team))
    require(policy.may_lose(membership))
    old_role = membership.role_code
    _end(membership, by)
    changed = Membership.objects.create(
        person=membership.person,
        organisation=membership.organisation,
        role=role,
        partnership=partnership,
        team=team,
        ends_on=membership.ends_on,
    )
    events.record(ROLE_CHANGED, by=by, about=changed, tell=[changed.person], old_role=old_role, **_words(changed))
    return changed


@transaction.atomic
def last_until(membership: Membership, ends_on: dt.date | None, *, version: int, by: User) -> None:
    """Let it end at 24:00 of a day, or, without a day, go on (access.md R29)."""
    membership = _hold(membership)
    require(policy.may_change(by, membership))
    check_version(membership, version)
    require(policy.may_last_until(ends_on))
    if ends_on:
        require(policy.may_lose(membership))
        require(policy.may_start_before(membership, ends_on))
    else:
        require(policy.may_go_on(membership))
    membership.ends_on = ends_on
    membership.save(update_fields=["ends_on"])
    words = _words(membership)
    if ends_on:
        words["ends_on"] = ends_on.isoformat()
    kind = MEMBERSHIP_LIMITED if ends_on else MEMBERSHIP_OPENED
    events.record(kind, by=by, about=membership, tell=[membership.person], **words)


@transaction.atomic
def end(membership: Membership, *, by: User) -> None:
    """End it as of now. The person is told; who leaves a team by themselves tells the lead (access.md R17, R26)."""
    membership = _hold(membership)
    require(policy.may_end(by, membership))
    _end(membership, by)
    if membership.person_id == by.pk and membership.team:
        team = membership.team
        events.record(TEAM_LEFT, by=by, about=team, tell=_who_care(team), also=[membership], name=team)
    else:
        words = _words(membership)
        events.record(MEMBERSHIP_ENDED, by=by, about=membership, tell=[membership.person], **words)


def _hold(membership: Membership) -> Membership:
    """Lock the organisation and read the membership as it is now."""
    hold(membership.organisation)
    return Membership.objects.select_related("person", "organisation", "partnership", "team").get(pk=membership.pk)


def _end(membership: Membership, by: User) -> None:
    membership.ended_at, membership.ended_by = timezone.now(), by
    membership.save(update_fields=["ended_at", "ended_by"])


def _who_care(team: Team) -> list[User]:
    """Who hears that somebody left: the lead, and without one the coordinators."""
    return list(team.leads()) or list(policy.coordinators(team.organisation))


def _words(membership: Membership) -> dict[str, Any]:
    return {"name": membership.person, "role": membership.role_code, "place": membership.place}
