"""A story that is told alone, from an own experience, outside any value check (domain.md §5.2).

What its teller does with it from then on is in `actions/stories.py` and `actions/promises.py`, as with any story.
"""

import secrets
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from accounts.actions.versions import locked
from accounts.models import User
from accounts.values import require
from partnerships import events
from partnerships.models.teams import Team
from reflections.calendar import local_day
from reflections.events.apart import STORY_TOLD
from reflections.models.experiences import Experience
from reflections.models.rooms import Seat
from reflections.models.stories import StoryNote, ValueStory
from reflections.models.value_checks import ValueCheck
from reflections.policy.alone import may_tell_once
from reflections.values import CheckForm


@transaction.atomic
def tell(
    experience: Experience, *, team: Team, title: str, text: str, notes: Mapping[str, str], by: User
) -> ValueStory:
    """Make a story of it; nobody else reads it until its teller shares it. `notes` is what it brought, a line for a
    level; what a teller writes counts at once."""
    experience = locked(Experience.objects.all(), experience.pk)
    require(may_tell_once(by, experience, team))
    now = timezone.now()
    carries = ValueCheck.objects.create(
        team=team, cycle=secrets.token_hex(5), due_on=local_day(now), form=CheckForm.ALONE, closed_at=now
    )
    story = ValueStory.objects.create(
        value_check=carries,
        seat=Seat.objects.create(value_check=carries, number=1, person=by),
        number=1,
        title=title.strip(),
        text=text.strip(),
        experience=experience,
        told_at=now,
    )
    StoryNote.objects.bulk_create(
        StoryNote(story=story, number=number, level=level, text=line.strip(), by=story.seat, confirmed_at=now)
        for number, (level, line) in enumerate(notes.items(), 1)
    )
    events.record(STORY_TOLD, by=by, about=story)
    return story
