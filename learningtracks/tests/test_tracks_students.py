"""The student in front: the page of a track and the list of who somebody guides (domain.md §2.3 step 4)."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.values import today
from learningtracks.models.tracks import Track
from learningtracks.values.pieces import Slot
from partnerships.values import Party, Role
from reflections.models.experiences import Experience, ExperienceVersion, Share
from reflections.values import Part
from werkplek.tests.casting import join, make_person, more_tracks
from werkplek.tests.filling_pieces import long_ago, propose, say_yes

LIST = "/tracks/"


@pytest.fixture
def read(signed_in):
    return lambda person, url: signed_in(person).get(url).content.decode()


# --- The page -------------------------------------------------------------------------------------------


def test_the_puzzle_stands_in_front_with_what_is_missing(read, track, samira):
    say_yes(propose(track, Slot.QUESTION, title="Hoe blijf ik rustig?"))
    text = read(samira, track.get_absolute_url())

    assert "Hoe blijf ik rustig?" in text
    assert "Op 1 van de 6 plekken zijn jullie het eens" in text
    assert "Er mist nog: Begeleiding" in text
    assert text.index("De puzzel, periode") < text.index("Driehoeksgesprekken")


def test_it_says_whose_turn_it_is_and_leads_to_the_own_part_of_the_queue(read, track, samira, karima, sam):
    propose(track)
    say_yes(propose(track, Slot.TIME), Party.WORKPLACE)

    text = read(samira, track.get_absolute_url())
    assert f"/for-you/?student={track.public_id}" in text
    assert ("Jij: 1 vraag" in text, "De opleiding: 2 voorstellen" in text) == (True, True)
    assert "Jij: 2 vragen" in read(karima, track.get_absolute_url())
    assert "De opleiding: 2 voorstellen" in read(sam, track.get_absolute_url())


def test_a_question_to_another_is_nobody_elses_business(read, question, track, samira, karima):
    assert "Jij: 1 vraag" in read(samira, track.get_absolute_url())
    assert "Niemand hoeft nu iets te doen" in read(karima, track.get_absolute_url())


def test_a_coordinator_sees_no_puzzle(read, track, nora):
    propose(track, Slot.QUESTION, title="Hoe blijf ik rustig?")
    text = read(nora, track.get_absolute_url())

    assert ("Hoe blijf ik rustig?" in text, "Wie is aan zet?" in text) == (False, False)


def share(track, person, part, saved="Een moeilijk gesprek.\nMet een boze klant.", draft="Nog niet bewaard."):
    entry = Experience.objects.create(author=track.learner, track=track, situation=draft, saved_at=timezone.now())
    ExperienceVersion.objects.create(experience=entry, number=1, happened_on=today(), situation=saved)
    Share.objects.create(experience=entry, person=person, part=part, from_version=1)


def test_what_was_shared_is_known_by_its_first_line_as_it_was_saved(read, track, samira):
    share(track, samira, Part.STORY)
    text = read(samira, track.get_absolute_url())

    assert [words in text for words in ("Een moeilijk gesprek.", "boze klant", "Nog niet bewaard.")] == [
        True,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("story", "shown"),
    [
        ("Een bewoner " * 8, f"{'Een bewoner ' * 7}Een…"),
        ("Zorg" * 30, f"{('Zorg' * 30)[:89]}…"),
        ("Kort.", "Kort."),
    ],
)
def test_a_long_first_line_ends_between_two_words(track, samira, signed_in, story, shown):
    share(track, samira, Part.STORY, saved=story)
    page = signed_in(samira).get(track.get_absolute_url()).content.decode()

    assert f">{shown}</" in page


def test_without_the_story_there_is_a_day_and_no_word_of_it(read, track, samira):
    share(track, samira, Part.REFLECTION)
    text = read(samira, track.get_absolute_url())

    assert ("Een moeilijk gesprek." in text, "Ervaring van vandaag" in text) == (False, True)


# --- The list -------------------------------------------------------------------------------------------


def named(track, *names):
    found = more_tracks(track, len(names))
    for other, name in zip(found, names, strict=True):
        type(other.learner).objects.filter(pk=other.learner_id).update(name=name)
    return found


def names_on(browser, query=""):
    return [str(one.learner) for one in browser.get(f"{LIST}?{query}").context["own"]]


def test_people_stand_by_surname(track, samira, signed_in):
    named(track, "Zoë Aalders", "Anna Zwart", "Bram bakker")

    assert names_on(signed_in(samira)) == ["Zoë Aalders", "Bram bakker", "Sam de Vries", "Anna Zwart"]


def test_somebody_chooses_whom_to_see(track, samira, signed_in):
    others = named(track, "A Een", "B Twee", "C Drie", "D Vier", "E Vijf")
    Track.objects.filter(pk=others[0].pk).update(school=None)
    Track.objects.filter(pk=others[1].pk).update(starts_on=today() + dt.timedelta(days=3))
    propose(track)
    browser = signed_in(samira)

    assert names_on(browser, "open=on") == ["Sam de Vries"]
    assert names_on(browser, "phase=coming") == ["B Twee"]
    assert names_on(browser, "q=VIJF") == ["E Vijf"]
    assert len(names_on(browser, f"school={track.school.public_id}")) == 6
    assert names_on(browser, "phase=coming&open=on") == []
    assert "Zo is er geen traject" in browser.get(f"{LIST}?phase=coming&open=on").content.decode()


def test_who_coordinates_as_well_chooses_whom_to_see(track, samira, company, partnership, signed_in):
    join(samira, Role.COORDINATOR, company, partnership=partnership)
    named(track, "A Een", "B Twee", "C Drie", "D Vier", "E Vijf")
    browser = signed_in(samira)
    page = browser.get(f"{LIST}?open=on").content.decode()

    assert ("Kies wat je ziet" in page, "Zo is er geen traject" in page) == (True, True)
    assert names_on(browser, "q=VIJF") == ["E Vijf"]


def test_a_line_says_the_school_and_how_much_is_ready(track, samira, read):
    propose(track)
    text = read(samira, LIST)

    assert ("ROC Waterland" in text, "Er staat 1 vraag voor je klaar" in text) == (True, True)


def test_the_stalled_list_says_since_when_and_offers_a_step(track, nora, read):
    piece = propose(track)
    say_yes(piece, Party.EDUCATION)
    long_ago(piece, 52)
    text = read(nora, f"{LIST}?show=stalled")

    assert "Nog geen antwoord van de werkplek sinds" in text
    assert "twee weken" not in text.split("<main", 1)[1]
    assert track.guides_url in text
    assert "Nog geen antwoord van de werkplek sinds" in read(nora, "/")


# --- Without a track ------------------------------------------------------------------------------------


def test_who_learns_without_a_track_is_on_the_list_of_the_coordinator(track, partnership, school, neighbours, read):
    join(make_person("Bo Zonder"), Role.LEARNER, school, partnership=partnership)
    text = read(neighbours["OA2"], f"{LIST}?show=without")

    assert ("Bo Zonder" in text, "Sam de Vries" in text) == (True, False)
    assert reverse("learningtracks:track_new", args=[partnership.public_id]) in text


def test_a_coordinator_of_another_organisation_does_not_see_them(partnership, school, nora, read):
    join(make_person("Bo Zonder"), Role.LEARNER, school, partnership=partnership)
    text = read(nora, f"{LIST}?show=without")

    assert ("Bo Zonder" in text, "Iedereen die leert, heeft een traject" in text) == (False, True)


@pytest.mark.parametrize("url", ["/", LIST])
def test_who_has_no_track_reads_whom_to_ask(url, sam, neighbours, read):
    assert f"Vraag erom bij {neighbours['OA2']}" in read(sam, url)
