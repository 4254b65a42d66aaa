"""Change, postpone, skip and close a planned value check; leave out a turn; set the rhythm."""

import datetime as dt
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.values import Refused, Stale, today
from conftest import join, make_person
from partnerships.belonging import people_in
from partnerships.models.events import Event
from partnerships.models.notices import Notice
from partnerships.models.reminders import Reminder
from partnerships.reminders import Because
from partnerships.values import Role
from reflections.actions import rhythms, value_checks
from reflections.calendar import at, later_days
from reflections.models.rhythms import Rhythm, turn_of
from reflections.models.value_checks import ValueCheck
from reflections.policy.value_checks import may_change, may_close, may_postpone, may_skip
from reflections.tests.planned import details
from reflections.values import Standing


@pytest.fixture
def check(team, tom, track):
    starts_at = timezone.now() + dt.timedelta(weeks=4)
    return value_checks.plan(team, starts_at=starts_at, details=details(team), by=tom)


def rhythm_of(team):
    return Rhythm.objects.filter(team=team).first() or Rhythm(team=team)


def fresh(check):
    check.refresh_from_db()
    return check


def later(weeks: int = 6) -> dt.datetime:
    return timezone.now() + dt.timedelta(weeks=weeks)


def address(name, thing):
    return reverse(f"reflections:{name}", args=[thing.public_id])


# --- Postpone -------------------------------------------------------------------------------------------


def test_postponing_counts_and_the_old_rows_lapse(check, tom):
    value_checks.postpone(check, starts_at=later(), version=fresh(check).plan_version, by=tom)

    lapsed = Reminder.objects.filter(cycle=f"{check.cycle}/1").values_list("lapsed_because", flat=True)
    assert (fresh(check).postponements, check.plan_version, check.standing) == (1, 2, Standing.POSTPONED)
    assert set(lapsed) == {Because.REPLANNED}


def test_a_third_time_is_refused(check, tom):
    value_checks.postpone(check, starts_at=later(5), version=fresh(check).plan_version, by=tom)
    value_checks.postpone(check, starts_at=later(6), version=fresh(check).plan_version, by=tom)

    with pytest.raises(Refused, match="al twee keer verzet"):
        value_checks.postpone(check, starts_at=later(7), version=fresh(check).plan_version, by=tom)


def test_everybody_else_gets_one_update(check, tom, sam):
    value_checks.postpone(check, starts_at=later(), version=fresh(check).plan_version, by=tom)

    notices = Notice.objects.filter(event__kind="value_check_postponed")
    assert [notice.person for notice in notices] == [sam]


@pytest.mark.parametrize("action", ["postpone", "skip", "change", "outcome"])
def test_only_the_lead_gets_these_pages(check, tom, sam, otto, signed_in, action):
    url = address(f"value_check_{action}", check)
    statuses = [signed_in(person).get(url).status_code for person in (tom, sam, otto)]

    assert statuses == [200, 403, 404]


def test_the_page_postpones_once(check, tom, signed_in):
    page = signed_in(tom).get(address("value_check_postpone", check))
    fields = {"once": str(uuid4()), "proposal": page.context["form"].days[1].isoformat(), "time": "10:00"}

    fields["version"] = check.plan_version
    answers = [signed_in(tom).post(address("value_check_postpone", check), fields).url for _number in range(2)]

    assert (answers, fresh(check).postponements) == ([check.get_absolute_url()] * 2, 1)


@pytest.mark.parametrize(("planned", "now", "first"), [(40, 0, 47), (3, 0, 10), (-2, 0, 7)])
def test_the_days_that_are_proposed_come_after_the_planned_one(planned, now, first):
    """Also long before, and when the day itself went by."""
    start = dt.date(2027, 3, 1)
    proposed = later_days(start + dt.timedelta(days=planned), start + dt.timedelta(days=now))

    assert proposed[0] >= start + dt.timedelta(days=first)
    assert proposed == sorted(proposed)
    assert len({day.weekday() for day in proposed}) == 3


def test_the_page_proposes_no_earlier_day(check, tom, signed_in):
    page = signed_in(tom).get(address("value_check_postpone", check))

    assert min(page.context["form"].days) >= check.day + dt.timedelta(weeks=1)


# --- Change ---------------------------------------------------------------------------------------------


def test_who_comes_new_is_invited_and_who_was_not_told_yet_is_not_bothered(check, team, tom):
    tina = make_person("Tina Vos")
    join(tina, Role.TEAM_MEMBER, team.organisation, team=team)

    value_checks.change(check, details=details(team), version=1, by=tom)

    assert tina in check.invited()
    assert Reminder.objects.waiting().filter(person=tina).count() == 2
    assert not Notice.objects.filter(event__kind="value_check_changed").exists()


def test_who_is_taken_off_the_list_and_was_told_hears_it(check, team, tom, sam):
    Reminder.objects.filter(person=sam, kind="invite").update(told_at=timezone.now())

    value_checks.change(check, details=details(team, people=[tom], facilitator=tom), version=1, by=tom)

    notices = Notice.objects.filter(lapsed_at__isnull=True)
    assert [(notice.person, notice.event.kind) for notice in notices] == [(sam, "value_check_left_out")]
    assert list(check.invited()) == [tom]


def test_somebody_may_come_back_on_the_list(check, team, tom, sam):
    value_checks.change(check, details=details(team, people=[tom], facilitator=tom), version=1, by=tom)
    value_checks.change(check, details=details(team), version=2, by=tom)

    assert sam in check.invited()


def test_a_stale_change_writes_nothing(check, team, tom):
    value_checks.change(check, details=details(team, place="Tuinkamer"), version=1, by=tom)

    with pytest.raises(Stale):
        value_checks.change(check, details=details(team, place="Serre"), version=1, by=tom)

    assert fresh(check).place == "Tuinkamer"


def test_a_stale_page_keeps_what_was_typed_and_may_be_sent_again(check, team, tom, signed_in):
    fields = {"place": "Serre", "facilitator": "", "minutes": "60", "video_link": "", "version": "1"}
    fields |= {"people": [person.public_id for person in people_in(team.pk)], "questions": "checklist.after@1"}
    value_checks.change(check, details=details(team, place="Tuinkamer"), version=1, by=tom)

    page = signed_in(tom).post(address("value_check_change", check), fields)
    again = signed_in(tom).post(
        address("value_check_change", check), fields | {"version": page.context["form"]["version"].value()}
    )

    assert (page.status_code, again.url, fresh(check).place) == (409, check.get_absolute_url(), "Serre")
    assert 'value="Serre"' in page.content.decode()


def test_a_session_that_began_is_not_changed_any_more(check, tom):
    check.opened_at = timezone.now()

    assert may_change(tom, check).reason == "Deze waardecheck is al begonnen."


# --- Skip -------------------------------------------------------------------------------------------------


def test_skipping_leaves_a_visible_gap_and_one_update(check, tom, sam, signed_in):
    fields = {"once": str(uuid4()), "reason": "De helft is ziek"}
    answers = [signed_in(tom).post(address("value_check_skip", check), fields).url for _number in range(2)]

    notices = Notice.objects.filter(event__kind="value_check_skipped")
    assert answers == [address("value_checks", check.team)] * 2
    assert (fresh(check).standing, check.skip_reason) == (Standing.SKIPPED, "De helft is ziek")
    assert [notice.person for notice in notices] == [sam]


def test_a_reason_is_asked(check, tom, signed_in):
    page = signed_in(tom).post(address("value_check_skip", check), {"reason": " "})

    assert page.context["form"].errors == {"reason": ["Schrijf kort waarom."]}


def test_a_settled_session_is_settled(check, tom):
    value_checks.skip(check, reason="Te druk", by=tom)
    check = fresh(check)

    for may in (may_change, may_postpone, may_skip, may_close):
        assert may(tom, check).reason == "Deze waardecheck is al afgesloten."


def test_a_turn_that_was_not_planned_may_be_left_out(team, tom, track, signed_in):
    url = address("value_check_skip_turn", team)
    fields = {"once": str(uuid4()), "reason": "Verbouwing"}
    page = signed_in(tom).get(url)
    answers = [signed_in(tom).post(url, fields).url for _number in range(2)]

    check = team.value_checks.get()
    assert (page.status_code, answers) == (200, [address("value_checks", team)] * 2)
    assert (check.skip_reason, turn_of(team).due_on) == ("Verbouwing", check.due_on + dt.timedelta(weeks=13))
    assert list(Event.objects.on_trail(team.trail).values_list("kind", flat=True)) == ["value_check_turn_skipped"]


def test_leaving_a_turn_out_asks_a_reason(team, tom, track, signed_in):
    assert signed_in(tom).post(address("value_check_skip_turn", team), {"reason": ""}).status_code == 200
    assert not team.value_checks.exists()


# --- "Is het doorgegaan?" ---------------------------------------------------------------------------------------


def test_held_is_a_fact_and_the_next_turn_counts_from_its_due_day(check, team, tom):
    check.starts_at = at(today() - dt.timedelta(days=1), dt.time(15))
    check.save()

    value_checks.close(check, held_on=check.day, by=tom)

    assert (fresh(check).closed_at, check.standing) == (check.ends_at, Standing.CLOSED)
    assert turn_of(team).due_on == check.due_on + dt.timedelta(weeks=13)


def test_a_session_past_midnight_counts_for_its_own_day(check, team, tom):
    yesterday = today() - dt.timedelta(days=1)
    check.starts_at = at(yesterday, dt.time(23, 30))
    check.save()

    value_checks.close(check, held_on=yesterday, by=tom)

    assert fresh(check).starts_at < check.closed_at < at(today(), dt.time.min)
    assert (check.day, check.standing) == (yesterday, Standing.CLOSED)


def test_closing_promises_the_report_to_who_was_invited(check, tom, sam):
    value_checks.close(check, held_on=today(), by=tom)

    assert set(Reminder.objects.waiting().values_list("person", "kind")) == {(tom.pk, "report"), (sam.pk, "report")}


def test_held_tomorrow_is_refused(check, tom):
    with pytest.raises(Refused, match="moet nog komen"):
        value_checks.close(check, held_on=today() + dt.timedelta(days=1), by=tom)


@pytest.mark.parametrize(
    ("days", "error"), [(1, "Deze dag moet nog komen."), (-400, "Dit is langer dan een jaar geleden.")]
)
def test_the_page_says_which_days_cannot_be(check, tom, signed_in, days, error):
    day = today() + dt.timedelta(days=days)
    page = signed_in(tom).post(address("value_check_outcome", check), {"held_on": day.isoformat()})

    assert page.context["form"].errors == {"held_on": [error]}


def test_the_page_closes_once_and_then_leads_to_the_session(check, tom, signed_in):
    fields = {"once": str(uuid4()), "held_on": today().isoformat()}
    answers = [signed_in(tom).post(address("value_check_outcome", check), fields).url for _number in range(2)]

    assert (answers, fresh(check).is_open) == ([check.get_absolute_url()] * 2, False)
    assert signed_in(tom).get(address("value_check_outcome", check)).url == check.get_absolute_url()


def test_after_the_day_the_planned_day_is_filled_in(check, tom, signed_in):
    check.starts_at = timezone.now() - dt.timedelta(days=1)
    check.save()
    page = signed_in(tom).get(address("value_check_outcome", check))

    assert page.context["form"].initial == {"held_on": check.day}


# --- Not held -----------------------------------------------------------------------------------------------------


@pytest.fixture
def gone_by(check):
    """Nobody opened the room, and nobody answered."""
    check.starts_at = timezone.now() - dt.timedelta(days=15)
    check.save()
    return check


def test_a_day_that_went_by_counts_as_not_held_after_two_weeks(gone_by, team):
    assert (gone_by.standing, gone_by.is_open, turn_of(team).planned) == (Standing.NOT_HELD, False, None)
    assert turn_of(team).due_on == gone_by.due_on + dt.timedelta(weeks=13)
    assert not ValueCheck.objects.upcoming().exists()

    gone_by.starts_at += dt.timedelta(days=1)
    assert gone_by.standing == Standing.PLANNED


def test_a_room_that_was_opened_is_not_gone_by(gone_by):
    gone_by.opened_at = gone_by.starts_at
    gone_by.save()

    assert (gone_by.standing, list(ValueCheck.objects.upcoming())) == (Standing.LIVE, [gone_by])


def test_not_held_can_no_longer_be_moved_and_the_next_may_be_planned(gone_by, team, tom):
    assert [bool(may(tom, gone_by)) for may in (may_change, may_postpone, may_skip, may_close)] == [False] * 3 + [True]
    planned = value_checks.plan(team, starts_at=later(), details=details(team), by=tom)

    assert (planned.pk != gone_by.pk, turn_of(team).planned) == (True, planned)


def test_the_page_says_so_without_blame_and_the_lead_may_say_it_was_held(gone_by, tom, sam, signed_in):
    pages = [signed_in(who).get(gone_by.get_absolute_url()).content.decode() for who in (tom, sam)]
    url = address("value_check_outcome", gone_by)
    ways = signed_in(tom).get(url).content.decode()
    answer = signed_in(tom).post(url, {"once": str(uuid4()), "held_on": gone_by.day.isoformat()})

    assert ["Niet gehouden" in page for page in pages] == [True, True]
    assert [url in page for page in pages] == [True, False]
    assert (address("value_check_postpone", gone_by) in ways, address("value_check_skip", gone_by) in ways) == (
        False,
    ) * 2
    assert (answer.url, fresh(gone_by).standing) == (gone_by.get_absolute_url(), Standing.CLOSED)


def test_only_the_lead_closes(check, sam):
    assert may_close(sam, check).reason == "Alleen de teamleider kan een waardecheck afsluiten."


# --- The rhythm -------------------------------------------------------------------------------------------


def test_lead_and_coordinator_set_the_rhythm(team, tom, nora, sam, track):
    for weeks, person in ((8, tom), (10, nora)):
        rhythms.set_rhythm(
            team, weeks=weeks, paused_from=None, paused_until=None, version=rhythm_of(team).version, by=person
        )

    with pytest.raises(Refused, match="teamleider en de coördinator"):
        rhythms.set_rhythm(team, weeks=5, paused_from=None, paused_until=None, version=0, by=sam)
    assert Rhythm.objects.get(team=team).weeks == 10


@pytest.mark.parametrize(("who", "status"), [("tom", 200), ("nora", 200), ("sam", 403), ("otto", 404)])
def test_who_gets_the_page_of_the_rhythm(request, team, track, tom, signed_in, who, status):
    assert signed_in(request.getfixturevalue(who)).get(address("rhythm", team)).status_code == status


def test_the_page_sets_weeks_and_pause(team, nora, signed_in):
    fields = {"weeks": "8", "paused_from": "2027-07-01", "paused_until": "2027-08-30"}
    fields["version"] = rhythm_of(team).version
    answer = signed_in(nora).post(address("rhythm", team), fields)

    rhythm = Rhythm.objects.get(team=team)
    assert answer.url == address("value_checks", team)
    assert (rhythm.weeks, rhythm.paused_from, rhythm.paused_until) == (8, dt.date(2027, 7, 1), dt.date(2027, 8, 30))


WRONG = {
    "too often": ({"weeks": "3"}, {"weeks": ["Kies minstens 4 weken."]}),
    "too seldom": ({"weeks": "27"}, {"weeks": ["Kies hoogstens 26 weken."]}),
    "an end without a start": (
        {"weeks": "13", "paused_until": "2027-01-01"},
        {"paused_from": ["Vul ook in wanneer de pauze begint."]},
    ),
    "an end before the start": (
        {"weeks": "13", "paused_from": "2027-01-02", "paused_until": "2027-01-02"},
        {"paused_until": ["Kies een dag na het begin van de pauze."]},
    ),
}


@pytest.mark.parametrize(("fields", "errors"), WRONG.values(), ids=WRONG.keys())
def test_a_wrong_rhythm_is_said_at_the_field(team, tom, signed_in, fields, errors):
    assert signed_in(tom).post(address("rhythm", team), fields).context["form"].errors == errors
