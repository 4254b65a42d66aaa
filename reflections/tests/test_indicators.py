"""What a team looks at: choose it, say it otherwise, stop, and write down how it stands (domain.md §5.5)."""

import datetime as dt
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.values import Refused, Stale, today
from partnerships.models.events import Event
from reflections.actions import indicators
from reflections.calendar import Quarter
from reflections.forms.indicators import MeasurementForm
from reflections.models.indicators import Indicator, Measurement
from reflections.tests.held import A

pytestmark = pytest.mark.django_db
NOW = Quarter.of(today())
WORDS = {"text": "Hoe vaak de bel gaat", "unit": "keer per nacht", "how": "Elke eerste maandag"}


@pytest.fixture
def bell(team, tom, track):
    return indicators.choose(team, level=A.REALISED, **WORDS, by=tom)


def see(indicator, by, quarter=NOW, number=None, words="", version=0):
    return indicators.measure(indicator, quarter, number=number, words=words, version=version, by=by)


def kinds(team):
    return list(Event.objects.on_trail(team.trail).order_by("pk").values_list("kind", flat=True))


# --- Choose, change, stop -----------------------------------------------------------------------------------------


def test_anybody_in_the_team_chooses_a_few_for_each_kind(bell, team, sam):
    for number in range(2):
        indicators.choose(team, level=A.REALISED, text=f"Nog iets {number}", unit="", how="", by=sam)

    with pytest.raises(Refused, match="al drie"):
        indicators.choose(team, level=A.REALISED, text="Te veel", unit="", how="", by=sam)
    indicators.choose(team, level=A.APPLIED, text="Bij een andere waarde", unit="", how="", by=sam)
    assert kinds(team) == ["indicator_chosen"] * 4


def test_who_is_not_in_the_team_chooses_nothing(team, nora, otto):
    for person in (nora, otto):
        with pytest.raises(Refused, match="Alleen het team"):
            indicators.choose(team, level=A.REALISED, **WORDS, by=person)


def test_it_is_said_otherwise_once(bell, sam, tom):
    indicators.change(bell, text=" Hoe vaak iemand belt ", unit="", how="", version=1, by=sam)
    with pytest.raises(Stale):
        indicators.change(bell, text="Iets anders", unit="", how="", version=1, by=tom)

    bell.refresh_from_db()
    assert (bell.text, bell.unit, bell.version) == ("Hoe vaak iemand belt", "", 2)


def test_what_was_stopped_is_not_changed_and_makes_room(bell, team, tom):
    indicators.stop(bell, by=tom)
    with pytest.raises(Refused, match="gestopt"):
        indicators.change(bell, **WORDS, version=2, by=tom)

    assert not team.indicators.standing().exists()


def test_who_left_the_team_does_nothing_any_more(bell, sam, track):
    sam.memberships.update(ended_at=timezone.now())

    for do in (lambda: see(bell, sam, words="Minder"), lambda: indicators.stop(bell, by=sam)):
        with pytest.raises(Refused, match="Alleen het team"):
            do()


# --- How it stands -------------------------------------------------------------------------------------------------


def test_a_number_and_words_are_kept_a_quarter_and_replaced(bell, sam, tom):
    see(bell, sam, number=Decimal("12.50"), words=" Minder ")
    seen = see(bell, tom, number=Decimal("9"), version=1)

    assert (bell.measurements.count(), seen.said, seen.words, seen.by) == (1, "9 keer per nacht", "", tom)
    assert see(bell, tom, number=Decimal("12.50"), version=2).said == "12,5 keer per nacht"
    assert see(bell, tom, words="Rustiger", version=3).said == ""


def test_who_was_behind_writes_nothing(bell, sam, tom):
    see(bell, sam, words="Minder")
    with pytest.raises(Stale):
        see(bell, tom, words="Meer")

    assert bell.measurements.get().words == "Minder"


def test_nothing_is_no_measurement(bell, tom):
    with pytest.raises(ValidationError, match="getal"):
        see(bell, tom, words="  ")


@pytest.mark.parametrize(
    ("made", "stopped", "quarter", "may"),
    [
        ("2027-02-10", None, Quarter(2027, 1), True),
        ("2027-02-10", None, Quarter(2026, 4), False),
        ("2027-02-10", "2027-05-10", Quarter(2027, 2), True),
        ("2027-02-10", "2027-05-10", Quarter(2027, 3), False),
    ],
)
def test_it_is_of_the_quarters_in_which_it_stood(bell, made, stopped, quarter, may):
    bell.made_at = dt.datetime.fromisoformat(f"{made} 12:00+00:00")
    bell.stopped_at = stopped and dt.datetime.fromisoformat(f"{stopped} 12:00+00:00")

    assert bell.is_of(quarter) == may


def test_a_quarter_to_come_has_nothing_to_see_yet(bell, tom):
    with pytest.raises(Refused, match="letten jullie hier niet op"):
        see(bell, tom, quarter=NOW.next, words="Straks")


# --- The pages -----------------------------------------------------------------------------------------------------


def test_the_page_chooses_once(team, tom, track, signed_in):
    url = reverse("reflections:indicator_new", args=[team.public_id])
    page = signed_in(tom).get(f"{url}?level=applied")
    fields = {"once": str(uuid4()), "level": "applied", **WORDS}
    answers = [signed_in(tom).post(url, fields).url for _time in range(2)]

    assert page.context["form"].initial == {"level": "applied"}
    assert answers == [reverse("reflections:value_matrix", args=[team.public_id])] * 2
    assert Indicator.objects.get().text == WORDS["text"]


def test_the_page_changes_and_the_next_one_stops(bell, tom, signed_in):
    browser, fields = signed_in(tom), WORDS | {"text": "Hoe vaak iemand belt", "version": 1}
    changed = browser.post(bell.get_absolute_url(), fields)
    url = reverse("reflections:indicator_stop", args=[bell.public_id])
    asked = browser.get(url)
    stopped = browser.post(url, {"once": str(uuid4())})

    bell.refresh_from_db()
    assert (changed.status_code, asked.status_code, stopped.status_code) == (302, 200, 302)
    assert (bell.text, bell.stopped_at is None) == ("Hoe vaak iemand belt", False)
    assert browser.get(bell.get_absolute_url()).status_code == 403


def test_the_page_writes_down_how_it_stands_and_the_matrix_shows_it(bell, team, tom, sam, signed_in):
    url = reverse("reflections:indicator_measure", args=[bell.public_id, str(NOW)])
    answer = signed_in(tom).post(url, {"number": "12,5", "words": "Vooral 's nachts", "version": 0})
    page = signed_in(sam).get(answer.url).content.decode()
    again = signed_in(sam).get(url)

    assert ("12,5 keer per nacht" in page, "Vooral &#x27;s nachts" in page) == (True, True)
    assert (again.context["form"]["version"].value(), again.context["form"]["words"].value()) == (1, "Vooral 's nachts")


@pytest.mark.parametrize("quarter", ["ooit", "2027-Q9", "²-Q1"])
def test_a_quarter_that_is_none_is_not_found(bell, tom, signed_in, quarter):
    assert (
        signed_in(tom).get(reverse("reflections:indicator_measure", args=[bell.public_id, quarter])).status_code == 404
    )


WRONG = {
    "nothing": ({"number": "", "words": " "}, {"words": ["Vul een getal in, of schrijf op wat jullie zien."]}),
    "no number": ({"number": "veel", "words": ""}, {"number": ["Vul een getal in, zoals 12 of 3,5."]}),
}


@pytest.mark.parametrize(("typed", "errors"), WRONG.values(), ids=WRONG.keys())
def test_what_is_wrong_is_said_at_the_field(bell, typed, errors):
    assert MeasurementForm(typed | {"version": 0}, indicator=bell, stored=None).errors == errors


def test_without_a_unit_only_words_are_asked(team, tom, track):
    plain = indicators.choose(team, level=A.APPLIED, text="We zeggen wat goed gaat", unit="", how="", by=tom)
    form = MeasurementForm({"words": "Steeds vaker", "version": 0}, indicator=plain, stored=None)
    kept = MeasurementForm(indicator=plain, stored=Measurement(indicator=plain, number=Decimal(3), words=""))

    assert (list(form.fields), form.is_valid(), form.cleaned_data["number"]) == (["version", "words"], True, None)
    assert kept.fields["number"].label == "Getal"


# --- What the database itself refuses -------------------------------------------------------------------------------


@pytest.mark.both("the database keeps the rule")
@pytest.mark.parametrize("facts", [{"level": "best"}, {"text": ""}])
def test_an_indicator_is_of_a_known_kind_and_says_something(team, facts):
    with pytest.raises(IntegrityError), transaction.atomic():
        Indicator.objects.create(**{"team": team, "level": A.APPLIED, "text": "Iets"} | facts)


@pytest.mark.both("the database keeps the rule")
def test_a_measurement_says_something_and_there_is_one_a_quarter(bell):
    with pytest.raises(IntegrityError), transaction.atomic():
        bell.measurements.create(quarter=str(NOW))
    bell.measurements.create(quarter=str(NOW), words="Minder")
    with pytest.raises(IntegrityError), transaction.atomic():
        bell.measurements.create(quarter=str(NOW), words="Meer")
