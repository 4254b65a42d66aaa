"""Two years of value checks of six teams, with a clock that is moved a day at a time: every mail and its day
(domain.md §5.4). `two_years.txt` is the table; the first quarter of it is made in every run.

Team Els holds each value check, Team Nel plans and never opens the room, Team Bas never plans, Team Sem leaves each
turn out, Team Pam rests for nine months and plans nothing, and of Team Leo the lead leaves. Nora coordinates.
"""

import datetime as dt
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from conftest import join, make_person
from partnerships.actions import clocks, mails, reminders
from partnerships.models.memberships import Membership
from partnerships.models.notices import Notice
from partnerships.models.organisations import Organisation
from partnerships.models.teams import Team
from partnerships.values import AMSTERDAM, Role, is_working_day
from reflections.actions import rhythms, value_checks
from reflections.calendar import Quarter, local_day, propose_days
from reflections.models.rhythms import Rhythm, turn_of
from reflections.models.silent_teams import silent_teams
from reflections.models.value_checks import ValueCheck
from reflections.tests.conftest import local
from reflections.tests.planned import details

TABLE = Path(__file__).with_name("two_years.txt")
BEGINS, QUARTER, ENDS = dt.date(2027, 1, 1), dt.date(2027, 3, 31), dt.date(2028, 12, 31)
FIRST_DUE = {  # a Monday, a Saturday, three weeks after Easter Monday, King's Day, in the rest, soon
    "Els": "2027-02-15",
    "Nel": "2027-02-20",
    "Bas": "2027-04-19",
    "Sem": "2027-04-27",
    "Pam": "2027-05-15",
    "Leo": "2027-01-30",
}
DAYS = ["ma", "di", "wo", "do", "vr", "za", "zo"]
RESTS = (dt.date(2027, 5, 1), dt.date(2028, 2, 1))
LEO_LEAVES = dt.date(2027, 9, 6)
LADDER = {"to_plan": 1, "last_nudge": 1, "invited": 1, "story": 1, "outcome": 1, "outcome_again": 1, "report": 1}


class Years:
    """The teams, and what their people do when they are told something."""

    def __init__(self, company: Organisation, clock: Any):
        self.clock, self.plans_on = clock, dict[str, dt.date]()
        self.teams, self.leads = dict[str, Team](), dict[str, Any]()
        for name, due in FIRST_DUE.items():
            started_on = dt.date.fromisoformat(due) - dt.timedelta(weeks=13)
            team = Team.objects.create(organisation=company, name=f"Team {name}", started_on=started_on)
            self.leads[name] = make_person(f"{name} Lead")
            join(self.leads[name], Role.TEAM_LEAD, company, team=team, starts_on=dt.date(2026, 1, 1))
            join(make_person(f"{name}s Maat"), Role.TEAM_MEMBER, company, team=team, starts_on=dt.date(2026, 1, 1))
            self.teams[name] = team

    def goes_by(self, day: dt.date, *hours: str) -> None:
        """A day on which the workers look at these hours; before the digest, and after it."""
        for hour in hours:
            self.clock.move_to(local(f"{day} {hour}"))
            reminders.plan(timezone.now())
            reminders.tell_due(timezone.now())
            self.clock.move_to(local(f"{day} {hour}") + dt.timedelta(hours=1))
            mails.deliver()
        self.clock.move_to(local(f"{day} 16:00"))
        self._people_act(day)

    def _people_act(self, day: dt.date) -> None:
        told = Notice.objects.filter(event__kind="value_check_to_plan", event__at__date=day)
        for lead in told.values_list("person__name", flat=True):
            self.plans_on[lead.split()[0]] = day + dt.timedelta(days=1)
        for name in [name for name, on in self.plans_on.items() if on == day]:
            self._answers(name, day)
        for name in ("Els", "Leo"):
            if (check := self._standing(name)) and check.day == day:
                value_checks.close(check, held_on=day, by=self.leads[name])
        if day == dt.date(2027, 4, 28):
            pam, rest = self.teams["Pam"], {"paused_from": RESTS[0], "paused_until": RESTS[1]}
            rhythms.set_rhythm(pam, weeks=13, **rest, version=Rhythm(team=pam).version, by=self.leads["Pam"])
        if day == LEO_LEAVES:
            Membership.objects.filter(person=self.leads["Leo"]).update(ended_at=timezone.now())

    def _answers(self, name: str, day: dt.date) -> None:
        team = Team.objects.get(pk=self.teams[name].pk)
        if name == "Sem":
            value_checks.skip_turn(team, reason="Te druk", by=self.leads[name])
        elif name in ("Els", "Nel", "Leo"):
            on = propose_days(turn_of(team).due_on, day, team.organisation.holiday_dates())[0]
            value_checks.plan(team, starts_at=local(f"{on} 14:00"), details=details(team), by=self.leads[name])

    def _standing(self, name: str) -> ValueCheck | None:
        return self.teams[name].value_checks.upcoming().first()


def the_mails() -> list[tuple[dt.datetime, str, list[str]]]:
    """Each mail that was sent: when, to whom, and what it told."""
    found = defaultdict(list)
    for notice in Notice.objects.filter(mail__sent_at__isnull=False).select_related("mail", "person", "event"):
        kind = notice.event.kind.removeprefix("value_check_")
        found[(notice.mail.sent_at.astimezone(AMSTERDAM), notice.person.name)].append(kind)
    return [(*key, sorted(kinds)) for key, kinds in sorted(found.items())]


def table(until: dt.date) -> list[str]:
    sent = [one for one in the_mails() if one[0].date() <= until]
    return [f"{DAYS[at.weekday()]} {at:%Y-%m-%d %H:%M}  {who:9}  {', '.join(kinds)}" for at, who, kinds in sent]


@pytest.fixture
def years(company, nora, monkeypatch, mailoutbox):
    with time_machine.travel(local("2026-12-31"), tick=False) as clock:
        monkeypatch.setattr(clocks, "agree", lambda now: True)
        yield Years(company, clock)


def days(first: dt.date, last: dt.date) -> list[dt.date]:
    return [first + dt.timedelta(days=number) for number in range((last - first).days + 1)]


def expected(until: dt.date) -> list[str]:
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return [line for line in lines if dt.date.fromisoformat(line.split()[1]) <= until]


def test_the_mails_of_the_first_quarter(years):
    for day in days(BEGINS, QUARTER):
        if day.weekday() < 5:
            years.goes_by(day, "08:00")

    assert table(QUARTER) == expected(QUARTER)


@pytest.mark.long("two years of days")
@pytest.mark.timeout(1200)
def test_the_mails_of_two_years(years, nora):
    silent = {}
    for day in days(BEGINS, ENDS):
        years.goes_by(day, *(("03:00", "08:00", "19:30") if day.weekday() == 2 else ("08:00",)))
        if day.day == 1:
            silent[day] = [team.name for team in silent_teams(nora)]

    assert table(ENDS) == expected(ENDS)
    assert_nothing_in_weekends_or_at_night()
    assert_no_more_than_the_ladder()
    assert_no_team_is_silent_for_a_quarter()
    assert silent[dt.date(2027, 6, 1)] == []
    assert silent[dt.date(2028, 1, 1)] == ["Team Bas", "Team Nel", "Team Sem"]
    assert silent[dt.date(2028, 4, 1)] == ["Team Bas", "Team Leo", "Team Nel", "Team Pam", "Team Sem"]


def assert_nothing_in_weekends_or_at_night() -> None:
    for at, who, _kinds in the_mails():
        assert is_working_day(at.date()), f"{at} {who}"
        assert dt.time(8) <= at.time() < dt.time(18), f"{at} {who}"


def assert_no_more_than_the_ladder() -> None:
    """Each step once a turn: so at most once a quarter and a person, and no step that the ladder does not know."""
    told = Counter()
    for at, who, kinds in the_mails():
        for kind in kinds:
            assert kind in LADDER or kind == "team_without_lead", kind
            told[(who, kind, Quarter.of(at.date()))] += 1
    assert {key: number for key, number in told.items() if number > 1} == {}


def assert_no_team_is_silent_for_a_quarter() -> None:
    """Between two mails about a team to anybody lies no more than a quarter, but for the months that it rests."""
    heard = defaultdict(set)
    for notice in Notice.objects.filter(mail__sent_at__isnull=False).select_related("mail", "event"):
        about = notice.event.about
        team = about if isinstance(about, Team) else about.team
        heard[team.name].add(local_day(notice.mail.sent_at))
    for name, due in FIRST_DUE.items():
        begins = max(BEGINS, dt.date.fromisoformat(due) - dt.timedelta(weeks=13))
        gaps = [
            gap
            for gap in pairwise([begins, *sorted(heard[f"Team {name}"]), ENDS])
            if not (name == "Pam" and rests(*gap))
        ]
        assert max((later - earlier).days for earlier, later in gaps) <= 92, name


def rests(earlier: dt.date, later: dt.date) -> bool:
    return earlier < RESTS[1] <= later
