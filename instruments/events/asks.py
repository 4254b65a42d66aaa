"""Events about anything that is asked. Who answered is on nobody else's history (access.md R7, R16)."""

from django.utils.translation import gettext_lazy as _

from partnerships.events import Kind, register

ASK_HANDED_IN = register(Kind("ask_handed_in", story=_("Je hebt je antwoorden ingeleverd")))  # on the own trail only
ASK_CHOSEN = register(Kind("ask_chosen", story=_("%(by)s heeft vastgelegd waar jullie aan werken")))
