"""Actions on organisations: letting one in, its details, the days on which it is closed."""

import datetime as dt

from django.db import transaction

from accounts.actions.versions import check_version
from accounts.models import User
from accounts.values import require
from partnerships import events, policy
from partnerships.actions import invitations
from partnerships.events.kinds import HOLIDAY_ADDED, HOLIDAY_REMOVED, ORGANISATION_ADDED, ORGANISATION_EDITED
from partnerships.models.organisations import Holiday, Organisation
from partnerships.models.partnerships import Partnership, PartnershipParty
from partnerships.values import Role


@transaction.atomic
def add(
    *, by: User, name: str, kind: str, city: str, coordinator: str, partnership: Partnership | None = None
) -> Organisation:
    """Let a new organisation in and invite its first coordinator. In a partnership it counts once that coordinator
    agrees (access.md row 4, note 4)."""
    require(policy.may_add_organisation(by, partnership))
    organisation = Organisation.objects.create(name=name, kind=kind, city=city)
    if partnership:
        PartnershipParty.objects.create(partnership=partnership, organisation=organisation)
    invitations.send(organisation, coordinator, by=by, role=Role.COORDINATOR)
    about = partnership or organisation
    events.record(ORGANISATION_ADDED, by=by, about=about, trail=organisation.trail, name=organisation)
    return organisation


@transaction.atomic
def edit(
    organisation: Organisation, *, by: User, name: str, city: str, version: int, own_tracks: bool | None = None
) -> None:
    """Change name and place, and of an employer whether people begin tracks for themselves. What kind it is stays:
    people and tracks count on it. Raises Stale when a colleague was ahead."""
    stored = hold(organisation)
    require(policy.may_manage(by, organisation))
    check_version(stored, version)
    organisation.name, organisation.city = name, city
    organisation.own_tracks = stored.own_tracks if own_tracks is None else own_tracks
    organisation.save(update_fields=["name", "city", "own_tracks"])
    events.record(ORGANISATION_EDITED, by=by, about=organisation)


@transaction.atomic
def close_on(organisation: Organisation, day: dt.date, *, by: User, name: str = "") -> Holiday:
    """On this day the organisation is closed and its people get no reminders. Twice the same day is one day."""
    require(policy.may_manage(by, organisation))
    holiday, made = Holiday.objects.update_or_create(organisation=organisation, day=day, defaults={"name": name})
    if made:
        events.record(HOLIDAY_ADDED, by=by, about=organisation, day_on=day.isoformat())
    return holiday


@transaction.atomic
def open_on(holiday: Holiday, *, by: User) -> None:
    """The organisation is open on that day after all."""
    require(policy.may_manage(by, holiday.organisation))
    day = holiday.day.isoformat()
    holiday.delete()
    events.record(HOLIDAY_REMOVED, by=by, about=holiday.organisation, day_on=day)


def hold(organisation: Organisation) -> Organisation:
    """Lock the organisation until the end of the transaction: who does what in it goes one by one."""
    return Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
