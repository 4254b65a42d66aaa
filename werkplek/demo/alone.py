"""A story that Sam told alone, from an experience, and shared with Team Beuk. It is made up."""

import datetime as dt

from django.utils import timezone

from accounts.models import User
from accounts.values import today
from partnerships.models.teams import Team
from reflections.actions import alone, promises, stories
from reflections.calendar import local_day
from reflections.models.experiences import Experience
from reflections.models.stories import ValueStory
from reflections.values import Audience, ValueLevel
from werkplek.demo import long_ago

TITLE = "Klagen is een vraag om contact"
TEXT = (
    "Een dochter vond dat haar moeder te weinig buiten komt. Ik wilde uitleggen dat we te weinig mensen hebben. Ik "
    "hield mijn mond en luisterde. Na een tijd zei ze dat zij zelf niet meer met haar moeder durft te wandelen. Nu "
    "lopen ze samen, en ik loop de eerste keer mee."
)
NOTES: dict[str, str] = {
    ValueLevel.REFRAMING: "Ik zie klagen nu als een vraag om contact.",
    ValueLevel.REALISED: "Deze bewoner wandelt nu twee keer per week.",
}
DAYS_AGO = 6  # it happened; the day after it was told
EXPECTED = "Over een maand lopen ze zonder mij."
ASKED_IN = 24  # days


def build(sam: User, team: Team) -> None:
    """By the actions that people take, moved back to the day after it happened."""
    experience = Experience.objects.get(author=sam, happened_on=today() - dt.timedelta(days=DAYS_AGO))
    story = alone.tell(experience, team=team, title=TITLE, text=TEXT, notes=NOTES, by=sam)
    story = stories.show_to(story, audience=Audience.TEAM, shows_text=True, version=story.version, by=sam)
    expected = promises.make(story, text=EXPECTED, ask_on=today() + dt.timedelta(days=ASKED_IN), by=sam)
    promises.share(expected, shared=True, version=expected.version, by=sam)
    _was_told(story, timezone.now() - dt.timedelta(days=DAYS_AGO - 1))


def _was_told(story: ValueStory, at: dt.datetime) -> None:
    carries = story.value_check
    carries.closed_at, carries.due_on = at, local_day(at)
    carries.save(update_fields=["closed_at", "due_on"])
    ValueStory.objects.filter(pk=story.pk).update(told_at=at, edited_at=at)
    story.notes.update(written_at=at, confirmed_at=at)
    story.promises.update(made_at=at)
    long_ago.happened(story.trail, at)
