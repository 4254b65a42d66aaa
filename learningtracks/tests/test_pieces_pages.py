"""The pages of a piece: proposing, answering, stale forms that keep their text, what asks first, the lent vote."""

import datetime as dt
import re
import uuid
from html import unescape

import pytest

from accounts.values import today, version_of
from learningtracks.models.delegations import VoteDelegation
from learningtracks.models.pieces import Piece
from learningtracks.models.puzzles import Puzzle
from learningtracks.models.versions import PieceVersion, Remark
from learningtracks.tests.laying import add_version, lay, puzzle_of
from learningtracks.values.pieces import PieceState, Slot
from partnerships.values import Party


def words(answer):
    """The page as it reads: without tags and with single spaces."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


def form(**fields):
    return {"once": str(uuid.uuid4()), **fields}


def now(piece):
    return Piece.objects.with_versions().get(pk=piece.pk)


@pytest.fixture
def student(signed_in, sam):
    return signed_in(sam)


@pytest.fixture
def educator(signed_in, samira):
    return signed_in(samira)


@pytest.fixture
def piece(track):
    """Sam's proposal, which waits for the other two."""
    return lay(puzzle_of(track), title="Intake doen", by=Party.LEARNER, votes="yoo")


@pytest.fixture
def agreed(track):
    return lay(puzzle_of(track), title="Intake doen", by=Party.LEARNER, votes="yyy")


# --- Proposing


def test_a_place_is_chosen_first_and_its_hint_is_shown(student, track):
    new = f"/tracks/{track.public_id}/pieces/new/"

    assert "Kies werk dat toch al gebeurt, geen opdracht óver het werk." in words(student.get(new))
    assert "Meedoen met drie intakegesprekken" in words(student.get(f"{new}?slot=work"))


@pytest.mark.parametrize("slot", Slot.values)
def test_at_most_four_boxes_stand_up_front(student, track, slot):
    shown = student.get(f"/tracks/{track.public_id}/pieces/new/?slot={slot}").context["form"]

    assert len(shown.front()) <= 4
    assert not shown.is_unfolded


def test_a_proposal_opens_the_puzzle(student, track, sam):
    answer = student.post(f"/tracks/{track.public_id}/pieces/new/", form(slot="work", title="Meelopen"))
    made = Piece.objects.with_versions().get()

    assert (answer.url, made.state, made.title) == (made.get_absolute_url(), PieceState.PROPOSED, "Meelopen")
    assert Puzzle.objects.count() == 1


def test_evidence_needs_what_is_noticed_at_the_field(student, track):
    answer = student.post(f"/tracks/{track.public_id}/pieces/new/", form(slot="evidence", title="Verslag"))

    assert "Schrijf op waaraan jullie straks merken dat het is gelukt." in words(answer)
    assert not Piece.objects.exists()


def test_a_concept_is_kept_finished_and_thrown_away(student, track):
    new = f"/tracks/{track.public_id}/pieces/new/"
    student.post(new, form(slot="work", title="Half", then="draft"))
    draft = Piece.objects.with_versions().get()
    assert "Jouw concepten" in words(student.get(f"/tracks/{track.public_id}/puzzle/"))
    student.post(
        f"/pieces/{draft.public_id}/change/", form(title="Meer", then="draft", version=now(draft).draft.version)
    )
    assert now(draft).title == "Meer"

    student.post(f"/pieces/{draft.public_id}/change/", form(title="Heel", version=now(draft).draft.version))
    assert (now(draft).state, now(draft).title) == (PieceState.PROPOSED, "Heel")
    student.post(new, form(slot="work", title="Weg", then="draft"))
    other = Piece.objects.drafts_of(track.learner).get()
    student.post(f"/pieces/{other.public_id}/action/discard/", form())
    assert not Piece.objects.filter(pk=other.pk).exists()


def test_a_piece_is_linked_to_a_leervraag(student, track):
    question = lay(puzzle_of(track), Slot.QUESTION, "Hoe blijf ik rustig?", by=Party.LEARNER, votes="yyy")

    fields = form(slot="work", title="Meelopen", questions=[str(question.public_id)], learning_view="participation")
    page = words(student.get(student.post(f"/tracks/{track.public_id}/pieces/new/", fields).url))

    assert ("Hoe blijf ik rustig?" in page, "Samen kennis opbouwen" in page) == (True, True)


# --- Answering


def test_old_and_new_are_told_in_words(educator, piece):
    add_version(piece, "Intake doen op dinsdag", by=Party.LEARNER, votes="yoo")

    page = words(educator.get(piece.get_absolute_url()))

    assert "Aangepast: titel. Doorgestreept valt weg, onderstreept komt erbij." in page
    assert "Intake doen nieuw: op dinsdag" in page


def test_a_vote_on_an_old_version_is_not_counted(educator, piece):
    add_version(piece, "Intake doen op dinsdag", by=Party.LEARNER, votes="yoo")

    answer = educator.post(f"/pieces/{piece.public_id}/agree/", form(version=1))

    assert (answer.status_code, "Er is een nieuwe versie. Bekijk die eerst." in words(answer)) == (409, True)
    assert now(piece).current.agreed_by() == [Party.LEARNER]


def test_a_counterproposal_on_an_old_version_keeps_what_was_typed(educator, piece):
    add_version(piece, "Intake doen op dinsdag", by=Party.LEARNER, votes="yoo")
    address = f"/pieces/{piece.public_id}/change/"

    answer = educator.post(address, form(title="Op vrijdag", what="Samen met Wim.", version=1))

    page = answer.content.decode()
    assert (answer.status_code, 'value="Op vrijdag"' in page, "Samen met Wim." in page) == (409, True, True)
    assert "Intake doen op dinsdag" in page
    educator.post(address, form(title="Op vrijdag", version=2))
    assert now(piece).current.title == "Op vrijdag"


def test_the_same_words_again_are_no_counterproposal(educator, piece):
    answer = educator.post(f"/pieces/{piece.public_id}/change/", form(title="Intake doen", version=1))

    assert "Er is niets aangepast." in words(answer)
    assert PieceVersion.objects.count() == 1


def test_a_question_on_an_old_version_keeps_what_was_typed(educator, piece):
    add_version(piece, "Intake doen op dinsdag", by=Party.LEARNER, votes="yoo")

    answer = educator.post(f"/pieces/{piece.public_id}/ask/", form(text="Met wie?", version=1))

    assert (answer.status_code, "Met wie?" in answer.content.decode(), Remark.objects.count()) == (409, True, 0)


def test_nog_niet_goes_with_a_reason(educator, piece):
    educator.post(f"/pieces/{piece.public_id}/ask/", form(text="Te vroeg.", not_yet="on", version=1))

    page = words(educator.get(piece.get_absolute_url()))
    assert ("Samira Haddad is nog niet akkoord" in page, "Te vroeg." in page) == (True, True)


def test_a_reaction_answers_a_question(educator, student, piece):
    educator.post(f"/pieces/{piece.public_id}/ask/", form(text="Met wie?", version=1))
    student.post(f"/pieces/{piece.public_id}/remark/", form(text="Met Wim.", version=1))
    empty = student.post(f"/pieces/{piece.public_id}/remark/", form(text="", version=1))

    assert "Met Wim." in words(educator.get(piece.get_absolute_url()))
    assert ("Schrijf eerst je reactie." in words(empty), now(piece).waits_for) == (
        True,
        [Party.WORKPLACE, Party.EDUCATION],
    )


def test_a_party_without_a_person_can_be_invited(signed_in, karima, nora, track, piece):
    track.people.filter(role="practice_educator").delete()

    assert "Nog niemand namens de werkplek." in words(signed_in(karima).get(piece.get_absolute_url()))


# --- Actions that ask first


def test_each_action_says_what_it_does_and_does_it(student, educator, agreed, piece):
    def action(client, piece, slug, **fields):
        assert client.get(f"/pieces/{piece.public_id}/action/{slug}/").status_code == 200
        client.post(f"/pieces/{piece.public_id}/action/{slug}/", form(**fields))
        return now(piece).state

    assert action(educator, piece, "park") == PieceState.PARKED
    assert action(student, piece, "unpark") == PieceState.PROPOSED
    assert action(student, piece, "withdraw") == PieceState.WITHDRAWN
    assert action(student, agreed, "start") == PieceState.ACTIVE
    assert action(student, agreed, "drop", version=1) == PieceState.REOPENED
    assert action(student, agreed, "withdraw-change", version=2) == PieceState.ACTIVE
    assert action(student, agreed, "finish") == PieceState.DONE


def test_an_action_on_an_old_version_changes_nothing(student, agreed):
    add_version(agreed, "Anders", by=Party.LEARNER, votes="yoo")
    add_version(agreed, "Nog anders", by=Party.LEARNER, votes="yoo")

    answer = student.post(f"/pieces/{agreed.public_id}/action/withdraw-change/", form(version=2))

    assert (answer.status_code, now(agreed).current.title) == (409, "Nog anders")


def test_an_odd_action_is_not_there_and_a_wrong_one_is_refused(student, educator, piece):
    assert student.get(f"/pieces/{piece.public_id}/action/fly/").status_code == 404
    assert student.get(f"/pieces/{piece.public_id}/action/discard/").status_code == 404
    assert educator.get(f"/pieces/{piece.public_id}/action/withdraw/").status_code == 403


def test_value_needs_at_least_one_level(student, agreed):
    for slug in ("start", "finish"):
        student.post(f"/pieces/{agreed.public_id}/action/{slug}/", form())
    address = f"/pieces/{agreed.public_id}/value/"

    assert "Kies minstens één waarde." in words(student.post(address, form()))
    told = {"applied": "on", "applied_text": "Ik vraag door.", "realised_short": "on", "version": version_of()}
    student.post(address, form(**told))
    page = words(student.get(agreed.get_absolute_url()))
    assert ("Ik vraag door." in page, "(viel tegen)" in page, now(agreed).state) == (True, True, PieceState.VALUED)
    assert student.get(address).context["form"]["applied_text"].value() == "Ik vraag door."


# --- The lent vote


def test_the_vote_of_the_workplace_is_lent_once_and_given_back(educator, signed_in, sam, wim, track):
    address = f"/tracks/{track.public_id}/delegations/"
    assert "stemt alleen de praktijkopleider" in words(signed_in(sam).get(address))
    named = track.people.get(person=wim)
    fields = form(to=str(named.public_id), starts_on=track_day(0), ends_on=track_day(7))

    for _time in range(2):
        educator.post(address, fields)
    held = VoteDelegation.objects.get()
    assert (held.to, "Wim" in words(educator.get(address))) == (named, True)
    odd = educator.post(address, form(to=str(named.public_id), starts_on=track_day(7), ends_on=track_day(1)))
    assert "De laatste dag ligt vóór de eerste" in words(odd)
    educator.post(f"/delegations/{held.public_id}/end/")
    assert not VoteDelegation.objects.standing().exists()
    assert signed_in(sam).post(address, fields).status_code == 403


def track_day(days):
    return (today() + dt.timedelta(days=days)).isoformat()


# --- A new period


def test_the_old_leervraag_is_confirmed_and_every_piece_gets_a_choice(student, track, second_period):
    puzzle = puzzle_of(track)
    lay(puzzle, Slot.QUESTION, "Hoe blijf ik rustig?", by=Party.LEARNER, votes="yyy")
    along = lay(puzzle, Slot.TIME, "Elke dinsdag", votes="yyy")
    lay(puzzle, Slot.PEOPLE, "Mee met de wijk", votes="oyo")
    address = f"/tracks/{track.public_id}/puzzle/2/relay/"

    assert "Hoe blijf ik rustig?" in words(student.get(address))
    student.post(address, form(then="confirm"))
    assert "Kies wat je met dit stuk doet." in words(student.post(address, form()))
    shown = student.get(address).context["form"]
    assert [len(field.field.choices) for _piece, field in shown.lines()] == [3, 2]
    choices = {name: "along" if piece.pk == along.pk else "leave" for name, piece in shown.pieces.items()}
    student.post(address, form(**choices))

    new = puzzle_of(track, 2)
    assert sorted(piece.title for piece in new.pieces.all()) == ["Elke dinsdag", "Hoe blijf ik rustig?"]
    assert puzzle_of(track).is_frozen
    assert student.get(address).status_code == 403
    assert student.get(f"/tracks/{track.public_id}/puzzle/9/relay/").status_code == 404


def test_only_the_learner_lays_the_puzzle_anew(educator, track, second_period):
    lay(puzzle_of(track), votes="yyy")

    assert educator.get(f"/tracks/{track.public_id}/puzzle/2/relay/").status_code == 403


@pytest.fixture
def second_period(track):
    """The second period began today."""
    track.periods.filter(number=1).update(ends_on=today() - dt.timedelta(days=1))
    track.periods.filter(number=2).update(starts_on=today())
