"""Events about wonder."""

from django.utils.translation import gettext_lazy as _

from partnerships.events import Kind, register

WONDER_WRITTEN = register(Kind("wonder_written", story=_("%(by)s heeft een verwondering opgeschreven")))
WONDER_DELETED = register(Kind("wonder_deleted", story=_("%(by)s heeft een verwondering verwijderd")))
WONDER_BECAME_EXPERIENCE = register(
    Kind("wonder_became_experience", story=_("%(by)s heeft er een ervaring van gemaakt"))
)
