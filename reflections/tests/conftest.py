"""Who sits in a live session, and a small world with a clock that tests may move, for everything about reminders and
value checks."""

import datetime as dt
import os
import time
import uuid

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from conftest import join, make_person, name_on
from learningtracks.models.tracks import Period, Track
from partnerships.actions import clocks, mails, reminders
from partnerships.models.notices import Notice
from partnerships.models.organisations import Organisation
from partnerships.models.reminders import Reminder
from partnerships.models.teams import Team
from partnerships.values import AMSTERDAM, OrganisationKind, Role
from reflections.actions import apart, passes, rhythms, value_checks
from reflections.models.experiences import Experience
from reflections.models.rhythms import Rhythm
from reflections.models.value_checks import ValueCheck
from reflections.tests.live import Session
from reflections.tests.planned import details
from reflections.values import CheckForm


def local(text: str) -> dt.datetime:
    """ "2027-03-01 08:00" on the clock in Amsterdam; without a time 12:00."""
    moment = dt.datetime.fromisoformat(text if " " in text else f"{text} 12:00")
    return moment.replace(tzinfo=AMSTERDAM)


def shown(moment: dt.datetime) -> str:
    return f"{moment.astimezone(AMSTERDAM):%Y-%m-%d %H:%M}"


class World:
    """Each verb is one line of a story; `told()` is what came of it."""

    def __init__(self, monkeypatch, team, tom, sam, track, mailoutbox):
        self.team, self.tom, self.sam, self.track, self.mailoutbox = team, tom, sam, track, mailoutbox
        self.by = tom
        self.travel = time_machine.travel(local("2026-11-20"), tick=False)
        self.time = self.travel.start()
        self.database = timezone.now()
        monkeypatch.setattr(clocks, "agree", lambda now: abs(now - self.database) <= clocks.MOST_APART)
        Track.objects.filter(pk=track.pk).update(team=None)

    def stop(self) -> None:
        self.travel.stop()
        os.environ.pop("TZ", None)
        time.tzset()

    # --- The clock and the workers

    def at(self, moment: str) -> None:
        """It is now this moment; nothing runs."""
        self.time.move_to(local(moment))
        self.database = timezone.now()

    def runs(self, *moments: str) -> None:
        """Planner and sender run at each of these moments."""
        for moment in moments:
            self.at(moment)
            reminders.plan(timezone.now())
            reminders.tell_due(timezone.now())

    def plans(self, *moments: str) -> None:
        """Only the planner runs: the sender is down."""
        for moment in moments:
            self.at(moment)
            reminders.plan(timezone.now())

    def wrong_clock(self, moment: str) -> None:
        """The server believes it is this moment; the database knows better."""
        self.time.move_to(local(moment))
        reminders.plan(timezone.now())
        reminders.tell_due(timezone.now())
        mails.deliver()

    def server_zone(self, name: str) -> None:
        os.environ["TZ"] = name
        time.tzset()

    def mails(self, moment: str) -> None:
        self.at(moment)
        mails.deliver()

    # --- What people do

    def team_due(self, day: str) -> None:
        Team.objects.filter(pk=self.team.pk).update(started_on=dt.date.fromisoformat(day) - dt.timedelta(weeks=13))

    def second_team_due(self, name: str, day: str) -> None:
        """Tom leads another team as well, in the same organisation."""
        self._lead(self.team.organisation, name, day)

    def team_elsewhere_due(self, name: str, day: str, holiday: str) -> None:
        """Tom leads a team in another organisation too, which is closed on another day."""
        elsewhere = Organisation.objects.create(name="Thuiszorg Noord", kind=OrganisationKind.WORKPLACE)
        elsewhere.holidays.create(day=dt.date.fromisoformat(holiday))
        self._lead(elsewhere, name, day)

    def _lead(self, organisation: Organisation, name: str, day: str) -> None:
        started_on = dt.date.fromisoformat(day) - dt.timedelta(weeks=13)
        team = Team.objects.create(organisation=organisation, name=name, started_on=started_on)
        join(self.tom, Role.TEAM_LEAD, organisation, team=team, starts_on=dt.date(2026, 1, 1))

    def holiday(self, day: str) -> None:
        self.team.organisation.holidays.create(day=dt.date.fromisoformat(day))

    def pause(self, start: str, end: str | None = None) -> None:
        until = dt.date.fromisoformat(end) if end else None
        weeks = Rhythm(team=self.team).weeks
        team = Team.objects.get(pk=self.team.pk)
        now = Rhythm.objects.filter(team=team).first() or Rhythm(team=team)
        rest = {"paused_from": dt.date.fromisoformat(start), "paused_until": until}
        rhythms.set_rhythm(team, weeks=weeks, **rest, version=now.version, by=self.by)

    def session(self, moment: str) -> None:
        """Tom plans the value check; Tina is the only other one of the team."""
        self._with_tina()
        value_checks.plan(self.team, starts_at=local(moment), details=details(self.team), by=self.by)

    def week(self, first: str, last: str) -> None:
        """Tom plans a value check that is held apart; Tina is the only other one of the team."""
        self._with_tina()
        plan = details(self.team, form=CheckForm.APART, last_on=dt.date.fromisoformat(last))
        value_checks.plan(self.team, starts_at=local(f"{first} 08:00"), details=plan, by=self.by)

    def last_day(self, day: str) -> None:
        plan = details(self.team, form=CheckForm.APART, last_on=dt.date.fromisoformat(day))
        value_checks.change(self.check, details=plan, version=self.check.plan_version, by=self.by)

    def tells(self, name: str) -> None:
        teller = User.objects.get(name__startswith=f"{name} ")
        apart.tell(self.check, title="De overdracht", text="Ik liet de familie eerst vertellen.", by=teller)

    def passes(self, name: str) -> None:
        apart.pass_over(self.check, by=User.objects.get(name__startswith=f"{name} "))

    def closes_apart(self) -> None:
        apart.close(self.check, by=self.by)

    def forgotten(self, moment: str) -> None:
        """The clock closes what nobody closed."""
        self.at(moment)
        apart.close_forgotten(timezone.now())

    @property
    def tina(self) -> User:
        return User.objects.get(name="Tina Vos")

    def _with_tina(self) -> None:
        if not self.team.memberships.filter(role=Role.TEAM_MEMBER).exists():
            tina = make_person("Tina Vos")
            join(tina, Role.TEAM_MEMBER, self.team.organisation, team=self.team, starts_on=dt.date(2026, 1, 1))

    @property
    def check(self) -> ValueCheck:
        return self.team.value_checks.latest("created_at")

    def postpones(self, moment: str) -> None:
        value_checks.postpone(self.check, starts_at=local(moment), version=self.check.plan_version, by=self.by)

    def changes(self, place: str) -> None:
        version = self.check.plan_version
        value_checks.change(self.check, details=details(self.team, place=place), version=version, by=self.by)

    def skips(self, reason: str = "Te druk") -> None:
        value_checks.skip(self.check, reason=reason, by=self.by)

    def skips_turn(self, reason: str = "Te druk") -> None:
        value_checks.skip_turn(self.team, reason=reason, by=self.by)

    def closes(self, day: str) -> None:
        value_checks.close(self.check, held_on=dt.date.fromisoformat(day), by=self.by)

    def learns_alone(self, first_day: str, last_day: str = "2030-12-31") -> None:
        Track.objects.filter(pk=self.track.pk).update(
            starts_on=dt.date.fromisoformat(first_day), ends_on=dt.date.fromisoformat(last_day)
        )

    def wants_log(self, rhythm: str) -> None:
        User.objects.filter(pk=self.sam.pk).update(log_rhythm=rhythm)

    def logs(self) -> None:
        Experience.objects.create(author=self.sam, track=self.track, situation="Iets", created_at=timezone.now())

    def leaves(self, name: str) -> None:
        User.objects.get(name__startswith=f"{name} ").memberships.update(ended_at=timezone.now())

    def new_address(self, name: str, address: str) -> None:
        User.objects.filter(name__startswith=f"{name} ").update(email=address)

    # --- What came of it

    def told(self) -> list[str]:
        """Who was told what and when; what lapsed before it was mailed does not count."""
        rows = Notice.objects.filter(lapsed_at__isnull=True).select_related("event", "person")
        found = [(notice.event.at, notice.person.get_short_name(), notice.event.kind) for notice in rows]
        return [f"{shown(at)} {name} {kind.removeprefix('value_check_')}" for at, name, kind in sorted(found)]

    def lapsed(self) -> dict[str, str]:
        """Step and cycle of each row that lapsed, with the reason."""
        rows = Reminder.objects.filter(lapsed_at__isnull=False).order_by("due_at", "pk")
        return {f"{row.person.get_short_name()} {row.kind} {row.cycle}": row.lapsed_because for row in rows}

    def waiting(self) -> list[str]:
        rows = Reminder.objects.waiting().select_related("person").order_by("due_at", "pk")
        return [f"{shown(row.due_at)} {row.person.get_short_name()} {row.kind}" for row in rows]


@pytest.fixture
def diary(monkeypatch, team, tom, sam, track, mailoutbox):
    """Team Beuk led by Tom, and Sam on a track without a team; it is 20 November 2026."""
    made = World(monkeypatch, team, tom, sam, track, mailoutbox)
    made.learns_alone("2030-01-01")  # neither is due: a story says when
    made.team_due("2031-01-01")
    yield made
    made.stop()


@pytest.fixture
def tina(company, team):
    """Tina, who belongs to Team Beuk and learns nothing."""
    person = make_person("Tina Vos")
    join(person, Role.TEAM_MEMBER, company, team=team)
    return person


@pytest.fixture
def asked_tina(experience, tina, team):
    return passes.ask_teammate(experience, person=tina, team=team, question="Herken je dit?", by=experience.author)


@pytest.fixture
def student(sam, track, signed_in):
    """The browser of Sam, who learns on the track."""
    return signed_in(sam)


@pytest.fixture
def second_track(track):
    """A second running track of Sam, with one period, and Karima on it."""
    made = Track.objects.create(
        partnership=track.partnership,
        learner=track.learner,
        title="Tweede traject",
        school=track.school,
        workplace=track.workplace,
        starts_on=track.starts_on,
        ends_on=track.ends_on,
    )
    Period.objects.create(track=made, number=1, starts_on=made.starts_on, ends_on=made.ends_on)
    name_on(made, track.people.get(role="school_supervisor").membership)
    return made


@pytest.fixture
def session(team, tom, sam, tina, track):
    """A live session of the team: Tom leads, then Sam and Tina sat down."""
    return Session(team, tom, sam, tina)


@pytest.fixture
def look_at(signed_in, session):
    """`look_at(sam)` is the room as Sam sees it; `look_at(sam, "wall")` another page of it."""

    def open_page(person, name="room", **more):
        return signed_in(person).get(reverse(f"reflections:{name}", args=[session.check.public_id]), **more)

    return open_page


@pytest.fixture
def send(signed_in, session):
    """A form of the room without a script: `send(sam, MoveKind.PASS)`; other addresses with `to`."""

    def post(person, kind="", to="room_moves", based_on=None, **fields):
        version = session.room.version if based_on is None else based_on
        fields = {"kind": kind, "id": str(uuid.uuid4()), "based_on": version} | fields
        return signed_in(person).post(reverse(f"reflections:{to}", args=[session.check.public_id]), fields)

    return post
