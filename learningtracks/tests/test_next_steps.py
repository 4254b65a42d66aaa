"""The own puzzle at home: one next step, in words to who learns; without a leervraag it asks for one."""

import datetime as dt

from accounts.values import today
from learningtracks.belonging import tracks_of
from learningtracks.models.puzzles import standing_on
from learningtracks.models.tracks import Period, Track
from learningtracks.tests.laying import all_kinds, lay, puzzle_of, thirty
from learningtracks.values.pieces import Slot
from learningtracks.views.next_steps import own_puzzles
from partnerships.values import Party

SIX = {Slot.WORK: "workplace", Slot.TIME: "workplace", Slot.GUIDANCE: "education", Slot.FEEDBACK: "workplace"}
SIX |= {Slot.EVIDENCE: "education"}


def ask(track, votes="yyy"):
    return lay(puzzle_of(track), Slot.QUESTION, "Hoe blijf ik rustig?", by=Party.LEARNER, votes=votes)


def own(track):
    person = track.learner
    [found] = own_puzzles([track], tracks_of(person).learning, person)
    return found


def test_before_anything_lies_there_it_asks_for_the_leervraag(track):
    found = own(track)

    assert (found.now, found.step, found.form.slot) == (None, None, Slot.QUESTION)


def test_a_piece_of_a_guide_does_not_take_the_place_of_the_leervraag(track):
    lay(puzzle_of(track))

    assert (own(track).form is None, own(track).now.laid) == (False, 0)


def test_only_the_first_of_several_tracks_asks(track, sam):
    facts = {name: getattr(track, name) for name in ("partnership", "school", "workplace", "starts_on", "ends_on")}
    other = Track.objects.create(**facts, learner=sam, title="Nog een")

    first, second = own_puzzles([track, other], tracks_of(sam).learning, sam)

    assert (first.form is None, second.form, second.step.label) == (False, None, "Stel iets voor")


def test_what_waits_for_you_comes_first(track):
    ask(track)
    piece = lay(puzzle_of(track), Slot.WORK, "Intake doen", votes="oyo")

    step = own(track).step

    assert (step.says, step.url) == ("Jij bent aan zet bij “Intake doen”.", piece.get_absolute_url())


def test_an_empty_place_comes_with_its_question(track):
    ask(track)

    step = own(track).step

    assert step.says == "Nog leeg: Werk of klus. Welk echt werk past hierbij?"
    assert step.url.endswith("/pieces/new/?slot=work")


def test_what_others_have_to_say_comes_last(track):
    ask(track, votes="yyo")
    for slot, by in SIX.items():
        lay(puzzle_of(track), slot, by=by, votes="yyy")

    step = own(track).step

    assert (step.says, step.label) == (
        "Over Leervraag zijn jullie het nog niet eens. Aan zet: de opleiding.",
        "Bekijk je puzzel",
    )


def test_who_brought_nothing_in_may_still(track):
    lay(puzzle_of(track), Slot.QUESTION, "Hoe?", votes="yyy")
    for slot, by in SIX.items():
        lay(puzzle_of(track), slot, by=by, votes="yyy")

    assert own(track).step.says == "Je kunt zelf ook nog een stuk inbrengen."


def test_a_whole_puzzle_says_so(track):
    ask(track)
    for slot, by in SIX.items():
        lay(puzzle_of(track), slot, by=by, votes="yyy")

    assert own(track).step.says == "Jullie zijn het eens over de hele puzzel."


def test_a_new_period_asks_to_lay_it_anew(track):
    ask(track)
    first, last = today() - dt.timedelta(days=60), today() - dt.timedelta(days=1)
    track.periods.filter(number=1).update(starts_on=first, ends_on=last)

    assert own(track).step.label == "Puzzel opnieuw leggen"


def test_where_you_learn_no_longer_there_is_nothing_to_do(track, sam):
    ask(track)

    [found] = own_puzzles([track], set(), sam)

    assert (found.form, found.step, found.now.questions) == (None, None, ["Hoe blijf ik rustig?"])


def test_a_frozen_puzzle_does_not_count(track):
    ask(track)
    puzzle = puzzle_of(track)
    type(puzzle).objects.update(frozen_at=puzzle.opened_at)

    assert standing_on([track]) == {}


def test_the_period_that_began_last_counts(track):
    later = {"starts_on": today() + dt.timedelta(days=90), "ends_on": today() + dt.timedelta(days=120)}
    coming = Period.objects.create(track=track, number=9, **later)
    ask(track)
    lay(puzzle_of(track, coming.number), Slot.WORK)

    assert standing_on([track])[track.pk].period.number == 1


def test_thirty_pieces_cost_three_questions(track, django_assert_num_queries):
    thirty(puzzle_of(track))
    all_kinds(puzzle_of(track))

    with django_assert_num_queries(3):
        [found] = own_puzzles([track], {track.pk}, track.learner)
        assert found.now.drawing.small


def test_without_tracks_nothing_is_asked(django_assert_num_queries, db):
    with django_assert_num_queries(0):
        assert standing_on([]) == {}
