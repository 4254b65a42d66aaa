"""What a teller expects of a story, asked at its day, answered in three ways (domain.md §5.2, access.md row 43)."""

import datetime as dt

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from accounts.values import Refused, Stale
from partnerships.actions import mails
from partnerships.models.reminders import Reminder
from partnerships.todos import differences, waiting_for
from reflections.actions import passes, promises, retention, stories
from reflections.models.passes import Pass
from reflections.models.promises import Promise
from reflections.tests.held import A, hold, tell
from reflections.values import Audience, Ending
from werkplek.tests.pages import text_of

pytestmark = pytest.mark.django_db

EXPECTED = "De dochter belt voor de kerst zelf."
JOKE = {"name": "Joke Prins", "email": "joke@elders.example", "question": "Klopt dit?"}


@pytest.fixture
def story(diary, tina, team, tom):
    """Tina told in the value check of ten days ago."""
    return tell(hold(team, "2026-11-10", [tom, tina]), tina, A.APPLIED)


@pytest.fixture
def promise(story, tina):
    """To be asked on a Saturday."""
    return promises.make(story, text=f" {EXPECTED} ", ask_on=dt.date(2027, 1, 16), by=tina)


def says(promise, tina, ending=Ending.CAME_TRUE, words=" Zij belde op zondag. "):
    return promises.answer(promise, ending=ending, words=words, version=promise.version, by=tina)


OURS = {"pass", "promise"}  # kinds of to-dos


def waiting(person):
    return [row.kind for row in waiting_for(person) if row.kind in OURS]


def wrong():
    """Rows of the table that differ from the facts."""
    return OURS & differences().keys()


# --- Asked at its day -----------------------------------------------------------------------------------------------


def test_it_is_asked_on_the_first_working_day_and_once(diary, promise, tina):
    diary.runs("2026-11-21 10:00", "2027-01-15 12:00", "2027-01-16 09:00", "2027-01-17 12:00")
    assert (diary.told(), diary.waiting()) == ([], ["2027-01-18 08:00 Tina promise"])

    diary.runs("2027-01-18 08:30", "2027-01-18 09:00", "2027-01-19 09:00")

    assert diary.told() == ["2027-01-18 08:30 Tina promise_asked"]
    assert waiting(tina) == ["promise"]


@pytest.mark.parametrize("ending", Ending)
def test_the_answer_closes_it_in_three_ways(diary, promise, tina, ending):
    diary.runs("2027-01-15 12:00", "2027-01-18 08:30")

    says(promise, tina, ending)

    promise.refresh_from_db()
    assert (promise.ending, promise.words, promise.is_open) == (ending, "Zij belde op zondag.", False)
    assert (waiting(tina), wrong()) == ([], set())
    with pytest.raises(Refused, match="al ingevuld"):
        says(promise, tina, ending, "Nog eens")


def test_who_answers_before_its_day_is_asked_no_more(diary, promise, tina):
    diary.runs("2027-01-10 12:00")
    says(promise, tina, Ending.OTHERWISE)

    diary.runs("2027-01-18 08:30")

    assert (diary.told(), diary.lapsed()) == ([], {"Tina promise 2027-01-16": "done"})


def test_another_day_is_the_day_it_is_asked(diary, promise, tina):
    diary.runs("2027-01-10 12:00")
    promises.change(promise, text=EXPECTED, ask_on=dt.date(2027, 1, 25), version=1, by=tina)

    diary.runs("2027-01-18 08:30", "2027-01-25 08:30")

    assert diary.told() == ["2027-01-25 08:30 Tina promise_asked"]
    assert diary.lapsed() == {"Tina promise 2027-01-16": "replanned"}


def test_withdrawn_before_it_is_asked_leaves_nothing(diary, promise, tina):
    diary.runs("2027-01-10 12:00")
    made = passes.ask(promise, **JOKE, by=tina)
    promises.withdraw(promise, by=tina)

    diary.runs("2027-01-18 08:30")
    mails.send_due(timezone.now())

    assert (diary.told(), mail.outbox, waiting(tina)) == ([], [], [])
    there = (Promise, Pass, Reminder.objects.filter(kind="promise"))
    assert [getattr(one, "objects", one).count() for one in there] == [0, 0, 0]
    assert Client().get(made.get_absolute_url()).status_code == 404


def test_of_a_story_that_was_taken_back_nothing_is_asked(diary, promise, story, tina):
    diary.runs("2027-01-10 12:00")
    passes.ask(promise, **JOKE, by=tina)
    stories.withdraw(story, by=tina)

    diary.runs("2027-01-18 08:30")
    mails.send_due(timezone.now())

    assert (diary.told(), mail.outbox, waiting(tina), wrong()) == ([], [], [], set())
    assert Pass.objects.get().email == ""
    with pytest.raises(Refused, match="ingetrokken"):
        says(promise, tina)


def test_who_left_the_team_is_not_asked_and_nor_is_the_second_voice(diary, promise, tina):
    diary.runs("2027-01-10 12:00")
    passes.ask(promise, **JOKE, by=tina)
    diary.leaves("Tina")

    diary.runs("2027-01-18 08:30")

    assert (diary.told(), waiting(tina), list(Promise.objects.asked_of(tina))) == ([], [], [])
    assert diary.lapsed() == {"Tina promise 2027-01-16": "no_access"}
    assert (Pass.objects.get().email, Pass.objects.unsent().count()) == ("", 0)


# --- The second voice -----------------------------------------------------------------------------------------------


def test_the_second_voice_is_asked_on_that_day_and_answers_by_a_pass(diary, promise, tina):
    made = passes.ask(promise, **JOKE, by=tina)
    diary.mails("2026-12-01 09:00")
    assert (mail.outbox, Client().get(made.get_absolute_url()).status_code) == ([], 404)
    assert retention.passes(timezone.now()) == 0  # it will be needed

    diary.runs("2027-01-15 12:00", "2027-01-18 08:30")
    mails.send_due(timezone.now())

    sent = next(sent for sent in mail.outbox if sent.to == ["joke@elders.example"])
    assert (made.get_absolute_url() in sent.body, EXPECTED in sent.body) == (True, False)
    page = text_of(Client().get(made.get_absolute_url()))
    assert (EXPECTED in page, "Klopt dit?" in page, promise.story.title in page) == (True, True, False)

    Client().post(made.get_absolute_url(), {"text": "Dit klopt: zij belde."})

    made.refresh_from_db()
    assert (made.answer, made.email) == ("Dit klopt: zij belde.", "")
    assert "2027-01-18 08:30 Tina colleague_answered" in diary.told()
    assert Client().get(made.get_absolute_url()).status_code == 404


def test_a_teammate_as_second_voice_finds_it_in_the_queue_on_that_day(diary, promise, tina, tom, team):
    passes.ask_teammate(promise, person=tom, team=team, question="Klopt dit?", by=tina)
    assert (waiting(tom), diary.told()) == ([], [])

    diary.runs("2027-01-15 12:00", "2027-01-18 08:30")

    assert waiting(tom) == ["pass"]
    assert "2027-01-18 08:30 Tom second_voice_asked" in diary.told()
    passes.answer(Pass.objects.get(), text="Ja.")
    assert (waiting(tom), wrong()) == ([], set())


def test_who_answers_first_has_the_second_voice_asked_at_once(promise, tina):
    made = passes.ask(promise, **JOKE, by=tina)

    says(promise, tina)

    made.refresh_from_db()
    assert made.is_open
    mails.send_due(timezone.now())
    assert [sent.to for sent in mail.outbox] == [["joke@elders.example"]]
    page = text_of(Client().get(made.get_absolute_url()))
    assert (EXPECTED in page, "Zij belde op zondag." in page) == (True, False)


def test_named_after_the_day_the_second_voice_is_asked_at_once(diary, promise, tina):
    diary.at("2027-01-20 09:00")

    assert passes.ask(promise, **JOKE, by=tina).is_open is False
    assert Pass.objects.get().is_open


def test_there_is_one_second_voice_and_another_when_the_days_are_over(diary, promise, tina):
    passes.ask(promise, **JOKE, by=tina)
    with pytest.raises(Refused, match="al een tweede stem"):
        passes.ask(promise, **JOKE | {"email": "piet@elders.example"}, by=tina)

    diary.runs("2027-01-15 12:00", "2027-01-18 08:30")
    diary.at("2027-02-05 09:00")
    passes.ask(promise, **JOKE | {"email": "piet@elders.example"}, by=tina)

    assert [one.email for one in Pass.objects.waiting()] == ["piet@elders.example"]


def test_second_voices_count_in_the_five_of_a_day(promise, tina):
    for number in range(5):
        passes.withdraw(passes.ask(promise, **JOKE | {"email": f"p{number}@elders.example"}, by=tina), by=tina)

    with pytest.raises(Refused, match="vijf"):
        passes.ask(promise, **JOKE, by=tina)


def test_the_link_of_a_second_voice_ends_with_the_place_of_who_asks(diary, promise, tina):
    made = passes.ask(promise, **JOKE, by=tina)
    diary.runs("2027-01-15 12:00", "2027-01-18 08:30")
    assert Client().get(made.get_absolute_url()).status_code == 200

    diary.leaves("Tina")

    assert Client().get(made.get_absolute_url()).status_code == 404


# --- Who may --------------------------------------------------------------------------------------------------------


def test_only_its_teller_does_anything_with_it(promise, story, tom):
    acts = [
        lambda: promises.make(story, text="x", ask_on=dt.date(2027, 2, 1), by=tom),
        lambda: promises.change(promise, text="x", ask_on=dt.date(2027, 2, 1), version=1, by=tom),
        lambda: says(promise, tom),
        lambda: promises.share(promise, shared=True, version=1, by=tom),
        lambda: promises.share(promise, shared=False, version=1, by=tom),
        lambda: promises.withdraw(promise, by=tom),
        lambda: passes.ask(promise, **JOKE, by=tom),
    ]
    for act in acts:
        with pytest.raises(Refused, match="van iemand anders"):
            act()


def test_who_left_the_team_only_takes_away(diary, promise, tina):
    promises.share(promise, shared=True, version=1, by=tina)
    diary.leaves("Tina")

    acts = [
        lambda: promises.change(promise, text="x", ask_on=dt.date(2027, 2, 1), version=2, by=tina),
        lambda: promises.share(promise, shared=True, version=2, by=tina),
        lambda: passes.ask(promise, **JOKE, by=tina),
    ]
    for act in acts:
        with pytest.raises(Refused, match="niet meer bij dit team"):
            act()
    promises.share(promise, shared=False, version=2, by=tina)
    promises.withdraw(promise, by=tina)
    assert not Promise.objects.exists()


def test_one_at_a_time_and_after_the_answer_another(promise, story, tina):
    with pytest.raises(Refused, match="al een verwachting"):
        promises.make(story, text="x", ask_on=dt.date(2027, 2, 1), by=tina)

    says(promise, tina, Ending.NOT_YET)
    again = promises.make(story, text="In maart dan.", ask_on=dt.date(2027, 3, 1), by=tina)

    assert list(story.promises.open()) == [again]


def test_of_two_windows_the_second_is_told(promise, tina):
    promises.change(promise, text="Anders", ask_on=dt.date(2027, 2, 1), version=1, by=tina)

    for act in (
        lambda: promises.change(promise, text="x", ask_on=dt.date(2027, 2, 1), version=1, by=tina),
        lambda: promises.answer(promise, ending=Ending.CAME_TRUE, words="x", version=1, by=tina),
        lambda: promises.share(promise, shared=True, version=1, by=tina),
    ):
        with pytest.raises(Stale):
            act()


# --- Who reads it ---------------------------------------------------------------------------------------------------


def readers(*people):
    return [person.get_short_name() for person in people if Promise.objects.shared_with(person).exists()]


def test_it_is_read_by_nobody_else_before_it_is_shared_and_then_by_who_reads_the_story(promise, story, tina, tom, sam):
    assert readers(tom, sam) == []

    promises.share(promise, shared=True, version=1, by=tina)
    assert readers(tom, sam) == ["Tom"]
    stories.show_to(story, audience=Audience.PARTNERSHIP, version=1, by=tina)
    assert readers(tom, sam) == ["Tom", "Sam"]

    promises.share(promise, shared=False, version=2, by=tina)
    assert readers(tom, sam) == []


def test_a_new_one_is_its_tellers_alone_again(promise, story, tina, tom):
    promises.share(promise, shared=True, version=1, by=tina)
    promise.refresh_from_db()
    says(promise, tina)

    promises.make(story, text="In maart dan.", ask_on=dt.date(2027, 3, 1), by=tina)

    assert [one.text for one in Promise.objects.shared_with(tom)] == [EXPECTED]


def test_a_story_that_was_taken_back_takes_it_along(promise, story, tina, tom):
    promises.share(promise, shared=True, version=1, by=tina)
    stories.withdraw(story, by=tina)

    assert readers(tom) == []


# --- What the database knows ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "half", [{"text": ""}, {"ending": "came_true"}, {"answered_at": timezone.now()}, {"ending": "well", "words": "x"}]
)
def test_the_database_refuses_half_a_promise(promise, half):
    with pytest.raises(IntegrityError), transaction.atomic():
        Promise.objects.update(**half)


def test_the_database_refuses_two_that_are_open_and_two_second_voices(promise, story, tina):
    passes.ask(promise, **JOKE, by=tina)
    for rows, more in (
        (Promise.objects, {"story": story, "text": "x", "ask_on": dt.date(2027, 1, 1)}),
        (Pass.objects, {"promise": promise, "name": "Piet", "question": "x"}),
        (Pass.objects, {"name": "Piet", "question": "x"}),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.create(**more)
