"""Organisation scans: who may, one a year, and where the organisation stands."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from accounts.values import Refused, Stale, today
from learningtracks.actions import organisation_scans as scans
from learningtracks.editions import newest
from learningtracks.models.organisation_scans import OrganisationScan, OrganisationStep
from learningtracks.panels import links_of_place
from learningtracks.values.organisation_scans import Ideal
from partnerships.models.notices import Notice
from partnerships.values import Role
from werkplek.tests.casting import join, make_person

CONTENT = "org_conditions@1"
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


# --- Begin ------------------------------------------------------------------------------------------------------


def test_it_begins_with_six_conditions(scan):
    assert [one.condition for one in scan.steps.all()] == Ideal.values
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
        with pytest.raises(Refused, match="adviseur leren en ontwikkelen"):
            scans.begin(company, content=CONTENT, by=world.people[name])
    scan = scans.begin(company, content=CONTENT, by=lars)
    for person in (world.people[name] for name in NOBODY_ELSE):
        with pytest.raises(Refused, match="adviseur leren en ontwikkelen"):
            step(scan, person)
        assert not OrganisationScan.objects.visible_to(person).exists()


def test_who_advises_elsewhere_sees_nothing(scan, otto):
    far = otto.memberships.get().organisation
    join(otto, Role.LND_ADVISER, far)

    assert not OrganisationScan.objects.visible_to(otto).exists()


# --- The year before --------------------------------------------------------------------------------------------


def test_a_new_scan_begins_empty_and_the_earlier_one_stays_as_it_is(company, lars, scan):
    step(scan, lars)
    again = scans.begin(a_year_ago(scan).organisation, content=CONTENT, by=lars)

    assert {one.edited_at for one in again.steps.all()} == {None}
    with pytest.raises(Refused, match="Deze kun je niet meer aanpassen"):
        step(scan, lars, version=1)


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
    with pytest.raises(Stale) as stale:
        step(scan, lars, where_now="Iets anders")

    assert stale.value.current.where_now == "Vragen mag"


# --- The database and the content ---------------------------------------------------------------------------------


@pytest.mark.both("the database keeps the rule")
@pytest.mark.parametrize(
    "make",
    [
        lambda scan: OrganisationScan(organisation=scan.organisation, year=scan.year),
        lambda scan: OrganisationStep(scan=scan, condition="culture"),
    ],
    ids=["once_a_year", "step_once"],
)
def test_the_database_knows_the_rules(scan, make):
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
        assert conditions == {f"org_conditions.{key}": str(label) for key, label in Ideal.choices}


def test_the_way_from_the_page_of_the_organisation_is_the_advisers(company, partnership, lars, nora):
    [link] = links_of_place(company, lars, {Role.LND_ADVISER})

    assert link.url.endswith(f"{company.public_id}/scans/")
    assert links_of_place(company, nora, {Role.COORDINATOR}) == links_of_place(partnership, lars, set()) == []
