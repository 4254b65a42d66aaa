"""What the drawn puzzle says and shows: accessible names, what lies on top, how each state looks."""

import pytest

from learningtracks.drawing import draw, show
from learningtracks.models.pieces import Piece
from learningtracks.tests.laying import all_kinds, lay, puzzle_of
from learningtracks.values.pieces import Slot
from partnerships.values import Party


def pieces(puzzle):
    return Piece.objects.filter(puzzle=puzzle).with_versions()


@pytest.fixture
def kinds(track):
    return all_kinds(puzzle_of(track))


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (
            "question",
            "Leervraag: Hoe blijf ik rustig als iemand boos is? Ingebracht door student. 3 van de 3 akkoord.",
        ),
        (
            "active",
            "Werk of klus: Intakegesprek met nieuwe bewoners doen. Ingebracht door werkplek. 3 van de 3 akkoord. "
            "Loopt.",
        ),
        (
            "proposed",
            "Bronnen en scholing: Lessen over de-escalatie. Ingebracht door opleiding. 1 van de 3 akkoord. "
            "Aan zet: student en werkplek.",
        ),
        (
            "done",
            "Tijd en momenten: Elke dinsdag een half uur zonder taken. Ingebracht door werkplek. 3 van de 3 akkoord. "
            "Klaar.",
        ),
        (
            "reopened",
            "Begeleiding: Elke twee weken een gesprek met Samira. Ingebracht door werkplek. 1 van de 3 akkoord. "
            "Aan zet: student en opleiding. Heropend.",
        ),
        (
            "parked",
            "Mensen om van te leren: Een dag mee met de wijk. Ingebracht door student. 1 van de 3 akkoord. Geparkeerd.",
        ),
    ],
)
def test_the_accessible_name_says_everything(kinds, kind, name):
    assert show(kinds[kind]).name == name


def test_the_name_of_the_specification(track):
    lay(puzzle_of(track), Slot.WORK, "Intake doen", votes="yyo")

    assert show(pieces(puzzle_of(track)).get()).name == (
        "Werk of klus: Intake doen. Ingebracht door werkplek. 2 van de 3 akkoord. Aan zet: opleiding."
    )


def test_without_a_school_two_parties_agree(track):
    track.school = None
    track.save()
    lay(puzzle_of(track), votes="yyo")

    shown = show(pieces(puzzle_of(track)).get())

    assert (shown.meta, [badge.party for badge in shown.badges]) == (
        "2 van de 2 akkoord.",
        [Party.LEARNER, Party.WORKPLACE],
    )


def test_the_places_stand_in_the_order_leervraag_1_to_8(kinds, track):
    assert [place.label for place in draw(pieces(puzzle_of(track))).places] == [str(slot.label) for slot in Slot]


def test_each_state_has_a_look_without_colour(kinds, track):
    drawing = draw(pieces(puzzle_of(track)))
    edges = {(layer.number, layer.edge, bool(layer.transform)) for layer in drawing.layers}

    assert edges == {
        (0, "laid", False),
        (1, "laid", False),
        (2, "proposed", True),
        (4, "laid", False),
        (5, "laid", False),
        (5, "reopened", True),
        (7, "laid", False),
        (8, "proposed", True),
    }
    assert [place.number for place in drawing.places if place.shows_hole] == [2, 3, 6, 8]


def test_badges_are_filled_open_or_ask(kinds):
    assert [badge.standing for badge in show(kinds["asked"]).badges] == ["asked", "open", "yes"]


def test_on_top_lies_what_waits_for_the_reader_then_what_is_agreed(track):
    puzzle = puzzle_of(track)
    lay(puzzle, title="Akkoord", votes="yyy")
    lay(puzzle, title="Wacht op opleiding", votes="yyo")

    def top(party):
        return draw(pieces(puzzle), party=party).places[1].top.piece.title

    assert (top(Party.LEARNER), top(Party.EDUCATION)) == ("Akkoord", "Wacht op opleiding")


def test_a_stack_shows_three_at_most_and_counts_the_rest(track):
    for _number in range(5):
        lay(puzzle_of(track))

    drawing = draw(pieces(puzzle_of(track)))

    assert (len(drawing.layers), len(drawing.places[1].pieces), drawing.places[1].rest) == (3, 5, 4)


def test_what_was_put_aside_is_not_drawn(kinds, track):
    drawing = draw(pieces(puzzle_of(track)))

    assert [one.piece.title for one in drawing.aside] == ["Een dag mee met de wijk"]
    assert drawing.places[6].top is None


def test_colours_tell_the_party_or_the_angle(kinds, track):
    def fills(colour):
        return {layer.number: layer.fill for layer in draw(pieces(puzzle_of(track)), colour=colour).layers}

    assert fills("party") == {
        0: "learner", 1: "workplace", 2: "education", 4: "workplace", 5: "workplace", 7: "workplace", 8: "education",
    }  # fmt: skip
    assert fills("angle") == {
        0: "question", 1: "content", 2: "content", 4: "physical", 5: "social", 7: "result", 8: "result",
    }  # fmt: skip


def test_what_was_agreed_a_moment_ago_clicks_into_place(kinds, track):
    newest = str(kinds["agreed"].public_id)

    assert [layer.number for layer in draw(pieces(puzzle_of(track)), newest=newest).layers if layer.is_new] == [7]
