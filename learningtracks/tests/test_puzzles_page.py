"""The page of a puzzle: drawn and as a list, of now and frozen, empty and full, at a fixed price."""

import datetime as dt
import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.values import today
from learningtracks.models.puzzles import Puzzle
from learningtracks.models.tracks import Track
from learningtracks.tests.laying import all_kinds, lay, puzzle_of, thirty
from learningtracks.values.pieces import Slot


def words(answer):
    """The page as it reads: without tags and with single spaces."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


@pytest.fixture
def page(track, signed_in, samira):
    def look(query="", person=samira, number=None):
        address = f"/tracks/{track.public_id}/puzzle/" + (f"{number}/" if number else "")
        return signed_in(person).get(address + query)

    return look


def svg_of(answer):
    return re.search(r"<svg class=\"jigsaw\".*?</svg>", answer.content.decode(), re.DOTALL)[0]


@pytest.mark.long("test_queries asks it of every page, in a world with more of everything")
@pytest.mark.parametrize("name", ["sam", "samira", "wim"])
def test_thirty_pieces_cost_as_many_queries_as_three(track, signed_in, name, request):
    browser, address = signed_in(request.getfixturevalue(name)), f"/tracks/{track.public_id}/puzzle/"
    thirty(puzzle_of(track), 3)
    browser.get(address)  # a new session is written down once
    with CaptureQueriesContext(connection) as few:
        browser.get(address)
    thirty(puzzle_of(track), 27)
    with CaptureQueriesContext(connection) as many:
        answer = browser.get(address)

    assert len(few) == len(many)
    assert len(many) <= 16
    assert len(svg_of(answer).encode()) <= 40 * 1024
    assert sum(len(place.pieces) for place in answer.context["drawing"].places) == 30


def test_an_empty_puzzle_has_nine_holes_and_says_what_is_missing(track, page):
    answer = page()

    assert svg_of(answer).count('class="jigsaw__hole"') == 9
    assert ("Op 0 van de 6 plekken zijn jullie het eens" in words(answer), "Leeg" in words(answer)) == (True, True)
    assert not Puzzle.objects.exists()


@pytest.mark.parametrize(("kind", "called"), [("student", "De student"), ("employee", "De medewerker")])
def test_who_learns_is_called_what_they_are_and_jij_to_themselves(track, page, sam, samira, kind, called):
    Track.objects.filter(pk=track.pk).update(learner_kind=kind)

    assert f"Er mist nog: Leervraag. {called} mag iets voorstellen." in words(page(person=samira))
    assert "Er mist nog: Leervraag. Jij mag iets voorstellen." in words(page(person=sam))


def test_the_links_stand_in_the_order_of_the_places(track, page, sam):
    all_kinds(puzzle_of(track))
    shown = page(person=sam).content.decode()
    links = re.findall(r'<a class="puzzle__link[^"]*" href="[^"]*" aria-label="([^":]+):', shown)

    assert links == [
        str(slot.label) for slot in Slot if slot not in (Slot.PLACE, Slot.PEOPLE) or "Stuk toevoegen" in shown
    ]


def test_the_drawing_is_decoration(track, page):
    lay(puzzle_of(track))

    assert ('aria-hidden="true"' in svg_of(page()), "<a" in svg_of(page()), "<text" in svg_of(page())) == (
        True,
        False,
        False,
    )


def test_it_counts_the_places_that_are_laid(track, page):
    all_kinds(puzzle_of(track))

    assert "Op 5 van de 6 plekken zijn jullie het eens" in words(page())


def test_the_list_says_the_same(track, page):
    all_kinds(puzzle_of(track))
    shown = words(page("?view=list"))

    assert ('class="puzzle__places"' in page("?view=list").content.decode(), "1 van de 3 akkoord." in shown) == (
        False,
        True,
    )


def test_colours_follow_the_address(track, page):
    lay(puzzle_of(track), Slot.PLACE)

    assert ("jigsaw--workplace" in svg_of(page()), "jigsaw--physical" in svg_of(page("?colour=angle"))) == (True, True)
    assert "jigsaw--workplace" in svg_of(page("?colour=odd&view=odd"))


def test_whose_turn_it_is_stands_on_top(track, page, samira, karima):
    lay(puzzle_of(track), title="Intake doen", votes="yyo")

    assert [one.piece.title for one in page(person=karima).context["turn"]] == ["Intake doen"]
    assert page(person=samira).context["turn"] == []


def test_a_period_that_is_over_stays_to_read(track, page):
    puzzle = puzzle_of(track)
    lay(puzzle, votes="yyo")
    Puzzle.objects.filter(pk=puzzle.pk).update(frozen_at=timezone.now())
    track.periods.filter(number=1).update(ends_on=today() - dt.timedelta(days=1))
    answer = page(number=1)

    assert "Deze puzzel staat vast. Zo was hij aan het eind." in words(answer)
    assert (answer.context["turn"], "Stuk toevoegen" in words(answer), "Intake doen" in words(answer)) == (
        [],
        False,
        True,
    )


def test_an_odd_period_is_not_there(page):
    assert page(number=99).status_code == 404


def test_before_the_first_period_that_one_is_shown(track, page, sam):
    track.periods.update(starts_on=today() + dt.timedelta(days=5), ends_on=today() + dt.timedelta(99))

    assert page(person=sam).context["period"].number == 1


def test_a_piece_that_was_just_agreed_clicks(track, page):
    piece = lay(puzzle_of(track), votes="yyy")

    assert "jigsaw__piece--clicks" in svg_of(page(f"?laid={piece.public_id}"))
    assert "jigsaw__piece--clicks" not in svg_of(page())


def test_my_puzzle_leads_to_the_one_track(signed_in, sam, samira, track):
    assert signed_in(sam).get("/puzzle/").url == f"/tracks/{track.public_id}/puzzle/"
    assert signed_in(samira).get("/puzzle/").url == "/tracks/"


def test_who_is_not_on_the_track_sees_nothing(page, tom, nora, otto):
    assert {page(person=person).status_code for person in (tom, nora, otto)} == {404}
