"""The own log, one entry for author and readers, looking back, printing."""

import datetime as dt

import pytest
from django.db import connection
from django.utils import timezone

from accounts.values import today
from reflections.actions import experiences, shares
from reflections.models.experiences import Experience, Read
from reflections.models.value_notes import ValueNote
from reflections.tests.logbook import SITUATION, a_draft, an_entry, answered, changed, shared, words
from reflections.values import Part, ValueLevel

LOG = "/experiences/"
ALL = ["Koffie met de fysiotherapeut.", "Een lastig gesprek.", "De lift deed het niet."]


def found(student, query: str) -> list[str]:
    return [entry.situation for entry in student.get(f"{LOG}?{query}").context["page"]]


@pytest.fixture
def log(sam, samira, track):
    """Three entries: one with feedback and a value note, one of last year, one plain."""
    answered(an_entry(sam, "Een lastig gesprek.", notes={ValueLevel.APPLIED: ("Vragen stellen.", True)}), samira)
    an_entry(sam, "De lift deed het niet.", happened_on=today() - dt.timedelta(days=400), reflection="Geduld.")
    an_entry(sam, "Koffie met de fysiotherapeut.", analysis="We spraken over tillen.")
    a_draft(sam, "Een half concept.", happened_on=today() - dt.timedelta(days=2))


def test_an_empty_log_says_what_will_be_here(student):
    page = words(student.get(LOG))

    assert ("Leg je eerste ervaring vast" in page, "Zoeken" in page) == (True, False)


def test_who_left_gets_an_honest_empty_log(samira, track, signed_in):
    samira.memberships.update(ended_at=timezone.now())

    assert "doe je als je ergens werkt of leert." in words(signed_in(samira).get(LOG))


def test_who_guides_logs_as_well(samira, track, signed_in):
    assert "Leg je eerste ervaring vast" in words(signed_in(samira).get(LOG))


@pytest.mark.both("letters great and small, and with accents")
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("q=gesprek", ["Een lastig gesprek."]),
        ("q=gespr", ["Een lastig gesprek."]),
        ("q=tillen+koffie", ["Koffie met de fysiotherapeut."]),
        ("q=geduld", ["De lift deed het niet."]),
        ("q=vragen", ["Een lastig gesprek."]),
        ("q=concept", ["Een half concept."]),
        ("q=zeppelin", []),
        ("q=%25", [*ALL[:2], "Een half concept.", ALL[2]]),
        ("level=applied", ["Een lastig gesprek."]),
        ("feedback=on", ["Een lastig gesprek."]),
        ("until=2020-01-01", []),
        ("track=made-up", ALL),
        ("since=odd", ALL),
    ],
)
def test_looking_for_an_entry(student, log, query, expected):
    assert found(student, query) == expected


def test_drafts_are_folded_away_and_found_by_their_words(student, log):
    page, looked = words(student.get(LOG)), words(student.get(f"{LOG}?q=half"))

    folded = page.split('<details class="drafts">')[1].split("</details>")[0]
    assert ("Een half concept." in folded, page.count("Een half concept.")) == (True, 2)  # and the name of its bin
    assert ["Concept</span>" in looked, "Een half concept." in looked, 'class="drafts"' in looked] == [
        True,
        True,
        False,
    ]


def test_postgresql_knows_dutch_word_forms(student, log):
    """SQLite, for trying out, finds letters only."""
    knows = connection.vendor == "postgresql"

    assert found(student, "q=gesprekken") == (["Een lastig gesprek."] if knows else [])


@pytest.mark.parametrize("words", ["renee", "Renée", "RENÉE", "rene", "cafe+renee", "ijssel"])
def test_a_word_is_found_with_and_without_its_accents(student, sam, words):
    said = ["RENÉE dronk koffie in het café aan de IJssel.", "Renee dronk koffie in het cafe aan de ijssel."]
    for text in said:
        an_entry(sam, text)
    an_entry(sam, "Een rustige dag.", notes={"applied": ("Eerst luisteren.", False)})

    assert sorted(found(student, f"q={words}")) == sorted(said)


def test_looking_by_period_and_track(student, log, track):
    last_month = today() - dt.timedelta(days=30)

    assert len(found(student, f"since={last_month}&track={track.public_id}")) == 3


def test_search_finds_nothing_of_others(sam, samira, track, signed_in):
    shared(an_entry(sam, "Een lastig gesprek."), samira)

    assert found(signed_in(samira), "q=gesprek") == []


def test_nothing_found_offers_everything(student, log):
    assert "Niets gevonden" in words(student.get(f"{LOG}?q=zeppelin"))


def test_the_log_comes_in_pages_that_keep_the_filter(student, sam):
    for number in range(21):
        an_entry(sam, f"Gesprek {number}.")

    assert 'href="?q=gesprek&amp;page=2"' in words(student.get(f"{LOG}?q=gesprek&page=1"))


# --- One entry


def test_the_author_sees_everything_and_who_may_read_what(student, sam, samira, track):
    entry = an_entry(sam, reflection="Binnenste.", notes={ValueLevel.APPLIED: ("Nu.", False)})
    shared(entry, samira, Part.REFLECTION)

    page = words(student.get(entry.get_absolute_url()))

    assert [
        text in page for text in (SITUATION, "Binnenste.", "Nu.", "Samira Haddad", "Reflectie · sinds vandaag")
    ] == [True] * 5


def test_unsaved_changes_are_said(student, sam):
    entry = an_entry(sam)
    experiences.write(entry, changes={"analysis": "Nieuw."}, version=entry.version, by=sam)

    assert "Je hebt iets aangepast dat nog niet bewaard is." in words(student.get(entry.get_absolute_url()))


def test_every_read_is_logged_once_a_day_and_counted(student, sam, samira, track, signed_in):
    entry = shared(an_entry(sam), samira)
    reader = signed_in(samira)

    for _time in range(3):
        reader.get(entry.get_absolute_url())
    student.get(entry.get_absolute_url())

    assert [(read.person, read.times) for read in Read.objects.all()] == [(samira, 3)]
    assert "Samira Haddad" in words(student.get(entry.get_absolute_url())).split("Wie heeft dit gelezen?")[1]


def test_feedback_stands_under_its_question_with_the_way_to_use_it(student, sam, samira, track):
    given = answered(an_entry(sam), samira, "Je bleef rustig.")

    page = words(student.get(given.request.experience.get_absolute_url()))

    assert page.index("Wat deed ik goed?") < page.index("Je bleef rustig.") < page.index("Wil je iets aan je reflectie")


def test_who_was_asked_finds_the_way_to_the_question(sam, samira, track, signed_in):
    entry = answered(an_entry(sam), samira).request.experience

    page = words(signed_in(samira).get(entry.get_absolute_url()))

    assert entry.questions().get().get_absolute_url() in page


def test_who_reads_only_the_reflection_sees_no_question(sam, samira, track, signed_in):
    entry = shared(answered(an_entry(sam, reflection="Ik."), samira).request.experience, samira, Part.REFLECTION)
    shares.end(entry, person=samira, parts=[Part.STORY], by=sam)

    assert "Wat deed ik goed?" not in words(signed_in(samira).get(entry.get_absolute_url()))


def test_nothing_of_the_text_is_in_title_or_address(sam, samira, track, signed_in):
    entry = shared(an_entry(sam), samira)

    page = words(signed_in(samira).get(entry.get_absolute_url()))

    assert SITUATION not in page.split("</head>")[0]


def test_the_entry_of_another_does_not_exist(sam, samira, track, signed_in):
    entry = an_entry(sam)

    assert signed_in(samira).get(entry.get_absolute_url()).status_code == 404


# --- Looking back and paper


def test_looking_back_tells_the_value_in_words(student, log):
    page = words(student.get("/experiences/looking-back/"))

    assert ["Vragen stellen." in page, "Viel tegen" in page, "Anders doen" in page] == [True] * 3


def test_looking_back_at_another_period(student, log):
    day = today() - dt.timedelta(days=400)

    page = words(student.get(f"/experiences/looking-back/?since={day}&until={day}"))

    assert ("De lift deed het niet." in page, "Een lastig gesprek." in page) == (True, False)


def test_looking_back_at_nothing_says_so(student):
    assert "In deze periode heb je niets vastgelegd." in words(student.get("/experiences/looking-back/?since=odd"))


def test_the_whole_log_on_paper_with_feedback(student, log):
    page = words(student.get("/experiences/print/"))

    assert ["We spraken over tillen." in page, "Je bleef rustig." in page, "Geduld." in page] == [True] * 3


def test_the_selection_on_paper(student, log):
    assert "Geduld." not in words(student.get("/experiences/print/?q=gesprek"))


def test_nothing_on_paper_says_so(student):
    assert "Er is niets om af te drukken." in words(student.get("/experiences/print/"))


# --- As many questions to the database for 1 as for 30


def _much(sam, samira, wim, times: int) -> Experience:
    for number in range(times):
        entry = an_entry(sam, f"Gesprek {number}.", notes={ValueLevel.APPLIED: ("Nu.", False)})
        answered(entry, samira)
        shared(entry, wim, Part.STORY, Part.VALUE)
        a_draft(sam)
        entry = changed(Experience.objects.get(pk=entry.pk), situation=f"Gesprek {number}, later.")
    return entry


@pytest.mark.long("test_queries asks it of every page, in a world with more of everything")
@pytest.mark.parametrize(
    ("name", "queries"), [("", 10), ("print/", 9), ("looking-back/", 8), ("new/", 5), ("{entry}/", 15)]
)
def test_pages_ask_as_much_for_one_as_for_thirty(
    sam, samira, wim, track, signed_in, django_assert_num_queries, name, queries
):
    student = signed_in(sam)
    student.get(LOG)
    for times in (1, 29):
        entry = _much(sam, samira, wim, times)
        with django_assert_num_queries(queries):
            student.get(LOG + name.format(entry=entry.public_id))


@pytest.mark.parametrize(
    "name", ["steps/1/", "steps/3/", "steps/5/", "steps/6/", "check/", "saved/", "share/", "delete/"]
)
def test_no_page_of_an_entry_asks_more_than_sixteen(
    sam, samira, wim, track, signed_in, django_assert_max_num_queries, name
):
    student, entry = signed_in(sam), _much(sam, samira, wim, 1)
    student.get(LOG)

    with django_assert_max_num_queries(16):
        student.get(f"{entry.get_absolute_url()}{name}")


def test_a_reader_asks_as_much_for_one_version_as_for_thirty(sam, samira, track, signed_in, django_assert_num_queries):
    entry, reader = shared(an_entry(sam), samira), signed_in(samira)
    reader.get(entry.get_absolute_url())
    for times in (1, 29):
        for number in range(times):
            entry = changed(entry, situation=f"{times} {number}")
        with django_assert_num_queries(15):
            reader.get(entry.get_absolute_url())


def test_value_notes_follow_their_level(sam, track):
    entry = an_entry(sam, notes={ValueLevel.APPLIED: ("Nu.", False)})

    assert [str(note) for note in ValueNote.objects.filter(experience=entry)] == ["Anders doen"]
