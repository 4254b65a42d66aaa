"""After closing, under a moved clock: the report at once, "Lukt het?" a week later, the day of an action once
(domain.md §5.4)."""

import datetime as dt

import pytest
from django.utils import timezone

from conftest import join, make_person
from learningtracks.actions import action_points
from learningtracks.models.action_points import ActionPoint
from partnerships.actions import reminders
from partnerships.models.memberships import Membership
from partnerships.models.notices import Notice
from partnerships.models.reminders import Reminder
from partnerships.reminders import Because
from partnerships.values import Role
from reflections.actions import rooms
from reflections.models.rooms import Seat, origin_of
from reflections.tests.conftest import local
from reflections.tests.live import Session
from reflections.values import Phase

pytestmark = pytest.mark.django_db


@pytest.fixture
def tina(company, team):
    person = make_person("Tina Vos")
    join(person, Role.TEAM_MEMBER, company, team=team, starts_on=dt.date(2026, 1, 1))
    return person


class Story:
    """One session that Tom and Tina hold, on Monday 7 December 2026 at 15:00."""

    def __init__(self, diary, tom, tina, day="2026-12-07 15:00"):
        self.diary, self.tom, self.tina = diary, tom, tina
        diary.at(day)
        self.session = Session(diary.team, tom, tina)
        self.check = self.session.check

    def agrees(self, owner, day="2027-01-29", text="Families bellen"):
        return action_points.make(
            self.diary.team,
            by=self.tom,
            text=text,
            owner=owner,
            due_on=dt.date.fromisoformat(day),
            origin=origin_of(self.check),
        )

    def ends(self):
        self.session.go(self.tom, Phase.CHECK_OUT)
        rooms.end(self.check, by=Seat.objects.get(value_check=self.check, person=self.tom))
        Notice.objects.all().delete()  # of making the action points

    def told(self):
        rows = Reminder.objects.filter(told_at__isnull=False).select_related("person").order_by("told_at", "pk")
        return [
            f"{row.told_at.astimezone(local('2026-12-07').tzinfo):%m-%d %H:%M} {row.person.get_short_name()} {row.kind}"
            for row in rows
        ]


@pytest.fixture
def story(diary, tom, tina):
    return Story(diary, tom, tina)


def test_the_report_goes_at_once_to_who_takes_part(story, diary):
    story.ends()

    diary.runs("2026-12-07 15:00", "2026-12-07 16:00", "2026-12-08 08:00")

    assert sorted(story.told()) == ["12-07 15:00 Tina report", "12-07 15:00 Tom report"]


@pytest.mark.parametrize(
    ("closed", "moments", "told"),
    [
        ("2026-12-07 15:00", ["2026-12-14 07:59"], []),
        (
            "2026-12-07 15:00",
            ["2026-12-14 08:00", "2026-12-15 08:00", "2026-12-28 08:00"],
            ["12-14 08:00 Tina aftercare"],
        ),
        ("2026-12-04 15:00", ["2026-12-11 08:00"], ["12-11 08:00 Tina aftercare"]),
        ("2026-12-05 11:00", ["2026-12-12 10:00", "2026-12-14 08:00"], ["12-14 08:00 Tina aftercare"]),  # a Saturday
        ("2026-12-18 15:00", ["2026-12-25 12:00", "2026-12-28 08:00"], ["12-28 08:00 Tina aftercare"]),  # a holiday
        ("2026-12-07 15:00", ["2026-12-21 10:00"], ["12-21 10:00 Tina aftercare"]),  # the sender was down for a week
    ],
)
def test_a_week_later_who_has_an_action_is_asked_once(diary, tom, tina, closed, moments, told):
    story = Story(diary, tom, tina, closed)
    diary.holiday("2026-12-25")
    story.agrees(tina)
    story.agrees(tina, text="Een lijst maken")
    story.ends()
    Reminder.objects.filter(kind="report").update(told_at=timezone.now())

    diary.runs(*moments)

    assert [line for line in story.told() if "report" not in line] == told


def test_what_is_done_by_then_is_not_asked_about(story, diary, tina):
    point = story.agrees(tina)
    story.ends()
    action_points.finish(point, version=1, by=tina, result="Gelukt")

    diary.runs("2026-12-14 08:00")

    assert Reminder.objects.get(kind="aftercare").lapsed_because == Because.DONE


def test_who_took_an_action_over_is_asked_instead(story, diary, tom, tina):
    point = story.agrees(tina)
    story.ends()
    diary.at("2026-12-09")
    action_points.edit(point, version=1, by=tom, text=point.text, owner=tom, due_on=point.due_on)

    diary.runs("2026-12-09 10:00", "2026-12-14 08:00")

    asked = Reminder.objects.filter(kind="aftercare")
    assert [(row.person, row.lapsed_because) for row in asked.filter(told_at__isnull=False)] == [(tom, "")]
    assert [(row.person, row.lapsed_because) for row in asked.filter(lapsed_at__isnull=False)] == [(tina, "done")]


def test_who_left_the_team_is_not_asked(story, diary, tina):
    story.agrees(tina)
    story.ends()
    Membership.objects.filter(person=tina).update(ended_at=timezone.now())

    diary.runs("2026-12-14 08:00")

    assert Reminder.objects.get(kind="aftercare").lapsed_because == Because.NO_ACCESS


def test_without_actions_nobody_is_asked(story, diary):
    story.ends()

    diary.runs("2026-12-14 08:00")

    assert not Reminder.objects.filter(kind="aftercare").exists()


def test_the_question_leads_to_the_own_actions_and_says_nothing_of_them(story, diary, tina):
    story.agrees(tina, text="Kanarie bellen")
    story.ends()

    diary.runs("2026-12-14 08:00")

    event = Notice.objects.get(person=tina, event__kind="value_check_aftercare").event
    assert "Kanarie" not in str(event.words)
    assert event.kind == "value_check_aftercare"


def test_a_session_that_is_reopened_by_hand_asks_nobody(story, diary, tina):
    story.agrees(tina)
    story.ends()
    type(story.check).objects.update(closed_at=None)

    diary.runs("2026-12-14 08:00")

    assert Reminder.objects.get(kind="aftercare").lapsed_because == Because.REPLANNED


def test_planning_again_makes_no_second_row(story, diary, tina):
    story.agrees(tina)
    story.ends()

    diary.plans("2026-12-08 08:00", "2026-12-09 08:00")
    reminders.lay(story.check)

    assert Reminder.objects.filter(kind="aftercare").count() == 1
    assert ActionPoint.objects.count() == 1
