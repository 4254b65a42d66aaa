"""Events about improvement tracks: that somebody did something, never what was written."""

from django.utils.translation import gettext_lazy as _

from partnerships.events import Kind, register
from reflections.models.improvements import ImprovementTrack

IMPROVEMENT_BEGUN = register(
    Kind(
        "improvement_begun",
        story=_("%(by)s is een verbetertraject begonnen"),
        notice=_("%(by)s is een verbetertraject begonnen met %(team)s"),
        sees=ImprovementTrack.objects.visible_to,
    )
)
IMPROVEMENT_CHANGED = register(Kind("improvement_changed", story=_("%(by)s heeft een verbetertraject aangepast")))
IMPROVEMENT_ENDED = register(
    Kind(
        "improvement_ended",
        story=_("%(by)s heeft een verbetertraject afgesloten"),
        notice=_("%(by)s heeft het verbetertraject van %(team)s afgesloten"),
        sees=ImprovementTrack.objects.visible_to,
    )
)
SITUATION_WRITTEN = register(Kind("situation_written", story=_("%(by)s heeft een situatie opgeschreven")))
SITUATION_CHANGED = register(Kind("situation_changed", story=_("%(by)s heeft een eigen situatie aangepast")))
SITUATION_DISCUSSED = register(Kind("situation_discussed", story=_("%(by)s heeft opgeschreven wat het team besprak")))
SITUATION_WITHDRAWN = register(Kind("situation_withdrawn", story=_("%(by)s heeft een eigen situatie ingetrokken")))
