"""Where partners write apart, and who learns writes along: for what somebody has yet to hand in."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils.translation import gettext_lazy

from accounts.directions import apart
from accounts.models import User
from accounts.prepared import Prepared
from instruments.ask_kinds import KINDS
from instruments.models.asks import Ask
from instruments.models.sheets import Sheet
from instruments.policy.sides import learners_of, learns_there
from learningtracks.policy.action_points import people_of_sides
from learningtracks.values.instruments import Reading
from partnerships import belonging
from partnerships.models.memberships import Membership
from partnerships.models.organisations import Organisation
from partnerships.models.partnerships import Partnership, PartnershipParty
from partnerships.todos import IN_PARTNERSHIP, Owed, Said, ToDoKind, register
from partnerships.values import Role, day_end


def _apart(things: Any) -> Any:
    return things.open().filter(partnership__isnull=False, reading=Reading.OPEN_TOGETHER, opened_at=None)


def _owed(things: Any) -> Iterator[Owed]:
    """Who speaks for a partner that is not ready, until it opens; who learns there and did not hand in, until the last
    day: nobody waits for them."""
    for ask in _apart(things).select_related("partnership"):
        done = ask.sheets.filter(handed_in_at__isnull=False)
        waiting = PartnershipParty.objects.present().filter(partnership=ask.partnership)
        sides = waiting.exclude(organisation__in=done.filter(person=None).values("organisation"))
        speakers = people_of_sides(ask.partnership, Organisation.objects.filter(pk__in=sides.values("organisation")))
        for person in speakers:
            yield Owed(person.pk, ask.pk, ask.started_at, IN_PARTNERSHIP, ask.partnership_id)
        handed_in = done.filter(person__isnull=False).values("person")
        until = day_end(ask.until_on) if ask.until_on else None
        for person in learners_of(ask.partnership).exclude(pk__in=handed_in).exclude(pk__in=speakers.values("pk")):
            yield Owed(person.pk, ask.pk, ask.started_at, IN_PARTNERSHIP, ask.partnership_id, closes_at=until)


@Prepared
def _unready(asks: list[int]) -> QuerySet[Any]:
    """The partners that are not ready for these: the ask, the partnership, the partner and its name."""
    ready = Sheet.objects.filter(ask=OuterRef("ask"), organisation=OuterRef("organisation"))
    parties = PartnershipParty.objects.present().annotate(ask=F("partnership__asks")).filter(ask__in=asks)
    unready = parties.exclude(Exists(ready.filter(handed_in_at__isnull=False))).order_by("organisation__name")
    return unready.values_list("ask", "partnership", "organisation", "organisation__name")


def sides_to_write(asks: Iterable[Ask], person: User) -> dict[int, list[str]]:
    """By the key of each ask the names of the organisations that this person speaks for and that are not ready."""
    mine = belonging.of(person)
    speaks = {(one.partnership_id, one.organisation_id) for one in mine.now if one.role != Role.LEARNER}
    found: dict[int, list[str]] = defaultdict(list)
    for ask, partnership, organisation, name in _unready([one.pk for one in asks]):
        if organisation in mine.coordinated or (partnership, organisation) in speaks:
            found[ask].append(name)
    return dict(found)


def _says(things: Any, person: User) -> list[Said]:
    """The own organisations that are not ready, and the partnership."""
    known = [one for one in things if one.kind in KINDS]
    sides = sides_to_write(known, person)
    return [
        (ask, str(KINDS[ask.kind].words.todo), ", ".join([*map(apart, sides.get(ask.pk, [])), str(ask.partnership)]))
        for ask in known
        if ask.pk in sides or learns_there(person, ask)
    ]


SIDE_TO_WRITE = register(
    ToDoKind(
        "ask_side",
        Ask,
        owed=_owed,
        says=_says,
        label=gettext_lazy("Vragenlijst"),
        shown=lambda things: _apart(things).select_related("partnership"),
        around={
            Partnership: lambda one: _apart(Ask.objects.filter(partnership=one)),
            Membership: lambda one: _apart(
                Ask.objects.filter(partnership__parties__organisation=one.organisation_id).distinct()
            ),
        },
    )
)
