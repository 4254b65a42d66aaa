"""What is left of the puzzle when somebody leaves, and when the track is past its time (domain.md §6)."""

import datetime as dt

from accounts.values import today
from learningtracks.actions import pieces, retention
from learningtracks.models.pieces import Piece, fresh
from learningtracks.models.tracks import Track
from learningtracks.models.versions import PieceDraft, PieceValueNote, Remark, Vote
from partnerships import events
from partnerships.models.events import Event
from werkplek.actions import erasure
from werkplek.privacy import export_of
from werkplek.tests.filling_pieces import in_state, propose, say_yes


def test_pieces_votes_and_words_stay_without_the_name(track, samira):
    piece = propose(track)
    pieces.ask(piece, version=1, text="Kan dat op dinsdag?", by=samira)
    say_yes(piece)
    erasure.erase(samira)

    assert fresh(piece).state == "agreed"
    assert {vote.said_by for vote in Vote.objects.filter(party="workplace")} == {"Voormalig lid namens werkplek"}
    assert Remark.objects.get().said_by == "Voormalig lid namens werkplek"


def test_concepts_go_and_a_note_of_value_loses_its_words(track, sam):
    in_state("draft", track, by="learner")
    in_state("valued", track)
    erasure.erase(sam)

    assert (PieceDraft.objects.count(), Piece.objects.count()) == (0, 1)
    assert [(note.level, note.text) for note in PieceValueNote.objects.all()] == [("applied", "")]


def test_the_history_of_a_piece_forgets_the_learner(track, sam):
    piece = propose(track)
    erasure.erase(sam)

    told = [events.notice_text(event) for event in Event.objects.on_trail(piece.trail) if "learner" in event.words]
    assert {("Sam" in line, "Voormalig deelnemer" in line) for line in told} == {(False, True)}


def test_a_track_takes_its_puzzles_and_their_histories_along(track):
    piece = in_state("valued", track)
    Track.objects.filter(pk=track.pk).update(ends_on=today() - dt.timedelta(days=800), starts_on=dt.date(2020, 1, 6))
    retention.forget([Track.objects.get(pk=track.pk)])

    assert (Piece.objects.count(), Vote.objects.count()) == (0, 0)
    assert Event.objects.filter(trail=piece.trail).count() == 0


def test_everybody_takes_their_own_words_along_and_a_learner_the_whole_puzzle(track, sam, samira, karima, nora):
    piece = propose(track, title="Intake doen")
    pieces.ask(piece, version=1, text="Kan dat op dinsdag?", by=samira)

    def told(person):
        tables = {one["table"].split(".")[1]: one["rows"] for one in export_of(person)}
        titles = [row["title"] for row in tables.get("PieceVersion", [])]
        return titles, [row["text"] for row in tables.get("Remark", [])]

    assert told(sam) == (["Intake doen"], ["Kan dat op dinsdag?"])
    assert told(samira) == ([], ["Kan dat op dinsdag?"])
    assert told(karima) == told(nora) == ([], [])
