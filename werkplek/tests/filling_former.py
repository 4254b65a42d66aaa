"""Two people whose access ended: Stef, who learned here with Samira, and Thea, who worked in the team. What they did
while they belonged is still there, and others go on with it."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

from django.utils import timezone

from accounts.models import User
from accounts.values import today
from learningtracks.actions import action_points, conversations
from learningtracks.models.tracks import Period, Track
from partnerships.values import Role
from reflections.models.experiences import Experience, ExperienceVersion
from reflections.models.wonder import WonderEntry
from werkplek.tests.casting import name_on
from werkplek.tests.filling_asks import meet
from werkplek.tests.filling_pieces import propose
from werkplek.tests.filling_rounds import start
from werkplek.tests.filling_talks import plan_of
from werkplek.tests.world import World


@contextmanager
def while_they_belonged(*people: User) -> Iterator[None]:
    for person in people:
        person.memberships.update(ended_at=None)
    yield
    for person in people:
        person.memberships.update(ended_at=timezone.now())


def fill_former(world: World) -> None:
    stef, thea, samira, tom = (world.people[name] for name in ("EXS", "EXT", "samira", "tom"))
    with while_they_belonged(stef, thea):
        track = _track(world.things["track"], stef)
        name_on(track, samira.memberships.get(role=Role.PRACTICE_EDUCATOR))
        round = start(track.periods.get(), moment="before", by=stef)
        talk = conversations.plan(track, by=samira, details=plan_of([samira]))
        point = action_points.make(
            track.team, by=tom, text="Canarieactie vroeger", owner=thea, due_on=today() + dt.timedelta(days=5)
        )
        meet(track.team, by=tom, days=2)  # both are told
        day = today() - dt.timedelta(days=400)
        for person in (stef, thea):
            WonderEntry.objects.create(person=person, day=day, text="Hoe het was.", team=track.team)
        world.things |= {
            "former_track": track,
            "former_piece": propose(track, title="Van vroeger"),
            "former_round": round,
            "former_talk": talk,
            "former_action": point,
            "former_experience": _experience(track),
        }


def _track(like: Track, learner: User) -> Track:
    track = Track.objects.create(
        partnership=like.partnership,
        learner=learner,
        title="Traject van vroeger",
        school=like.school,
        workplace=like.workplace,
        team=like.team,
        starts_on=like.starts_on,
        ends_on=like.ends_on,
    )
    Period.objects.create(track=track, number=1, starts_on=track.starts_on, ends_on=track.ends_on)
    return track


def _experience(track: Track) -> Experience:
    facts = {"situation": "Mijn laatste dag.", "analysis": "", "reflection": "Ik mis het."}
    made = Experience.objects.create(author=track.learner, track=track, saved_at=timezone.now(), **facts)
    ExperienceVersion.objects.create(experience=made, number=1, happened_on=made.happened_on, **facts)
    return made
