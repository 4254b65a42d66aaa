"""The pages of what a teller expects: written, shared, asked, answered."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from accounts.values import today
from reflections.actions import passes, promises, stories
from reflections.models.passes import Pass
from reflections.models.promises import Promise
from reflections.tests.held import A, hold, tell
from reflections.values import Ending
from werkplek.tests.pages import text_of

pytestmark = pytest.mark.django_db

EXPECTED = "De dochter belt voor de kerst zelf."
LATER = today() + dt.timedelta(days=30)


@pytest.fixture
def check(team, tom, sam, track):
    return hold(team, today() - dt.timedelta(days=5), [tom, sam])


@pytest.fixture
def story(check, sam):
    return tell(check, sam, A.APPLIED, title="De dochter")


@pytest.fixture
def promise(story, sam):
    return promises.make(story, text=EXPECTED, ask_on=LATER, by=sam)


@pytest.fixture
def page(signed_in, sam):
    return signed_in(sam)


def at(name, thing):
    return reverse(f"reflections:{name}", args=[thing.public_id])


def its_day(promise):
    Promise.objects.filter(pk=promise.pk).update(ask_on=today())


# --- Written --------------------------------------------------------------------------------------------------------


def test_from_the_page_of_the_story_to_what_is_expected(page, story):
    assert at("promise_new", story) in text_of(page.get(story.get_absolute_url()))

    page.post(at("promise_new", story), {"text": EXPECTED, "ask_on": LATER.isoformat()})

    text = text_of(page.get(story.get_absolute_url()))
    assert (EXPECTED in text, "Nog open" in text, at("promise_new", story) in text) == (True, True, False)
    assert EXPECTED in text_of(page.get(reverse("reflections:value_stories")))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"text": "", "ask_on": LATER}, "Schrijf op wat je verwacht."),
        ({"text": EXPECTED, "ask_on": ""}, "Kies een dag."),
        ({"text": EXPECTED, "ask_on": today()}, "Kies een dag na vandaag, en binnen een jaar."),
        (
            {"text": EXPECTED, "ask_on": today() + dt.timedelta(days=366)},
            "Kies een dag na vandaag, en binnen een jaar.",
        ),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(page, story, given, said):
    text = text_of(page.post(at("promise_new", story), given))

    assert (said in text, Promise.objects.exists()) == (True, False)


def test_it_is_changed_and_of_two_windows_the_second_reads_both(page, promise):
    given = {"text": "Nog dit jaar.", "ask_on": LATER.isoformat(), "version": 1}
    page.post(at("promise_change", promise), given)

    answer = page.post(at("promise_change", promise), given | {"text": "Mijn woorden"})

    assert answer.status_code == 409
    text = text_of(answer)
    assert ("Mijn woorden" in text, "Nog dit jaar." in text) == (True, True)


def test_it_is_taken_away_after_a_page_that_says_what_that_does(page, promise, sam):
    passes.ask(promise, name="Joke", email="joke@elders.example", question="Klopt dit?", by=sam)
    assert "De tweede stem kan niet meer antwoorden." in text_of(page.get(at("promise_withdraw", promise)))

    page.post(at("promise_withdraw", promise))

    assert not Promise.objects.exists()


# --- Answered -------------------------------------------------------------------------------------------------------


def test_it_is_answered_with_one_of_three_and_words(page, promise):
    its_day(promise)
    assert "Hoe is het afgelopen?" in text_of(page.get(reverse("reflections:value_stories")))
    half = page.post(at("promise_answer", promise), {"ending": "otherwise", "words": "", "version": 1})
    assert "Schrijf op hoe het is afgelopen." in text_of(half)

    page.post(at("promise_answer", promise), {"ending": "otherwise", "words": "Zij kwam langs.", "version": 1})

    text = text_of(page.get(promise.story.get_absolute_url()))
    assert ("Zij kwam langs." in text, "Ging anders" in text, at("promise_new", promise.story) in text) == (True,) * 3
    assert "Afgelopen" in text_of(page.get(reverse("reflections:value_stories")))


def test_what_is_closed_leads_to_the_story_and_a_late_answer_keeps_its_words(page, promise, sam):
    promises.answer(promise, ending=Ending.NOT_YET, words="Nog niet.", version=1, by=sam)

    assert page.get(at("promise_answer", promise)).headers["Location"].startswith(promise.story.get_absolute_url())
    late = page.post(at("promise_answer", promise), {"ending": "otherwise", "words": "Toch wel.", "version": 2})
    assert (late.status_code, "Toch wel." in text_of(late)) == (403, True)


# --- The second voice -----------------------------------------------------------------------------------------------


def test_a_second_voice_is_named_and_reads_the_claim_alone(page, promise, story, sam):
    stories.rewrite(story, title="De dochter", text="Het begon in maart.", continues=None, version=1, by=sam)
    form = text_of(page.get(at("promise_voice", promise)))
    assert ("Klopt dit?" in form, EXPECTED in form) == (True, True)
    given = {"who": "", "name": "Joke", "email": "joke@elders.example", "question": "Klopt dit?"}

    page.post(at("promise_voice", promise), given)
    assert "Joke" in text_of(page.get(story.get_absolute_url()))
    assert page.get(at("promise_voice", promise)).status_code == 403

    promise.refresh_from_db()
    promises.answer(promise, ending=Ending.CAME_TRUE, words="Zij belde.", version=1, by=sam)
    voice = Pass.objects.get()
    text = text_of(Client().get(voice.get_absolute_url()))
    shown = [words in text for words in (EXPECTED, "Klopt dit?", "Het begon in maart.", "De dochter<", "Zij belde.")]
    assert shown == [True, True, False, False, False]

    Client().post(voice.get_absolute_url(), {"text": "Dat klopt, ik was erbij."})
    assert "Dat klopt, ik was erbij." in text_of(page.get(story.get_absolute_url()))


def test_the_second_voice_is_read_by_the_teller_alone(page, promise, story, sam, tom, signed_in):
    promises.share(promise, shared=True, version=1, by=sam)
    passes.ask(promise, name="Joke", email="joke@elders.example", question="Klopt dit?", by=sam)
    Pass.objects.update(answer="Dat klopt.", answered_at=promise.made_at, email="")

    text = text_of(signed_in(tom).get(story.get_absolute_url()))

    assert (EXPECTED in text, "Dat klopt." in text, "Joke" in text) == (True, False, False)


def test_details_of_people_are_warned_of_before_they_leave(page, promise, sam):
    promises.change(promise, text="Bel 0612345678.", ask_on=LATER, version=1, by=sam)
    given = {"who": "", "name": "Joke", "email": "joke@elders.example", "question": "Klopt dit?"}

    warned = text_of(page.post(at("promise_voice", promise), given))
    assert ("Toch bewaren" in warned, Pass.objects.exists()) == (True, False)
    page.post(at("promise_voice", promise), given | {"anyway": "yes"})
    assert Pass.objects.count() == 1


def test_a_teammate_reads_in_the_queue_that_somebody_asks(promise, sam, tina, team, signed_in):
    passes.ask_teammate(promise, person=tina, team=team, question="Klopt dit?", by=sam)
    promises.answer(promise, ending=Ending.CAME_TRUE, words="Zij belde.", version=1, by=sam)

    text = text_of(signed_in(tina).get(reverse("queue")))

    assert "Sam de Vries vraagt of iets klopt" in text


# --- Shared ---------------------------------------------------------------------------------------------------------


def test_two_buttons_share_it_and_stop(page, promise, story, tom, signed_in):
    reader = signed_in(tom)
    assert EXPECTED not in text_of(reader.get(story.get_absolute_url()))

    page.post(at("promise_share", promise), {"shared": "yes", "version": 1})
    assert EXPECTED in text_of(reader.get(story.get_absolute_url()))
    assert EXPECTED in text_of(page.get(at("value_story_readers", story)))
    stale = page.post(at("promise_share", promise), {"shared": "no", "version": 1}, follow=True)
    assert "Er is een nieuwe versie" in text_of(stale)

    page.post(at("promise_share", promise), {"shared": "no", "version": 2})
    assert EXPECTED not in text_of(reader.get(story.get_absolute_url()))
