"""A value check that is held apart: a team of home care never sits together, and tells in the course of a week. It is
made up."""

import datetime as dt

from django.utils import timezone

from accounts.models import User
from accounts.values import today
from partnerships.models.teams import Team
from reflections.calendar import at
from reflections.models.rooms import ScoreCount, Seat
from reflections.models.stories import StoryNote, ValueStory
from reflections.models.value_checks import Participant, ValueCheck
from reflections.values import CheckForm, ValueLevel

SINCE, STILL = 3, 4  # days
TOLD = [
    (
        "loes",
        "De pillendoos op dinsdag",
        "Een mevrouw vergat steeds haar pillen van dinsdag. Ik wilde een zoemer regelen. Een student vroeg haar wat er "
        "op dinsdag anders was. Dan komt haar zus koffiedrinken. Nu ligt de pillendoos naast de koekjes.",
        [
            (ValueLevel.EXPERIENTIAL, "Ik schaamde me dat ik het niet had gevraagd."),
            (ValueLevel.APPLIED, "Vraag eerst."),
        ],
    ),
    (
        "karel",
        "Even wachten bij de deur",
        "Ik liep altijd meteen door naar de keuken. Deze maand bleef ik eerst een minuut in de gang staan. Mensen "
        "vertellen daar dingen die ze aan tafel niet zeggen.",
        [(ValueLevel.REALISED, "Twee mensen vroegen zelf om minder zorg.")],
    ),
]
PROPOSED = (ValueLevel.POTENTIAL, "Dit kan bij elke route: één minuut in de gang.")


def build(team: Team, people: dict[str, User]) -> None:
    """Loes and Karel told; Loes wrote a line with Karel's story, who still says yes; Ineke tells nothing yet."""
    first = today() - dt.timedelta(days=SINCE)
    began = at(first)
    check = ValueCheck.objects.create(
        team=team,
        cycle=today().isoformat(),
        due_on=today(),
        form=CheckForm.APART,
        starts_at=began,
        last_on=today() + dt.timedelta(days=STILL),
        planned_at=began - dt.timedelta(days=9),
        planned_by=people["ineke"],
        facilitator=people["ineke"],
    )
    for login in ("ineke", "loes", "karel"):
        Participant.objects.create(value_check=check, person=people[login], added_at=began - dt.timedelta(days=9))
    ScoreCount.objects.bulk_create(ScoreCount(value_check=check, score=score) for score in range(1, 6))
    stories = [_tell(check, number, people, *told) for number, told in enumerate(TOLD, 1)]
    level, text = PROPOSED
    stories[-1].notes.create(number=9, level=level, text=text, by=stories[0].seat, written_at=timezone.now())


def _tell(
    check: ValueCheck,
    number: int,
    people: dict[str, User],
    login: str,
    title: str,
    text: str,
    notes: list[tuple[ValueLevel, str]],
) -> ValueStory:
    told_at = at(today() - dt.timedelta(days=SINCE - number), dt.time(10, 20))
    seat = Seat.objects.create(value_check=check, number=number, person=people[login], joined_at=told_at)
    story = ValueStory.objects.create(
        value_check=check, seat=seat, number=number, title=title, text=text, shows_text=True, told_at=told_at
    )
    StoryNote.objects.bulk_create(
        StoryNote(story=story, number=place, level=level, text=line, by=seat, written_at=told_at, confirmed_at=told_at)
        for place, (level, line) in enumerate(notes, 1)
    )
    return story
