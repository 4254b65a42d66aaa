"""Whose turn it is: on the piece, in "Voor jou", in a reminder, and after two weeks on the list of the coordinator."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from learningtracks.actions import delegations, pieces
from learningtracks.models.pieces import Piece, fresh, with_what_counts
from learningtracks.models.puzzles import Puzzle
from learningtracks.models.stalled import stalled, with_reasons
from learningtracks.models.tracks import Period, Track
from learningtracks.values.pieces import Slot
from partnerships.actions import notices, reminders
from partnerships.models.memberships import Membership
from partnerships.models.notices import Mail, Notice
from partnerships.models.reminders import Reminder
from partnerships.values import Party
from werkplek.tests.casting import more_tracks
from werkplek.tests.filling_pieces import in_state, lent_vote, long_ago, propose, say_yes, voices
from werkplek.tests.queue import queue_of, waits_for

LEARNER, WORKPLACE, EDUCATION = Party.LEARNER, Party.WORKPLACE, Party.EDUCATION


def turns(piece):
    """Whose turn it is; the piece and the question to the database say the same."""
    piece = fresh(piece)
    people = voices(piece.track)
    asked = [party for party in Party if waits_for(people[party], "piece")]
    [gathered] = with_what_counts([Piece.objects.get(pk=piece.pk)])
    assert asked == piece.waits_for == gathered.waits_for
    return asked


def test_who_has_not_answered_is_in_turn_until_all_agree(piece):
    assert turns(piece) == [WORKPLACE, EDUCATION]
    say_yes(piece, WORKPLACE)
    assert turns(piece) == [EDUCATION]
    say_yes(piece, EDUCATION)
    assert turns(piece) == []


def test_a_question_gives_the_turn_to_who_made_the_version_and_an_answer_gives_it_back(piece, sam, samira):
    pieces.ask(piece, version=1, text="Kan dat op dinsdag?", by=samira)
    assert turns(piece) == [LEARNER, EDUCATION]

    pieces.remark(piece, version=1, text="En hoe laat?", by=samira)
    assert turns(piece) == [LEARNER, EDUCATION]

    pieces.remark(piece, version=1, text="Ja, om tien uur.", by=sam)
    assert turns(piece) == [WORKPLACE, EDUCATION]


def test_not_yet_gives_the_turn_away_and_an_akkoord_after_all_ends_it(piece, samira):
    pieces.not_yet(piece, version=1, text="Eerst meekijken.", by=samira)
    assert turns(piece) == [LEARNER, EDUCATION]

    say_yes(piece, WORKPLACE)
    assert turns(piece) == [EDUCATION]


def test_who_made_the_version_may_ask_the_others_also_who_agreed(piece, sam):
    say_yes(piece, WORKPLACE)
    pieces.ask(piece, version=1, text="Wie kan er dinsdag bij zijn?", by=sam)

    assert turns(piece) == [WORKPLACE, EDUCATION]
    (asked,) = fresh(piece).current.remarks.all()
    assert fresh(piece).waiting_since(WORKPLACE) == asked.at


@pytest.mark.parametrize("state", ["parked", "withdrawn", "dropped", "agreed", "active", "done", "valued", "draft"])
def test_nobody_is_in_turn_on_what_is_settled_or_put_aside(track, state):
    assert turns(in_state(state, track)) == []


def test_nobody_is_in_turn_when_puzzle_or_track_is_closed(track, piece, samira):
    Puzzle.objects.update(frozen_at=timezone.now())
    assert not waits_for(samira, "piece")

    Puzzle.objects.update(frozen_at=None)
    assert waits_for(samira, "piece")
    Track.objects.filter(pk=track.pk).update(ended_on=timezone.localdate())
    assert not waits_for(samira, "piece")


def test_an_answered_word_counts_from_the_answer(piece, sam, samira):
    long_ago(piece, 5)
    pieces.ask(piece, version=1, text="Kan dat op dinsdag?", by=samira)
    answer = pieces.remark(piece, version=1, text="Ja.", by=sam)

    assert fresh(piece).waiting_since(WORKPLACE) == answer.at
    assert fresh(piece).waiting_since(EDUCATION) == fresh(piece).current.created_at


# --- "Voor jou" ---------------------------------------------------------------------------------------------


def test_the_queue_says_who_did_what_about_whom(track, piece, sam, samira, karima):
    assert [(one.what, one.who) for one in queue_of(samira)] == [
        ("Sam de Vries stelt voor: Intake doen", "Sam de Vries, ROC Waterland, Werk of klus")
    ]
    pieces.ask(piece, version=1, text="Kan dat op dinsdag?", by=samira)
    pieces.counter(piece, version=1, title="Samen intake doen", by=karima)
    in_state("reopened", track, Slot.TIME, by=WORKPLACE)
    dropping = say_yes(propose(track, Slot.PLACE, by=WORKPLACE, title="Kamer 3"))
    pieces.propose_drop(dropping, version=1, by=samira)

    assert {one.what for one in queue_of(sam)} == {
        "Karima Yilmaz heeft een nieuwe versie gemaakt: Samen intake doen",
        "Samira Haddad heeft een nieuwe versie gemaakt: Intake doen op dinsdag",
        "Samira Haddad wil laten vervallen: Kamer 3",
    }
    assert {one.who.rpartition(", ")[0] for one in queue_of(sam)} == {str(track)}


def test_the_queue_tells_a_question_and_since_when(piece, sam, samira):
    asked = pieces.ask(piece, version=1, text="Kan dat op dinsdag?", by=samira)

    [entry] = queue_of(sam)
    assert (entry.what, entry.since) == ("Samira Haddad vraagt iets over: Intake doen", asked.at)


def test_the_queue_of_all_floors_begins_with_who_asks_then_oldest_first(question, track, samira, signed_in):
    old = long_ago(propose(track, title="Van lang geleden"), 9)
    propose(track, title="Van zojuist")

    found = queue_of(samira)
    assert [one.what.split(": ")[-1] for one in found] == [
        "Sam de Vries vraagt om feedback",
        old.title,
        "Van zojuist",
    ]
    page = signed_in(samira).get("/for-you/").content.decode()
    assert "Er staan 3 vragen voor je klaar" in page
    assert page.index("Van lang geleden") < page.index("Van zojuist")


@pytest.mark.long("test_queries asks it of every page, in a world with more of everything")
def test_the_queue_costs_the_same_for_one_and_for_thirty(track, piece, samira):
    def cost():
        with CaptureQueriesContext(
            connection,
        ) as asked:
            found = queue_of(samira)
        return len(asked), len(found)

    assert cost()[1] == 1
    queries = cost()[0]
    for number in range(29):
        propose(track, title=f"Stuk {number}")
    assert cost() == (queries, 30)


def test_a_lent_vote_brings_the_queue_and_its_end_takes_it(track, piece, wim):
    assert queue_of(wim) == []
    lent = lent_vote(track, wim)
    assert [one.what for one in queue_of(wim)] == ["Sam de Vries stelt voor: Intake doen"]

    delegations.end(lent, by=wim)
    assert queue_of(wim) == []


def test_somebody_whose_membership_ended_has_no_queue(piece, samira):
    Membership.objects.filter(person=samira).update(ended_at=timezone.now())

    assert queue_of(samira) == []


def test_who_has_the_turn_is_mailed_and_not_once_their_access_ended(piece, samira):
    mail = Mail.objects.create(person=samira, key="digest:x")
    Notice.objects.filter(person=samira, event__kind="piece_proposed").update(mail=mail)
    assert len(notices.still_to_tell([mail], timezone.now())[mail.pk]) == 1

    Membership.objects.filter(person=samira).update(ended_at=timezone.now())
    assert notices.still_to_tell([mail], timezone.now()) == {mail.pk: []}
    assert Notice.objects.get(mail=mail).lapsed_at


# --- Reminders ------------------------------------------------------------------------------------------------


def told_by(remind):
    """One round of the scheduler; who was told what until now, by kind."""
    remind()
    told = Reminder.objects.told().order_by("pk")
    return [(row.person.get_short_name(), row.kind) for row in told]


def test_the_waiting_parties_are_reminded_after_three_and_seven_days_once(piece, remind):
    assert told_by(remind) == []
    long_ago(piece, 3)
    first = {("Samira", "piece_waits"), ("Karima", "piece_waits")}
    assert set(told_by(remind)) == first
    assert set(told_by(remind)) == first

    long_ago(piece, 7)
    assert set(told_by(remind)) == first | {("Samira", "piece_still_waits"), ("Karima", "piece_still_waits")}
    long_ago(piece, 12)
    assert len(told_by(remind)) == 4


def test_planning_costs_the_same_for_ten_tracks(piece, track):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            reminders.plan(timezone.now())
        return len(asked)

    long_ago(piece, 8)
    queries()  # Django remembers its content types
    for_one = queries()
    for other in more_tracks(track, 9):
        Period.objects.create(track=other, number=1, starts_on=other.starts_on, ends_on=other.ends_on)
        long_ago(propose(other), 8)

    assert queries() == for_one
    assert Reminder.objects.filter(kind="piece_waits").count() == 20


def test_a_new_version_is_reminded_of_anew(piece, samira, remind):
    long_ago(piece, 3)
    assert len(told_by(remind)) == 2
    pieces.counter(piece, version=1, title="Samen intake doen", by=samira)
    assert len(told_by(remind)) == 2

    long_ago(piece, 3)
    assert set(told_by(remind)[2:]) == {("Sam", "piece_waits"), ("Karima", "piece_waits")}


def test_after_an_outage_of_eight_days_only_the_newest_is_told(piece, remind):
    long_ago(piece, 8)
    reminders.plan(timezone.now())

    assert {row.kind for row in Reminder.objects.due(timezone.now())[:2]} == {"piece_still_waits"}
    reminders.tell_due(timezone.now())
    assert Notice.objects.filter(event__kind="piece_waits").count() == 2


def test_who_answered_between_planning_and_telling_is_not_reminded(piece, samira, karima, remind):
    long_ago(piece, 3)
    reminders.plan(timezone.now())
    say_yes(piece, WORKPLACE)
    Membership.objects.filter(person=karima).update(ended_at=timezone.now())

    assert reminders.tell_due(timezone.now()) == 0
    lapsed = dict(Reminder.objects.values_list("person__name", "lapsed_because"))
    assert lapsed == {"Samira Haddad": "done", "Karima Yilmaz": "no_access"}


def test_a_version_that_was_replaced_is_not_reminded_of(piece, samira, karima, remind):
    long_ago(piece, 3)
    reminders.plan(timezone.now())
    pieces.counter(piece, version=1, title="Samen intake doen", by=samira)

    assert reminders.tell_due(timezone.now()) == 0


def test_the_reminder_names_the_learner_and_the_day_and_no_title(piece, samira, remind, signed_in):
    long_ago(piece, 3)
    reminders.plan(timezone.now())
    reminders.tell_due(timezone.now())

    [notice] = Notice.objects.filter(person=samira, event__kind="piece_waits")
    since = timezone.localdate(fresh(piece).current.created_at).isoformat()
    assert notice.event.words == {"learner": ["person", notice.event.about.track.learner_id], "since_on": since}
    say_yes(piece, WORKPLACE)
    notice.refresh_from_db()
    assert notice.seen_at


def test_in_the_evening_and_the_weekend_nobody_is_reminded(piece, monkeypatch):
    long_ago(piece, 3)
    now = timezone.now()
    later = now + dt.timedelta(hours=12)
    reminders.plan(now)
    Reminder.objects.update(due_at=now)
    monkeypatch.setattr(reminders, "next_working_moment", lambda moment, holidays: later)

    assert reminders.tell_due(now) == 0
    assert set(Reminder.objects.values_list("due_at", flat=True)) == {later}


def test_silence_of_more_than_a_month_is_left_alone(piece, remind):
    long_ago(piece, 31)

    assert told_by(remind) == []


# --- Stilgevallen ---------------------------------------------------------------------------------------------


def test_after_two_weeks_the_coordinator_sees_track_and_party_only(track, piece, nora, samira):
    say_yes(piece, EDUCATION)
    long_ago(piece, 13)
    assert not stalled(Track.objects.managed_by(nora))

    long_ago(piece, 14)
    [found] = with_reasons(stalled(Track.objects.managed_by(nora)))
    assert (found, [one.party for one in found.silent]) == (track, [WORKPLACE])
    assert found.silent[0].since == fresh(piece).waiting_since(WORKPLACE)
    assert not stalled(Track.objects.managed_by(samira))


def test_an_answer_of_yesterday_is_no_standstill(piece, sam, samira, karima, nora):
    long_ago(piece, 20)
    for person in (samira, karima):
        pieces.ask(piece, version=1, text="Kan dat op dinsdag?", by=person)
    pieces.remark(piece, version=1, text="Ja.", by=sam)

    assert not stalled(Track.objects.managed_by(nora))
