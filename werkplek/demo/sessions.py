"""The value checks of the demo: three teams with six quarters, and one that anybody may start now."""

import datetime as dt
from itertools import cycle

from django.utils import timezone

from accounts.models import User
from accounts.values import today
from learningtracks.models.action_points import ActionPoint
from partnerships.models.teams import Team
from partnerships.values import AMSTERDAM
from reflections.models.harvest import HarvestItem
from reflections.models.rhythms import Rhythm
from reflections.models.rooms import GuestPass, Room, ScoreCount, Seat
from reflections.models.stories import CheckOutWord, StoryNote, ValueStory
from reflections.models.value_checks import Participant, ValueCheck
from werkplek.demo.days import working_day
from werkplek.demo.told import ACTIONS, BUSY, HARVEST, THREADS, WORDS

QUARTERS = 6
WEEKS = 13


class Sessions:
    """Lays down what six quarters of value checks left behind."""

    def __init__(self, teams: dict[str, Team], people: dict[str, User]) -> None:
        self.teams, self.people = teams, people
        self.checks: dict[tuple[str, int], ValueCheck] = {}
        self.seats: dict[tuple[str, int, str], Seat] = {}
        self.words = cycle(WORDS)

    def build(self) -> None:
        for key in THREADS:
            Rhythm.objects.create(team=self.teams[key])
            for quarter in range(QUARTERS):
                self.held(key, quarter)
            self.told(key)
            self.agreed(key)
        self.harvested()
        self.skipped()
        self.planned_for_now()

    def day(self, quarter: int) -> dt.date:
        """Quarter 5 was held five weeks ago, and one every thirteen weeks before."""
        return working_day(today() - dt.timedelta(weeks=5 + WEEKS * (QUARTERS - 1 - quarter)))

    def held(self, key: str, quarter: int) -> None:
        day, team = self.day(quarter), self.teams[key]
        at = dt.datetime.combine(day, dt.time(14, 0), AMSTERDAM)
        present = [membership.person for membership in team.memberships.select_related("person")]
        facilitator = present[quarter % len(present)]
        check = self.checks[key, quarter] = ValueCheck.objects.create(
            team=team,
            cycle=day.isoformat(),
            due_on=day,
            starts_at=at,
            minutes=90,
            planned_at=at - dt.timedelta(days=20),
            planned_by=facilitator,
            facilitator=facilitator,
            place="Teamkamer",
            opened_at=at,
            closed_at=self.ended(quarter),
        )
        Room.objects.create(value_check=check, touched_at=self.ended(quarter))
        Participant.objects.bulk_create(Participant(value_check=check, person=one, added_at=at) for one in present)
        made = Seat.objects.bulk_create(
            Seat(value_check=check, number=number, person=one, joined_at=at, has_scored=True)
            for number, one in enumerate(present, 1)
        )
        for seat in made:
            login = next(login for login, person in self.people.items() if person == seat.person)
            self.seats[key, quarter, login] = seat
        CheckOutWord.objects.bulk_create(CheckOutWord(seat=seat, text=next(self.words)) for seat in made)
        given = [3 + (number + quarter) % 3 for number in range(len(made))]
        ScoreCount.objects.bulk_create(
            ScoreCount(value_check=check, score=score, count=given.count(score)) for score in range(1, 6)
        )

    def told(self, key: str) -> None:
        """Every thread: its stories follow each other."""
        notes: list[StoryNote] = []
        for login, stories in THREADS[key]:
            before = None
            for quarter, title, lines in stories:
                check = self.checks[key, quarter]
                seat = self.seats[key, quarter, login]
                before = ValueStory.objects.create(
                    value_check=check,
                    seat=seat,
                    number=seat.number,
                    title=title,
                    continues=before,
                    told_at=self.ended(quarter) - dt.timedelta(minutes=40),
                )
                notes += [
                    StoryNote(
                        story=before,
                        number=number,
                        level=level,
                        text=text,
                        written_at=before.told_at,
                        confirmed_at=self.ended(quarter),
                    )
                    for number, (level, text) in enumerate(lines, 1)
                ]
        StoryNote.objects.bulk_create(notes)

    def ended(self, quarter: int) -> dt.datetime:
        return dt.datetime.combine(self.day(quarter), dt.time(15, 25), AMSTERDAM)

    def agreed(self, key: str) -> None:
        for quarter, login, text, came in ACTIONS[key]:
            check, owner = self.checks[key, quarter], self.people[login]
            made_at = self.ended(quarter)
            due_on = max(self.day(quarter) + dt.timedelta(weeks=6), today() + dt.timedelta(days=9))
            point = ActionPoint(
                team=self.teams[key],
                text=text,
                owner=owner,
                made_by=owner,
                made_at=made_at,
                due_on=due_on if came in ("", BUSY) else self.day(quarter) + dt.timedelta(weeks=6),
                origin=f"value_check:{check.public_id}",
            )
            if came == BUSY:
                point.started_at = made_at + dt.timedelta(weeks=2)
            elif came.startswith("-"):
                point.stopped_at, point.stop_reason = made_at + dt.timedelta(weeks=4), came[1:]
            elif came:
                done_at = made_at + dt.timedelta(days=17 + 9 * (quarter % 3))
                point.finished_at, point.result = min(done_at, timezone.now() - dt.timedelta(days=1)), came
            point.save()

    def harvested(self) -> None:
        for key, quarter, title, audience, with_name in HARVEST:
            note = StoryNote.objects.filter(story__value_check=self.checks[key, quarter], story__title=title).order_by(
                "number"
            )[0]
            at = self.ended(quarter) + dt.timedelta(days=3)
            HarvestItem.objects.create(
                story=note.story,
                note=note,
                text=note.text,
                audience=audience,
                with_name=with_name,
                proposed_by=self.checks[key, quarter].facilitator,
                proposed_at=at,
                published_at=at + dt.timedelta(days=1),
            )

    def skipped(self) -> None:
        """A team that left one out: the gap stays visible."""
        werf = self.teams["werf"]
        due_on = werf.started_on + dt.timedelta(weeks=13)
        ValueCheck.objects.create(
            team=werf,
            cycle=due_on.isoformat(),
            due_on=due_on,
            skipped_at=timezone.now() - dt.timedelta(weeks=6),
            skip_reason="De helft van de ploeg was ziek.",
        )

    def planned_for_now(self) -> None:
        """Team Beuk can begin at once, whoever signs in."""
        team, tom = self.teams["beuk"], self.people["tom"]
        now = timezone.localtime()
        check = ValueCheck.objects.create(
            team=team,
            cycle=today().isoformat(),
            due_on=today(),
            starts_at=now.replace(minute=now.minute // 5 * 5, second=0, microsecond=0),
            minutes=90,
            place="Huiskamer van De Beuk",
            facilitator=self.people["mo"],
            planned_at=now - dt.timedelta(days=6),
            planned_by=tom,
        )
        for login in ("tom", "wim", "tina", "anouk", "mo", "sam"):
            Participant.objects.create(
                value_check=check, person=self.people[login], added_at=now - dt.timedelta(days=6)
            )
        asked = now - dt.timedelta(days=5)
        GuestPass.objects.create(value_check=check, name="Ria Post", invited_by=tom, made_at=asked, admitted_at=asked)
