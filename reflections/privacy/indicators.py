"""What we keep of what a team looks at."""

from django.utils.translation import gettext_lazy as _

from accounts.privacy import Kept, OnErasure, Table, technical
from reflections.models.indicators import Indicator, Measurement
from reflections.privacy.periods import WITH_TEAM

TABLES = [
    Table(
        "reflections.Indicator",
        _("Waar een team op let"),
        (
            Kept(
                "team level text unit how made_at stopped_at",
                _("Waaraan een team ziet wat het leren oplevert. Alleen het team leest het."),
                WITH_TEAM,
                OnErasure.STAYS,
            ),
            Kept("made_by", _("Wie het heeft opgeschreven."), WITH_TEAM, OnErasure.NAMELESS),
            technical("public_id version", WITH_TEAM, OnErasure.STAYS),
        ),
        lambda person: Indicator.objects.filter(made_by=person),
    ),
    Table(
        "reflections.Measurement",
        _("Wat een team zag"),
        (
            Kept(
                "indicator quarter number words at",
                _("Hoe het ervoor stond, per kwartaal. Alleen het team leest het."),
                WITH_TEAM,
                OnErasure.STAYS,
            ),
            Kept("by", _("Wie het heeft opgeschreven."), WITH_TEAM, OnErasure.NAMELESS),
            technical("version", WITH_TEAM, OnErasure.STAYS),
        ),
        lambda person: Measurement.objects.filter(by=person),
    ),
]
