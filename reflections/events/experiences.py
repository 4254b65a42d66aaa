"""Events about experiences."""

from django.utils.translation import gettext_lazy as _

from partnerships.events import Kind, register
from reflections.models.experiences import Experience

# A draft has no events: nobody may count or date it (access.md R7).

EXPERIENCE_SAVED = register(Kind("experience_saved", story=_("%(by)s heeft de ervaring bewaard")))
EXPERIENCE_CHANGED = register(Kind("experience_changed", story=_("%(by)s heeft de ervaring aangepast")))
EXPERIENCE_DELETED = register(Kind("experience_deleted", story=_("%(by)s heeft de ervaring verwijderd")))
EXPERIENCE_SHARED = register(
    Kind(
        "experience_shared",
        story=_("%(by)s heeft de ervaring gedeeld met %(name)s"),
        notice=_("%(by)s deelt een ervaring met je"),
        sees=Experience.objects.shared_with,
    )
)
SHARE_ENDED = register(Kind("share_ended", story=_("%(by)s deelt de ervaring niet meer met %(name)s")))
CONCERN_RAISED = register(
    Kind(
        "concern_raised",
        story=_("%(by)s heeft iets gezien in de ervaring dat er niet hoort"),
        notice=_("%(by)s ziet iets in je ervaring dat er niet hoort. De ervaring is verborgen"),
        sees=Experience.objects.written_by,
    )
)
SHOWN_AGAIN = register(
    Kind(
        "shown_again",
        story=_("%(by)s heeft de ervaring aangepast en toont die weer"),
        notice=_("%(by)s heeft de ervaring aangepast en toont die weer"),
        sees=Experience.objects.shared_with,
    )
)
