"""What is there on a workplace: who may, a list that is kept, and what is offered to who lays a puzzle."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from accounts.values import Refused, Stale
from learningtracks.actions import workplace_conditions as conditions
from learningtracks.editions import newest
from learningtracks.models.workplace_conditions import WorkplaceCondition, lines_of
from learningtracks.values.pieces import Slot
from learningtracks.values.workplace_conditions import FITS, MOST_OWN, SLOTS, Presence, Supply
from partnerships.models.workplaces import Workplace
from partnerships.values import Role
from werkplek.tests.casting import join

NOBODY_ELSE = ["sam", "samira", "wim", "karima", "tom", "nora", "otto", "PA", "OA2"]
SAID = {"presence": Presence.YES, "used": True, "where": "Bij de balie", "slot": Slot.GUIDANCE}


@pytest.fixture
def lars(neighbours):
    return neighbours["LA"]


def line_of(workplace, key):
    return next(one for one in lines_of(workplace) if one.key == key)


def there(workplace, by, slug=Supply.REFERENCE, **more):
    return conditions.write(line_of(workplace, slug), by=by, **(SAID | {"version": 0} | more))


def own(workplace, by, **more):
    return conditions.add(workplace, by=by, **(SAID | {"name": "Leerplein", "slot": ""} | more))


# --- The list ---------------------------------------------------------------------------------------------------


def test_every_workplace_begins_with_four_that_nobody_looked_at(workplace):
    lines = lines_of(workplace)

    assert {(one.slug, one.slot, one.is_looked_at) for one in lines} == {(*pair, False) for pair in FITS.items()}
    assert not WorkplaceCondition.objects.exists()


def test_looking_at_a_line_keeps_it_in_its_place(workplace, lars):
    made = there(workplace, lars, where="  Bij de balie  ")
    own(workplace, lars)

    assert (made.presence, made.used, made.where, made.edited_by, made.version) == (
        "yes",
        True,
        "Bij de balie",
        lars,
        1,
    )
    assert [one.key for one in lines_of(workplace)][:4] == Supply.values
    assert [str(one) for one in lines_of(workplace) if one.is_looked_at] == [
        "Iemand aan wie je alles kunt vragen",
        "Leerplein",
    ]


@pytest.mark.parametrize(("presence", "kept"), [("yes", True), ("partly", True), ("no", None), ("wanted", None)])
def test_what_is_not_there_is_not_used(workplace, lars, presence, kept):
    assert there(workplace, lars, presence=presence).used is kept


def test_a_line_is_old_when_nobody_looked_at_it_since(workplace, lars):
    before = timezone.now()
    made = there(workplace, lars)

    assert (made.is_old(None), made.is_old(before), made.is_old(timezone.now())) == (False, False, True)
    assert not line_of(workplace, Supply.PLANS).is_old(timezone.now())


def test_nobody_but_the_adviser(world, workplace):
    lars = world.people["LA"]
    mine = own(workplace, lars)
    for person in (world.people[name] for name in NOBODY_ELSE):
        for do in (
            there,
            lambda place, by: own(place, by, name="Anders"),
            lambda _place, by: conditions.remove(mine, by=by),
        ):
            with pytest.raises(Refused, match="Alleen de adviseur leren en ontwikkelen"):
                do(workplace, person)
        assert not WorkplaceCondition.objects.visible_to(person).exists()
    assert WorkplaceCondition.objects.visible_to(lars).get() == mine


def test_who_advises_elsewhere_sees_nothing(workplace, lars, otto):
    own(workplace, lars)
    join(otto, Role.LND_ADVISER, otto.memberships.get().organisation)

    assert not WorkplaceCondition.objects.visible_to(otto).exists()


def test_two_at_once_both_keep_their_words(workplace, lars):
    first, second = line_of(workplace, Supply.PLANS), line_of(workplace, Supply.PLANS)  # both before anybody looked
    conditions.write(first, by=lars, version=0, **SAID)
    with pytest.raises(Stale) as stale:
        conditions.write(second, by=lars, version=0, **(SAID | {"where": "Ergens anders"}))

    assert (stale.value.current.where, stale.value.version) == ("Bij de balie", 1)
    assert there(workplace, lars, Supply.PLANS, where="Nu hier", version=1).where == "Nu hier"


# --- Things of its own ------------------------------------------------------------------------------------------


def test_an_own_thing_can_be_called_otherwise_and_taken_off(workplace, lars):
    mine = own(workplace, lars)
    facts = {"presence": "no", "used": None, "where": "", "slot": "", "version": 0}
    assert conditions.write(mine, by=lars, name="Leercafé", **facts).name == "Leercafé"
    conditions.remove(mine, by=lars)

    assert len(lines_of(workplace)) == len(Supply)


def test_what_everybody_begins_with_stays_and_keeps_its_name(workplace, lars):
    made = there(workplace, lars, name="Anders")
    assert made.name == ""
    for line in (made, line_of(workplace, Supply.PLANS)):
        with pytest.raises(Refused, match="Dit hoort bij de lijst"):
            conditions.remove(line, by=lars)


@pytest.mark.parametrize("name", ["Leerplein", "leerplein", "Iemand aan wie je alles kunt vragen"])
def test_the_same_name_twice_is_refused(workplace, lars, name):
    own(workplace, lars)
    other = own(workplace, lars, name="Leercafé")
    with pytest.raises(Refused, match="Dit staat al op de lijst"):
        own(workplace, lars, name=name)
    with pytest.raises(Refused, match="Dit staat al op de lijst"):
        conditions.write(other, by=lars, name=name, version=0, **SAID)


def test_another_workplace_has_a_list_of_its_own(company, workplace, lars):
    own(workplace, lars)
    there(workplace, lars)
    other = Workplace.objects.create(organisation=company, name="De Eik")

    assert own(other, lars).name == "Leerplein"
    assert [one.is_looked_at for one in lines_of(other)] == [False] * 4 + [True]


def test_a_list_has_an_end(workplace, lars):
    WorkplaceCondition.objects.bulk_create(
        WorkplaceCondition(workplace=workplace, name=f"Ding {number}", presence="no") for number in range(MOST_OWN)
    )
    with pytest.raises(Refused, match="De lijst is vol"):
        own(workplace, lars)


# --- Offered to who lays a puzzle -------------------------------------------------------------------------------


def test_only_what_is_there_on_the_workplace_is_supply(track, workplace, lars):
    there(workplace, lars)
    for number, presence in enumerate(("partly", "no", "wanted")):
        own(workplace, lars, name=f"Ding {number}", presence=presence)
    assert [str(one) for one in WorkplaceCondition.objects.supply_of(track)] == ["Iemand aan wie je alles kunt vragen"]
    track.workplace = Workplace.objects.create(organisation=workplace.organisation, name="Elders")

    assert not WorkplaceCondition.objects.supply_of(track).exists()


def test_supply_is_asked_by_one_column(track):
    asked = str(WorkplaceCondition.objects.supply_of(track).query)

    assert ("JOIN" in asked, asked.count("SELECT")) == (False, 1)


# --- The database and the content -------------------------------------------------------------------------------


@pytest.mark.both("the database keeps the rule")
@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"slug": "pop", "name": "Plan"},
        {"slug": "pop"},
        {"name": "Dubbel"},
        {"slug": "soup"},
        {"name": "Plan", "presence": "maybe"},
        {"name": "Plan", "presence": ""},
        {"name": "Plan", "presence": "no", "used": False},
        {"name": "Plan", "slot": "question"},
    ],
    ids=["neither", "both", "listed_once", "own_once", "known", "presence", "looked_at", "used", "slot"],
)
def test_the_database_knows_the_rules(workplace, wrong):
    for stored in ({"name": "Dubbel"}, {"slug": "pop"}):
        WorkplaceCondition.objects.create(workplace=workplace, presence="yes", **stored)
    with pytest.raises(IntegrityError), transaction.atomic():
        WorkplaceCondition.objects.create(workplace=workplace, **({"presence": "yes"} | wrong))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_words_are_those_of_the_content(language):
    with translation.override(language):
        supply = {one.slug: str(one.text) for one in newest("workplace_conditions").entries}

        assert supply == {f"workplace_conditions.{key}": str(label) for key, label in Supply.choices}


def test_every_place_but_the_leervraag_can_be_supplied():
    assert [key for key, _label in SLOTS] == [key for key in Slot.values if key != "question"]
