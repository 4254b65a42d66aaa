"""Driehoeksgesprekken: plan, change, call off, note, conclude, round off (domain.md §2.3 step 5, access.md row 6b)."""

import uuid

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from icalendar import Calendar

from accounts.values import Refused, Stale, today
from learningtracks.actions import conversations
from learningtracks.events.tracks import history
from learningtracks.models.conversations import Conversation
from learningtracks.models.pieces import fresh
from learningtracks.models.tracks import Track
from learningtracks.policy.conversations import may_conclude
from partnerships import events
from partnerships.models.events import Event
from partnerships.models.notices import Notice
from partnerships.models.unchanging import Untouchable
from partnerships.values import Party
from reflections.actions import calendar_links
from werkplek.tests.filling_pieces import agreed, propose
from werkplek.tests.filling_talks import long_begun, plan_of
from werkplek.tests.queue import waits_for


@pytest.fixture
def talk(track, samira, karima):
    return conversations.plan(track, by=samira, details=plan_of([samira, karima]))


def told(person):
    return [notice.event.kind for notice in Notice.objects.filter(person=person, lapsed_at=None).order_by("pk")]


def url(name, thing):
    return reverse(f"learningtracks:{name}", args=[thing.public_id])


def typed(**changes):
    """What a browser sends of the form to plan."""
    day = today().replace(year=today().year + 1) if "day" not in changes else changes["day"]
    return {"day": day, "time": "14:00", "minutes": 45, "place": "Kamer 2", "once": str(uuid.uuid4())} | changes


# --- Planning -----------------------------------------------------------------------------------------------


def test_everybody_who_is_asked_gets_word_with_a_file(talk, sam, samira, karima, wim):
    assert [told(person) for person in (sam, karima, samira, wim)] == [
        ["conversation_planned"],
        ["conversation_planned"],
        [],
        [],
    ]
    calendar = Calendar.from_ical(events.attachment(Event.objects.latest("pk"), sam).content)
    [event] = calendar.walk("VEVENT")
    assert (str(calendar["METHOD"]), str(event["LOCATION"]), int(event["SEQUENCE"])) == ("REQUEST", "Kamer 2", 1)
    assert str(event["SUMMARY"]) == "Driehoeksgesprek met Sam de Vries"


def test_the_learner_is_always_asked(talk, sam, samira, karima):
    assert {*talk.asked()} == {sam, samira, karima}


@pytest.mark.parametrize("who", ["wim", "nora", "otto", "tom"])
def test_who_does_not_speak_plans_nothing(track, samira, who, request):
    with pytest.raises(Refused):
        conversations.plan(track, by=request.getfixturevalue(who), details=plan_of([samira]))


@pytest.mark.parametrize("changes", [{"days": -1}, {"days": 400}, {"place": ""}, {"people": []}])
def test_a_plan_has_a_moment_to_come_a_place_and_company(track, samira, sam, changes):
    people = changes.pop("people", [samira])

    with pytest.raises(Refused):
        conversations.plan(track, by=sam, details=plan_of(people, **changes))


def test_a_stranger_is_not_asked_along(track, sam, otto, samira):
    with pytest.raises(Refused):
        conversations.plan(track, by=sam, details=plan_of([samira, otto]))


def test_a_track_that_is_over_has_no_new_talks(track, sam, samira):
    Track.objects.filter(pk=track.pk).update(ended_on=today())
    track.refresh_from_db()

    with pytest.raises(Refused):
        conversations.plan(track, by=sam, details=plan_of([samira]))


def test_the_page_plans_once_however_often_it_is_sent(signed_in, track, samira):
    client, sent = signed_in(samira), typed(people=[samira.public_id])
    answers = {client.post(url("conversation_new", track), sent)["Location"] for _time in range(2)}

    [talk] = Conversation.objects.all()
    assert answers == {talk.get_absolute_url()}


def test_the_page_says_what_is_wrong_at_the_field(signed_in, track, samira):
    sent = typed(day=today().replace(year=today().year - 1), place="", people=[])
    page = signed_in(samira).post(url("conversation_new", track), sent).content.decode()

    said = ["Dit moment is al geweest.", "Vul een plek in, of een videolink.", "Kies minstens één begeleider."]
    assert [words for words in said if words not in page] == []


def test_an_hour_that_is_skipped_is_refused(signed_in, track, samira):
    sent = typed(day="2027-03-28", time="02:30", people=[samira.public_id])

    assert "Deze tijd bestaat niet" in signed_in(samira).post(url("conversation_new", track), sent).content.decode()


def test_what_is_open_is_the_agenda(signed_in, track, talk, samira):
    propose(track, title="Nog te bespreken")
    agreed(track, title="Al afgesproken")
    page = signed_in(samira).get(talk.get_absolute_url()).content.decode()

    assert ("Nog te bespreken" in page, "Al afgesproken" in page) == (True, False)


# --- Changing and calling off ---------------------------------------------------------------------------------


def test_a_change_sends_one_update_and_a_withdrawal(talk, sam, samira, karima, wim):
    conversations.change(talk, version=1, by=sam, details=plan_of([samira, wim], days=9, place="Huiskamer"))
    talk.refresh_from_db()

    assert (talk.place, talk.plan_version, {*talk.asked()}) == ("Huiskamer", 2, {sam, samira, wim})
    assert [told(one) for one in (karima, wim, samira)] == [
        ["conversation_left_out"],
        ["conversation_changed"],
        ["conversation_changed"],
    ]
    gone = Event.objects.get(kind="conversation_left_out")
    assert b"METHOD:CANCEL" in events.attachment(gone, karima).content


def test_another_place_for_the_same_people_withdraws_nothing(talk, sam, samira, karima):
    """At the hour that was agreed, also when that has just gone by: only a new moment lies ahead."""
    begun = long_begun(talk, days=0)
    details = plan_of([samira, karima], starts_at=begun.starts_at, place="Huiskamer")
    conversations.change(begun, version=1, by=sam, details=details)

    assert (told(karima), Event.objects.filter(kind="conversation_left_out").exists()) == (
        ["conversation_changed"],
        False,
    )
    with pytest.raises(Refused, match="al geweest"):
        conversations.change(talk, version=2, by=sam, details=plan_of([samira, karima], days=-1))


def test_a_stale_plan_shows_both_and_keeps_what_was_typed(signed_in, talk, sam, samira, karima):
    conversations.change(talk, version=1, by=sam, details=plan_of([samira], days=9, place="Huiskamer"))
    sent = typed(place="Mijn kamer", people=[samira.public_id], version=1)
    answer = signed_in(samira).post(url("conversation_change", talk), sent)
    page = answer.content.decode()

    assert (answer.status_code, "Er is een nieuwe versie" in page) == (409, True)
    assert ("Huiskamer" in page, "Mijn kamer" in page, 'name="version" value="2"' in page) == (True, True, True)


def test_a_change_by_page_goes_to_the_talk(signed_in, talk, samira):
    sent = typed(place="Elders", people=[samira.public_id], version=1)

    assert signed_in(samira).post(url("conversation_change", talk), sent)["Location"] == talk.get_absolute_url()


def test_called_off_it_goes_out_of_the_calendar(signed_in, talk, sam, samira):
    signed_in(samira).post(url("conversation_cancel", talk), {"version": 1, "once": str(uuid.uuid4())})
    talk.refresh_from_db()

    assert (talk.standing, talk.is_standing, told(sam)) == ("cancelled", False, ["conversation_cancelled"])
    assert signed_in(sam).get(url("conversation_calendar", talk)).status_code == 404
    with pytest.raises(Refused):
        conversations.change(talk, version=2, by=samira, details=plan_of([samira]))
    with pytest.raises(Refused):
        conversations.note(talk, text="Toch niet", by=sam)


def test_calling_off_an_older_plan_shows_the_new_one(signed_in, talk, sam, samira):
    conversations.change(talk, version=1, by=sam, details=plan_of([samira], place="Huiskamer"))
    answer = signed_in(samira).post(url("conversation_cancel", talk), {"version": 1, "once": str(uuid.uuid4())})

    assert (answer.status_code, "Huiskamer" in answer.content.decode()) == (409, True)
    assert Conversation.objects.get().cancelled_at is None


# --- In it -----------------------------------------------------------------------------------------------------


def test_notes_stand_as_they_were_said(talk, sam, samira):
    before = conversations.note(talk, text="Over de dinsdag", by=sam)
    after = conversations.note(long_begun(talk), text="We doen het zo", by=samira)

    assert [(one.kind, one.party) for one in (before, after)] == [("agenda", "learner"), ("outcome", "workplace")]
    with pytest.raises(Untouchable):
        before.delete()


def test_a_werkbegeleider_reads_the_talk_they_are_asked_to_and_no_other(signed_in, track, talk, samira, wim):
    asked = conversations.plan(track, by=samira, details=plan_of([samira, wim]))
    conversations.note(asked, text="Ik kom", by=wim)

    assert [one.pk for one in Conversation.objects.visible_to(wim)] == [asked.pk]
    assert signed_in(wim).get(talk.get_absolute_url()).status_code == 404
    with pytest.raises(Refused):
        conversations.note(talk, text="Ik ook", by=wim)


def test_a_note_by_page(signed_in, talk, sam):
    client = signed_in(sam)
    empty = client.post(url("conversation_note", talk), {"text": ""})
    client.post(url("conversation_note", talk), {"text": "Over de dinsdag", "once": str(uuid.uuid4())})

    assert ("Schrijf op wat je kwijt wilt." in empty.content.decode(), talk.notes.count()) == (True, 1)


def test_one_new_version_comes_out_and_each_party_still_confirms(track, talk, karima):
    piece = propose(track)
    made = conversations.conclude(long_begun(talk), piece, version=1, by=karima, title="Samen", noticed="Je doet het.")
    piece = fresh(piece)

    assert (piece.current.number, made.outcome.conversation, piece.in_force) == (2, talk, None)
    assert piece.waits_for == [Party.LEARNER, Party.WORKPLACE]


def test_an_outcome_on_an_older_version_is_refused(track, talk, karima, samira):
    piece, begun = propose(track), long_begun(talk)
    conversations.conclude(begun, piece, version=1, by=karima, title="Samen", noticed="Je doet het.")

    with pytest.raises(Stale):
        conversations.conclude(begun, piece, version=1, by=samira, title="Anders", noticed="Je doet het.")


def test_an_outcome_by_page_and_a_stale_one(signed_in, track, talk, karima, samira):
    piece, begun = propose(track), long_begun(talk)
    address = reverse("learningtracks:conversation_outcome", args=[begun.public_id, piece.public_id])
    sent = {"title": "Samen", "what": "We doen het op dinsdag.", "version": 1, "once": str(uuid.uuid4())}
    same = signed_in(karima).post(address, {"title": "Intake doen", "noticed": "Je doet het alleen.", "version": 1})
    done = signed_in(karima).post(address, sent)
    stale = signed_in(samira).post(address, sent | {"title": "Anders", "once": str(uuid.uuid4())})
    page = signed_in(samira).get(begun.get_absolute_url()).content.decode()

    assert (same.status_code, done["Location"], stale.status_code) == (200, begun.get_absolute_url(), 409)
    assert signed_in(karima).post(address, sent)["Location"] == begun.get_absolute_url()  # the same form again
    assert fresh(piece).current.number == 2
    assert ("Anders" in stale.content.decode(), "Wat eruit is gekomen" in page, "Samen" in page) == (True, True, True)
    assert signed_in(karima).get(address.replace(str(piece.public_id), str(uuid.uuid4()))).status_code == 404


def test_nothing_comes_out_before_the_day_or_of_another_track(track, talk, karima, wim):
    piece = propose(track)
    elsewhere = Track(pk=0, learner=karima, workplace=track.workplace, starts_on=today(), ends_on=today())

    assert str(may_conclude(karima, talk, piece).reason) == "Dit gesprek moet nog komen."
    assert not may_conclude(wim, long_begun(talk), piece)
    piece.puzzle.period.track = elsewhere
    assert not may_conclude(karima, long_begun(talk), piece)
    talk.cancelled_at = talk.planned_at
    assert not may_conclude(karima, talk, piece)


def test_it_is_rounded_off_from_its_day_on(signed_in, talk, sam, samira):
    with pytest.raises(Refused):
        conversations.hold(talk, by=samira)
    long_begun(talk)
    signed_in(samira).post(url("conversation_hold", talk), {"once": str(uuid.uuid4())})
    talk.refresh_from_db()

    assert (talk.standing, told(sam)[-1]) == ("held", "conversation_held")
    with pytest.raises(Refused):
        conversations.hold(talk, by=samira)


def test_who_planned_it_is_asked_to_round_off(client, signed_in, talk, samira):
    long_begun(talk)

    assert waits_for(samira, "conversation") == [talk]
    assert "Driehoeksgesprek af te ronden" in signed_in(samira).get(reverse("queue")).content.decode()


# --- Where it stands -------------------------------------------------------------------------------------------


def test_the_calendar_feed_holds_it(client, talk, karima):
    calendar_links.make(by=karima)
    address = reverse("reflections:calendar_feed", args=[karima.public_id, calendar_links.secret_of(karima)])

    assert b"Driehoeksgesprek met Sam de Vries" in client.get(address).content


def test_the_history_tells_who_speaks_and_nobody_else(track, talk, samira, wim, nora):
    def kinds(person):
        return {event.kind for event in history(track, person)}

    assert [("conversation_planned" in kinds(one)) for one in (samira, wim, nora)] == [True, False, False]


def test_a_coordinator_sees_the_date_only(signed_in, talk, nora, track):
    page = signed_in(nora).get(track.get_absolute_url()).content.decode()

    assert (str(talk.starts_at.year) in page, "Kamer 2" in page, talk.get_absolute_url() in page) == (
        True,
        False,
        False,
    )


@pytest.mark.both("the database keeps the rule")
@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("conversation_has_place_or_video", {"place": ""}),
        ("conversation_not_held_and_cancelled", {"held": True}),
    ],
)
def test_the_database_knows_the_rules(talk, name, changes):
    if changes.pop("held", False):
        changes |= {"held_at": talk.planned_at, "cancelled_at": talk.planned_at}
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        Conversation.objects.filter(pk=talk.pk).update(**changes)

    assert name in str(refused.value)
