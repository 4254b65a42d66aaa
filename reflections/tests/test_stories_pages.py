"""The pages of a teller: notes, title, readers, withdrawing; one action a page, and the news after a stale save."""

import datetime as dt

import pytest
from django.urls import reverse

from accounts.values import today
from reflections.actions import harvest, stories
from reflections.models.harvest import HarvestItem
from reflections.models.rooms import Seat
from reflections.models.stories import StoryNote, ValueStory
from reflections.tests.held import A, hold, tell
from reflections.values import Audience, HarvestAudience

pytestmark = pytest.mark.django_db


@pytest.fixture
def check(team, tom, sam, track):
    return hold(team, today() - dt.timedelta(days=20), [tom, sam])


@pytest.fixture
def story(check, sam):
    return tell(check, sam, A.APPLIED, A.REALISED, title="De dochter", confirmed=False)


@pytest.fixture
def page(signed_in, sam):
    return signed_in(sam)


def at(name, thing):
    return reverse(f"reflections:{name}", args=[thing.public_id])


def text_of(answer):
    return answer.content.decode()


def test_the_list_says_what_waits_and_who_reads(page, story, team, sam, tom):
    told = tell(hold(team, today() - dt.timedelta(days=120), [tom, sam]), sam, A.APPLIED, title="Eerder")

    text = text_of(page.get(reverse("reflections:value_stories")))

    assert "2 notities te bevestigen" in text
    assert ("Deelnemers" in text, told.name in text) == (True, True)


def test_an_empty_list_says_what_will_come(page, track):
    assert "Hier komen de verhalen" in text_of(page.get(reverse("reflections:value_stories")))


def test_one_button_confirms_what_stands_on_the_page(page, story):
    assert "2 notities zijn nog niet bevestigd" in text_of(page.get(story.get_absolute_url()))

    page.post(at("value_story_confirm", story), {"version": 1})

    assert StoryNote.objects.confirmed().count() == 2


def test_a_button_of_an_older_page_is_refused_and_said(page, story, sam):
    stories.confirm(story, version=1, by=sam)

    answer = page.post(at("value_story_confirm", story), {"version": 1}, follow=True)

    assert "Er is een nieuwe versie" in text_of(answer)


def test_a_button_without_a_version_does_nothing(page, story):
    page.post(at("value_story_confirm", story))

    assert StoryNote.objects.confirmed().count() == 0


def test_a_note_is_changed_and_counts(page, story):
    note = story.notes.first()
    page.post(at("story_note", note), {"version": 1, "text": "Rustiger", "level": A.REFRAMING})

    assert StoryNote.objects.confirmed().get().text == "Rustiger"


def test_an_empty_note_is_sent_back_with_what_to_do(page, story):
    answer = page.post(at("story_note", story.notes.first()), {"version": 1, "text": "", "level": A.APPLIED})

    assert "Schrijf eerst de notitie, of verwijder die." in text_of(answer)


def test_a_stale_save_keeps_what_was_typed(page, story, sam):
    stories.confirm(story, version=1, by=sam)

    answer = page.post(
        at("story_note", story.notes.first()), {"version": 1, "text": "Mijn woorden", "level": A.APPLIED}
    )

    assert (answer.status_code, "Mijn woorden" in text_of(answer)) == (409, True)
    assert 'name="version" value="2"' in text_of(answer)


def test_a_note_is_taken_away(page, story):
    page.post(at("story_note_remove", story.notes.first()), {"version": 1})

    assert story.notes.standing().count() == 1


def test_title_and_sequel(page, story, team, tom, sam):
    earlier = tell(hold(team, today() - dt.timedelta(days=120), [tom, sam]), sam, A.POTENTIAL, title="Eerder")
    assert "Eerder" in text_of(page.get(at("value_story_change", story)))

    page.post(at("value_story_change", story), {"version": 1, "title": "Nieuw", "continues": earlier.pk})

    answer = text_of(page.get(story.get_absolute_url()))
    assert ("Nieuw" in answer, f'href="{earlier.get_absolute_url()}"' in answer) == (True, True)
    assert "Hoe het verderging" in text_of(page.get(earlier.get_absolute_url()))


def test_the_exact_text_stands_beside_the_choice_of_readers(page, story, sam, tina, signed_in):
    stories.confirm(story, version=1, by=sam)
    text = text_of(page.get(at("value_story_readers", story)))
    assert [note.text in text for note in story.notes.all()] == [True, True]

    page.post(at("value_story_readers", story), {"version": 2, "audience": Audience.TEAM})

    assert signed_in(tina).get(story.get_absolute_url()).status_code == 200


def test_the_text_is_read_by_others_when_the_teller_ticks_that(page, story, sam, tom, signed_in):
    page.post(at("value_story_change", story), {"version": 1, "title": "De dochter", "text": "Het begon in maart."})
    reader = signed_in(tom)
    assert "Het begon in maart." in text_of(page.get(story.get_absolute_url()))
    assert "Het begon in maart." not in text_of(reader.get(story.get_absolute_url()))

    page.post(at("value_story_readers", story), {"version": 2, "audience": Audience.PRESENT, "shows_text": "on"})

    assert "Het begon in maart." in text_of(reader.get(story.get_absolute_url()))


def test_without_a_text_there_is_nothing_to_tick(page, story):
    assert "shows_text" not in text_of(page.get(at("value_story_readers", story)))


def test_a_note_is_added_in_the_two_weeks_after(page, story, team, tom, sam):
    assert at("story_note_new", story) not in text_of(page.get(story.get_absolute_url()))  # twenty days ago
    told = tell(hold(team, today() - dt.timedelta(days=3), [tom, sam]), sam, A.APPLIED)
    assert at("story_note_new", told) in text_of(page.get(told.get_absolute_url()))

    page.post(at("story_note_new", told), {"text": "Nog iets.", "level": A.REALISED})

    assert "Nog iets." in text_of(page.get(told.get_absolute_url()))


def test_without_a_name_the_partnership_reads_no_name(page, story, sam, samira, signed_in, partnership):
    stories.confirm(story, version=1, by=sam)
    stories.show_to(story, audience=Audience.PARTNERSHIP, version=2, by=sam)
    reader = signed_in(samira)

    assert "De dochter" in text_of(reader.get(at("partnership_stories", partnership)))
    text = text_of(reader.get(story.get_absolute_url()))
    assert ("De dochter" in text, sam.name in text, "zonder naam" in text) == (True, False, True)


def test_who_was_there_reads_the_name_all_the_same(story, sam, tom, signed_in):
    stories.show_to(story, audience=Audience.PARTNERSHIP, version=1, by=sam)

    assert sam.name in text_of(signed_in(tom).get(story.get_absolute_url()))


def test_withdrawing_asks_first_and_then_hides_it(page, story, tom, signed_in):
    assert "Niemand anders leest het nog" in text_of(page.get(at("value_story_withdraw", story)))

    page.post(at("value_story_withdraw", story))

    assert signed_in(tom).get(story.get_absolute_url()).status_code == 404
    assert "Alleen jij leest het nog" in text_of(page.get(story.get_absolute_url()))
    assert page.get(at("value_story_readers", story)).status_code == 403


def test_the_lead_proposes_and_the_teller_answers(page, story, sam, tom, tina, team, signed_in):
    stories.confirm(story, version=1, by=sam)
    lead, note = signed_in(tom), story.notes.first()
    assert "Voorstellen voor de oogst" in text_of(lead.get(story.get_absolute_url()))
    lead.post(at("harvest_propose", note), {"audience": HarvestAudience.TEAM})
    item = HarvestItem.objects.get()
    assert note.text in text_of(page.get(at("harvest_answer", item)))
    assert note.text in text_of(page.get(reverse("reflections:value_stories")))

    page.post(at("harvest_answer", item), {"version": 1, "text": "Wij bellen eerst.", "answer": "yes"})

    text = text_of(signed_in(tina).get(at("team_harvest", team)))
    assert ("Wij bellen eerst." in text, sam.name in text) == (True, False)
    page.post(at("harvest_withdraw", item))
    assert "Wij bellen eerst." not in text_of(signed_in(tina).get(at("team_harvest", team)))


def test_proposing_wants_to_know_for_whom(story, sam, tom, signed_in):
    stories.confirm(story, version=1, by=sam)

    answer = signed_in(tom).post(at("harvest_propose", story.notes.first()), {"once": ""})

    assert "Kies voor wie deze zin is." in text_of(answer)


def test_a_no_is_a_no(page, story, sam, tom):
    stories.confirm(story, version=1, by=sam)
    item = harvest.propose(story.notes.first(), audience=HarvestAudience.ORGANISATION, by=tom)

    page.post(at("harvest_answer", item), {"version": 1, "text": item.text, "answer": "no"})

    assert not HarvestItem.objects.exists()


def test_a_yes_on_an_older_page_shows_the_news(page, story, sam, tom):
    stories.confirm(story, version=1, by=sam)
    item = harvest.propose(story.notes.first(), audience=HarvestAudience.TEAM, by=tom)
    HarvestItem.objects.update(version=2, text="Andere woorden")

    answer = page.post(at("harvest_answer", item), {"version": 1, "text": "Ja", "answer": "yes"})

    assert (answer.status_code, "Andere woorden" in text_of(answer)) == (409, True)


def test_the_organisation_reads_what_is_for_all(page, story, sam, tom, nora, company, signed_in):
    stories.confirm(story, version=1, by=sam)
    item = harvest.propose(story.notes.first(), audience=HarvestAudience.ORGANISATION, by=tom)
    harvest.agree(item, text="Wij bellen eerst.", with_name=True, version=1, by=sam)

    text = text_of(signed_in(nora).get(at("organisation_harvest", company)))

    assert ("Wij bellen eerst." in text, sam.name in text) == (True, True)


def test_a_question_for_a_sentence_stands_in_the_queue_without_the_sentence(page, story, sam, tom):
    stories.confirm(story, version=1, by=sam)
    note = story.notes.first()
    harvest.propose(note, audience=HarvestAudience.TEAM, by=tom)

    text = text_of(page.get(reverse("queue")))

    assert ("Mag een zin uit je verhaal gedeeld worden?" in text, note.text in text) == (True, False)


def test_a_lead_who_was_not_there_finds_no_story(story, tom, signed_in):
    Seat.objects.filter(person=tom).delete()

    assert signed_in(tom).get(story.get_absolute_url()).status_code == 404
    assert ValueStory.objects.visible_to(tom).count() == 0
