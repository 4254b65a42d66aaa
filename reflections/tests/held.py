"""A session that is over, laid down in rows: `hold(team, "2026-09-10", [sam, tom])`."""

import datetime as dt

from accounts.models import User
from partnerships.models.teams import Team
from partnerships.values import AMSTERDAM
from reflections.models.rooms import Room, ScoreCount, Seat
from reflections.models.stories import StoryNote, ValueStory
from reflections.models.value_checks import Participant, ValueCheck
from reflections.values import ValueLevel

A = ValueLevel


def hold(team: Team, day: dt.date | str, present: list[User], *, guests: tuple[str, ...] = ()) -> ValueCheck:
    """Held on this day, from 14:00 to 15:15, led by the first of those present."""
    on = dt.date.fromisoformat(day) if isinstance(day, str) else day
    starts_at = dt.datetime.combine(on, dt.time(14, 0), AMSTERDAM)
    check = ValueCheck.objects.create(
        team=team,
        cycle=on.isoformat(),
        due_on=on,
        starts_at=starts_at,
        planned_at=starts_at - dt.timedelta(days=20),
        opened_at=starts_at,
        closed_at=starts_at + dt.timedelta(minutes=75),
        facilitator=present[0] if present else None,
        place="Teamkamer",
    )
    Room.objects.create(value_check=check, touched_at=check.closed_at)
    Participant.objects.bulk_create(Participant(value_check=check, person=person) for person in present)
    seats = [Seat(value_check=check, number=number, person=person) for number, person in enumerate(present, 1)]
    seats += [
        Seat(value_check=check, number=len(present) + number, guest_name=name) for number, name in enumerate(guests, 1)
    ]
    Seat.objects.bulk_create(seats)
    ScoreCount.objects.bulk_create(ScoreCount(value_check=check, score=score) for score in range(1, 6))
    return check


def tell(
    check: ValueCheck,
    teller: User | str,
    *levels: str,
    title: str = "De overdracht",
    continues: ValueStory | None = None,
    confirmed: bool = True,
) -> ValueStory:
    """A story with one note for each of these levels; the teller is a person, or the name of a guest."""
    seats = check.seats.all()
    seat = seats.get(guest_name=teller) if isinstance(teller, str) else seats.get(person=teller)
    story = ValueStory.objects.create(
        value_check=check,
        seat=seat,
        number=check.stories.count() + 1,
        title=title,
        continues=continues,
        told_at=check.starts_at,
    )
    moment = check.closed_at if confirmed else None
    StoryNote.objects.bulk_create(
        StoryNote(story=story, number=number, level=level, text=f"{title} {number}: {level}", confirmed_at=moment)
        for number, level in enumerate(levels, 1)
    )
    return story
