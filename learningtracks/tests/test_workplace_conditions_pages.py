"""The pages of what is there on a workplace: its list, each line, and what is there as the beginning of a piece."""

import uuid

import pytest
from django.urls import reverse

from instruments.actions import yearly
from instruments.kinds.organisation_scans import ORGANISATION_SCAN
from learningtracks.models.pieces import Piece
from learningtracks.models.workplace_conditions import WorkplaceCondition
from learningtracks.values.workplace_conditions import Supply
from partnerships.models.workplaces import Workplace

THERE = {"presence": "yes", "used": "yes", "where": "Bij de balie", "slot": "guidance", "version": 0}


@pytest.fixture
def lars(neighbours):
    return neighbours["LA"]


@pytest.fixture
def adviser(signed_in, lars):
    return signed_in(lars)


def page(name, thing, *more):
    return reverse(f"learningtracks:{name}", args=[thing.public_id, *more])


def scans_of(company):
    return reverse("instruments:organisation_scans", args=[company.public_id])


def line(workplace, key):
    return page("workplace_condition", workplace, key)


def said(answer):
    return answer.content.decode()


def test_from_the_scans_of_the_organisation_through_the_whole_list(adviser, company, workplace):
    the_list = page("workplace_conditions", workplace)
    assert f"{scans_of(company)}#there" in said(adviser.get("/"))
    scans_page = said(adviser.get(scans_of(company)))
    assert (the_list in scans_page, "Nog niet bekeken" in scans_page) == (True, True)
    walked, seen = line(workplace, Supply.values[0]), []
    assert f'href="{walked}">Invullen' in said(adviser.get(the_list))
    while walked != the_list:
        seen.append(walked)
        assert adviser.get(walked).status_code == 200
        walked = adviser.post(walked, THERE)["Location"]

    assert seen == [line(workplace, key) for key in Supply.values]
    shown = said(adviser.get(the_list))
    assert ("Bij de balie" in shown, "wordt gebruikt" in shown, "nvullen</a>" in shown) == (True, True, False)
    assert "4 van de 4 bekeken" in said(adviser.get(scans_of(company)))


def test_saving_and_stopping_goes_to_the_list_that_says_where_to_go_on(adviser, workplace):
    first, second = (line(workplace, key) for key in Supply.values[:2])
    the_list = page("workplace_conditions", workplace)
    assert adviser.post(first, THERE | {"then": "stop"})["Location"] == the_list

    assert f'href="{second}">Verder invullen' in said(adviser.get(the_list))


def test_the_answer_comes_back_in_the_form(adviser, workplace):
    address = line(workplace, "pop")
    assert adviser.get(address).context["form"]["used"].value() == ""
    adviser.post(address, THERE | {"presence": "partly", "used": "no"})
    form = adviser.get(address).context["form"]

    assert (form["presence"].value(), form["used"].value(), form["where"].value()) == ("partly", "no", "Bij de balie")


def test_a_stale_line_of_the_list_shows_both(adviser, workplace):
    address = line(workplace, "pop")
    adviser.post(address, THERE)
    clash = adviser.post(address, THERE | {"where": "In de kantine"})

    shown = said(clash)
    assert (clash.status_code, "Bij de balie" in shown, "In de kantine" in shown) == (409, True, True)


@pytest.mark.parametrize("key", ["soup", "00000000-0000-0000-0000-000000000000"])
def test_a_line_that_does_not_exist_is_not_there(adviser, workplace, key):
    assert adviser.get(line(workplace, key)).status_code == 404
    assert adviser.get(page("workplace_condition_remove", workplace, key)).status_code == 404


def test_an_own_thing_is_added_renamed_and_taken_off(adviser, workplace):
    new, the_list = page("workplace_condition_new", workplace), page("workplace_conditions", workplace)
    assert "Wat helpt hier nog meer" in said(adviser.get(new))
    empty = adviser.post(new, {"name": "", "presence": ""})
    assert set(empty.context["form"].errors) == {"name", "presence"}
    double = adviser.post(new, {"name": "iemand aan wie je alles kunt vragen", "presence": "yes"})
    assert list(double.context["form"].errors) == ["name"]
    adviser.post(new, {"name": "Leerplein", "presence": "wanted", "once": uuid.uuid4()})

    mine = WorkplaceCondition.objects.get(name="Leerplein")
    adviser.post(mine.get_absolute_url(), THERE | {"name": "Leercafé"})
    assert "Leercafé" in said(adviser.get(the_list))
    remove = page("workplace_condition_remove", workplace, mine.key)
    assert "Leercafé van de lijst halen" in said(adviser.get(remove))
    assert adviser.post(remove, {"once": uuid.uuid4()})["Location"] == the_list
    assert "Leercafé" not in said(adviser.get(the_list))


def test_a_full_list_says_so_and_offers_no_more(adviser, workplace, monkeypatch):
    monkeypatch.setattr("learningtracks.policy.workplace_conditions.MOST_OWN", 0)
    shown = said(adviser.get(page("workplace_conditions", workplace)))

    assert ("De lijst is vol" in shown, "Iets toevoegen" in shown) == (True, False)


def test_a_new_scan_asks_whether_it_is_still_right(adviser, company, workplace, lars):
    adviser.post(line(workplace, "pop"), THERE)
    places = [scans_of(company), page("workplace_conditions", workplace), line(workplace, "pop")]
    assert not any("Klopt het nog?" in said(adviser.get(place)) for place in places)
    scan = yearly.begin(ORGANISATION_SCAN, company, by=lars)
    places.append(scan.get_absolute_url())
    assert all("Klopt het nog?" in said(adviser.get(place)) for place in places)
    adviser.post(line(workplace, "career_talks"), THERE)
    assert f'href="{line(workplace, "pop")}">Nakijken' in said(adviser.get(places[1]))

    adviser.post(line(workplace, "pop"), THERE | {"version": 1})
    assert not any("Klopt het nog?" in said(adviser.get(place)) for place in places)


def test_where_there_is_no_workplace_it_says_who_adds_one(adviser, company):
    company.workplaces.all().delete()

    assert "De coördinator van de organisatie voegt die toe" in said(adviser.get(scans_of(company)))


# --- When laying a piece ------------------------------------------------------------------------------------------


@pytest.fixture
def offered(adviser, workplace):
    """A reference person for guidance, a learning square for any place; a network that is only wanted."""
    adviser.post(line(workplace, "reference_person"), THERE)
    adviser.post(line(workplace, "learning_network"), THERE | {"presence": "wanted"})
    adviser.post(
        page("workplace_condition_new", workplace), {"name": "Leerplein", "presence": "yes", "where": "Donderdag"}
    )
    return WorkplaceCondition.objects.get(slug="reference_person")


def test_what_is_there_is_offered_and_begins_a_piece(signed_in, track, sam, offered):
    new, learner = page("piece_new", track), signed_in(sam)
    choose = said(learner.get(new))
    assert ("Dit is er al bij De Beuk" in choose, "Groepen collega's die samen leren" in choose) == (True, False)
    use = f"?slot=guidance&amp;supply={offered.public_id}"
    assert (use in choose, use in said(learner.get(f"{new}?slot=guidance"))) == (True, True)

    form = learner.get(f"{new}?slot=guidance&supply={offered.public_id}").context["form"]
    assert (form["title"].value(), form["what"].value()) == ("Iemand aan wie je alles kunt vragen", "Bij de balie")
    learner.post(f"{new}?slot=guidance&supply={offered.public_id}", {"slot": "guidance", "title": "Onze vraagbaak"})
    assert Piece.objects.get().current.title == "Onze vraagbaak"


@pytest.mark.parametrize(
    ("slot", "names"),
    [("guidance", {"Iemand aan wie je alles kunt vragen", "Leerplein"}), ("work", {"Leerplein"}), ("question", set())],
)
def test_each_place_offers_what_fits_there(signed_in, track, sam, offered, slot, names):
    shown = said(signed_in(sam).get(f"{page('piece_new', track)}?slot={slot}"))

    assert {
        name
        for name in ("Iemand aan wie je alles kunt vragen", "Leerplein", "Groepen collega's die samen leren")
        if name in shown
    } == names


@pytest.mark.parametrize("chosen", ["", "soup", "00000000-0000-0000-0000-000000000000"])
def test_an_odd_choice_begins_empty(signed_in, track, sam, offered, chosen):
    answer = signed_in(sam).get(f"{page('piece_new', track)}?slot=guidance&supply={chosen}")

    assert (answer.status_code, answer.context["form"]["title"].value()) == (200, None)


def test_where_nothing_is_there_nothing_is_offered(signed_in, track, sam):
    assert "Dit is er al" not in said(signed_in(sam).get(page("piece_new", track)))


def test_a_workplace_with_a_list_stays(adviser, signed_in, nora, company):
    place = Workplace.objects.create(organisation=company, name="Locatie Iep")
    remove = reverse("partnerships:workplace_remove", args=[place.public_id])
    adviser.post(line(place, "pop"), THERE)
    refused = signed_in(nora).post(remove, {"once": uuid.uuid4()})

    assert (refused.status_code, "lijsten aan" in said(refused), "Bij de balie" in said(refused)) == (403, True, False)
    assert Workplace.objects.filter(pk=place.pk).exists()
