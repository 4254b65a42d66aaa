"""Team meetings with learning on the agenda: plan, write down, act, and open with the time before (domain.md §3.3,
access.md row 23). What is true of every sheet that a group writes as one is tested here."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.values import Refused, Stale, today
from instruments.actions import asks, retention, sheets
from instruments.kinds.follow_ups import FOLLOW_UP
from instruments.models.asks import Ask
from instruments.models.sheets import Answer, Sheet
from instruments.policy import readings
from instruments.policy.asks import may_be_on, may_note
from instruments.tests.asking import text
from instruments.values.asks import Given
from learningtracks.actions import action_points
from learningtracks.models.action_points import ActionPoint
from partnerships.models.events import Event
from partnerships.models.notices import Notice
from partnerships.values import Role
from werkplek.actions import erasure
from werkplek.tests.casting import join
from werkplek.tests.filling_asks import ask_colleague, meet, note

KEY = "6f0c0f6e-6b0f-4a5e-8f0f-0d2a5a1c9b11"


@pytest.fixture
def meeting(team, tom, lena):
    return meet(team, by=lena, days=3)


def write(meeting, by, said="Om en om", *, version=0):
    note(meeting, "d3", said, by=by, version=version)


def last_time(person, ask):
    return readings.last_time(person, ask, ask.sources()[0].tree)


def in_days(number):
    return today() + dt.timedelta(days=number)


def told():
    return list(Notice.objects.order_by("pk").values_list("person", "event__kind"))


# --- Actions ------------------------------------------------------------------------------------------------


def test_the_five_items_are_the_agenda_and_the_team_is_told(meeting, tom, lena, samira):
    [agenda] = meeting.sources()

    assert [item.key for item in agenda.tree] == ["d1", "d2", "d3", "d4", "d5"]
    assert told() == [(tom.pk, "team_meeting_planned")]


def test_only_the_team_plans_writes_moves_and_calls_off(team, meeting, samira, otto):
    for person in (samira, otto):
        for action in (
            lambda by: meet(team, by=by),
            lambda by: write(meeting, by),
            lambda by: asks.move(meeting, until_on=today(), version=0, by=by),
            lambda by: asks.withdraw(meeting, by=by),
        ):
            with pytest.raises(Refused, match="hoort niet bij dit team"):
                action(person)
    assert (Ask.objects.count(), Sheet.objects.count()) == (1, 0)


@pytest.mark.parametrize("days", [-32, 900])
def test_a_day_that_is_too_far_away_is_refused(team, lena, days):
    with pytest.raises(Refused, match="Kies een dag"):
        meet(team, by=lena, days=days)


def test_what_has_no_day_is_not_moved_and_not_written_in_together(team, tom, lena):
    ask = ask_colleague(team, asked=lena, by=tom)

    with pytest.raises(Refused, match="geen dag"):
        asks.move(ask, until_on=today(), version=0, by=tom)
    assert (bool(may_note(tom, ask)), bool(may_be_on(FOLLOW_UP, today()))) == (False, False)


def test_nobody_writes_together_before_it_is_open(meeting, tom):
    Ask.objects.update(opened_at=None)

    with pytest.raises(Refused, match="als iedereen klaar is"):
        write(meeting, tom)


def test_everybody_in_the_team_changes_a_note_and_nobody_loses_one(meeting, tom, lena):
    write(meeting, lena, " Om en om ")
    with pytest.raises(Stale):
        write(meeting, tom, "Iets anders")
    write(meeting, tom, "Elke week", version=1)

    said, sheet = Answer.objects.get(), Sheet.objects.get()
    assert (said.text, said.choice, said.edited_by, said.version) == ("Elke week", "done", tom, 2)
    assert (sheet.is_of_the_group, sheet.edited_by) == (True, tom)
    assert Event.objects.on_trail(meeting.trail).count() == 3


def test_two_items_at_the_same_time_are_in_nobodys_way(meeting, tom, lena):
    note(meeting, "d1", "Elke maand", by=tom)
    note(meeting, "d2", "Samen", by=lena)

    assert list(Answer.objects.values_list("text", "version")) == [("Elke maand", 1), ("Samen", 1)]


def test_another_day_is_told_to_the_team_and_the_same_day_is_no_news(meeting, tom, lena):
    moved = asks.move(meeting, until_on=in_days(9), version=0, by=tom)
    asks.move(moved, until_on=in_days(9), version=1, by=tom)

    assert (moved.day, moved.version) == (in_days(9), 1)
    assert told() == [(tom.pk, "team_meeting_planned"), (lena.pk, "team_meeting_moved")]
    with pytest.raises(Stale):
        asks.move(meeting, until_on=today(), version=0, by=lena)
    with pytest.raises(Refused, match="Kies een dag"):
        asks.move(meeting, until_on=in_days(-40), version=1, by=lena)


def test_what_is_called_off_stays_to_be_seen_and_stands_still(meeting, tom, lena):
    asks.withdraw(meeting, by=tom)

    assert told()[-1] == (lena.pk, "team_meeting_cancelled")
    assert list(Ask.objects.visible_to(tom)) == [meeting]
    for action in (
        lambda: write(meeting, lena),
        lambda: asks.move(meeting, until_on=today(), version=0, by=lena),
        lambda: asks.withdraw(meeting, by=tom),
    ):
        with pytest.raises(Refused, match="van de agenda van dit overleg"):
            action()
    assert not Answer.objects.exists()


def test_what_was_written_down_is_not_called_off(meeting, tom):
    write(meeting, tom)

    with pytest.raises(Refused, match="hebben al iets opgeschreven"):
        asks.withdraw(meeting, by=tom)
    assert asks.move(meeting, until_on=today(), version=0, by=tom).day == today()


def test_it_goes_two_years_after_its_day_with_its_history(meeting, lena):
    write(meeting, lena)
    Ask.objects.update(until_on=in_days(600))
    retention.asks(timezone.now() + dt.timedelta(days=1300))
    assert Ask.objects.exists()

    retention.asks(timezone.now() + dt.timedelta(days=1340))
    assert (Ask.objects.exists(), Answer.objects.exists()) == (False, False)
    assert not Event.objects.on_trail(meeting.trail).exists()


def test_what_was_agreed_stays_without_the_name(meeting, lena, tom, signed_in):
    write(meeting, lena)
    erasure.erase(lena)

    page = text(signed_in(tom), meeting.get_absolute_url())
    assert ("Om en om" in page, "Lena" in page) == (True, False)


# --- The time before ----------------------------------------------------------------------------------------


def test_it_opens_with_the_last_time_at_which_something_was_written(team, meeting, tom, lena, otto):
    long_ago, empty, off, later = (meet(team, by=tom, days=days) for days in (-9, -4, -3, 8))
    first = meet(team, by=tom, days=-8)
    assert last_time(tom, meeting) is None
    for one in (long_ago, later):
        write(one, tom, "Niet dit")
    write(first, lena, "Om en om")
    asks.withdraw(off, by=tom)

    earlier = last_time(tom, meeting)
    assert (earlier.ask, earlier.said["checklist.during.d3"].text) == (first, "Om en om")
    assert last_time(tom, later).ask == first
    assert last_time(tom, long_ago) is None
    assert last_time(otto, meeting) is None
    asks.move(empty, until_on=in_days(-8), version=0, by=tom)  # the same day: the one that was planned first goes first
    assert last_time(tom, empty) is not None


def test_another_team_has_its_own_memory(team, meeting, tom):
    other = type(team).objects.create(organisation=team.organisation, name="Eik")
    join(tom, Role.TEAM_LEAD, team.organisation, team=other)
    write(meet(other, by=tom, days=-2), tom)

    assert last_time(tom, meeting) is None


def test_a_newer_edition_keeps_its_memory(team, meeting, tom):
    write(meet(team, by=tom, days=-8), tom)

    assert readings.last_time(tom, meeting, []).said["checklist.during.d3"].text == "Om en om"


def test_what_was_emptied_is_not_shown_again(team, meeting, tom):
    first = meet(team, by=tom, days=-8)
    write(first, tom)
    item = first.sources()[0].tree[2]
    sheets.note(first, item=item, given=Given(text=" "), version=1, by=tom)

    assert last_time(tom, meeting).said == {}


def test_the_page_opens_with_what_was_noted_and_agreed(team, meeting, tom, lena, signed_in):
    first = meet(team, by=tom, days=-11)
    write(first, lena, "Bij elkaar kijken")
    for words in ("Rooster maken", "Bord ophangen"):
        origin = f"{first.origin}:checklist.during.d3"
        action_points.make(team, by=tom, text=words, owner=lena, due_on=in_days(5), origin=origin)
    done = ActionPoint.objects.get(text="Bord ophangen")
    action_points.finish(done, by=lena, version=done.version, result="Het hangt bij de ingang.")
    client = signed_in(tom)

    page = text(client, meeting.get_absolute_url())
    then = page.index("Vorige keer")
    for words in ("Bij elkaar kijken", "Rooster maken", "Lena Bos", "Het hangt bij de ingang."):
        assert then < page.index(words) < page.index("1. Zet leren ook")
    assert f'href="{first.get_absolute_url()}"' in client.get(meeting.get_absolute_url()).content.decode()
    url = f"{meeting.get_absolute_url()}items"
    assert "Bij elkaar kijken" in text(client, f"{url}/d3/")
    assert "Vorige keer" not in text(client, f"{url}/d1/")
    assert "Vorige keer" not in text(client, first.get_absolute_url())


# --- Pages ------------------------------------------------------------------------------------------------


def test_from_the_page_of_the_team_to_the_agenda(team, tom, signed_in):
    url = reverse("instruments:team_meetings", args=[team.public_id])
    assert f'href="{url}"' in signed_in(tom).get(team.get_absolute_url()).content.decode()
    assert "Hier komt elk overleg waarin jullie over leren praten." in text(signed_in(tom), url)
    wrong = signed_in(tom).post(url, {"until_on": in_days(-90).isoformat()})
    assert "vanaf een maand geleden" in wrong.content.decode()

    page = signed_in(tom).post(url, {"until_on": today().isoformat()})

    assert page["Location"] == Ask.objects.get().get_absolute_url()
    agenda = text(signed_in(tom), page["Location"])
    assert "1. Zet leren ook op de agenda van het volgende overleg." in agenda
    assert agenda.count("Nog niet besproken") == 5
    assert "Naar: Handreiking Leren op de werkplek" in agenda


def test_item_by_item_to_the_end(meeting, lena, signed_in):
    client, url = signed_in(lena), meeting.get_absolute_url()

    first = client.post(f"{url}items/d1/", {"text": "Elke maand", "choice": "not_yet", "version": 0})
    last = client.post(f"{url}items/d5/", {"text": "", "choice": "not_needed", "version": 0})

    assert (first["Location"], last["Location"]) == (f"{url}items/d2/", url)
    page = text(client, url)
    assert ("Elke maand" in page, "Nog niet" in page, "Niet nodig" in page) == (True, True, True)
    assert "Elke maand" in client.get(f"{url}items/d1/").content.decode()
    assert client.get(f"{url}items/d9/").status_code == 404


def test_a_colleague_was_ahead(meeting, tom, lena, signed_in):
    write(meeting, tom, "Van Tom")

    page = signed_in(lena).post(
        f"{meeting.get_absolute_url()}items/d3/", {"text": "Van Lena", "choice": "", "version": 0}
    )

    said = page.content.decode()
    assert page.status_code == 409
    assert all(part in said for part in ("Van Tom", "Van Lena", "Er is een nieuwe versie", 'value="1"'))


def test_action_points_come_of_a_note_in_one_tap_and_are_shown(meeting, tom, lena, otto, signed_in):
    here = meeting.get_absolute_url()
    assert "/become/" not in signed_in(tom).get(here).content.decode()
    write(meeting, lena, "Elke week oefenen")
    url = f"{here}become/checklist.during.d3/action_point/"
    assert url in signed_in(tom).get(here).content.decode()

    page = signed_in(tom).post(url, {"at_once": "1"})

    point = ActionPoint.objects.get()
    assert (page["Location"], point.owner, point.text) == (here, tom, "Elke week oefenen")
    assert point.origin == f"{meeting.origin}:checklist.during.d3"
    assert "Wat ervan is gekomen" in text(signed_in(lena), here)
    assert signed_in(otto).get(here).status_code == 404


def test_moving_and_an_older_tab(meeting, tom, lena, signed_in):
    url, later = f"{meeting.get_absolute_url()}move/", in_days(8).isoformat()
    assert f'href="{url}"' in signed_in(tom).get(meeting.get_absolute_url()).content.decode()
    far = signed_in(tom).post(url, {"until_on": in_days(900).isoformat(), "version": 0})
    assert (far.status_code, "binnen twee jaar" in far.content.decode()) == (200, True)

    moved = signed_in(tom).post(url, {"until_on": later, "version": 0})
    late = signed_in(lena).post(url, {"until_on": today().isoformat(), "version": 0})
    same = signed_in(lena).post(url, {"until_on": later, "version": 1})

    assert (moved["Location"], same["Location"]) == (meeting.get_absolute_url(), meeting.get_absolute_url())
    said = late.content.decode()
    assert (late.status_code, 'value="1"' in said, today().isoformat() in said) == (409, True, True)
    assert (Ask.objects.get().day.isoformat(), Ask.objects.get().version) == (later, 1)


def test_a_day_long_past_stays_good_when_nothing_else_is_chosen(meeting, tom, signed_in):
    Ask.objects.update(until_on=in_days(-90))

    page = signed_in(tom).post(
        f"{meeting.get_absolute_url()}move/", {"until_on": in_days(-90).isoformat(), "version": 0}
    )

    assert page["Location"] == meeting.get_absolute_url()


def test_calling_off_asks_first_and_is_done_once(meeting, team, tom, lena, signed_in):
    page, url = meeting.get_absolute_url(), f"{meeting.get_absolute_url()}withdraw/"
    assert f'href="{url}"' in signed_in(tom).get(page).content.decode()
    assert "Leren van de agenda halen?" in text(signed_in(tom), url)

    answers = [signed_in(tom).post(url, {"once": KEY}) for _time in range(2)]

    assert [one["Location"] for one in answers] == [page, page]
    seen = signed_in(lena).get(page).content.decode()
    assert ("Van de agenda gehaald" in seen, "Opschrijven" in seen, "Verzetten" in seen) == (True, False, False)
    assert "Van de agenda gehaald" in text(signed_in(lena), reverse("instruments:team_meetings", args=[team.public_id]))
    assert signed_in(lena).get(f"{page}items/d1/").status_code == 403


def test_with_notes_it_is_only_moved(meeting, tom, signed_in):
    write(meeting, tom)

    page = signed_in(tom).get(meeting.get_absolute_url()).content.decode()
    assert ("/move/" in page, "/withdraw/" in page) == (True, False)
    assert signed_in(tom).get(f"{meeting.get_absolute_url()}withdraw/").status_code == 403
