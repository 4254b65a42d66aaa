"""Events about stories after their session, on the trail of the story: its teller's (access.md R15, R18).

No sentence holds a title or a note.
"""

from django.utils.translation import gettext_lazy as _

from partnerships.events import Kind, register
from reflections.models.harvest import HarvestItem
from reflections.todos.harvest import SENTENCE_TO_SHARE

STORY_CHANGED = register(Kind("value_story_changed", story=_("%(by)s heeft een verhaal aangepast")))
STORY_NOTES_CONFIRMED = register(Kind("value_story_notes_confirmed", story=_("%(by)s heeft notities bevestigd")))
STORY_NOTE_ADDED = register(Kind("value_story_note_added", story=_("%(by)s heeft een notitie toegevoegd")))
STORY_NOTE_CHANGED = register(Kind("value_story_note_changed", story=_("%(by)s heeft een notitie aangepast")))
STORY_NOTE_REMOVED = register(Kind("value_story_note_removed", story=_("%(by)s heeft een notitie verwijderd")))
STORY_SHOWN = register(Kind("value_story_shown", story=_("%(by)s heeft gekozen wie een verhaal leest")))
STORY_WITHDRAWN = register(Kind("value_story_withdrawn", story=_("%(by)s heeft een verhaal ingetrokken")))


HARVEST_PROPOSED = register(
    Kind(
        "harvest_proposed",
        story=_("%(by)s heeft een zin voor de oogst voorgesteld"),
        notice=_("%(by)s wil één zin uit jouw verhaal delen. Jij beslist"),
        sees=HarvestItem.objects.asked_of,
        load=("story",),
        asks=SENTENCE_TO_SHARE,
    )
)
HARVEST_PUBLISHED = register(
    Kind("harvest_published", story=_("%(by)s heeft toestemming gegeven voor een zin in de oogst"))
)
HARVEST_DECLINED = register(
    Kind("harvest_declined", story=_("%(by)s heeft geen toestemming gegeven voor een zin in de oogst"))
)
HARVEST_WITHDRAWN = register(Kind("harvest_withdrawn", story=_("%(by)s heeft een zin uit de oogst gehaald")))
