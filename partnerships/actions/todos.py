"""To-dos beside the facts: all of them at night, and soon after an action those that it was about."""

import datetime as dt

import structlog
from django.db import models

from partnerships import events, todos
from partnerships.models.events import Event

LATELY = dt.timedelta(minutes=10)
log = structlog.get_logger(__name__)


def put_right() -> dict[str, int]:
    """Mend what differs and say how much; who has nothing to do any more is not asked again."""
    settled, found = todos.put_right()
    events.see_settled(settled)
    if found:
        log.warning("todos_differed", **found)
    return found


def look_again(now: dt.datetime) -> int:
    """Compare what events of the last minutes were about once more; how many things that were. Two actions at the same
    moment do not see each other's facts (somebody joins a team while a round begins there): this comes after both."""
    lately = list(Event.objects.filter(at__gt=now - LATELY))
    models.prefetch_related_objects(lately, "about")
    things = {(event.about_type_id, event.about_id): event.about for event in lately if event.about is not None}
    events.see_settled(todos.update(*things.values()))
    return len(things)
