"""Calendar files of value checks, and the own calendar link (access.md rows 18 and 31, R9, R30)."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from accounts.values import today
from conftest import join, make_person
from instruments.actions import asks
from instruments.kinds.condition_scans import CONDITION_SCAN
from instruments.kinds.team_meetings import TEAM_MEETING
from instruments.models.asks import Ask
from instruments.models.sheets import Sheet
from learningtracks.models.action_points import ActionPoint
from learningtracks.models.tracks import Period, Track
from learningtracks.values.reviews import OPENS_BEFORE
from partnerships import events
from partnerships.calendar_files import download
from partnerships.models.events import Event
from partnerships.models.notices import Notice
from partnerships.values import Role
from reflections.actions import calendar_links, value_checks
from reflections.agenda import entries_of
from reflections.models.value_checks import ValueCheck
from reflections.tests.conftest import local
from reflections.tests.planned import details
from werkplek.tests.filling_rounds import look_back_on, start

SUMMER, WINTER = dt.timedelta(hours=2), dt.timedelta(hours=1)


def address(name, thing):
    return reverse(f"reflections:{name}", args=[thing.public_id])


def read(content):
    """The method and the appointments of a file."""
    calendar = Calendar.from_ical(content)
    return str(calendar["method"]), [part for part in calendar.walk() if part.name == "VEVENT"]


@pytest.fixture
def check(diary):
    diary.team_due("2027-02-15")
    diary.at("2027-01-20 12:00")
    diary.session("2027-02-16 14:00")
    return diary.check


# --- What is in a file ------------------------------------------------------------------------------------


def test_the_file_of_a_session_holds_the_head_and_nothing_else(check, diary, signed_in):
    answer = signed_in(diary.tom).get(address("value_check_calendar", check))
    method, (event,) = read(answer.content)

    assert (method, answer.headers["Content-Type"]) == ("PUBLISH", "text/calendar; charset=utf-8; method=PUBLISH")
    assert {name: str(event[name]) for name in ("SUMMARY", "LOCATION", "STATUS", "URL", "DESCRIPTION")} == {
        "SUMMARY": "Waardecheck Team Beuk",
        "LOCATION": "Huiskamer",
        "STATUS": "CONFIRMED",
        "URL": f"http://testserver{check.get_absolute_url()}",
        "DESCRIPTION": f"Bekijk het in Werkplek: http://testserver{check.get_absolute_url()}",
    }


def test_the_link_to_come_in_by_is_there_also_with_a_place(check, diary, signed_in):
    link = "https://video.example/beuk"
    ValueCheck.objects.update(video_link=link)
    with_place = read(signed_in(diary.tom).get(address("value_check_calendar", check)).content)[1][0]
    ValueCheck.objects.update(place="")
    without = read(signed_in(diary.tom).get(address("value_check_calendar", check)).content)[1][0]

    assert (str(with_place["LOCATION"]), str(without["LOCATION"])) == ("Huiskamer", link)
    assert str(with_place["DESCRIPTION"]).startswith(f"Meedoen via video: {link}\n")


def test_the_same_session_keeps_its_uid_and_counts_its_changes(check, diary):
    def file():
        return read(events.attachment(Event.objects.latest("pk"), diary.tom).content)[1][0]

    diary.runs("2027-02-02 08:00")
    first = file()
    diary.postpones("2027-03-30 14:00")
    second = file()
    diary.changes("Tuinkamer")
    third = file()

    assert len({str(event["UID"]) for event in (first, second, third)}) == 1
    assert [int(event["SEQUENCE"]) for event in (first, second, third)] == [1, 2, 3]


@pytest.mark.parametrize(
    ("day", "offset"),
    [
        ("2027-03-26", WINTER),
        ("2027-03-29", SUMMER),
        ("2027-10-29", SUMMER),
        ("2027-11-01", WINTER),
        ("2028-02-29", WINTER),
        ("2028-03-27", SUMMER),
    ],
)
def test_two_in_the_afternoon_is_two_in_the_afternoon(diary, day, offset):
    check = ValueCheck(team=diary.team, cycle="x", due_on=today(), starts_at=local(f"{day} 14:00"))
    check.created_at = local("2027-01-01")
    content = value_checks_file(check)
    (event,) = read(content)[1]

    assert event["DTSTART"].dt == dt.datetime.fromisoformat(f"{day} 14:00+00:00") - offset
    assert (b"TZID" in content, event["DTSTART"].to_ical().endswith(b"Z")) == (False, True)


def value_checks_file(check):
    from partnerships.calendar_files import calendar_file  # noqa: PLC0415 - the name is short, the reader knows it

    return calendar_file([check.appointment()], method="PUBLISH")


def test_a_session_without_a_date_has_no_file(diary, signed_in):
    check = ValueCheck.objects.create(team=diary.team, cycle="x", due_on=today())

    assert signed_in(diary.tom).get(address("value_check_calendar", check)).status_code == 404
    assert events.KINDS["value_check_invited"].attach(check, diary.tom) is None


def test_who_is_not_invited_gets_no_file(check, diary, signed_in):
    late = make_person("Gijs Laat")
    join(late, Role.TEAM_MEMBER, diary.team.organisation, team=diary.team, starts_on=dt.date(2026, 1, 1))

    assert signed_in(late).get(address("value_check_calendar", check)).status_code == 403


# --- What goes with the mail ----------------------------------------------------------------------------------


def attached(diary, kind):
    notice = Notice.objects.filter(event__kind=kind).latest("pk")
    return events.attachment(notice.event, notice.person)


def test_the_invitation_is_a_request_to_this_person(check, diary):
    diary.runs("2027-02-02 08:00")
    method, (event,) = read(attached(diary, "value_check_invited").content)

    assert (method, str(event["ORGANIZER"])) == ("REQUEST", "mailto:noreply@werkplek.example")
    assert str(event["ATTENDEE"]).endswith("@demo.werkplek.example")


def test_postponing_sends_the_new_date_and_skipping_takes_it_out(check, diary):
    diary.postpones("2027-03-30 14:00")
    moved = read(attached(diary, "value_check_postponed").content)
    diary.skips()
    gone = read(attached(diary, "value_check_skipped").content)

    assert (moved[0], moved[1][0]["DTSTART"].dt) == ("REQUEST", local("2027-03-30 14:00"))
    assert (gone[0], str(gone[1][0]["STATUS"])) == ("CANCEL", "CANCELLED")


def test_who_is_taken_off_the_list_takes_it_out_of_the_calendar(check, diary):
    diary.runs("2027-02-02 08:00")
    only_tom = details(diary.team, people=[diary.tom], facilitator=diary.tom)
    value_checks.change(check, details=only_tom, version=1, by=diary.tom)

    assert read(attached(diary, "value_check_left_out").content)[0] == "CANCEL"


def test_held_early_takes_the_coming_date_out_and_held_on_time_sends_no_file(check, diary):
    early = {"closed_at": local("2027-02-09 15:00")}
    on_time = {"closed_at": local("2027-02-16 15:00")}
    attach = events.KINDS["value_check_report"].attach
    files = []
    for facts in (early, on_time):
        ValueCheck.objects.update(**facts)
        files.append(attach(ValueCheck.objects.get(), diary.tom))

    assert (read(files[0].content)[0], files[1]) == ("CANCEL", None)


def test_the_file_goes_with_the_mail(check, diary):
    diary.runs("2027-02-02 08:00")
    diary.mails("2027-02-02 09:00")
    (letter,) = [mail for mail in diary.mailoutbox if mail.to == [diary.tom.email]]

    (file,) = [part for part in letter.message().walk() if part.get_filename()]

    assert (file.get_filename(), file.get_content_type(), file.get_param("method")) == (
        "waardecheck.ics",
        "text/calendar",
        "REQUEST",
    )
    assert b"METHOD:REQUEST" in file.get_payload(decode=True)


# --- The own link ------------------------------------------------------------------------------------------------


@pytest.fixture
def feed(check, diary, signed_in):
    """The path of Tom's own calendar."""
    signed_in(diary.tom).post(reverse("reflections:calendar_make"))
    page = signed_in(diary.tom).get(reverse("reflections:calendar"))
    return page.context["address"].removeprefix("http://testserver")


def test_the_feed_holds_the_sessions_this_person_is_invited_to(feed, check, client):
    answer = client.get(feed)
    method, (event,) = read(answer.content)

    assert (answer.status_code, method, str(event["UID"])) == (200, "PUBLISH", f"{check.public_id}@testserver")
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_feed_follows_the_plan_and_empties_when_access_ends(feed, diary, client):
    diary.postpones("2027-03-30 14:00")
    moved = read(client.get(feed).content)[1][0]["DTSTART"].dt
    diary.leaves("Tom")

    assert (moved, read(client.get(feed).content)[1]) == (local("2027-03-30 14:00"), [])


def test_a_new_link_makes_the_old_one_worthless_and_ending_it_ends_it(feed, diary, client, signed_in):
    signed_in(diary.tom).post(reverse("reflections:calendar_make"))
    newer = (
        signed_in(diary.tom).get(reverse("reflections:calendar")).context["address"].removeprefix("http://testserver")
    )
    old_and_new = [client.get(url).status_code for url in (feed, newer)]
    signed_in(diary.tom).post(reverse("reflections:calendar_end"))

    assert (old_and_new, client.get(newer).status_code) == ([404, 200], 404)
    assert signed_in(diary.tom).get(reverse("reflections:calendar")).context["address"] == ""


def test_only_who_had_a_link_hears_of_an_old_one(diary, signed_in):
    client = signed_in(diary.tom)

    told = [client.post(reverse("reflections:calendar_make"), follow=True).content.decode() for _time in range(2)]

    assert ["De oude werkt niet meer." in page for page in told] == [False, True]


def test_somebody_elses_secret_opens_nothing(feed, diary, client):
    secret = feed.rpartition("/")[2].removesuffix(".ics")
    elsewhere = reverse("reflections:calendar_feed", args=[diary.sam.public_id, secret])

    assert client.get(elsewhere).status_code == 404


def test_an_account_that_is_off_has_no_feed(feed, diary, client):
    diary.tom.is_active = False
    diary.tom.save()

    assert (client.get(feed).status_code, calendar_links.secret_of(diary.tom)) == (404, "")


def test_a_learner_whose_track_ended_finds_an_empty_calendar(diary, signed_in, client):
    Track.objects.update(team=diary.team, starts_on=dt.date(2026, 9, 1))
    diary.team_due("2027-02-15")
    diary.session("2027-02-16 14:00")
    calendar_links.make(by=diary.sam)
    url = reverse("reflections:calendar_feed", args=[diary.sam.public_id, calendar_links.secret_of(diary.sam)])
    before = len(read(client.get(url).content)[1])
    Track.objects.update(ended_on=dt.date(2026, 11, 19))

    assert (before, read(client.get(url).content)[1]) == (3, [])  # the session, and the ends of two periods


# --- Days in the own calendar --------------------------------------------------------------------------------


def days(person):
    return {str(one["SUMMARY"]): one["DTSTART"].dt for one in read(download(entries_of(person)).content)[1]}


PERIOD_END = "Periode 1 van Sam de Vries eindigt"


@pytest.fixture
def soon():
    return today() + dt.timedelta(days=9)


def test_a_period_ends_for_everybody_on_the_track(track, sam, wim, otto):
    period = track.periods.order_by("number").last()
    Period.objects.exclude(pk=period.pk).delete()
    Period.objects.filter(pk=period.pk).update(number=1)
    last = min(period.ends_on, track.last_day)

    assert (days(sam), days(otto)) == ({"Periode 1 eindigt": last}, {})
    assert days(wim) == {PERIOD_END: last}


def test_who_looks_back_reads_when_that_can_begin(track, samira):
    track.periods.exclude(number=1).delete()
    track.periods.update(ends_on=today() + OPENS_BEFORE + dt.timedelta(days=3))
    Track.objects.update(ends_on=today() + dt.timedelta(days=90))

    assert days(samira) == {
        PERIOD_END: today() + OPENS_BEFORE + dt.timedelta(days=3),
        "Terugblik schrijven over periode 1 van Sam de Vries": today() + dt.timedelta(days=3),
    }


def test_an_ended_track_has_no_days_left(track, sam):
    Track.objects.update(ended_on=today())

    assert days(sam) == {}


def test_own_action_points_stand_there_without_their_words(team, tom, track, sam, soon):
    Period.objects.all().delete()
    facts = {"text": "Geheim plan", "due_on": soon}
    ActionPoint.objects.create(team=team, owner=tom, **facts)
    ActionPoint.objects.create(track=track, owner=sam, **facts)
    ActionPoint.objects.create(team=team, owner=tom, finished_at=timezone.now(), **facts)
    ActionPoint.objects.create(team=team, owner=tom, text="Te laat", due_on=today() - dt.timedelta(days=1))

    assert (days(tom), days(sam)) == (
        {"Actiepunt klaar (Team Beuk)": soon},
        {"Actiepunt klaar (Sam de Vries)": soon},
    )


def test_a_day_to_look_back_is_its_owners(track, sam, samira, soon):
    round = start(track.periods.first(), moment="before", by=sam)
    for day in (today() - dt.timedelta(days=1), soon):
        look_back_on(round, sam, day)
    title = "Terugkijken op een antwoord"

    assert (days(sam)[title], title in days(samira)) == (soon, False)


def test_a_team_meeting_and_the_last_day_of_what_is_asked_stand_there(team, tom, otto, soon):
    asks.begin(TEAM_MEETING, team, until_on=soon, by=tom, title="Over Geheim plan")
    scan = asks.begin(CONDITION_SCAN, team, until_on=soon + dt.timedelta(days=1), by=tom)
    there = {"Teamoverleg (Team Beuk)": soon, "Laatste dag: Leerklimaatscan (Team Beuk)": scan.until_on}

    assert (days(tom), days(otto)) == (there, {})
    asks.withdraw(Ask.objects.get(kind="team_meeting"), by=tom)
    assert list(days(tom)) == ["Laatste dag: Leerklimaatscan (Team Beuk)"]


def test_who_handed_in_has_no_last_day_any_more(team, tom, neighbours, soon):
    scan = asks.begin(CONDITION_SCAN, team, until_on=soon, by=tom)
    asks.begin(TEAM_MEETING, team, until_on=soon, by=tom, title="Plan")
    for each in Ask.objects.all():
        Sheet.objects.create(ask=each, person=tom, handed_in_at=timezone.now())

    assert (list(days(tom)), len(days(neighbours["TM"]))) == (["Teamoverleg (Team Beuk)"], 2)
    assert scan.until_on == soon


def test_a_day_takes_nobodys_time_and_leads_to_its_page(team, tom, soon):
    point = ActionPoint.objects.create(team=team, owner=tom, text="Plan", due_on=soon)
    _method, (event,) = read(download(entries_of(tom)).content)

    assert (event["DTSTART"].params["VALUE"], str(event["TRANSP"])) == ("DATE", "TRANSPARENT")
    assert str(event["DESCRIPTION"]).endswith(point.get_absolute_url())
