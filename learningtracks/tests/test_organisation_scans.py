"""Organisation scans: who may, one a year, what is taken over, and what is offered to who lays a puzzle."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from accounts.values import Refused, Stale, today
from learningtracks.actions import organisation_scans as scans
from learningtracks.editions import newest
from learningtracks.models.organisation_scans import OrganisationScan, OrganisationStep, WorkplaceCondition
from learningtracks.panels import links_of_place
from learningtracks.values.organisation_scans import FITS, MOST_CONDITIONS, SLOTS, Ideal, Presence, Supply
from learningtracks.values.pieces import Slot
from partnerships.models.notices import Notice
from partnerships.models.workplaces import Workplace
from partnerships.values import Role
from werkplek.tests.casting import join, make_person

CONTENT = "org_conditions@1 workplace_conditions@1"
NOBODY_ELSE = ["sam", "samira", "wim", "karima", "tom", "nora", "otto", "PA", "OA2"]


@pytest.fixture
def lars(neighbours):
    return neighbours["LA"]


@pytest.fixture
def scan(company, lars):
    return scans.begin(company, content=CONTENT, by=lars)


def a_year_ago(scan):
    OrganisationScan.objects.filter(pk=scan.pk).update(year=scan.year - 1)
    scan.refresh_from_db()
    return scan


def step(scan, by, **more):
    facts = {"condition": "culture", "score": 2, "where_now": "Vragen mag", "next_step": "Leerlunch", "next_on": None}
    return scans.write_step(scan, by=by, **(facts | {"version": 0} | more))


def there(scan, by, slug=Supply.REFERENCE, **more):
    facts = {"presence": Presence.YES, "where": "Bij de balie", "slot": Slot.GUIDANCE, "version": 0}
    return scans.write_condition(scan.conditions.get(slug=slug), by=by, **(facts | more))


def own(scan, by, **more):
    facts = {"name": "Leerplein", "presence": Presence.YES, "where": "Donderdag", "slot": ""}
    return scans.add_condition(scan, by=by, **(facts | more))


# --- Begin ------------------------------------------------------------------------------------------------------


def test_it_begins_with_six_conditions_and_a_list_of_four(scan):
    assert [one.condition for one in scan.steps.all()] == Ideal.values
    assert {(one.slug, one.slot, one.presence) for one in scan.conditions.all()} == {
        (slug, slot, "") for slug, slot in FITS.items()
    }
    assert (scan.year, str(scan), scan.steps.first().answer) == (today().year, f"Zorggroep De Linde {scan.year}", "")


def test_the_other_advisers_are_told_and_may_go_on(company, lars):
    other = make_person("Loes Berg")
    join(other, Role.LND_ADVISER, company)
    scan = scans.begin(company, content=CONTENT, by=lars)

    assert [one.person for one in Notice.objects.filter(event__kind="organisation_scan_begun")] == [other]
    assert step(scan, other).edited_by == other


def test_once_a_year(company, lars, scan):
    with pytest.raises(Refused, match="De scan van dit jaar is er al"):
        scans.begin(company, content=CONTENT, by=lars)
    a_year_ago(scan)

    assert scans.begin(company, content=CONTENT, by=lars).year == today().year


def test_nobody_but_the_adviser(world):
    company, lars = world.things["organisation"], world.people["LA"]
    for name in NOBODY_ELSE:
        with pytest.raises(Refused, match="adviseert over leren"):
            scans.begin(company, content=CONTENT, by=world.people[name])
    scan = scans.begin(company, content=CONTENT, by=lars)
    mine = own(scan, lars)
    for person in (world.people[name] for name in NOBODY_ELSE):
        with pytest.raises(Refused, match="adviseert over leren"):
            step(scan, person)
        with pytest.raises(Refused, match="adviseert over leren"):
            there(scan, person)
        with pytest.raises(Refused, match="adviseert over leren"):
            own(scan, person, name="Anders")
        with pytest.raises(Refused, match="adviseert over leren"):
            scans.remove_condition(mine, by=person)
        seen = OrganisationScan.objects.visible_to(person), WorkplaceCondition.objects.visible_to(person)
        assert [one.count() for one in seen] == [0, 0]


def test_who_advises_elsewhere_sees_nothing(scan, otto):
    far = otto.memberships.get().organisation
    join(otto, Role.LND_ADVISER, far)

    assert not OrganisationScan.objects.visible_to(otto).exists()


# --- The year before --------------------------------------------------------------------------------------------


def test_a_new_scan_takes_over_the_list_and_not_the_answers(company, lars, scan):
    step(scan, lars)
    there(scan, lars)
    mine = own(scan, lars)
    again = scans.begin(a_year_ago(scan).organisation, content=CONTENT, by=lars)

    assert {one.edited_at for one in again.steps.all()} == {None}
    taken = again.conditions.get(name="Leerplein")
    assert (taken.before, taken.presence, taken.where, taken.is_taken_over) == (mine, "yes", "Donderdag", True)
    assert [str(one) for one in again.conditions.all()] == [str(one) for one in scan.conditions.all()]
    assert not again.conditions.get(slug=Supply.PLANS).is_taken_over


def test_an_earlier_scan_stays_as_it_is(company, lars, scan):
    mine = own(scan, lars)
    scans.begin(a_year_ago(scan).organisation, content=CONTENT, by=lars)
    for action in (step, there, lambda scan, by: own(scan, by, name="Anders")):
        with pytest.raises(Refused, match="Deze verandert niet meer"):
            action(scan, lars)
    with pytest.raises(Refused, match="Deze verandert niet meer"):
        scans.remove_condition(mine, by=lars)


# --- Where are we -----------------------------------------------------------------------------------------------


def test_a_step_is_kept_in_words(scan, lars):
    made = step(scan, lars, next_on=today(), where_now="  Vragen mag  ")

    assert (made.answer, made.where_now, made.next_step, made.next_on, made.version) == (
        "Grotendeels",
        "Vragen mag",
        "Leerlunch",
        today(),
        1,
    )
    assert step(scan, lars, score=None, next_step=" ", next_on=today(), version=1).next_on is None
    assert str(scan.steps.get(condition="culture").answer) == "Weet ik niet"


def test_two_at_once_both_keep_their_words(scan, lars):
    step(scan, lars)
    there(scan, lars)
    with pytest.raises(Stale) as first:
        step(scan, lars, where_now="Iets anders")
    with pytest.raises(Stale) as second:
        there(scan, lars, where="Ergens anders")

    assert (first.value.current.where_now, second.value.current.where) == ("Vragen mag", "Bij de balie")


# --- What is there ----------------------------------------------------------------------------------------------


def test_an_own_thing_can_be_called_otherwise_and_taken_off(scan, lars):
    mine = own(scan, lars)
    facts = {"presence": "no", "where": "", "slot": "", "version": 0}
    assert scans.write_condition(mine, by=lars, name="Leercafé", **facts).name == "Leercafé"
    scans.remove_condition(mine, by=lars)

    assert scan.conditions.count() == len(Supply)


def test_what_everybody_begins_with_stays_and_keeps_its_name(scan, lars):
    with pytest.raises(Refused, match="Dit hoort bij de lijst"):
        scans.remove_condition(scan.conditions.first(), by=lars)

    assert there(scan, lars, name="Anders").name == ""


@pytest.mark.parametrize("name", ["Leerplein", "leerplein", "Vaste vraagbaak"])
def test_the_same_name_twice_is_refused(scan, lars, name):
    own(scan, lars)
    other = own(scan, lars, name="Leercafé")
    with pytest.raises(Refused, match="Dit staat al op de lijst"):
        own(scan, lars, name=name)
    with pytest.raises(Refused, match="Dit staat al op de lijst"):
        scans.write_condition(other, by=lars, name=name, presence="no", where="", slot="", version=0)


def test_a_list_has_an_end(scan, lars):
    WorkplaceCondition.objects.bulk_create(
        WorkplaceCondition(scan=scan, name=f"Ding {number}") for number in range(MOST_CONDITIONS - len(Supply))
    )
    with pytest.raises(Refused, match="De lijst is vol"):
        own(scan, lars)


# --- Offered to who lays a puzzle -------------------------------------------------------------------------------


def test_only_what_is_there_at_the_employer_is_supply(track, scan, lars):
    there(scan, lars)
    for number, presence in enumerate(("partly", "no", "wanted")):
        own(scan, lars, name=f"Ding {number}", presence=presence)
    supply = WorkplaceCondition.objects.supply_of(track)
    assert [str(one) for one in supply] == ["Vaste vraagbaak"]
    far = Workplace.objects.create(organisation=track.school, name="Elders")
    track.workplace = far

    assert not WorkplaceCondition.objects.supply_of(track).exists()


def test_supply_is_that_of_the_newest_scan_from_its_first_day(company, track, scan, lars):
    there(scan, lars)
    again = scans.begin(a_year_ago(scan).organisation, content=CONTENT, by=lars)

    assert [one.scan for one in WorkplaceCondition.objects.supply_of(track)] == [again]


# --- The database and the content ---------------------------------------------------------------------------------


@pytest.mark.both("the database keeps the rule")
@pytest.mark.parametrize(
    "make",
    [
        lambda scan: OrganisationScan(organisation=scan.organisation, year=scan.year),
        lambda scan: OrganisationStep(scan=scan, condition="culture"),
        lambda scan: WorkplaceCondition(scan=scan),
        lambda scan: WorkplaceCondition(scan=scan, slug="pop", name="Plan"),
        lambda scan: WorkplaceCondition(scan=scan, slug="pop"),
        lambda scan: WorkplaceCondition(scan=scan, name="Dubbel"),
        lambda scan: WorkplaceCondition(scan=scan, slug="soup"),
        lambda scan: WorkplaceCondition(scan=scan, name="Plan", presence="maybe"),
        lambda scan: WorkplaceCondition(scan=scan, name="Plan", slot="question"),
    ],
    ids=["once_a_year", "step_once", "neither", "both", "listed_once", "own_once", "known", "presence", "slot"],
)
def test_the_database_knows_the_rules(scan, make):
    WorkplaceCondition.objects.create(scan=scan, name="Dubbel")
    with pytest.raises(IntegrityError), transaction.atomic():
        make(scan).save()


@pytest.mark.both("the database keeps the rule")
@pytest.mark.parametrize(
    "wrong",
    [{"condition": "soup"}, {"score": 4}, {"next_on": dt.date(2027, 1, 1), "next_step": ""}],
)
def test_the_database_knows_the_rules_of_a_step(scan, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        OrganisationStep.objects.filter(scan=scan, condition="mission").update(**wrong)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_words_are_those_of_the_content(language):
    with translation.override(language):
        conditions = {one.slug: str(one.name) for one in newest("org_conditions").entries}
        supply = {one.slug: str(one.text) for one in newest("workplace_conditions").entries}

        assert conditions == {f"org_conditions.{key}": str(label) for key, label in Ideal.choices}
        assert supply == {f"workplace_conditions.{key}": str(label) for key, label in Supply.choices}


def test_every_place_but_the_leervraag_can_be_supplied():
    assert [key for key, _label in SLOTS] == [key for key in Slot.values if key != "question"]


def test_the_way_from_the_page_of_the_organisation_is_the_advisers(company, partnership, lars, nora):
    [link] = links_of_place(company, lars, {Role.LND_ADVISER})

    assert link.url.endswith(f"{company.public_id}/scans/")
    assert links_of_place(company, nora, {Role.COORDINATOR}) == links_of_place(partnership, lars, set()) == []
