"""The value check for yourself: begin the one of this quarter (domain.md §5.4). Writing, rounding off and sharing it
are those of everything that is asked (instruments)."""

from django.db import transaction

from accounts.models import User
from accounts.values import require, today
from instruments.models.asks import Ask
from learningtracks.models.tracks import Track
from partnerships import events
from reflections.calendar import Quarter
from reflections.kinds.personal_checks import PERSONAL_CHECK, check_of
from reflections.policy.value_checks import may_start_alone


@transaction.atomic
def start(track: Track, *, by: User) -> Ask:
    """The value check of this quarter, before or after its invitation; the one that is there when it began already."""
    require(may_start_alone(by, track))
    check, made = check_of(track, Quarter.of(today()))
    if made:
        events.record(PERSONAL_CHECK.begun, by=by, about=check)
    return check
