"""Team meetings with learning on the agenda: plan, write down, act (domain.md §3.3, access.md row 23)."""

import datetime as dt
import re

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.values import Refused, Stale, today
from learningtracks.actions import retention, team_meetings
from learningtracks.models.action_points import ActionPoint
from learningtracks.models.team_meetings import MeetingNote, TeamMeeting
from partnerships.models.events import Event
from partnerships.models.notices import Notice
from partnerships.values import Role
from werkplek.actions import erasure
from werkplek.tests.casting import join, make_person

KEY = "6f0c0f6e-6b0f-4a5e-8f0f-0d2a5a1c9b11"


@pytest.fixture
def lena(team):
    person = make_person("Lena Bos")
    join(person, Role.TEAM_MEMBER, team.organisation, team=team)
    return person


@pytest.fixture
def meeting(team, tom, lena):
    return team_meetings.plan(team, day=today() + dt.timedelta(days=3), by=lena)


def write(meeting, by, said="Om en om", *, version=0):
    return team_meetings.note(meeting, item=meeting.list.tree[2], done="done", text=said, version=version, by=by)


def text(client, url):
    page = client.get(url)
    assert page.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))


def told():
    return list(Notice.objects.order_by("pk").values_list("person", "event__kind"))


# --- Actions ------------------------------------------------------------------------------------------------


def test_the_five_items_are_the_agenda_and_the_team_is_told(meeting, tom, lena, samira):
    assert [item.key for item in meeting.list.tree] == ["d1", "d2", "d3", "d4", "d5"]
    assert list(Notice.objects.values_list("person", "event__kind")) == [(tom.pk, "team_meeting_planned")]


def test_only_the_team_plans_and_writes(team, meeting, samira, otto):
    for person in (samira, otto):
        with pytest.raises(Refused, match="hoort niet bij dit team"):
            team_meetings.plan(team, day=today(), by=person)
        with pytest.raises(Refused, match="hoort niet bij dit team"):
            write(meeting, person)
    assert (TeamMeeting.objects.count(), MeetingNote.objects.count()) == (1, 0)


@pytest.mark.parametrize("days", [-32, 900])
def test_a_day_that_is_too_far_away_is_refused(team, lena, days):
    with pytest.raises(Refused, match="Kies een dag"):
        team_meetings.plan(team, day=today() + dt.timedelta(days=days), by=lena)


def test_everybody_in_the_team_changes_a_note_and_nobody_loses_one(meeting, tom, lena):
    write(meeting, lena, " Om en om ")
    with pytest.raises(Stale):
        write(meeting, tom, "Iets anders")
    write(meeting, tom, "Elke week", version=1)

    note = MeetingNote.objects.get()
    assert (note.text, note.done, note.edited_by, note.version) == ("Elke week", "done", tom, 2)
    assert Event.objects.on_trail(meeting.trail).count() == 3


def test_another_day_is_told_to_the_team_and_the_same_day_is_no_news(meeting, tom, lena, samira):
    later = today() + dt.timedelta(days=9)
    moved = team_meetings.move(meeting, day=later, version=0, by=tom)
    team_meetings.move(moved, day=later, version=1, by=tom)

    assert (moved.day, moved.version) == (later, 1)
    assert told() == [(tom.pk, "team_meeting_planned"), (lena.pk, "team_meeting_moved")]
    with pytest.raises(Stale):
        team_meetings.move(meeting, day=today(), version=0, by=lena)
    with pytest.raises(Refused, match="Kies een dag"):
        team_meetings.move(meeting, day=today() - dt.timedelta(days=40), version=1, by=lena)
    with pytest.raises(Refused, match="hoort niet bij dit team"):
        team_meetings.move(meeting, day=today(), version=1, by=samira)


def test_what_is_called_off_stays_to_be_seen_and_stands_still(meeting, tom, lena, samira):
    with pytest.raises(Refused, match="hoort niet bij dit team"):
        team_meetings.cancel(meeting, version=0, by=samira)
    with pytest.raises(Stale):
        team_meetings.cancel(meeting, version=7, by=tom)

    gone = team_meetings.cancel(meeting, version=0, by=tom)

    assert told()[-1] == (lena.pk, "team_meeting_cancelled")
    assert list(TeamMeeting.objects.visible_to(tom)) == [gone]
    assert not TeamMeeting.objects.standing().exists()
    for action in (
        lambda: write(meeting, lena),
        lambda: team_meetings.move(meeting, day=today(), version=1, by=lena),
        lambda: team_meetings.cancel(meeting, version=1, by=lena),
    ):
        with pytest.raises(Refused, match="van de agenda van dit overleg"):
            action()
    assert not MeetingNote.objects.exists()


def test_what_was_written_down_is_not_called_off(meeting, tom):
    write(meeting, tom)

    with pytest.raises(Refused, match="hebben al iets opgeschreven"):
        team_meetings.cancel(meeting, version=0, by=tom)
    assert team_meetings.move(meeting, day=today(), version=0, by=tom).day == today()


def test_it_goes_after_two_years_with_its_history(meeting, lena):
    write(meeting, lena)
    retention.team_meetings(timezone.now() + dt.timedelta(days=700))
    assert TeamMeeting.objects.exists()

    retention.team_meetings(timezone.now() + dt.timedelta(days=750))
    assert (TeamMeeting.objects.exists(), MeetingNote.objects.exists()) == (False, False)
    assert not Event.objects.on_trail(meeting.trail).exists()


def test_what_was_agreed_stays_without_the_name(meeting, lena, tom, signed_in):
    write(meeting, lena)
    erasure.erase(lena)

    page = text(signed_in(tom), meeting.get_absolute_url())
    assert ("Om en om" in page, "Lena" in page) == (True, False)


@pytest.mark.both("the database keeps the rule")
def test_the_database_knows_the_rules(meeting, lena):
    write(meeting, lena)
    note = MeetingNote.objects.get()
    with pytest.raises(IntegrityError, match="meeting_note_done_known"), transaction.atomic():
        MeetingNote.objects.update(done="maybe")
    with pytest.raises(IntegrityError), transaction.atomic():
        MeetingNote.objects.create(meeting=meeting, item=note.item)
    assert (str(note), str(meeting)[:11]) == ("checklist.during.d3", "teamoverleg")


# --- Pages ------------------------------------------------------------------------------------------------


def test_from_the_page_of_the_team_to_the_agenda(team, tom, signed_in):
    url = reverse("learningtracks:team_meetings", args=[team.public_id])
    assert f'href="{url}"' in signed_in(tom).get(team.get_absolute_url()).content.decode()
    assert "Hier komt elk overleg waarin jullie over leren praten." in text(signed_in(tom), url)
    wrong = signed_in(tom).post(url, {"day": (today() - dt.timedelta(days=90)).isoformat()})
    assert "vanaf een maand geleden" in wrong.content.decode()

    page = signed_in(tom).post(url, {"day": today().isoformat()})

    assert page["Location"] == TeamMeeting.objects.get().get_absolute_url()
    agenda = text(signed_in(tom), page["Location"])
    assert "1. Zet het leren op de agenda van het teamoverleg." in agenda
    assert agenda.count("Nog niet besproken") == 5
    assert "Naar: Handreiking Leren op de werkplek" in agenda


def test_item_by_item_to_the_end(meeting, lena, signed_in):
    client, url = signed_in(lena), meeting.get_absolute_url()

    first = client.post(f"{url}items/d1/", {"text": "Elke maand", "done": "not_yet", "version": 0})
    last = client.post(f"{url}items/d5/", {"text": "", "done": "not_needed", "version": 0})

    assert (first["Location"], last["Location"]) == (f"{url}items/d2/", url)
    page = text(client, url)
    assert ("Elke maand" in page, "Nog niet" in page, "Niet nodig" in page) == (True, True, True)
    assert "Elke maand" in client.get(f"{url}items/d1/").content.decode()
    assert client.get(f"{url}items/d9/").status_code == 404


def test_a_colleague_was_ahead(meeting, tom, lena, signed_in):
    write(meeting, tom, "Van Tom")

    page = signed_in(lena).post(
        f"{meeting.get_absolute_url()}items/d3/", {"text": "Van Lena", "done": "", "version": 0}
    )

    said = page.content.decode()
    assert page.status_code == 409
    assert ("Van Tom" in said, "Van Lena" in said, 'value="1"' in said) == (True, True, True)


def test_action_points_come_of_it_and_are_shown(meeting, team, tom, lena, otto, signed_in):
    url = f"{reverse('learningtracks:team_action_point_new', args=[team.public_id])}?from={meeting.public_id}"
    assert url in signed_in(tom).get(meeting.get_absolute_url()).content.decode()

    what = {"text": "Oefenen", "owner": lena.public_id, "due_on": today().isoformat()}
    page = signed_in(tom).post(url, what)

    assert page["Location"] == meeting.get_absolute_url()
    assert ActionPoint.objects.get().origin == meeting.trail
    assert "Oefenen" in text(signed_in(lena), meeting.get_absolute_url())
    assert signed_in(otto).get(meeting.get_absolute_url()).status_code == 404


def test_moving_and_an_older_tab(meeting, tom, lena, signed_in):
    url, later = f"{meeting.get_absolute_url()}move/", (today() + dt.timedelta(days=8)).isoformat()
    assert f'href="{url}"' in signed_in(tom).get(meeting.get_absolute_url()).content.decode()
    far = signed_in(tom).post(url, {"day": (today() + dt.timedelta(days=900)).isoformat(), "version": 0})
    assert (far.status_code, "binnen twee jaar" in far.content.decode()) == (200, True)

    moved = signed_in(tom).post(url, {"day": later, "version": 0})
    late = signed_in(lena).post(url, {"day": today().isoformat(), "version": 0})
    same = signed_in(lena).post(url, {"day": later, "version": 1})

    assert (moved["Location"], same["Location"]) == (meeting.get_absolute_url(), meeting.get_absolute_url())
    said = late.content.decode()
    assert (late.status_code, 'value="1"' in said, today().isoformat() in said) == (409, True, True)
    assert (TeamMeeting.objects.get().day.isoformat(), TeamMeeting.objects.get().version) == (later, 1)


def test_a_day_long_past_stays_good_when_nothing_else_is_chosen(meeting, tom, signed_in):
    past = today() - dt.timedelta(days=90)
    TeamMeeting.objects.update(day=past)

    page = signed_in(tom).post(f"{meeting.get_absolute_url()}move/", {"day": past.isoformat(), "version": 0})

    assert page["Location"] == meeting.get_absolute_url()


def test_calling_off_asks_first_and_knows_a_newer_day(meeting, team, tom, lena, signed_in):
    url, page = f"{meeting.get_absolute_url()}cancel/", meeting.get_absolute_url()
    assert "Leren van de agenda halen?" in text(signed_in(tom), url)
    team_meetings.move(meeting, day=today(), version=0, by=lena)
    late = signed_in(tom).post(url, {"version": 0})
    assert (late.status_code, 'value="1"' in late.content.decode()) == (409, True)

    answers = [signed_in(tom).post(url, {"version": 1, "once": KEY}) for _time in range(2)]

    assert [one["Location"] for one in answers] == [page, page]
    seen = signed_in(lena).get(page).content.decode()
    assert ("Van de agenda gehaald" in seen, "Opschrijven" in seen, "Verzetten" in seen) == (True, False, False)
    assert "Van de agenda gehaald" in text(
        signed_in(lena), reverse("learningtracks:team_meetings", args=[team.public_id])
    )
    assert signed_in(lena).get(f"{page}items/d1/").status_code == 403


def test_with_notes_it_is_only_moved(meeting, tom, signed_in):
    write(meeting, tom)

    page = signed_in(tom).get(f"{meeting.get_absolute_url()}move/").content.decode()
    assert "/cancel/" not in page
    assert signed_in(tom).get(f"{meeting.get_absolute_url()}cancel/").status_code == 403
