"""The value check for yourself (domain.md §5.4)."""

import datetime as dt
import re
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.values import Refused, Stale, today
from instruments.actions import asks, shares
from instruments.actions.instruments import load
from instruments.models.asks import Ask, Named
from instruments.models.instruments import Instrument
from instruments.models.sheets import Answer, Sheet
from instruments.policy.asks import readers_of
from instruments.policy.readings import sheets_for
from learningtracks.actions import guides
from learningtracks.editions import read_all
from learningtracks.models.tracks import Track, TrackPerson
from partnerships.models.events import Event
from partnerships.models.notices import Notice
from partnerships.reminders import Because
from reflections.actions import personal_checks
from reflections.calendar import Quarter
from reflections.kinds.personal_checks import check_of
from reflections.models.value_notes import ValueNote
from werkplek.actions import erasure
from werkplek.tests.filling_asks import answer_ask
from werkplek.tests.queue import queue_of

LIST = "/personal-checks/"


@pytest.fixture
def alone(track):
    """Sam's track without a team."""
    Track.objects.update(team=None)
    track.refresh_from_db()
    return track


@pytest.fixture
def check(alone, sam):
    return personal_checks.start(alone, by=sam)


def address(name, thing):
    return reverse(f"reflections:{name}", args=[thing.public_id])


def text(client, url):
    page = client.get(url)
    assert page.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))


def reads(person, ask):
    found = Ask.objects.readable_by(person).with_heads().filter(pk=ask.pk).first()
    return {answer.text for sheet in (sheets_for(person, found) if found else []) for answer in sheet.answers.all()}


def told(person):
    return list(Notice.objects.filter(person=person).order_by("pk").values_list("event__kind", flat=True))


# --- Begin ------------------------------------------------------------------------------------------------


def test_one_a_quarter(check, alone, sam):
    assert personal_checks.start(alone, by=sam) == check
    assert list(Event.objects.on_trail(check.trail).values_list("kind", flat=True)) == ["personal_check_started"]


def test_who_learns_in_a_team_has_none_alone(track, sam):
    with pytest.raises(Refused, match="geen waardecheck voor jezelf"):
        personal_checks.start(track, by=sam)


def test_the_page_offers_to_begin_and_a_second_tap_leads_to_the_same(alone, sam, signed_in):
    fields = {"once": str(uuid4())}
    found = {signed_in(sam).post(address("personal_check_start", alone), fields).url for _number in range(2)}

    assert found == {Ask.objects.get().get_absolute_url()}
    assert not signed_in(sam).get(LIST).context["to_begin"]


def test_without_a_track_the_page_says_what_will_be_here(otto, signed_in):
    assert "Leer je in een team?" in text(signed_in(otto), LIST)


def test_it_has_its_place_on_home_and_under_experiences(alone, sam, tom, signed_in):
    for page in ("/", reverse("reflections:experiences")):
        assert f'href="{LIST}"' in signed_in(sam).get(page).content.decode()
        assert f'href="{LIST}"' not in signed_in(tom).get(page).content.decode()


def test_who_learns_in_a_team_finds_no_way_to_it(track, sam, signed_in):
    for page in ("/", reverse("reflections:experiences")):
        assert f'href="{LIST}"' not in signed_in(sam).get(page).content.decode()


def test_it_keeps_the_edition_of_its_questions(check, sam, tmp_path):
    """A newer edition puts no old answer under another question (findings E9)."""
    answer_ask(check, sam, "Het gesprek")
    file = 'slug = "checklist.insight"\nversion = 2\nanswer = "text"\n'
    words = 'title = { nl = "Een", en = "One" }\nintro = { nl = "Een", en = "One" }\n'
    words += 'attribution = { nl = "Van ons", en = "Ours" }\n'
    item = 'item = [{ slug = "z1", kind = "question", nl = "Iets anders?", en = "Something else?" }]\n'
    (tmp_path / "checklist.insight@2.toml").write_text(file + words + item, encoding="utf-8")
    load(read_all(tmp_path))

    assert Instrument.objects.current("checklist.insight").version == 2
    [asked] = check.sources()
    assert (asked.version, len(asked.tree), reads(sam, check)) == (1, 6, {"Het gesprek"})


# --- Write ------------------------------------------------------------------------------------------------


def test_it_is_asked_until_it_is_rounded_off(check, alone, sam):
    lines = [(entry.what, entry.who, entry.url) for entry in queue_of(sam)]
    assert lines == [("Rond je waardecheck voor jezelf af", alone.title, check.get_absolute_url())]

    asks.close(check, by=sam)

    assert queue_of(sam) == []


def test_writing_is_kept_and_leaves_no_event(check, sam):
    before = Event.objects.count()
    answer_ask(check, sam, " Het gesprek ")

    assert (reads(sam, check), Event.objects.count()) == ({"Het gesprek"}, before)
    with pytest.raises(Stale):
        answer_ask(check, sam, "Van de laptop")


@pytest.mark.parametrize("who", ["samira", "karima", "nora", "tom", "otto"])
def test_nobody_else_ever_reads_writes_or_shares_it(request, check, sam, who, signed_in):
    person = request.getfixturevalue(who)
    answer_ask(check, sam, "Het gesprek")

    for rest in ("", "answer/", "share/"):
        assert signed_in(person).get(check.get_absolute_url() + rest).status_code == 404
    assert signed_in(person).post(address("personal_check_start", check.track)).status_code == 404
    assert reads(person, check) == set()
    for action in (
        lambda: answer_ask(check, person, "X", version=1),
        lambda: asks.close(check, by=person),
        lambda: shares.share(check, people=[person], version=0, by=person),
    ):
        with pytest.raises(Refused):
            action()


def test_keep_and_stop_then_round_off_then_read_again_and_change(check, sam, signed_in):
    client, here = signed_in(sam), check.get_absolute_url()
    fields = {"checklist-insight-z1": "Het gesprek", "version": "0"}
    stop = client.post(f"{here}answer/", fields)
    assert "Open" in text(client, LIST)
    done = client.post(f"{here}answer/", {**fields, "version": "1", "then": "hand_in"})
    asks.close(check, by=sam)

    check.refresh_from_db()
    assert (stop.url, done.url, check.closed_at is not None) == (here, here, True)
    assert Event.objects.filter(kind="personal_check_closed").count() == 1
    assert all(words in text(client, here) for words in ("Het gesprek", "Afgerond", "Beleving"))
    assert "Afgerond" in text(client, LIST)
    assert f'href="{here}"' in client.get(reverse("reflections:value_stories")).content.decode()
    client.post(f"{here}answer/", {"checklist-insight-z1": "Toch anders", "version": "2"})
    assert reads(sam, check) == {"Toch anders"}


def test_it_may_be_rounded_off_without_a_word(check, sam, signed_in):
    answer = signed_in(sam).post(f"{check.get_absolute_url()}answer/", {"version": "0", "then": "hand_in"})

    assert (answer.status_code, Ask.objects.get().closed_at is not None) == (302, True)


def test_after_the_track_it_is_read_and_no_longer_written(check, sam, signed_in):
    answer_ask(check, sam, "Het gesprek")
    Track.objects.update(ended_on=today() - dt.timedelta(days=40))

    assert "Het gesprek" in text(signed_in(sam), check.get_absolute_url())
    assert signed_in(sam).get(f"{check.get_absolute_url()}answer/").status_code == 404
    with pytest.raises(Refused):
        answer_ask(check, sam, "Nog iets", version=1)


def test_it_goes_with_the_learner(check, sam):
    answer_ask(check, sam, "Het gesprek")
    erasure.erase(sam)

    assert (Ask.objects.exists(), Sheet.objects.exists(), Answer.objects.exists()) == (False, False, False)


def test_answers_become_value_notes_of_the_learner(check, sam, samira, signed_in):
    answer_ask(check, sam, "Het gesprek")
    shares.share(check, people=[samira], version=0, by=sam)
    url = f"{check.get_absolute_url()}become/checklist.insight.z1/value_note/"
    assert url in signed_in(sam).get(check.get_absolute_url()).content.decode()
    assert url not in signed_in(samira).get(check.get_absolute_url()).content.decode()

    signed_in(sam).post(url, {"at_once": "1"})

    note = ValueNote.objects.get()
    assert (note.experience.author, note.experience.origin, note.level) == (sam, check.origin, "experiential")


# --- Let somebody read it ---------------------------------------------------------------------------------


def test_who_learns_lets_a_guide_read_it_and_stops_that(check, sam, samira, karima):
    answer_ask(check, sam, "Het gesprek")
    shares.share(check, people=[samira], version=0, by=sam)
    shares.share(check, people=[samira], version=0, by=sam)

    assert (reads(samira, check), reads(karima, check)) == ({"Het gesprek"}, set())
    assert (told(samira), told(karima)) == (["personal_check_shared"], [])

    shares.share(check, people=[karima], version=1, by=sam)

    assert (reads(samira, check), reads(karima, check)) == (set(), {"Het gesprek"})
    assert [(one.person, one.ended_at is None) for one in Named.objects.all()] == [(samira, False), (karima, True)]


def test_only_with_who_guides_on_the_track(check, sam, tom, otto):
    for person in (sam, tom, otto):
        with pytest.raises(Refused, match="begeleidt je nu niet"):
            shares.share(check, people=[person], version=0, by=sam)
    assert not Named.objects.exists()


def test_who_leaves_the_track_reads_it_no_more(check, sam, samira):
    answer_ask(check, sam, "Het gesprek")
    shares.share(check, people=[samira], version=0, by=sam)

    TrackPerson.objects.filter(person=samira).update(ended_at=timezone.now())

    assert (reads(samira, check), Ask.objects.visible_to(samira).exists()) == (set(), False)


def test_who_comes_back_on_the_track_reads_it_when_it_is_shared_again(check, alone, sam, samira, nora):
    answer_ask(check, sam, "Het gesprek")
    shares.share(check, people=[samira], version=0, by=sam)
    guides.take_off(alone.people.get(person=samira), by=nora)
    guides.name(alone, samira.memberships.get(), by=nora)

    assert (reads(samira, check), list(readers_of(check))) == (set(), [])

    shares.share(check, people=[samira], version=1, by=sam)

    assert reads(samira, check) == {"Het gesprek"}


def test_two_windows_that_choose_who_reads_along(check, sam, samira, karima, signed_in):
    browser, here = signed_in(sam), f"{check.get_absolute_url()}share/"
    browser.post(here, {"people": [samira.public_id], "version": 0})

    late = browser.post(here, {"people": [karima.public_id], "version": 0})

    page = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", late.content.decode()))
    assert (late.status_code, "Er is een nieuwe versie." in page, f"nu {samira}" in page) == (409, True, True)
    assert list(readers_of(check)) == [samira]


def test_it_stays_with_what_is_shared_when_the_track_gets_a_team(check, alone, team, sam, samira, signed_in):
    shares.share(check, people=[samira], version=0, by=sam)
    Track.objects.update(team=team)

    assert f'href="{check.get_absolute_url()}"' in signed_in(samira).get(alone.get_absolute_url()).content.decode()


def test_choosing_from_the_page_and_reading_along(check, alone, sam, samira, signed_in):
    here = check.get_absolute_url()
    answer_ask(check, sam, "Het gesprek")
    assert "Alleen jij leest dit. Ook je begeleiders niet." in text(signed_in(sam), here)
    form = text(signed_in(sam), f"{here}share/")
    assert (samira.name in form, sam.name in form.split("Bewaren")[0].split("Wie mag dit lezen?")[-1]) == (True, False)

    signed_in(sam).post(f"{here}share/", {"people": [samira.public_id], "version": 0})

    assert f"Jij leest dit, en {samira.name}." in text(signed_in(sam), here)
    page = text(signed_in(samira), here)
    assert ("Het gesprek" in page, f"{sam.name} laat je dit lezen" in page) == (
        True,
        True,
    )
    assert "/answer/" not in signed_in(samira).get(here).content.decode()
    assert f'href="{here}"' in signed_in(samira).get(alone.get_absolute_url()).content.decode()
    signed_in(sam).post(f"{here}share/", {"version": 1})
    assert signed_in(samira).get(here).status_code == 404


def test_an_address_in_an_old_mail_leads_to_the_new_one(check, sam, signed_in):
    answer = signed_in(sam).get(f"/personal-checks/{check.public_id}/")

    assert (answer.status_code, answer["Location"]) == (301, check.get_absolute_url())


def test_pages_cost_the_same_full_and_empty(check, sam, signed_in, django_assert_max_num_queries):
    browser, urls = signed_in(sam), (check.get_absolute_url(), LIST)

    def cost(url):
        browser.get(url)  # the first page of a session notes the session
        with django_assert_max_num_queries(18) as found:
            browser.get(url)
        return len(found)

    answer_ask(check, sam, "A")
    few = [cost(url) for url in urls]
    quarter = Quarter.of(today())
    for _number in range(12):
        quarter = quarter.previous
        answer_ask(check_of(check.track, quarter)[0], sam, "B")

    assert [cost(url) for url in urls] == few


# --- What the ladder makes of it ----------------------------------------------------------------------------


def test_the_invitation_opens_it_with_the_six_questions(diary):
    diary.learns_alone("2026-09-01")
    diary.runs("2027-03-01 08:00")

    check = Ask.objects.get(track=diary.track)
    assert (check.cycle, check.until_on, check.by) == ("2027-Q1", dt.date(2027, 3, 31), diary.sam)
    assert [one.slug for one in check.sources()] == ["checklist.insight"]


def test_the_closing_round_looks_back_on_the_whole_track(diary):
    diary.learns_alone("2026-09-01", "2027-03-12")
    diary.runs("2027-03-01 08:00")

    check = Ask.objects.get(track=diary.track)
    assert ([one.slug for one in check.sources()], check.until_on) == (["checklist.after"], dt.date(2027, 3, 12))


def test_told_twice_it_is_there_once(diary):
    diary.learns_alone("2026-09-01")
    diary.runs("2027-03-01 08:00", "2027-03-08 08:00")

    assert (Ask.objects.count(), len(diary.told())) == (1, 2)


def test_who_rounded_off_is_not_reminded(diary):
    diary.learns_alone("2026-09-01")
    diary.runs("2027-03-01 08:00")
    asks.close(Ask.objects.get(track=diary.track), by=diary.sam)
    diary.runs("2027-03-08 08:00")

    assert diary.lapsed() == {"Sam personal_reminder 2027-Q1": Because.DONE}


def test_who_came_into_a_team_meanwhile_is_not_invited(diary):
    diary.learns_alone("2026-09-01")
    diary.plans("2027-02-20")
    Track.objects.update(team=diary.team)
    diary.runs("2027-03-01 08:00")

    assert set(diary.lapsed().values()) == {Because.IN_TEAM}


def test_whose_track_stopped_meanwhile_is_not_invited(diary):
    diary.learns_alone("2026-09-01")
    diary.plans("2027-02-20")
    Track.objects.update(ended_on=dt.date(2027, 2, 21))
    diary.runs("2027-03-01 08:00")

    assert (diary.told(), set(diary.lapsed().values())) == ([], {Because.NO_ACCESS})


def test_a_quarter_that_is_over_is_not_told_any_more(diary):
    diary.learns_alone("2026-09-01")
    diary.plans("2027-02-20")
    diary.runs("2027-04-05 08:00")

    assert (diary.told(), set(diary.lapsed().values())) == ([], {Because.OTHER_TURN})
