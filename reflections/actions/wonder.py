"""Wonder: the daily question, one line a person and day; one tap makes it an experience."""

from django.db import transaction

from accounts.actions.versions import locked
from accounts.models import User
from accounts.values import require, today
from partnerships import events
from partnerships.models.teams import Team
from reflections.actions import experiences
from reflections.events.wonder import WONDER_BECAME_EXPERIENCE, WONDER_DELETED, WONDER_WRITTEN
from reflections.models.experiences import Experience
from reflections.models.wonder import WonderEntry
from reflections.policy.wonder import may_change_wonder, may_share_wonder


@transaction.atomic
def write(*, text: str, team: Team | None = None, by: User) -> WonderEntry:
    """Write down what surprised somebody today; a second line the same day takes the place of the first.

    Shared with `team` only when it is given.
    """
    if team:
        require(may_share_wonder(by, team))
    entry, _is_new = WonderEntry.objects.update_or_create(
        person=by, day=today(), defaults={"text": text.strip(), "team": team}
    )
    events.record(WONDER_WRITTEN, by=by, about=entry)
    return entry


@transaction.atomic
def delete(entry: WonderEntry, *, by: User) -> None:
    """Delete a line for good; the team no longer sees it. An experience made of it stays."""
    require(may_change_wonder(by, entry))
    events.record(WONDER_DELETED, by=by, about=entry)
    entry.delete()


@transaction.atomic
def make_experience(entry: WonderEntry, *, by: User) -> Experience:
    """Begin an experience with this line. Doing it again gives the same experience."""
    entry = locked(WonderEntry.objects.all(), entry.pk)
    require(may_change_wonder(by, entry))
    if entry.experience:
        return entry.experience
    entry.experience = experiences.start(situation=entry.text, happened_on=entry.day, by=by)
    entry.save(update_fields=["experience"])
    events.record(WONDER_BECAME_EXPERIENCE, by=by, about=entry)
    return entry.experience
