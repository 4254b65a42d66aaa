"""May X do Y to Z now? Where partners write apart and everything opens at once (access.md row 23c; docs/decisions/0032,
0133). The answers depend on nothing of another side, so that a button tells nothing of it."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.values import YES, Answer, no, today
from instruments.models.asks import Ask
from instruments.models.sheets import Sheet
from instruments.policy.subjects import sides_of
from learningtracks.policy.action_points import own_sides, speaking_sides
from learningtracks.values.instruments import Reading
from partnerships import belonging
from partnerships.models.memberships import Membership
from partnerships.models.organisations import Organisation
from partnerships.models.partnerships import Partnership, PartnershipParty
from partnerships.values import Role

LEAST_SIDES = 2  # a conversation has somebody to talk with
FEW = 5  # fewer learners, and others may guess who wrote something


def speaks_as(person: User, ask: Ask) -> dict[str, Any]:
    """In an event of a partnership the organisation speaks: one side does not know the people of another (access.md
    R23)."""
    if not ask.partnership:
        return {}
    return {"organisation": speaking_sides(person, ask.partnership).order_by("name"), "partnership": ask.partnership}


def may_begin_talk(person: User, partnership: Partnership) -> Answer:
    """Who guides or coordinates in it, when the earlier one is open and there is somebody to talk with."""
    if not speaking_sides(person, partnership).exists():
        return no(_("Alleen een begeleider of coördinator kan een gesprek beginnen."))
    if Ask.objects.filter(partnership=partnership, reading=Reading.OPEN_TOGETHER).open().exists():
        return no(_("Er loopt al een gesprek."))
    if partnership.parties.present().count() < LEAST_SIDES:
        return no(_("Een gesprek voer je met twee of meer organisaties."))
    return YES


def learners_of(partnership: Partnership) -> QuerySet[User]:
    """Who learns in it today."""
    there = Membership.objects.active().filter(partnership=partnership, role=Role.LEARNER)
    return User.objects.filter(pk__in=there.values("person"), is_active=True).order_by("name_key", "pk")


def learns_there(person: User, ask: Ask) -> bool:
    return ask.partnership_id is not None and belonging.of(person).learns_in(ask.partnership_id)


def present(ask: Ask) -> QuerySet[Organisation]:
    """The partners that take part today."""
    there = PartnershipParty.objects.present().filter(partnership=ask.partnership_id)
    return Organisation.objects.filter(pk__in=there.values("organisation"))


def sides_read(person: User, ask: Ask) -> QuerySet[Organisation]:
    """The partners whose words this person reads while they are written."""
    there = own_sides(person, ask.partnership) if ask.partnership else Organisation.objects.none()
    return there.filter(pk__in=sides_of(person, ask))


def may_write_for(person: User, ask: Ask, side: Organisation | None) -> Answer:
    """Who guides or coordinates for that organisation; who learns there for themselves. Until everything opens."""
    if side is None and not learns_there(person, ask):
        return no(_("Alleen een student of medewerker die leert, schrijft hier voor zichzelf."))
    if side and side.pk not in speaks_for(person, ask):
        return no(_("Alleen een begeleider of coördinator van deze organisatie kan hier schrijven."))
    return no(_("Alles is al geopend.")) if ask.opened_at else YES


def may_write_now(person: User, ask: Ask, side: Organisation | None) -> Answer:
    """The same, for an organisation that still takes part: a page was made for one that does."""
    if side and not present(ask).filter(pk=side.pk).exists():
        return no(_("Jouw organisatie doet niet meer mee."))
    return may_write_for(person, ask, side)


def may_open_now(person: User, ask: Ask) -> Answer:
    """After the last day a coordinator of a partner that is ready does not wait for the others."""
    if ask.partnership_id not in belonging.of(person).managed:
        return no(_("Alleen een coördinator kan het gesprek openen."))
    if ask.opened_at:
        return no(_("Alles is al geopend."))
    if ask.until_on and ask.until_on >= today():
        return no(_("Tot en met de laatste dag kan iedereen nog schrijven."))
    if not ask.partnership or not ready_sides(ask).filter(organisation__in=own_sides(person, ask.partnership)).exists():
        return no(_("Dit kan zodra jouw organisatie klaar is."))
    return YES


def speaks_for(person: User, ask: Ask) -> frozenset[int]:
    """The keys of the organisations for which this person guides or coordinates; whether they still take part is asked
    elsewhere. No query."""
    mine = belonging.of(person)
    there = (one for one in mine.now if one.partnership_id == ask.partnership_id and one.role != Role.LEARNER)
    led = frozenset(organisation for organisation, where in mine.parties if where == ask.partnership_id)
    return frozenset(one.organisation_id for one in there) | (led & mine.coordinated)


def may_agree(person: User, ask: Ask) -> Answer:
    """Who guides or coordinates for a partner writes down what was agreed, once everything is open."""
    if not speaks_for(person, ask):
        return no(_("Alleen een begeleider of coördinator kan jullie afspraken opschrijven."))
    return YES if ask.opened_at else no(_("Afspraken komen als alles open is."))


def ready_sides(ask: Ask) -> QuerySet[Sheet]:
    """The sheets that are ready, of organisations that still take part. Of who learns nothing is awaited."""
    return ask.sheets.filter(handed_in_at__isnull=False, organisation__in=present(ask))


def everybody_is_ready(ask: Ask) -> bool:
    return ready_sides(ask).count() >= max(present(ask).count(), LEAST_SIDES)


def sides_not_heard(ask: Ask) -> QuerySet[Organisation]:
    """Partners that took part when everything opened, and were not ready."""
    asked = PartnershipParty.objects.present().filter(partnership=ask.partnership_id, agreed_at__lte=ask.opened_at)
    ready = ready_sides(ask).values("organisation")
    return Organisation.objects.filter(pk__in=asked.values("organisation")).exclude(pk__in=ready)
