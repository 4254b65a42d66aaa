"""Promise and keep reminders: asked again at the moment of telling, one row once, and what people read (R32)."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from partnerships import events, tasks
from partnerships.actions import reminders
from partnerships.models.notices import Notice
from partnerships.models.reminders import Reminder
from partnerships.reminders import Because
from partnerships.values import Role
from reflections.actions import value_checks
from reflections.models.value_checks import Participant, ValueCheck
from reflections.tests.planned import details


@pytest.fixture
def planned(diary):
    """A session on 16 February 2027, with Tom and Tina."""
    diary.team_due("2027-02-15")
    diary.at("2027-01-20 12:00")
    diary.session("2027-02-16 14:00")
    return diary


def sentences(kind):
    return [events.notice_text(notice.event) for notice in Notice.objects.filter(event__kind=kind)]


# --- Planning ---------------------------------------------------------------------------------------------


def test_planning_twice_promises_once(diary):
    diary.team_due("2027-02-15")
    diary.plans("2027-01-20 12:00", "2027-01-20 12:00", "2027-01-21")

    assert diary.waiting() == ["2027-01-25 08:00 Tom plan", "2027-03-01 08:00 Tom last_nudge"]


def test_never_more_than_one_period_ahead(diary):
    diary.team_due("2027-04-19")
    diary.plans("2026-12-01")

    assert diary.waiting() == []


def test_every_lead_has_an_own_row(diary, samira):
    samira.memberships.update(role=Role.TEAM_LEAD, team=diary.team, partnership=None)
    diary.team_due("2027-02-15")
    diary.plans("2026-11-25")

    assert sorted(diary.waiting()) == ["2027-01-25 08:00 Samira plan", "2027-01-25 08:00 Tom plan"]


def test_planning_costs_the_same_for_thirty_teams(diary, django_assert_num_queries):
    diary.second_team_due("Team 0", "2027-02-15")
    diary.plans("2027-01-19")  # a process remembers the types of things from here on
    with django_assert_num_queries(37):
        diary.plans("2027-01-20")
    for number in range(1, 30):
        diary.second_team_due(f"Team {number}", "2027-02-15")

    with django_assert_num_queries(37):
        diary.plans("2027-01-21")
    assert len(diary.waiting()) == 60


@pytest.mark.both("the database keeps the rule")
def test_somebody_on_two_lists_of_one_row_is_refused_by_the_database(diary):
    row = {"person": diary.tom, "about": diary.team, "kind": "plan", "cycle": "x", "due_at": timezone.now()}
    Reminder.objects.create(**row)

    with pytest.raises(IntegrityError), transaction.atomic():
        Reminder.objects.create(**row)


def test_a_row_is_told_or_lapsed(diary):
    row = {"person": diary.tom, "about": diary.team, "kind": "plan", "cycle": "x", "due_at": timezone.now()}

    with pytest.raises(IntegrityError), transaction.atomic():
        Reminder.objects.create(**row, told_at=timezone.now(), lapsed_at=timezone.now())


# --- Telling ------------------------------------------------------------------------------------------------


def test_the_two_tasks_call_the_two_actions(diary):
    diary.team_due("2027-02-15")
    diary.at("2027-01-25 08:00")
    tasks.plan_reminders()
    tasks.send_reminders()

    assert diary.told() == ["2027-01-25 08:00 Tom to_plan"]


def test_a_row_that_somebody_else_told_meanwhile_is_left_alone(diary):
    diary.team_due("2027-02-15")
    diary.runs("2027-01-25 08:00")
    row = Reminder.objects.get(kind="plan")

    assert (reminders._keep([row.pk], timezone.now(), reminders._closed()), len(diary.told())) == ((0, []), 1)


def test_telling_stops_in_time_and_the_next_round_goes_on(diary, monkeypatch):
    diary.team_due("2027-02-15")
    monkeypatch.setattr(reminders, "WITHIN", -1.0)
    diary.runs("2027-01-25 08:00")
    before = diary.told()
    monkeypatch.setattr(reminders, "WITHIN", 60.0)
    diary.runs("2027-01-25 08:01")

    assert (before, diary.told()) == ([], ["2027-01-25 08:01 Tom to_plan"])


def test_one_row_that_fails_leaves_the_others_alone(diary):
    diary.team_due("2027-02-15")
    diary.at("2027-01-25 08:00")
    reminders.plan(timezone.now())
    Reminder.objects.create(
        person=diary.sam, about=diary.team, kind="made_up", cycle="2027-02-15", due_at=timezone.now()
    )

    assert (reminders.tell_due(timezone.now()), diary.told()) == (1, ["2027-01-25 08:00 Tom to_plan"])
    assert "2027-01-25 08:00 Sam made_up" in diary.waiting()


def test_a_row_whose_thing_is_gone_lapses(diary):
    diary.team_due("2027-02-15")
    diary.plans("2027-01-20")
    Reminder.objects.update(about_id=0)
    diary.at("2027-03-01 08:00")

    assert reminders.tell_due(timezone.now()) == 0
    assert set(Reminder.objects.values_list("lapsed_because", flat=True)) == {Because.GONE}


def test_a_deleted_thing_takes_its_reminders_along(planned):
    planned.check.delete()

    assert not Reminder.objects.filter(kind="invite").exists()


def test_who_is_off_the_list_or_out_of_the_team_is_not_told(planned):
    planned.runs("2027-01-21")
    planned.leaves("Tina")
    Participant.objects.filter(person=planned.tom).update(removed_at=timezone.now())
    planned.runs("2027-02-02 08:00")

    assert (planned.told(), set(planned.lapsed().values())) == ([], {Because.NO_ACCESS})


def test_who_does_not_lead_any_more_is_not_asked_whether_it_was_held(planned):
    planned.runs("2027-02-02 08:00", "2027-02-15 08:00")
    planned.tom.memberships.update(role=Role.TEAM_MEMBER)
    planned.runs("2027-02-17 08:00")

    assert planned.lapsed()["Tom did_it_happen 2027-02-15/1"] == Because.NO_ACCESS


def test_a_session_that_was_opened_needs_no_question(planned):
    ValueCheck.objects.update(opened_at=timezone.now())
    planned.runs("2027-02-17 08:00")

    assert planned.lapsed()["Tom did_it_happen 2027-02-15/1"] == Because.DONE


def test_an_opened_session_gets_no_new_row_for_the_question(planned):
    Reminder.objects.all().delete()
    ValueCheck.objects.update(opened_at=timezone.now())
    reminders.lay(planned.check)

    assert not Reminder.objects.filter(kind="did_it_happen").exists()


def test_a_team_that_rests_is_not_reminded_of_its_session_either(planned):
    planned.pause("2027-02-01", "2027-02-10")
    planned.runs("2027-02-02 08:00")

    assert (planned.told(), set(planned.lapsed().values())) == ([], {Because.PAUSED})


def test_an_old_plan_and_a_settled_session_are_never_told(planned):
    ValueCheck.objects.update(plan_version=9)
    planned.at("2027-02-02 08:00")
    reminders.tell_due(timezone.now())
    ValueCheck.objects.update(skipped_at=timezone.now(), skip_reason="Te druk")
    planned.at("2027-02-15 08:00")
    reminders.tell_due(timezone.now())

    assert set(planned.lapsed().values()) == {Because.REPLANNED, Because.SETTLED}


def test_a_turn_that_was_planned_meanwhile_needs_no_plan_reminder(diary):
    diary.team_due("2027-02-15")
    diary.plans("2027-01-20")
    diary.session("2027-03-30 14:00")
    diary.runs("2027-01-25 08:00")

    assert diary.lapsed() == {"Tom plan 2027-02-15": Because.PLANNED}


def test_a_turn_that_moved_lets_its_old_rows_go(diary):
    diary.team_due("2027-02-15")
    diary.plans("2027-01-20")
    value_checks.skip_turn(diary.team, reason="Te druk", by=diary.tom)
    diary.runs("2027-01-25 08:00")

    assert diary.lapsed() == {"Tom plan 2027-02-15": Because.OTHER_TURN}


def test_the_report_goes_to_who_may_still_know(planned):
    planned.at("2027-02-16 16:00")
    planned.closes("2027-02-16")
    planned.leaves("Tina")
    planned.runs("2027-02-16 16:01")

    assert planned.told() == ["2027-02-16 16:01 Tom report"]
    assert planned.lapsed()["Tina report 2027-02-15/2"] == Because.NO_ACCESS


def test_a_report_of_what_was_opened_again_is_not_sent(planned):
    planned.at("2027-02-16 16:00")
    planned.closes("2027-02-16")
    ValueCheck.objects.update(closed_at=None)
    planned.at("2027-02-16 16:01")
    reminders.tell_due(timezone.now())

    assert set(planned.lapsed().values()) == {Because.REPLANNED}


def test_planned_for_tomorrow_is_an_invitation_without_a_second_reminder(diary):
    diary.team_due("2027-02-15")
    diary.at("2027-02-15 10:00")
    diary.session("2027-02-16 14:00")
    diary.runs("2027-02-15 10:01", "2027-02-16 08:00")

    assert diary.told() == ["2027-02-15 10:01 Tina invited", "2027-02-15 10:01 Tom invited"]


def test_the_question_about_a_settled_session_is_not_asked(planned):
    ValueCheck.objects.update(skipped_at=timezone.now(), skip_reason="Te druk")
    planned.at("2027-02-17 08:00")
    reminders.tell_due(timezone.now())

    assert planned.lapsed()["Tom did_it_happen 2027-02-15/1"] == Because.SETTLED


def test_rows_say_what_they_are(planned):
    row = Reminder.objects.get(person=planned.tom, kind="did_it_happen")

    assert (str(row), str(planned.check)) == ("Tom Visser · did_it_happen · 2027-02-15/1", "Team Beuk · 2027-02-15")


def test_a_session_without_a_plan_promises_nothing(diary):
    reminders.lay(ValueCheck.objects.create(team=diary.team, cycle="x", due_on=dt.date(2027, 2, 15)))

    assert not Reminder.objects.exists()


def test_a_new_name_on_the_list_is_invited_at_once(planned):
    planned.runs("2027-02-02 08:00")
    everybody = details(planned.team)
    Participant.objects.filter(person__name="Tina Vos").delete()
    planned.at("2027-02-05 10:00")
    value_checks.change(planned.check, details=everybody, version=1, by=planned.tom)
    planned.runs("2027-02-05 10:01")

    assert planned.told()[-1] == "2027-02-05 10:01 Tina invited"


# --- What they read --------------------------------------------------------------------------------------------


def test_the_plan_reminder_proposes_three_days(diary):
    diary.team_due("2027-02-15")
    diary.runs("2027-01-25 08:00")

    assert sentences("value_check_to_plan") == [
        "Plan de waardecheck van Team Beuk. "
        "Het kan bijvoorbeeld op 12 februari 2027, 15 februari 2027 of 17 februari 2027"
    ]


def test_every_sentence_says_which_team_and_which_day_and_never_vandaag(planned):
    planned.runs("2027-02-02 08:00", "2027-02-15 08:00", "2027-02-17 08:00")
    planned.closes("2027-02-16")
    planned.runs("2027-02-17 09:00")
    told = {events.notice_text(notice.event) for notice in Notice.objects.all()}

    assert told == {
        "Je bent uitgenodigd voor de waardecheck van Team Beuk op 16 februari 2027 om 14:00. "
        "Je leest hier hoe je je voorbereidt",
        "De waardecheck van Team Beuk is op 16 februari 2027 om 14:00. Kies alvast een verhaal",
        "Is de waardecheck van Team Beuk op 16 februari 2027 doorgegaan?",
        "De waardecheck van Team Beuk op 16 februari 2027 is afgerond. Hier staat het verslag",
    }


def test_late_wording_has_no_vandaag(diary):
    diary.team_due("2027-02-15")
    diary.learns_alone("2026-09-01")
    diary.wants_log("after_work")
    diary.plans("2027-02-01")
    diary.runs("2027-02-10 10:00")
    told = [events.notice_text(notice.event) for notice in Notice.objects.all()]

    assert (len(told), [text for text in told if "vandaag" in text or "morgen" in text]) == (2, [])


def test_two_teams_are_one_digest_that_names_both(diary):
    diary.team_due("2027-02-15")
    diary.second_team_due("Team Eik", "2027-02-15")
    diary.runs("2027-01-25 08:00")
    diary.mails("2027-01-25 09:00")
    (letter,) = diary.mailoutbox

    assert ("Team Beuk" in letter.body, "Team Eik" in letter.body) == (True, True)


def test_the_mail_goes_to_the_address_of_the_moment_of_sending(diary):
    diary.team_due("2027-02-15")
    diary.runs("2027-01-25 08:00")
    diary.new_address("Tom", "tom.nieuw@demo.werkplek.example")
    diary.mails("2027-01-25 09:00")

    assert [letter.to for letter in diary.mailoutbox] == [["tom.nieuw@demo.werkplek.example"]]


def test_a_new_address_that_is_not_proved_gets_nothing_yet(diary):
    diary.team_due("2027-02-15")
    diary.runs("2027-01-25 08:00")
    diary.new_address("Tom", "tom.nieuw@demo.werkplek.example")
    User.objects.get(pk=diary.tom.pk).emailaddress_set.create(email="tom.nieuw@demo.werkplek.example", verified=False)
    diary.mails("2027-01-25 09:00")

    assert diary.mailoutbox == []


def test_links_lead_where_the_sentence_says(planned, signed_in):
    planned.runs("2027-02-02 08:00", "2027-02-15 08:00", "2027-02-17 08:00")
    pages = {
        notice.event.kind: signed_in(notice.person).get(events.link(notice.event, notice.person)).status_code
        for notice in Notice.objects.all()
    }

    assert pages == {"value_check_invited": 200, "value_check_story": 302, "value_check_outcome": 200}
