"""Plan a value check of a team (domain.md §2.4, §5.4; access.md row 18)."""

import datetime as dt
import threading
from uuid import uuid4

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.values import Refused, today
from conftest import join, make_person
from partnerships.belonging import people_in
from partnerships.models.events import Event
from partnerships.models.reminders import Reminder
from partnerships.models.teams import Team
from partnerships.values import Role
from reflections.actions import value_checks
from reflections.forms.crowds import minutes_for, too_many
from reflections.forms.value_checks import OTHER_DAY, PlanForm
from reflections.models.leading import Led, whose_turn
from reflections.models.rhythms import Rhythm, turn_of
from reflections.models.value_checks import Participant, ValueCheck
from reflections.policy.value_checks import may_plan
from reflections.tests.conftest import local
from reflections.tests.planned import details


def in_weeks(weeks: int) -> dt.datetime:
    return timezone.now() + dt.timedelta(weeks=weeks)


@pytest.fixture
def check(team, tom, track):
    return value_checks.plan(team, starts_at=in_weeks(4), details=details(team), by=tom)


def posted(team, **changes):
    """What the plan page sends when nothing is changed."""
    form = PlanForm(team=team)
    fields = {"once": str(uuid4()), "proposal": form.days[0].isoformat(), "other_day": "", "time": "14:00"}
    fields |= {"place": "Huiskamer", "facilitator": "", "minutes": "60", "video_link": ""}
    fields |= {"people": [person.public_id for person in people_in(team.pk)], "questions": "checklist.insight@1"}
    return fields | changes


def test_the_cycle_is_the_due_day_of_the_turn(check, team):
    due = team.started_on + dt.timedelta(weeks=13)

    assert (check.cycle, check.due_on) == (due.isoformat(), due)


def test_everybody_of_the_team_takes_part_also_who_learns_there(check, sam, tom):
    assert set(check.invited()) == {sam, tom}


def test_somebody_from_elsewhere_is_never_put_on_the_list(team, tom, otto, track):
    wanted = details(team, people=[tom, otto], facilitator=tom)

    check = value_checks.plan(team, starts_at=in_weeks(4), details=wanted, by=tom)

    assert [asked.person for asked in check.participants.all()] == [tom]


def test_a_facilitator_who_does_not_take_part_is_refused(team, tom, sam, track):
    with pytest.raises(Refused, match="doet zelf ook mee"):
        value_checks.plan(team, starts_at=in_weeks(4), details=details(team, people=[tom], facilitator=sam), by=tom)


def test_planning_is_one_event_and_promises_the_ladder(check, team):
    assert list(Event.objects.on_trail(team.trail).values_list("kind", flat=True)) == ["value_check_planned"]
    assert Reminder.objects.about(check).count() == 6  # two invitations, two stories, two questions to the lead


def test_only_the_lead_plans(team, sam, nora, track):
    for person in (sam, nora):
        with pytest.raises(Refused, match="Alleen de teamleider"):
            value_checks.plan(team, starts_at=in_weeks(4), details=details(team), by=person)


def test_one_session_at_a_time(check, team, tom):
    assert may_plan(tom, team).reason == "Er staat al een waardecheck gepland."


def test_a_due_row_that_was_there_is_the_one_that_is_planned(team, tom, track):
    due = ValueCheck.objects.create(team=team, cycle="2026-12-01", due_on=dt.date(2026, 12, 1))

    assert value_checks.plan(team, starts_at=in_weeks(4), details=details(team), by=tom) == due


def test_a_paused_team_may_plan_all_the_same(team, tom, track):
    Rhythm.objects.create(team=team, paused_from=today())

    check = value_checks.plan(team, starts_at=in_weeks(4), details=details(team), by=tom)

    assert (turn_of(team).due_on, check.planned_by) == (check.due_on, tom)


# --- The turn a team is at ------------------------------------------------------------------------------


OVER = {
    "held on time": ("closed_at", "2027-02-15", "2027-02-15", "2027-05-17"),
    "held a month before": ("closed_at", "2027-01-15", "2027-01-15", "2027-05-17"),
    "held six weeks late": ("closed_at", "2027-04-01", "2027-04-01", "2027-05-17"),
    "held seven weeks late: half a rhythm lies between": ("closed_at", "2027-04-08", "2027-04-08", "2027-08-16"),
    "left out long before": ("skipped_at", "2026-11-30", "2026-11-30", "2027-05-17"),
    "left out a day before the next": ("skipped_at", "2027-05-16", "2027-05-16", "2027-05-17"),
    "left out on the day of the next": ("skipped_at", "2027-05-17", "2027-05-17", "2027-08-16"),
    "not held": ("starts_at", "2027-02-16", "2027-03-03", "2027-05-17"),
    "not held, moved far ahead": ("starts_at", "2027-05-10", "2027-05-25", "2027-08-16"),
}


@pytest.mark.parametrize(("fact", "day", "now", "due_on"), OVER.values(), ids=OVER.keys())
def test_the_next_turn_counts_from_the_due_day_whatever_happened_to_it(team, fact, day, now, due_on):
    facts = {fact: local(day), "skip_reason": "Te druk"}
    ValueCheck.objects.create(team=team, cycle="2027-02-15", due_on=dt.date(2027, 2, 15), **facts)
    with time_machine.travel(local(now), tick=False):
        assert turn_of(team).due_on == dt.date.fromisoformat(due_on)


ROLLS = {
    "before the quarter is over it stands": (13, "2027-02-15", "2027-03-31", "2027-02-15"),
    "with the quarter the next one begins": (13, "2027-02-15", "2027-04-01", "2027-05-17"),
    "the last step of a late one is told first": (13, "2027-06-30", "2027-07-14", "2027-06-30"),
    "every half year: a missed one comes back after a quarter": (26, "2027-02-15", "2027-04-01", "2027-05-17"),
    "every four weeks: one ladder a quarter": (4, "2027-02-15", "2027-04-01", "2027-04-12"),
    "a team that was forgotten for years": (13, "2024-02-15", "2027-04-01", "2027-05-13"),
}


@pytest.mark.parametrize(("weeks", "due", "now", "due_on"), ROLLS.values(), ids=ROLLS.keys())
def test_a_turn_that_nobody_planned_goes_over_with_the_quarter(team, weeks, due, now, due_on):
    Rhythm.objects.create(team=team, weeks=weeks)
    started_on = dt.date.fromisoformat(due) - dt.timedelta(weeks=weeks)
    Team.objects.filter(pk=team.pk).update(started_on=started_on)
    with time_machine.travel(local(now), tick=False):
        assert turn_of(Team.objects.get(pk=team.pk)).due_on == dt.date.fromisoformat(due_on)


def test_a_due_day_in_a_pause_moves_to_its_end_also_when_it_went_over(team):
    Rhythm.objects.create(team=team, paused_from=dt.date(2027, 5, 1), paused_until=dt.date(2027, 6, 1))
    Team.objects.filter(pk=team.pk).update(started_on=dt.date(2027, 2, 15) - dt.timedelta(weeks=13))
    with time_machine.travel(local("2027-04-01"), tick=False):
        assert turn_of(Team.objects.get(pk=team.pk)).due_on == dt.date(2027, 6, 1)


# --- The page ----------------------------------------------------------------------------------------------


def test_everything_is_filled_in_so_that_one_tap_plans(team, tom, sam, track, signed_in):
    url = reverse("reflections:value_check_plan", args=[team.public_id])
    page = signed_in(tom).get(url)

    answer = signed_in(tom).post(url, posted(team))

    check = team.value_checks.get()
    assert (page.status_code, answer.url) == (200, check.get_absolute_url())
    assert (check.starts_at.weekday() < 5, set(check.invited())) == (True, {sam, tom})


def test_who_leads_the_conversation_goes_in_turn(tom, wim, samira):
    staff = [samira, wim, tom]

    def after(*people):
        """The newest first."""
        return whose_turn(staff, [Led(person, today()) for person in people])

    assert (after(samira), after(wim), after(tom)) == (wim, samira, samira)
    assert (after(wim, samira), after(tom, wim, samira), after(samira, tom, wim)) == (tom, samira, wim)
    assert (after(tom, tom, wim, samira), after()) == (samira, None)
    assert whose_turn([tom], [Led(tom, today())]) is None


def test_who_learns_leads_only_when_they_offer_and_the_last_three_are_shown(team, tom, sam, wim, company, track):
    join(wim, Role.TEAM_MEMBER, company, team=team)
    for month, person in enumerate((wim, tom, wim, tom), 3):
        held = local(f"2026-0{month}-05 14:00")
        ValueCheck.objects.create(
            team=team, cycle=str(month), due_on=today(), starts_at=held, closed_at=held, facilitator=person
        )
    form = PlanForm(team=team)

    assert form.initial["facilitator"] == wim
    assert form.fields["facilitator"].choices[-1] == (
        "Alleen als ze het zelf aanbieden",
        [(sam.public_id, str(sam))],
    )
    assert str(form.fields["facilitator"].help_text) == (
        f"Om de beurt. De laatste keren: {tom} (juni 2026), {wim} (mei 2026), {tom} (april 2026)."
    )


def test_who_may_lead_by_offering_may_be_chosen(team, tom, sam, track):
    form = PlanForm(posted(team, facilitator=str(sam.public_id)), team=team)

    assert (form.is_valid(), form.cleaned_data["facilitator"]) == (True, sam)


def test_more_people_than_stories_that_fit_are_told_and_put_in_two_groups(team, tom, company, track, signed_in):
    for number in range(9):
        join(make_person(f"Deelnemer {number}"), Role.TEAM_MEMBER, company, team=team)
    crowd = PlanForm(team=team).crowd
    page = signed_in(tom).get(reverse("reflections:value_check_plan", args=[team.public_id])).content.decode()

    assert (crowd.people, crowd.minutes, crowd.needed, crowd.tellers) == (11, 90, 130, 6)
    assert (len(crowd.first), len(crowd.second), set(crowd.first) & set(crowd.second)) == (6, 5, set())
    assert "In 90 minuten passen 6 verhalen, en er doen 11 mensen mee." in page
    check = value_checks.plan(team, starts_at=in_weeks(4), details=details(team, minutes=90), by=tom)
    assert "In 90 minuten passen 6 verhalen" in signed_in(tom).get(check.get_absolute_url()).content.decode()


@pytest.mark.parametrize(("people", "minutes", "fits"), [(2, 60, True), (3, 60, False), (6, 90, True), (7, 90, False)])
def test_how_many_stories_fit(people, minutes, fits):
    assert (too_many([User() for _each in range(people)], minutes) is None) == fits
    assert minutes_for(people) == (60 if people == 2 else 90)


def test_the_next_plan_starts_from_the_last_one(team, tom, track):
    facts = {"starts_at": local("2026-10-05 09:30"), "closed_at": local("2026-10-05 11:00")}
    last = ValueCheck.objects.create(
        team=team, cycle="x", due_on=today(), place="Tuinkamer", minutes=90, facilitator=tom, **facts
    )
    form = PlanForm(team=team)

    assert (form.initial["place"], form.initial["minutes"], form["time"].initial) == ("Tuinkamer", 90, dt.time(9, 30))
    assert form.initial["facilitator"] != last.facilitator


WRONG = {
    "no proposal": ({"proposal": ""}, {"proposal": "Kies een dag."}),
    "another day without a day": ({"proposal": OTHER_DAY}, {"other_day": "Vul de andere dag in."}),
    "another day that is none": (
        {"proposal": OTHER_DAY, "other_day": "31-31"},
        {"other_day": "Vul een datum in, zoals 2-3-2027."},
    ),
    "a day that was": ({"proposal": OTHER_DAY, "other_day": "2020-01-01"}, {"other_day": "Dit moment is al geweest."}),
    "a day far away": (
        {"proposal": OTHER_DAY, "other_day": "9898-12-31"},
        {"other_day": "Kies een dag binnen een jaar."},
    ),
    "no time": ({"time": ""}, {"time": "Vul een tijd in."}),
    "an odd time": ({"time": "kwart over"}, {"time": "Vul een tijd in, zoals 14:00."}),
    "nobody": ({"people": []}, {"people": "Kies minstens één persoon."}),
    "too short": ({"minutes": "5"}, {"minutes": "Minder dan een half uur is te kort."}),
    "too long": ({"minutes": "500"}, {"minutes": "Meer dan drie uur is te lang. Maak twee groepen."}),
    "an odd link": (
        {"video_link": "javascript:alert(1)"},
        {"video_link": "Plak de hele link. Die begint met https://."},
    ),
}


@pytest.mark.parametrize(("changes", "errors"), WRONG.values(), ids=WRONG.keys())
def test_what_is_wrong_is_said_at_the_field(team, tom, track, changes, errors):
    form = PlanForm(posted(team, **changes), team=team)

    assert {field: list(said) for field, said in form.errors.items()} == {k: [v] for k, v in errors.items()}


def test_a_facilitator_outside_the_list_is_said_at_the_field(team, tom, sam, track):
    form = PlanForm(posted(team, facilitator=sam.public_id, people=[tom.public_id]), team=team)

    assert list(form.errors) == ["facilitator"]


def test_a_time_that_the_clock_skips_does_not_exist(diary):
    diary.at("2027-03-01")
    form = PlanForm(posted(diary.team, proposal=OTHER_DAY, other_day="2027-03-28", time="02:30"), team=diary.team)

    assert form.errors == {"time": ["Deze tijd bestaat niet: dan gaat de klok een uur vooruit."]}


def test_a_wrong_form_keeps_what_was_typed(team, tom, track, signed_in):
    fields = posted(team, minutes="5", place="Bij de koffie")
    page = signed_in(tom).post(reverse("reflections:value_check_plan", args=[team.public_id]), fields)

    assert page.status_code == 200
    assert 'value="Bij de koffie"' in page.content.decode()


def test_the_plan_page_of_a_planned_team_leads_to_the_session(check, team, tom, signed_in):
    page = signed_in(tom).get(reverse("reflections:value_check_plan", args=[team.public_id]))

    assert page.url == check.get_absolute_url()


@pytest.mark.parametrize(("who", "status"), [("sam", 403), ("nora", 403), ("otto", 404), ("samira", 404)])
def test_who_gets_the_plan_page(request, team, track, signed_in, who, status):
    person = request.getfixturevalue(who)

    assert signed_in(person).get(reverse("reflections:value_check_plan", args=[team.public_id])).status_code == status


@pytest.mark.django_db(transaction=True)
def test_fifty_equal_posts_plan_one_session(team, tom, sam, track, signed_in):
    fields, answers = posted(team), []
    url = reverse("reflections:value_check_plan", args=[team.public_id])
    clients = [signed_in(tom) for _number in range(10)]

    def send(client):
        try:
            answers.extend(client.post(url, fields).url for _number in range(5))
        finally:
            connection.close()

    threads = [threading.Thread(target=send, args=[client]) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (len(answers), set(answers)) == (50, {team.value_checks.get().get_absolute_url()})


# --- What the database itself refuses ----------------------------------------------------------------------

BROKEN = {
    "value_check_of_team_or_track": {"team": None},
    "value_check_once_per_team_and_cycle": {"cycle": "2026-12-01"},
    "value_check_postponed_at_most_twice": {"postponements": 3},
    "value_check_skipped_has_reason": {"skipped_at": local("2026-10-05")},
    "value_check_not_skipped_and_closed": {
        "skipped_at": local("2026-10-05"),
        "skip_reason": "Te druk",
        "closed_at": local("2026-10-05"),
    },
}


@pytest.mark.both("the database keeps the rule")
@pytest.mark.parametrize(("name", "facts"), BROKEN.items(), ids=BROKEN.keys())
def test_the_database_knows_the_rule_too(team, name, facts):
    ValueCheck.objects.create(team=team, cycle="2026-12-01", due_on=dt.date(2026, 12, 1))
    wrong = {"team": team, "cycle": "2027-03-01", "due_on": dt.date(2027, 3, 1)} | facts

    with pytest.raises(IntegrityError), transaction.atomic():
        ValueCheck.objects.create(**wrong)


def test_a_participant_is_on_the_list_once(check, sam):
    with pytest.raises(IntegrityError), transaction.atomic():
        Participant.objects.create(value_check=check, person=sam)


@pytest.mark.parametrize("facts", [{"weeks": 3}, {"weeks": 27}])
def test_a_rhythm_is_four_to_twenty_six_weeks(team, facts):
    with pytest.raises(IntegrityError), transaction.atomic():
        Rhythm.objects.create(team=team, **facts)


def test_a_pause_ends_after_it_starts(team):
    with pytest.raises(IntegrityError), transaction.atomic():
        Rhythm.objects.create(team=team, paused_from=dt.date(2027, 1, 2), paused_until=dt.date(2027, 1, 2))


def test_who_left_is_not_invited_any_more(check, team, tom):
    gone = make_person("Gijs Weg")
    membership = join(gone, Role.TEAM_MEMBER, team.organisation, team=team)
    Participant.objects.create(value_check=check, person=gone)
    membership.ended_at = timezone.now()
    membership.save()

    assert gone not in check.invited()
