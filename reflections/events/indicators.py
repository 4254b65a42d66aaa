"""Events about what a team looks at: that somebody chose or looked, never what they saw."""

from django.utils.translation import gettext_lazy as _

from partnerships.events import Kind, register

INDICATOR_CHOSEN = register(Kind("indicator_chosen", story=_("%(by)s heeft een indicator gekozen")))
INDICATOR_CHANGED = register(Kind("indicator_changed", story=_("%(by)s heeft een indicator aangepast")))
INDICATOR_STOPPED = register(Kind("indicator_stopped", story=_("%(by)s heeft een indicator gestopt")))
INDICATOR_MEASURED = register(
    Kind("indicator_measured", story=_("%(by)s heeft bij een indicator gezet hoe het ervoor staat"))
)
