"""How somebody grew, for themselves alone: read from the facts, and nothing of it counted or compared."""

import datetime as dt

import pytest
from django.utils import timezone

from accounts.values import today
from learningtracks.actions import pieces
from learningtracks.models.pieces import Piece, fresh
from learningtracks.values.pieces import PieceState
from partnerships.values import Role
from reflections.actions import feedback, passes
from reflections.models.experiences import Experience
from reflections.models.growth import Growth
from reflections.tests.logbook import a_draft, an_entry, answered, words
from reflections.values import ValueLevel
from werkplek.tests.casting import join, make_person
from werkplek.tests.filling_pieces import in_state

PAGE = "/growth/"
LONG_AGO = today() - dt.timedelta(days=70)


def steps(piece) -> list[str]:
    """The states that a piece has been in, as its learner sees them."""
    [course] = [one for one in Growth(piece.track.learner).courses if one.piece == piece]
    return [step.state.value for step in course.steps if step.at]


def test_situations_stand_by_month_newest_first_and_drafts_not(sam, track):
    new, old = an_entry(sam, "Van nu."), an_entry(sam, "Van toen.", happened_on=LONG_AGO)
    a_draft(sam, "Nog niet af.")

    months = Growth(sam).months

    assert [(month, entries) for month, entries in months] == [
        (today().replace(day=1), [new]),
        (LONG_AGO.replace(day=1), [old]),
    ]


def test_value_stands_per_kind_with_where_it_is_from(sam, track):
    entry = an_entry(sam, notes={ValueLevel.APPLIED: ("Vragen stellen.", False), ValueLevel.POTENTIAL: ("", True)})
    piece = in_state(PieceState.DONE, track)
    pieces.value(piece, notes={"applied": ("Een open vraag.", False)}, version=piece.version_for(sam), by=sam)

    found = {
        level.level: [(one.text, one.fell_short, one.about) for one in lines] for level, lines in Growth(sam).worth
    }

    assert list(found) == ["potential", "applied"]
    assert found["potential"] == [("", True, entry)]
    assert sorted(found["applied"], key=str) == [("Een open vraag.", False, piece), ("Vragen stellen.", False, entry)]


@pytest.mark.parametrize(
    ("state", "taken"),
    [
        (PieceState.PROPOSED, ["proposed"]),
        (PieceState.AGREED, ["proposed", "agreed"]),
        (PieceState.ACTIVE, ["proposed", "agreed", "active"]),
        (PieceState.DONE, ["proposed", "agreed", "active", "done"]),
        (PieceState.VALUED, ["proposed", "agreed", "active", "done", "valued"]),
    ],
)
def test_a_piece_goes_from_proposed_to_valued(track, state, taken):
    assert steps(in_state(state, track)) == taken


@pytest.mark.parametrize("state", [PieceState.WITHDRAWN, PieceState.DROPPED, PieceState.DRAFT])
def test_a_piece_that_is_gone_or_not_there_yet_is_no_growth(sam, track, state):
    in_state(state, track)

    assert Growth(sam).courses == []


def test_what_a_piece_was_worth_to_others_is_theirs(sam, samira, track):
    piece = in_state(PieceState.VALUED, track)
    pieces.value(piece, notes={"realised": ("Rust op de gang.", False)}, version=piece.version_for(samira), by=samira)

    assert [line.text for _level, said in Growth(sam).worth for line in said] != []
    assert "Rust op de gang." not in str([line.text for _level, said in Growth(sam).worth for line in said])
    assert Growth(samira).courses == []


def test_the_piece_that_moved_last_comes_first(sam, track):
    first, second = in_state(PieceState.AGREED, track), in_state(PieceState.AGREED, track)
    Piece.objects.filter(pk=first.pk).update(started_at=timezone.now() + dt.timedelta(minutes=1))

    assert [course.piece for course in Growth(sam).courses] == [first, second]


def test_who_helped_stands_by_name_with_what(sam, samira, wim, track):
    one, two = an_entry(sam, "Eén."), an_entry(sam, "Twee.")
    answered(one, samira)
    answered(two, samira)
    answered(one, wim)
    asked = feedback.ask(an_entry(sam, "Drie."), named=track.people.get(person=wim), question="Hoe?", by=sam)
    feedback.withdraw_question(asked, by=sam)

    found = {helper.name: helper.entries for helper in Growth(sam).helpers}

    assert found == {"Samira Haddad": [two, one], "Wim Bakker": [one]}


def test_a_colleague_who_answered_by_a_pass_helped_too(sam, samira, tina, team, track, student):
    """Who has no account by the name that Sam gave; of who has one all that they answered stands together."""
    one, two = an_entry(sam, "Eén."), an_entry(sam, "Twee.")
    for entry in (one, two):
        asked = passes.ask(entry, name="Joke", email="joke@elders.example", question="Hoe?", by=sam)
        passes.answer(asked, text="Rustig blijven.")
    passes.answer(passes.ask_teammate(one, person=tina, team=team, question="En jij?", by=sam), text="Ja.")
    passes.ask(one, name="Piet", email="piet@elders.example", question="En u?", by=sam)
    answered(two, samira)

    found = {helper.name: helper.entries for helper in Growth(sam).helpers}

    assert found == {"Samira Haddad": [two], "Joke": [two, one], "Tina Vos": [one]}
    assert list(Experience.objects.written_by(sam).with_feedback()) == [two, one]
    everything = {"title": "Wat ik leerde", "everything": "on", "included": ["feedback"], "file": "page"}
    document = words(student.post("/growth/document/", everything))
    assert (document.count("Rustig blijven."), "Joke" in document) == (2, False)


def test_whose_account_is_gone_helped_without_a_name(sam, samira, track, student):
    given = answered(an_entry(sam), samira)
    type(given).objects.filter(pk=given.pk).update(author=None)

    assert "voormalig begeleider" in words(student.get(PAGE))


def test_an_empty_page_teaches(student):
    page = words(student.get(PAGE))

    assert ("Hier zie je later hoe je bent gegroeid" in page, "Leg je eerste ervaring vast" in page) == (True, True)
    assert "Document maken" not in page


def test_who_left_gets_no_button_that_is_refused(signed_in, nora):
    nora.memberships.update(ended_at=timezone.now())

    assert "Leg je eerste ervaring vast" not in words(signed_in(nora).get(PAGE))


def test_everybody_sees_their_own_and_nobody_anothers(sam, samira, track, school, partnership, signed_in):
    mate = make_person("Bo Smit")
    join(mate, Role.LEARNER, school, partnership=partnership)
    answered(an_entry(sam, "Dit is van Sam."), samira)
    in_state(PieceState.VALUED, track)

    assert [growth.is_empty for growth in (Growth(sam), Growth(samira), Growth(mate))] == [False, True, True]
    assert "Dit is van Sam." not in words(signed_in(samira).get(PAGE)) + words(signed_in(mate).get(PAGE))
    assert signed_in(samira).get(f"{PAGE}{sam.public_id}/").status_code == 404


def test_no_figure_stands_on_the_page(sam, samira, track, student):
    """Nothing to compare with others or with last month: no number but in days."""
    for _number in range(6):
        answered(an_entry(sam, "Een zin.", notes={ValueLevel.APPLIED: ("Zo.", False)}), samira)
    page = student.get(PAGE).context["growth"]

    assert (len(page.helpers), len(page.months)) == (1, 1)
    assert "(6)" not in words(student.get(PAGE))


def test_the_log_and_the_menu_lead_to_it(sam, track, student):
    an_entry(sam)

    assert words(student.get("/experiences/")).count('href="/growth/"') == 2


def test_a_piece_is_read_as_it_stands_now(sam, track):
    piece = fresh(in_state(PieceState.VALUED, track))
    pieces.change(piece, version=1, title="Anders", noticed="Anders.", by=sam)

    [course] = Growth(sam).courses
    assert (course.version.number, steps(piece)[-1]) == (1, "valued")
