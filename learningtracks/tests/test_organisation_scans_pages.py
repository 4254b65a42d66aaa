"""The pages of an organisation scan: begin, and fill in step by step."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse

from accounts.values import today
from learningtracks.actions import organisation_scans as scans
from learningtracks.models.action_points import ActionPoint
from learningtracks.models.organisation_scans import OrganisationScan
from learningtracks.values.organisation_scans import Ideal

SOON = today() + dt.timedelta(days=20)
STEP = {"score": "1", "where_now": "Vragen mag", "next_step": "Leerlunch", "next_on": SOON.isoformat(), "version": 0}


@pytest.fixture
def lars(neighbours):
    return neighbours["LA"]


@pytest.fixture
def adviser(signed_in, lars):
    return signed_in(lars)


@pytest.fixture
def scan(company, lars):
    return scans.begin(company, content="org_conditions@1", by=lars)


def page(name, thing, *more):
    return reverse(f"learningtracks:{name}", args=[thing.public_id, *more])


def said(answer):
    return answer.content.decode()


def test_from_home_through_every_question(adviser, company):
    assert page("organisation_scans", company) in said(adviser.get("/"))
    assert "Scan van dit jaar beginnen" in said(adviser.get(page("organisation_scans", company)))
    walked = adviser.post(page("organisation_scan_begin", company), {"once": uuid.uuid4()})["Location"]
    seen = []
    while "/steps/" in walked:
        seen.append(walked)
        assert adviser.get(walked).status_code == 200
        walked = adviser.post(walked, STEP)["Location"]

    scan = OrganisationScan.objects.get()
    assert (walked, len(seen)) == (scan.get_absolute_url(), len(Ideal))
    shown = said(adviser.get(walked))
    assert ("Een beetje" in shown, "Leerlunch" in shown) == (True, True)
    assert "Verder invullen" not in shown
    assert "De scan van" in said(adviser.get("/"))
    assert "Scan van dit jaar beginnen" not in said(adviser.get(page("organisation_scans", company)))


def test_the_page_of_the_organisation_leads_there_too(adviser, company):
    assert page("organisation_scans", company) in said(adviser.get(company.get_absolute_url()))


def test_saving_and_stopping_goes_to_the_scan_that_says_where_to_go_on(adviser, scan):
    fresh = said(adviser.get(scan.get_absolute_url()))
    assert ("Verder invullen" in fresh, page("organisation_step", scan, "mission") in fresh) == (False, True)
    stopped = adviser.post(page("organisation_step", scan, "mission"), STEP | {"then": "stop"})
    assert stopped["Location"] == scan.get_absolute_url()
    assert "Verder invullen" in said(adviser.get(scan.get_absolute_url()))


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"score": ""}, "score"),
        ({"next_step": ""}, "next_step"),
        ({"next_on": "2001-01-01"}, "next_on"),
        ({"where_now": "x" * 1001}, "where_now"),
    ],
)
def test_what_is_wrong_stands_at_the_field_and_the_text_stays(adviser, scan, wrong, field):
    answer = adviser.post(page("organisation_step", scan, "culture"), STEP | {"where_now": "Dit blijft"} | wrong)

    assert (answer.status_code, list(answer.context["form"].errors)) == (200, [field])
    assert field == "where_now" or "Dit blijft" in said(answer)


def test_a_day_that_passed_may_stay(adviser, scan):
    scan.steps.filter(condition="culture").update(next_step="Leerlunch", next_on=dt.date(2020, 1, 1))
    late = adviser.post(page("organisation_step", scan, "culture"), STEP | {"next_on": "2020-01-01"})

    assert late.status_code == 302


def test_weet_ik_niet_is_an_answer_and_comes_back(adviser, scan):
    address = page("organisation_step", scan, "culture")
    adviser.post(address, STEP | {"score": "unknown"})

    assert adviser.get(address).context["form"]["score"].value() == "unknown"
    assert "Weet ik niet" in said(adviser.get(scan.get_absolute_url()))


def test_a_condition_that_does_not_exist_is_not_there(adviser, scan):
    assert adviser.get(page("organisation_step", scan, "soup")).status_code == 404
    assert adviser.get(page("organisation_step_action", scan, "soup")).status_code == 404


def test_a_stale_step_shows_both_and_can_be_saved_again(adviser, scan):
    address = page("organisation_step", scan, "culture")
    adviser.post(address, STEP)
    clash = adviser.post(address, STEP | {"where_now": "Van mij", "next_step": "Anders"})
    assert clash.status_code == 409
    shown = said(clash)
    assert all(text in shown for text in ("Er is een nieuwe versie", "Vragen mag", "Van mij", "Leerlunch"))
    version = clash.context["form"]["version"].value()

    adviser.post(address, STEP | {"where_now": "Van mij", "version": version})
    assert scan.steps.get(condition="culture").where_now == "Van mij"


def test_the_next_step_becomes_an_action_point_with_its_day(adviser, scan, tom):
    adviser.post(page("organisation_step", scan, "culture"), STEP)
    address = page("organisation_step_action", scan, "culture")
    form = adviser.get(address).context["form"]
    assert (form["text"].value(), form["due_on"].value()) == ("Leerlunch", SOON)
    sent = {"text": "Leerlunch", "owner": tom.public_id, "due_on": SOON.isoformat(), "once": uuid.uuid4()}
    adviser.post(address, sent)

    point = ActionPoint.objects.get()
    assert (point.subject, point.origin) == (scan.organisation, f"organisation_scan:{scan.public_id}")
    assert point.get_absolute_url() in said(adviser.get(scan.get_absolute_url()))
    assert "Leerlunch" in said(adviser.get("/"))


def test_without_a_next_step_the_action_begins_empty(adviser, scan):
    scan.steps.filter(condition="culture").update(next_step="Oud", next_on=dt.date(2020, 1, 1))
    form = adviser.get(page("organisation_step_action", scan, "culture")).context["form"]

    assert (form["text"].value(), form["due_on"].value() > today()) == ("Oud", True)
    assert adviser.post(page("organisation_step_action", scan, "culture"), {"text": ""}).status_code == 200


def test_the_year_before_stands_beside_it(adviser, company, scan, lars):
    adviser.post(page("organisation_step", scan, "culture"), STEP)
    OrganisationScan.objects.update(year=today().year - 1)
    assert "De laatste scan is van" in said(adviser.get("/"))
    adviser.post(page("organisation_scan_begin", company), {"once": uuid.uuid4()})
    again = OrganisationScan.objects.of(company).first()

    shown = said(adviser.get(page("organisation_step", again, "culture")))
    assert ("Vorige keer" in shown, "Vragen mag" in shown) == (True, True)
    whole = said(adviser.get(again.get_absolute_url()))
    assert f"In {scan.year - 1}" in whole
    assert "Door de jaren" in said(adviser.get(page("organisation_scans", company)))
    old = said(adviser.get(scan.get_absolute_url()))
    assert ("Deze kun je niet meer aanpassen" in old, "Wat is er al" in old) == (True, False)
    assert adviser.get(page("organisation_step", scan, "culture")).status_code == 403


# --- Why learn at work? -------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_help_page_tells_the_benefits_and_the_two_views(client):
    assert reverse("help_topic", args=["why-learn-at-work"]) in said(client.get("/help/"))
    shown = said(client.get(reverse("help_topic", args=["why-learn-at-work"])))

    for text in (
        "kun je meteen gebruiken.",
        "Erkenning",
        "Kennis overnemen",
        "Samen kennis opbouwen",
    ):
        assert text in shown
    assert shown.count("Naar: ") == 2
