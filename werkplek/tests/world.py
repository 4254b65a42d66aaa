"""A small world around the cast, with one row or with thirty of everything that pages list."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from accounts.models import User
from accounts.values import today
from learningtracks.models import Period, Track
from partnerships import events
from partnerships.events import KINDS
from partnerships.models import Holiday, Invitation, Team, Workplace
from partnerships.values import Role
from reflections.actions import feedback
from reflections.models import (
    Concern,
    Experience,
    ExperienceVersion,
    Participant,
    Read,
    Share,
    ValueCheck,
    ValueNote,
    WonderEntry,
)
from reflections.values import Part, ValueLevel
from werkplek.tests.casting import join, make_person, name_on


@dataclass
class World:
    """The cast by name, and one object of each kind by the name of its model."""

    people: dict[str, User]
    things: dict[str, Any] = field(default_factory=dict)


def fill(world: World, rows: int) -> World:
    """Give everybody `rows` of what they have on their pages; `world.things` keeps the last of each kind."""
    for number in range(rows):
        _log(world, number)
        _colleagues(world, number)
        _value_checks(world, number)
    return world


def _log(world: World, number: int) -> None:
    sam, samira, wim = (world.people[name] for name in ("sam", "samira", "wim"))
    track = world.things["track"]
    for person in (samira, wim):
        experience = _experience(sam, track, number)
        named = track.people.get(person=person)
        question = feedback.ask(experience, named=named, question="Wat vond je ervan?", by=sam)
        Read.objects.create(experience=experience, person=person, day=today() - dt.timedelta(days=1))
    reply = feedback.reply(question, text="Dit werkt: je begon met luisteren.", by=wim)
    Share.objects.create(experience=experience, person=samira, part=Part.REFLECTION, from_version=1)
    Concern.objects.create(experience=experience, by=wim, settled_at=timezone.now())
    draft = Experience.objects.create(author=sam, situation=f"Concept {number}")
    wonder = WonderEntry.objects.create(
        person=sam, day=today() - dt.timedelta(days=number + 1), text="Hoe stil het was.", team=world.things["team"]
    )
    world.things |= {
        "experience": experience,
        "question": experience.feedback_requests.get(),
        "open_question": track.learner.experiences.filter(feedback_requests__asked=samira)
        .last()
        .feedback_requests.get(),
        "feedback": reply,
        "draft": draft,
        "wonder": wonder,
    }


def _experience(author: User, track: Track, number: int) -> Experience:
    experience = Experience.objects.create(
        author=author,
        track=track,
        happened_on=today() - dt.timedelta(days=number),
        situation=f"Situatie {number}: een moeilijk gesprek.",
        analysis="Ik luisterde eerst.",
        reflection="Ik durf meer dan ik dacht.",
        saved_at=timezone.now(),
    )
    ExperienceVersion.objects.create(
        experience=experience,
        number=1,
        happened_on=experience.happened_on,
        situation=experience.situation,
        analysis=experience.analysis,
        reflection=experience.reflection,
    )
    for level in ValueLevel:
        ValueNote.objects.create(experience=experience, level=level, text="Een vraag stellen helpt.")
    return experience


def _colleagues(world: World, number: int) -> None:
    """A learner with a track, a colleague in the team, a workplace, a team, an invitation, a holiday."""
    track, nora, team = world.things["track"], world.people["nora"], world.things["team"]
    company = track.workplace.organisation
    learner = make_person(f"Leerling {number}")
    join(learner, Role.LEARNER, track.school, partnership=track.partnership)
    other = Track.objects.create(
        partnership=track.partnership,
        learner=learner,
        title=f"Traject {number}",
        school=track.school,
        workplace=track.workplace,
        team=team,
        starts_on=track.starts_on,
        ends_on=track.ends_on,
    )
    Period.objects.create(track=other, number=1, starts_on=other.starts_on, ends_on=other.ends_on)
    for person in track.people.all():
        name_on(other, person.membership)
    asked = _experience(learner, other, number)
    feedback.ask(asked, named=other.people.get(person=world.people["samira"]), question="En dit?", by=learner)
    colleague = make_person(f"Collega {number}")
    member = join(colleague, Role.TEAM_MEMBER, company, team=team)
    workplace = Workplace.objects.create(organisation=company, name=f"Afdeling {number}")
    extra = Team.objects.create(organisation=company, name=f"Team {number}")
    invitation = Invitation.objects.create(
        email=f"nieuw{number}@demo.werkplek.example",
        organisation=company,
        role=Role.TEAM_MEMBER,
        team=team,
        invited_by=nora,
        expires_at=timezone.now() + dt.timedelta(days=7),
    )
    Holiday.objects.create(organisation=company, day=today() + dt.timedelta(days=100 + number))
    for about in (track, track.partnership, team):
        events.record(KINDS["question_withdrawn"], by=nora, about=about, name="iemand")
    world.things |= {
        "other_track": other,
        "membership": member,
        "workplace": workplace,
        "extra_team": extra,
        "invitation": invitation,
        "guide": track.people.get(person=world.people["wim"]),
    }


def _value_checks(world: World, number: int) -> None:
    team, tom = world.things["team"], world.people["tom"]
    held_at = timezone.now() - dt.timedelta(weeks=number + 5)
    check = ValueCheck.objects.create(
        team=team,
        cycle=held_at.date().isoformat(),
        due_on=held_at.date(),
        starts_at=held_at,
        opened_at=held_at,
        closed_at=held_at,
        facilitator=tom,
    )
    planned = world.things.get("value_check") or ValueCheck.objects.create(
        team=team,
        cycle=(today() + dt.timedelta(weeks=2)).isoformat(),
        due_on=today() + dt.timedelta(weeks=2),
        starts_at=timezone.now() + dt.timedelta(days=12),
        planned_at=timezone.now(),
        planned_by=tom,
        facilitator=tom,
        place="Teamkamer",
    )
    for each in (check, planned):
        Participant.objects.get_or_create(value_check=each, person=world.people["sam"])
    Participant.objects.create(value_check=planned, person=User.objects.get(name=f"Collega {number}"))
    world.things |= {"value_check": planned, "closed_check": check}
