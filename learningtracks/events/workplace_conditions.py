"""Events about what is there on a workplace: that somebody wrote something down, never what."""

from django.utils.translation import gettext_lazy as _

from partnerships.events import Kind, register

WORKPLACE_CONDITION_WRITTEN = register(
    Kind("workplace_condition_written", story=_("%(by)s heeft opgeschreven wat er is op de werkplek"))
)
WORKPLACE_CONDITION_ADDED = register(
    Kind("workplace_condition_added", story=_("%(by)s heeft iets op de lijst van de werkplek gezet"))
)
WORKPLACE_CONDITION_REMOVED = register(
    Kind("workplace_condition_removed", story=_("%(by)s heeft iets van de lijst van de werkplek gehaald"))
)
