"""Actions on partnerships: starting one, its details, and organisations that are asked, agree, decline and leave."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.actions.versions import check_version, locked
from accounts.models import User
from accounts.values import require, today
from partnerships import events, policy
from partnerships.actions import organisations
from partnerships.actions.organisations import hold
from partnerships.events.kinds import (
    PARTNERSHIP_EDITED,
    PARTNERSHIP_STARTED,
    PARTY_AGREED,
    PARTY_ASKED,
    PARTY_DECLINED,
    PARTY_LEFT,
    PARTY_TAKEN_BACK,
)
from partnerships.models.memberships import Membership
from partnerships.models.organisations import Organisation
from partnerships.models.partnerships import Partnership, PartnershipParty
from partnerships.values import Role


@transaction.atomic
def start(organisation: Organisation, *, by: User, name: str, purpose: str, label_set: str) -> Partnership:
    """Begin a partnership with your own organisation as the first in it."""
    require(policy.may_start(by, organisation))
    partnership = Partnership.objects.create(name=name, purpose=purpose, label_set=label_set)
    PartnershipParty.objects.create(
        partnership=partnership, organisation=organisation, agreed_at=timezone.now(), agreed_by=by
    )
    events.record(PARTNERSHIP_STARTED, by=by, about=partnership, organisation=organisation)
    return partnership


@transaction.atomic
def edit(partnership: Partnership, *, version: int, by: User, name: str, purpose: str, label_set: str) -> None:
    """Change the name, why it exists, and the words for roles. Raises Stale when another coordinator was ahead of
    `version`."""
    partnership = locked(Partnership.objects.all(), partnership.pk)
    require(policy.may_edit_partnership(by, partnership))
    check_version(partnership, version)
    partnership.name, partnership.purpose, partnership.label_set = name, purpose, label_set
    partnership.version += 1
    partnership.save(update_fields=["name", "purpose", "label_set", "version"])
    events.record(PARTNERSHIP_EDITED, by=by, about=partnership, organisation=_own(partnership, by))


@transaction.atomic
def propose(partnership: Partnership, organisation: Organisation, *, by: User) -> PartnershipParty:
    """Ask an organisation to take part; its coordinators hear of it. One that left may be asked again."""
    partnership = _hold(partnership)
    require(policy.may_propose(by, partnership, organisation))
    party, _made = PartnershipParty.objects.update_or_create(
        partnership=partnership,
        organisation=organisation,
        defaults={"agreed_at": None, "agreed_by": None, "left_on": None},
    )
    _record_asking(partnership, organisation, by)
    return party


def _record_asking(partnership: Partnership, organisation: Organisation, by: User) -> None:
    events.record(
        PARTY_ASKED,
        by=by,
        about=partnership,
        tell=policy.coordinators(organisation),
        organisation=_own(partnership, by),
        name=organisation,
    )


def propose_by_address(
    partnership: Partnership, *, by: User, name: str, kind: str, city: str, coordinator: str
) -> Organisation:
    """Ask an organisation through the mail address of its coordinator. Is there one of this name that they coordinate,
    then that one is asked; otherwise a new organisation comes in with an invitation for its first coordinator. Who asks
    reads the same in both cases: an address does not tell whose it is."""
    there = policy.organisation_of_coordinator(partnership, coordinator, name, kind)
    if there:
        propose(partnership, there, by=by)
        return there
    made = organisations.add(by=by, name=name, kind=kind, city=city, coordinator=coordinator, partnership=partnership)
    _record_asking(partnership, made, by)
    return made


@transaction.atomic
def agree(party: PartnershipParty, *, by: User) -> None:
    """The organisation takes part from now on. The other partners hear of it."""
    party = _hold_party(party)
    require(policy.may_answer(by, party))
    party.agreed_at, party.agreed_by = timezone.now(), by
    party.save(update_fields=["agreed_at", "agreed_by"])
    _tell_partners(PARTY_AGREED, party, by)


@transaction.atomic
def decline(party: PartnershipParty, *, by: User) -> None:
    """The organisation does not take part. It may be asked again."""
    party = _hold_party(party)
    require(policy.may_answer(by, party))
    party.delete()
    _tell_partners(PARTY_DECLINED, party, by)


@transaction.atomic
def take_back(party: PartnershipParty, *, by: User) -> None:
    """The question to an organisation is taken back before it was answered."""
    party = _hold_party(party)
    require(policy.may_take_back(by, party))
    party.delete()
    own = _own(party.partnership, by)
    events.record(PARTY_TAKEN_BACK, by=by, about=party.partnership, organisation=own, name=party.organisation)


@transaction.atomic
def leave(party: PartnershipParty, *, by: User) -> None:
    """The organisation stops with the partnership: what its people had in it ends at once (access.md R28). Its
    coordinators stay coordinators of their organisation."""
    hold(party.organisation)
    party = _hold_party(party)
    require(policy.may_leave(by, party))
    inside = party.organisation.memberships.filter(partnership=party.partnership, ended_at__isnull=True)
    people = list(User.objects.filter(pk__in=inside.values("person")))
    for membership in inside.filter(role=Role.COORDINATOR):
        _loosen(membership)
    inside.update(ended_at=timezone.now(), ended_by=by)
    party.left_on = today()
    party.save(update_fields=["left_on"])
    _tell_partners(PARTY_LEFT, party, by, also=people)


def _loosen(membership: Membership) -> None:
    """Let a coordinator stand for the organisation itself, unless they already do."""
    if not policy.holds(membership.person, membership.organisation, Role.COORDINATOR, None, None):
        membership.partnership = None
        membership.save(update_fields=["partnership"])


def _tell_partners(kind: events.Kind, party: PartnershipParty, by: User, also: list[User] | None = None) -> None:
    present = party.partnership.parties.present().values("organisation")
    there = Membership.objects.active().as_coordinator().filter(organisation__in=present)
    told = User.objects.filter(pk__in=there.values("person"))
    words: dict[str, Any] = {"name": party.organisation, "partnership": party.partnership}
    events.record(kind, by=by, about=party.partnership, tell=[*told, *(also or [])], **words)


def _own(partnership: Partnership, by: User) -> Organisation | None:
    """The partner that the doer speaks for."""
    mine = partnership.parties.present().coordinated_by(by).select_related("organisation").order_by("pk").first()
    return mine.organisation if mine else None


def _hold(partnership: Partnership) -> Partnership:
    return Partnership.objects.select_for_update(no_key=True).get(pk=partnership.pk)


def _hold_party(party: PartnershipParty) -> PartnershipParty:
    """Lock the partnership, and read how the organisation stands in it now."""
    _hold(party.partnership)
    return PartnershipParty.objects.select_related("partnership", "organisation").get(pk=party.pk)
