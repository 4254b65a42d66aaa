"""The pages of an organisation scan: begin, fill in step by step, and what is there as the beginning of a piece."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse

from accounts.values import today
from learningtracks.actions import organisation_scans as scans
from learningtracks.models.action_points import ActionPoint
from learningtracks.models.organisation_scans import OrganisationScan, WorkplaceCondition
from learningtracks.models.pieces import Piece
from learningtracks.values.organisation_scans import Ideal, Supply

SOON = today() + dt.timedelta(days=20)
STEP = {"score": "1", "where_now": "Vragen mag", "next_step": "Leerlunch", "next_on": SOON.isoformat(), "version": 0}
THERE = {"presence": "yes", "where": "Bij de balie", "slot": "guidance", "version": 0}


@pytest.fixture
def lars(neighbours):
    return neighbours["LA"]


@pytest.fixture
def adviser(signed_in, lars):
    return signed_in(lars)


@pytest.fixture
def scan(company, lars):
    return scans.begin(company, content="org_conditions@1 workplace_conditions@1", by=lars)


def page(name, thing, *more):
    return reverse(f"learningtracks:{name}", args=[thing.public_id, *more])


def said(answer):
    return answer.content.decode()


def test_from_home_through_every_question(adviser, company):
    assert page("organisation_scans", company) in said(adviser.get("/"))
    assert "Scan van dit jaar beginnen" in said(adviser.get(page("organisation_scans", company)))
    walked = adviser.post(page("organisation_scan_begin", company), {"once": uuid.uuid4()})["Location"]
    seen = []
    while "/steps/" in walked or "/workplace-conditions/" in walked:
        seen.append(walked)
        assert adviser.get(walked).status_code == 200
        walked = adviser.post(walked, STEP if "/steps/" in walked else THERE)["Location"]

    scan = OrganisationScan.objects.get()
    assert (walked, len(seen)) == (scan.get_absolute_url(), len(Ideal) + len(Supply))
    shown = said(adviser.get(walked))
    assert ("Een beetje" in shown, "Leerlunch" in shown, "Bij de balie" in shown) == (True, True, True)
    assert ("Verder invullen" in shown, "Nog niet bekeken" in shown) == (False, False)
    assert "De scan van" in said(adviser.get("/"))
    assert "Scan van dit jaar beginnen" not in said(adviser.get(page("organisation_scans", company)))


def test_the_page_of_the_organisation_leads_there_too(adviser, company):
    assert page("organisation_scans", company) in said(adviser.get(company.get_absolute_url()))


def test_saving_and_stopping_goes_to_the_scan_that_says_where_to_go_on(adviser, scan):
    fresh = said(adviser.get(scan.get_absolute_url()))
    assert ("Verder invullen" in fresh, page("organisation_step", scan, "mission") in fresh) == (False, True)
    stopped = adviser.post(page("organisation_step", scan, "mission"), STEP | {"then": "stop"})
    assert stopped["Location"] == scan.get_absolute_url()
    for condition in Ideal.values:
        adviser.post(page("organisation_step", scan, condition), STEP)
    first = scan.conditions.first()
    assert f'href="{first.get_absolute_url()}">Verder invullen' in said(adviser.get(scan.get_absolute_url()))
    assert adviser.post(first.get_absolute_url(), THERE | {"then": "stop"})["Location"] == scan.get_absolute_url()


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


def test_a_stale_line_of_the_list_shows_both(adviser, scan):
    line = scan.conditions.first()
    adviser.post(line.get_absolute_url(), THERE)
    clash = adviser.post(line.get_absolute_url(), THERE | {"where": "In de kantine"})

    shown = said(clash)
    assert (clash.status_code, "Bij de balie" in shown, "In de kantine" in shown) == (409, True, True)


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


def test_an_own_thing_is_added_renamed_and_taken_off(adviser, scan):
    new = page("workplace_condition_new", scan)
    assert "Wat helpt bij jullie nog meer" in said(adviser.get(new))
    empty = adviser.post(new, {"name": "", "presence": ""})
    assert set(empty.context["form"].errors) == {"name", "presence"}
    double = adviser.post(new, {"name": "vaste vraagbaak", "presence": "yes"})
    assert list(double.context["form"].errors) == ["name"]
    adviser.post(new, {"name": "Leerplein", "presence": "wanted", "once": uuid.uuid4()})

    line = WorkplaceCondition.objects.get(name="Leerplein")
    adviser.post(line.get_absolute_url(), THERE | {"name": "Leercafé"})
    assert "Leercafé" in said(adviser.get(scan.get_absolute_url()))
    remove = page("workplace_condition_remove", line)
    assert "Leercafé van de lijst halen" in said(adviser.get(remove))
    key = uuid.uuid4()
    first = adviser.post(remove, {"once": key})
    assert first["Location"] == scan.get_absolute_url()
    assert "Leercafé" not in said(adviser.get(scan.get_absolute_url()))


def test_the_year_before_stands_beside_it(adviser, company, scan, lars):
    adviser.post(page("organisation_step", scan, "culture"), STEP)
    line = scan.conditions.first()
    adviser.post(line.get_absolute_url(), THERE)
    OrganisationScan.objects.update(year=today().year - 1)
    assert "De laatste scan is van" in said(adviser.get("/"))
    adviser.post(page("organisation_scan_begin", company), {"once": uuid.uuid4()})
    again = OrganisationScan.objects.of(company).first()

    shown = said(adviser.get(page("organisation_step", again, "culture")))
    assert ("Vorige keer" in shown, "Vragen mag" in shown) == (True, True)
    taken = again.conditions.first()
    assert "Klopt het nog?" in said(adviser.get(taken.get_absolute_url()))
    adviser.post(taken.get_absolute_url(), THERE | {"presence": "no"})
    whole = said(adviser.get(again.get_absolute_url()))
    assert (f"In {scan.year - 1}" in whole, "Vorige keer: Ja" in whole) == (True, True)
    assert "Door de jaren" in said(adviser.get(page("organisation_scans", company)))
    old = said(adviser.get(scan.get_absolute_url()))
    assert ("Deze verandert niet meer" in old, "Iets toevoegen" in old) == (True, False)
    assert adviser.get(page("organisation_step", scan, "culture")).status_code == 403


# --- When laying a piece ------------------------------------------------------------------------------------------


@pytest.fixture
def offered(adviser, scan):
    """A reference person for guidance, a learning square for any place; a network that is only wanted."""
    adviser.post(scan.conditions.get(slug="reference_person").get_absolute_url(), THERE)
    adviser.post(scan.conditions.get(slug="learning_network").get_absolute_url(), THERE | {"presence": "wanted"})
    adviser.post(page("workplace_condition_new", scan), {"name": "Leerplein", "presence": "yes", "where": "Donderdag"})
    return WorkplaceCondition.objects.get(slug="reference_person")


def test_what_is_there_is_offered_and_begins_a_piece(signed_in, track, sam, offered):
    new, learner = page("piece_new", track), signed_in(sam)
    choose = said(learner.get(new))
    assert ("Dit is er al bij Zorggroep De Linde" in choose, "Interne leernetwerken" in choose) == (True, False)
    use = f"?slot=guidance&amp;supply={offered.public_id}"
    assert (use in choose, use in said(learner.get(f"{new}?slot=guidance"))) == (True, True)

    form = learner.get(f"{new}?slot=guidance&supply={offered.public_id}").context["form"]
    assert (form["title"].value(), form["what"].value()) == ("Vaste vraagbaak", "Bij de balie")
    learner.post(f"{new}?slot=guidance&supply={offered.public_id}", {"slot": "guidance", "title": "Onze vraagbaak"})
    assert Piece.objects.get().current.title == "Onze vraagbaak"


@pytest.mark.parametrize(
    ("slot", "names"),
    [("guidance", {"Vaste vraagbaak", "Leerplein"}), ("work", {"Leerplein"}), ("question", set())],
)
def test_each_place_offers_what_fits_there(signed_in, track, sam, offered, slot, names):
    shown = said(signed_in(sam).get(f"{page('piece_new', track)}?slot={slot}"))

    assert {name for name in ("Vaste vraagbaak", "Leerplein", "Interne leernetwerken") if name in shown} == names


@pytest.mark.parametrize("chosen", ["", "soup", "00000000-0000-0000-0000-000000000000"])
def test_an_odd_choice_begins_empty(signed_in, track, sam, offered, chosen):
    answer = signed_in(sam).get(f"{page('piece_new', track)}?slot=guidance&supply={chosen}")

    assert (answer.status_code, answer.context["form"]["title"].value()) == (200, None)


def test_where_nothing_is_there_nothing_is_offered(signed_in, track, sam, scan):
    assert "Dit is er al" not in said(signed_in(sam).get(page("piece_new", track)))


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
