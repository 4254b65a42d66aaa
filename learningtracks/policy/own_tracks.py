"""May somebody begin a track for themselves, where, and with whom (domain.md §2.1, "Everybody learns")?"""

import datetime as dt
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.values import YES, Answer, no, today
from learningtracks.belonging import tracks_of
from learningtracks.policy.tracks import guiding, may_run
from learningtracks.values import PERIOD_WEEKS
from partnerships import belonging
from partnerships.models.memberships import Membership
from partnerships.models.organisations import Organisation
from partnerships.models.partnerships import Partnership, PartnershipParty
from partnerships.models.workplaces import Workplace
from partnerships.values import GUIDES, PARTY_OF_ROLE, OrganisationKind, Party

OF_WORKPLACE = [role for role in GUIDES if PARTY_OF_ROLE[role] == Party.WORKPLACE]


class Spot(NamedTuple):
    """A workplace in a partnership: where somebody can learn."""

    partnership: Partnership
    workplace: Workplace


def _letting(person: User) -> list[Any]:
    """The memberships in force at employers that leave it to their people."""
    mine = belonging.of(person).now
    return [one for one in mine if one.organisation.own_tracks and not one.organisation.is_school]


def spots_for(person: User) -> list[Spot]:
    """Where this person can begin a track: at each workplace of these employers, in each partnership in which the
    membership counts."""
    counts = {(one.organisation_id, one.partnership_id) for one in _letting(person)}
    employers = {organisation for organisation, _partnership in counts}
    places = Workplace.objects.filter(organisation__in=employers).select_related("organisation")
    there = list(places.order_by("organisation__name", "name", "pk"))
    parties = PartnershipParty.objects.present().filter(organisation__in=employers).select_related("partnership")
    return [
        Spot(party.partnership, place)
        for party in parties.order_by("partnership__name", "pk")
        for place in there
        if place.organisation_id == party.organisation_id
        and counts & {(place.organisation_id, None), (place.organisation_id, party.partnership_id)}
    ]


def speakers_for(person: User, spots: Sequence[Spot]) -> QuerySet[Membership]:
    """Colleagues who can speak or guide at one of these, never oneself."""
    found = Membership.objects.none()
    for partnership, employer in {(one.partnership, one.workplace.organisation) for one in spots}:
        found = found | guiding(partnership, *OF_WORKPLACE).filter(organisation=employer)
    return found.exclude(person=person)


def schools_for(spots: Sequence[Spot]) -> QuerySet[Organisation]:
    """Schools that can take part in one of these."""
    there = PartnershipParty.objects.present().filter(partnership__in={one.partnership.pk for one in spots})
    return Organisation.objects.filter(kind=OrganisationKind.SCHOOL, pk__in=there.values("organisation"))


def may_begin(person: User) -> Answer:
    """Somewhere at least, and one at a time. Asks the database nothing that was not read to know where somebody
    belongs."""
    if not _letting(person):
        return no(_("Zelf een traject beginnen kan niet bij jouw organisatie. Vraag het aan je coördinator."))
    if any(track.self_begun and not track.is_over for track in tracks_of(person).own):
        return no(_("Je hebt al een eigen traject. Maak dat eerst af."))
    return YES


def may_begin_somewhere(spots: Sequence[Spot]) -> Answer:
    """There is a workplace."""
    return YES if spots else no(_("Je organisatie heeft hier nog geen werkplek. Vraag het aan je coördinator."))


def may_begin_at(person: User, spot: Spot, school: Organisation | None) -> Answer:
    """At a workplace of the own employer, with a school of that partnership or with none."""
    if not (answer := may_begin(person)):
        return answer
    if spot not in spots_for(person):
        return no(_("Bij deze werkplek kun je niet zelf een traject beginnen."))
    if school and not schools_for([spot]).filter(pk=school.pk).exists():
        return no(_("Deze opleiding doet niet mee in dit partnerschap."))
    return YES


def may_take(starts_on: dt.date, ends_on: dt.date) -> Answer:
    """Days that make sense. It may have begun earlier; on one that is over nobody writes down what they want."""
    if not (answer := may_run(None, starts_on, ends_on, PERIOD_WEEKS)):
        return answer
    return no(_("Kies een laatste dag vanaf vandaag.")) if ends_on < today() else YES
