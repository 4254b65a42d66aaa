"""Talks, reviews and school subjects for the world of the tests."""

import datetime as dt
from typing import Any

from django.utils import timezone

from accounts.models import User
from accounts.values import today
from learningtracks.actions import conversations, reviews, subjects
from learningtracks.actions.conversations import Plan
from learningtracks.models.conversations import Conversation
from learningtracks.models.reviews import TrackReview
from learningtracks.models.subjects import SchoolSubject
from learningtracks.models.tracks import Period, Track
from werkplek.tests.casting import name_on
from werkplek.tests.filling_pieces import propose
from werkplek.tests.world import World


def plan_of(people: list[User], days: int = 7, **changes: Any) -> Plan:
    """A plan at two in the afternoon, so many days from now."""
    facts: dict[str, Any] = {
        "starts_at": timezone.now() + dt.timedelta(days=days),
        "minutes": 45,
        "place": "Kamer 2",
        "video_link": "",
        "people": people,
    }
    return Plan(**facts | changes)


def long_begun(talk: Conversation, days: int = 1) -> Conversation:
    """The day of the talk was so many days ago."""
    Conversation.objects.filter(pk=talk.pk).update(starts_at=timezone.now() - dt.timedelta(days=days))
    return Conversation.objects.with_heads().get(pk=talk.pk)


def looked_back(period: Period, by: User, well: str = "Je luistert goed.", further: str = "Leid zelf.") -> TrackReview:
    """A review that was handed in."""
    draft = reviews.start(period, by=by)
    return reviews.submit(draft, version=draft.version, by=by, went_well=well, next_up=further)


def fill_talks(world: World, number: int) -> None:
    """Per time a planned talk with a note, one that was held with an outcome, one that was called off; a period on
    which both looked back, and a subject more."""
    track, people = world.things["track"], world.people
    sam, samira, karima, wim = (people[name] for name in ("sam", "samira", "karima", "wim"))
    if number == 0:
        _once(world, track)
    talk = conversations.plan(track, by=samira, details=plan_of([samira, karima], days=7 + number))
    conversations.note(talk, text="Ik wil het over de dinsdag hebben.", by=sam)
    with_wim = conversations.plan(track, by=sam, details=plan_of([samira, wim], days=8 + number, place="Huiskamer"))
    begun = long_begun(conversations.plan(track, by=karima, details=plan_of([samira, karima])))
    if number == 0:
        piece = propose(track, title="Uit het gesprek")
        conversations.conclude(begun, piece, version=1, by=karima, title="Samen bedacht", noticed="Je doet het.")
    held = long_begun(conversations.plan(track, by=karima, details=plan_of([samira, karima])), days=20)
    conversations.hold(held, by=sam)
    off = conversations.plan(track, by=karima, details=plan_of([samira, karima], days=30))
    conversations.cancel(off, version=1, by=karima)
    world.things |= {
        "piece_id": world.things["piece"].public_id,
        "talk": talk,
        "talk_with_wim": with_wim,
        "begun_talk": begun,
        "held_talk": held,
        "off_talk": off,
    }
    _period_more(world, number, samira, karima)
    names = [f"Vak {one}" for one in range(number + 1)]
    version = subjects.version_of_list(SchoolSubject.objects.of_track(track))
    subjects.choose(track, names=names, version=version, by=karima)


def _once(world: World, track: Track) -> None:
    """A track of Sam with a period that waits for a review, and one on which only the workplace looked back."""
    starts_on = today() - dt.timedelta(weeks=80)
    facts = {"school": track.school, "workplace": track.workplace, "starts_on": starts_on, "ends_on": track.ends_on}
    other = Track.objects.create(partnership=track.partnership, learner=track.learner, title="Teruggekeken", **facts)
    for person in track.people.exclude(person=world.people["EX"]):
        name_on(other, person.membership)
    waiting, half = (_period(other, one) for one in (1, 2))
    review = looked_back(half, world.people["samira"])
    reviews.submit(review, version=2, by=world.people["samira"], went_well="Je luistert heel goed.", next_up="Leid.")
    draft = reviews.start(half, by=world.people["karima"], went_well="Nog niet af", next_up="Volgt")
    world.things |= {"looked_back_track": other, "open_period": waiting, "review": review, "draft_review": draft}


def _period(track: Track, number: int) -> Period:
    begin = track.starts_on + dt.timedelta(weeks=2 * number)
    return Period.objects.create(
        track=track, number=number, starts_on=begin, ends_on=begin + dt.timedelta(weeks=2, days=-1)
    )


def _period_more(world: World, number: int, samira: User, karima: User) -> None:
    period = _period(world.things["looked_back_track"], number + 3)
    locked = looked_back(period, samira)
    other = looked_back(period, karima)
    reviews.react(locked, text="Dank je wel.", by=world.people["sam"])
    correction = reviews.correct(locked, by=samira)
    reviews.submit(correction, version=1, by=samira, went_well="Toch anders.", next_up="Rustig aan.")
    world.things |= {"locked_review": locked, "other_review": other, "correction": correction}
