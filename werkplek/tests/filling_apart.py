"""Value checks that are held apart in the world of the tests: one in which people tell, one that waits for its end."""

import datetime as dt

from django.utils import timezone

from accounts.values import today
from partnerships.values import Role
from reflections.actions import apart
from reflections.calendar import at
from reflections.models.rooms import Seat
from reflections.models.stories import CheckOutWord, StoryNote, ValueStory
from reflections.models.value_checks import Participant, ValueCheck
from reflections.values import CheckForm, ValueLevel
from werkplek.tests.casting import join, make_person
from werkplek.tests.world import World


def fill_apart(world: World, number: int) -> None:
    """Sam and Tom take part in both; Tom told, and each time somebody more. Sam did not tell yet."""
    if number == 0:
        world.things["apart_check"] = _runs(world, "apart", since=1, still=6)
        world.things["apart_over"] = _runs(world, "over", since=8, still=-1)
        world.things["apart_story"] = _tell(world.things["apart_check"], world.people["tom"], "Apart verteld")
        _tell(world.things["apart_over"], world.people["tom"], "Apart geoogst")
    person = make_person(f"Verteller apart {number}")
    join(person, Role.TEAM_MEMBER, world.things["organisation"], team=world.things["team"])
    for name in ("apart_check", "apart_over"):
        Participant.objects.create(value_check=world.things[name], person=person)
        story = _tell(world.things[name], person, f"Apart {number}")
        CheckOutWord.objects.create(seat=story.seat, text="rustig")
    world.things["apart_note"] = StoryNote.objects.create(
        story=world.things["apart_story"],
        number=10 + number,
        level=ValueLevel.APPLIED,
        text="Apart opgeschreven.",
        by=Seat.objects.get(value_check=world.things["apart_check"], person=world.people["sam"]),
    )


def _runs(world: World, cycle: str, *, since: int, still: int) -> ValueCheck:
    first, people = today() - dt.timedelta(days=since), (world.people["sam"], world.people["tom"])
    check = ValueCheck.objects.create(
        team=world.things["team"],
        cycle=cycle,
        due_on=first,
        form=CheckForm.APART,
        starts_at=at(first),
        last_on=today() + dt.timedelta(days=still),
        planned_at=timezone.now(),
        facilitator=world.people["tom"],
    )
    for person in people:
        Participant.objects.create(value_check=check, person=person)
        apart.enter(check, by=person)
    return check


def _tell(check: ValueCheck, person: object, title: str) -> ValueStory:
    last = check.seats.count() + 1
    seat = Seat.objects.filter(value_check=check, person=person).first()
    seat = seat or Seat.objects.create(value_check=check, number=last, person=person)
    facts = {"title": title, "text": f"{title}, in eigen woorden.", "shows_text": True}
    story = ValueStory.objects.create(value_check=check, seat=seat, number=last, **facts)
    story.notes.create(number=1, level=ValueLevel.EXPERIENTIAL, text="Ik keek op.", confirmed_at=timezone.now())
    return story
