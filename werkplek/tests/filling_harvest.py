"""Stories after a session, and the harvest of them, in the world of the tests."""

import datetime as dt
from decimal import Decimal

from django.utils import timezone

from accounts.values import today
from learningtracks.actions import action_points
from partnerships.values import Role
from reflections.calendar import Quarter
from reflections.models.harvest import HarvestItem
from reflections.models.improvements import ImprovementTrack
from reflections.models.indicators import Indicator
from reflections.models.passes import Pass, ends_at
from reflections.models.promises import Promise
from reflections.models.rooms import Room, Seat, origin_of
from reflections.models.stories import CheckOutWord, StoryNote, ValueStory
from reflections.models.value_checks import Participant, ValueCheck
from reflections.values import Audience, CheckForm, Ending, HarvestAudience, ValueLevel
from werkplek.tests.casting import join, make_person
from werkplek.tests.world import World


def fill_harvest(world: World, number: int) -> None:
    """A session where Sam and Tom sat, with a teller more each time; and Sam's own stories of ever earlier ones."""
    things, people = world.things, world.people
    if number == 0:
        things["told_check"] = _check(world, 3)
        Seat.objects.create(value_check=things["told_check"], number=1, person=people["tom"])
        Seat.objects.create(value_check=things["told_check"], number=2, person=people["sam"])
    check = things["told_check"]
    if number == 0:
        things["story"] = _story(world, check, "sam", Audience.PRESENT)
        things["team_story"] = _story(world, check, "tom", Audience.TEAM)
    wide = _colleague(world, number)
    things["wide_story"] = _tell(check, wide, f"Breed {number}", Audience.PARTNERSHIP)
    notes = things["story"].notes
    note = notes.create(
        number=10 + number, level=ValueLevel.APPLIED, text="Ik vraag eerst.", confirmed_at=timezone.now()
    )
    waiting = notes.create(number=500 + number, level=ValueLevel.APPLIED, text="Nog niet bevestigd.")
    CheckOutWord.objects.create(seat=wide, text="rustig")
    things |= {"note": note, "waiting_note": waiting}
    things["asked_item"] = _item(note, HarvestAudience.TEAM, people["tom"], published=False)
    things["team_note"] = things["team_story"].notes.create(
        number=10 + number, level=ValueLevel.REALISED, text="Minder valpartijen.", confirmed_at=timezone.now()
    )
    things["team_item"] = _item(things["team_note"], HarvestAudience.TEAM, people["tom"])
    things["wide_item"] = _item(note, HarvestAudience.ORGANISATION, people["tom"])
    things["told_action"] = action_points.make(
        things["team"],
        by=people["tom"],
        text=f"Uit de waardecheck {number}",
        owner=people["tom"],
        due_on=today() + dt.timedelta(days=30),
        origin=origin_of(check),
    )
    _looks_at(world, number)
    _improves(world, number)
    earlier = _check(world, 20 + number)
    before = _tell(
        earlier, Seat.objects.create(value_check=earlier, number=1, person=people["sam"]), f"Eerder {number}"
    )
    _expect(world, before, number)
    things["alone_story"] = _alone(world, number)
    things["shared_alone_story"] = _alone(world, number, Audience.TEAM)


def _alone(world: World, number: int, audience: str = Audience.PRESENT) -> ValueStory:
    """Told by Sam from an experience, outside any value check."""
    now = timezone.now() - dt.timedelta(hours=number)
    check = ValueCheck.objects.create(
        team=world.things["team"],
        cycle=f"alone{number}{audience[0]}",
        due_on=now.date(),
        form=CheckForm.ALONE,
        closed_at=now,
    )
    seat = Seat.objects.create(value_check=check, number=1, person=world.people["sam"])
    story = _tell(check, seat, f"Alleen {number} {audience}", audience, now)
    story.experience = world.things["long_experience"]
    story.save()
    return story


def _expect(world: World, before: ValueStory, number: int) -> None:
    """Sam is asked today how one story ended, of others later; some ended. Joke is asked whether it is right."""
    things, day = world.things, today() + dt.timedelta(days=number)
    waits = Promise.objects.create(story=before, text="Zij belt voor de kerst.", ask_on=day)
    if number == 0:
        joke = Pass.objects.create(
            promise=waits,
            name="Joke",
            email="stem@werkplek.example",
            question="Klopt dit?",
            expires_at=ends_at(timezone.now()),
        )
        things |= {"promise": waits, "voice": joke, "voice_token": joke.get_absolute_url().split("/")[-2]}
    ended = {"ask_on": today(), "ending": Ending.OTHERWISE, "answered_at": timezone.now()}
    things["ended_promise"] = things["story"].promises.create(
        text="Het wordt rustig.", words="Het bleef druk.", **ended
    )
    things["team_story"].promises.create(text="Minder bellen.", words="De helft.", is_shared=True, **ended)


def _check(world: World, days: int) -> ValueCheck:
    at = timezone.now() - dt.timedelta(days=days)
    check = ValueCheck.objects.create(
        team=world.things["team"],
        cycle=f"told-{days}",
        due_on=at.date(),
        starts_at=at,
        planned_at=at,
        opened_at=at,
        closed_at=at,
        facilitator=world.people["tom"],
    )
    for name in ("sam", "tom"):
        Participant.objects.create(value_check=check, person=world.people[name])
    Room.objects.create(value_check=check)
    return check


def _looks_at(world: World, number: int) -> None:
    """What the team looks at for a kind of value, and what it saw this quarter."""
    quarter = str(Quarter.of(today()))
    made = Indicator.objects.create(
        team=world.things["team"],
        level=ValueLevel.APPLIED,
        text=f"Hoe vaak de bel gaat {number}",
        unit="keer per nacht",
        how="Elke eerste maandag, in het rooster",
        made_by=world.people["tom"],
    )
    made.measurements.create(quarter=quarter, number=Decimal("12.5"), words="Minder dan eerst", by=world.people["tom"])
    world.things |= {"indicator": made, "this_quarter": quarter}


def _improves(world: World, number: int) -> None:
    """What the team wants to do better, with a situation by Sam and a change that Tom brought about."""
    team, tom, sam = world.things["team"], world.people["tom"], world.people["sam"]
    day = today()
    if number == 0:
        world.things["improvement"] = ImprovementTrack.objects.create(
            team=team,
            process="Bellen met nieuwe families",
            reason="Zodat zij weten waar ze aan toe zijn",
            starts_on=day - dt.timedelta(days=30),
            ends_on=day + dt.timedelta(days=90),
            lead=tom,
            made_by=tom,
        )
    improvement = world.things["improvement"]
    improvement.indicators.add(world.things["indicator"])
    words = {f"why_{one}": f"Omdat reden {one} van {number}" for one in range(1, 6)}
    card = improvement.cards.create(
        author=sam,
        situation=f"Een familie belde drie keer {number}",
        happened="Niemand wist wie zou terugbellen",
        otherwise="Eén naam op het bord",
        discussed_at=timezone.now(),
        **words,
    )
    due = {"owner": tom, "due_on": day + dt.timedelta(days=30), "origin": card.origin}
    action_points.make(team, by=tom, text=f"Bord {number}", how_noticed="De familie belt één keer", **due)
    world.things["situation"] = card


def _colleague(world: World, number: int) -> Seat:
    person = make_person(f"Verteller {number}")
    join(person, Role.TEAM_MEMBER, world.things["organisation"], team=world.things["team"])
    return Seat.objects.create(value_check=world.things["told_check"], number=10 + number, person=person)


def _story(world: World, check: ValueCheck, name: str, audience: str) -> ValueStory:
    return _tell(check, Seat.objects.get(value_check=check, person=world.people[name]), f"Verhaal van {name}", audience)


def _tell(
    check: ValueCheck,
    seat: Seat,
    title: str,
    audience: str = Audience.PRESENT,
    told_at: dt.datetime | None = None,
) -> ValueStory:
    story = ValueStory.objects.create(
        value_check=check,
        seat=seat,
        number=seat.number,
        title=title,
        text=f"Het begon in de gang. {title}.",
        shows_text=audience == Audience.TEAM,
        audience=audience,
        told_at=told_at or check.starts_at,
    )
    story.notes.create(number=1, level=ValueLevel.EXPERIENTIAL, text="Ik schrok ervan.", confirmed_at=check.closed_at)
    return story


def _item(note: StoryNote, audience: str, by: object, *, published: bool = True) -> HarvestItem:
    return HarvestItem.objects.create(
        story=note.story,
        note=note,
        text=note.text,
        audience=audience,
        proposed_by=by,
        published_at=timezone.now() if published else None,
    )
