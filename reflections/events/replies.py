"""Events about replies to an experience."""

from django.utils.translation import gettext_lazy as _

from partnerships.events import Kind, register
from reflections.models.replies import Thread
from reflections.todos.replies import REPLY_TO_ANSWER

LOAD = ("experience", "reader")  # what the link looks at

REPLIED = register(
    Kind(
        "replied",
        story=_("%(by)s heeft gereageerd"),
        notice=_("%(by)s heeft gereageerd op een ervaring"),
        sees=Thread.objects.known_to,
        load=LOAD,
    )
)
REPLY_ASKED = register(
    Kind(
        "reply_asked",
        story=_("%(by)s heeft iets gevraagd over de ervaring"),
        notice=_("%(by)s vraagt je iets over een ervaring"),
        sees=Thread.objects.known_to,
        load=LOAD,
        asks=REPLY_TO_ANSWER,
    )
)
REPLY_THANKED = register(
    Kind(
        "reply_thanked",
        story=_("%(by)s heeft bedankt"),
        notice=_("%(by)s bedankt je"),
        sees=Thread.objects.known_to,
        load=LOAD,
    )
)
REPLY_FILE_ADDED = register(
    Kind(
        "reply_file_added",
        story=_("%(by)s heeft een foto, geluid of PDF bij een reactie gezet"),
        notice=_("%(by)s heeft een foto, geluid of PDF bij een reactie gezet"),
        sees=Thread.objects.known_to,
        load=LOAD,
    )
)
REPLY_FILE_REMOVED = register(
    Kind("reply_file_removed", story=_("%(by)s heeft een bestand bij een reactie verwijderd"))
)
REPLY_WITHDRAWN = register(Kind("reply_withdrawn", story=_("%(by)s heeft een reactie ingetrokken")))
THREAD_CLOSED = register(
    Kind(
        "thread_closed",
        story=_("%(by)s heeft de reacties afgesloten"),
        notice=_("%(by)s heeft de reacties op een ervaring afgesloten"),
        sees=Thread.objects.known_to,
        load=LOAD,
    )
)
THREAD_OPENED = register(
    Kind(
        "thread_opened",
        story=_("%(by)s heeft de reacties weer geopend"),
        notice=_("%(by)s heeft de reacties op een ervaring weer geopend"),
        sees=Thread.objects.known_to,
        load=LOAD,
    )
)
