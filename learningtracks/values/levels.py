"""The five levels of value (domain.md §3.12; after Wenger, Trayner and De Laat)."""

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class ValueLevel(models.TextChoices):
    """Five kinds of value, not a ladder (domain.md §3.12; after Wenger, Trayner and De Laat)."""

    EXPERIENTIAL = "experiential", _("Belevingswaarde")
    POTENTIAL = "potential", _("Potentiële waarde")
    APPLIED = "applied", _("Toegepaste waarde")
    REALISED = "realised", _("Gerealiseerde waarde")
    REFRAMING = "reframing", _("Herkaderende waarde")


@dataclass(frozen=True)
class LevelText:
    level: ValueLevel
    question: str | Promise
    example: str | Promise

    @property
    def name(self) -> str:
        return str(self.level.label)


LEVELS = [
    LevelText(
        ValueLevel.EXPERIENTIAL,
        _("Hoe was het om dit mee te maken?"),
        _("Eindelijk iemand gesproken die hetzelfde doet."),
    ),
    LevelText(
        ValueLevel.POTENTIAL,
        _("Wat kun je later misschien gebruiken?"),
        _("Een tip, een nieuw contact, een boektitel."),
    ),
    LevelText(ValueLevel.APPLIED, _("Wat doe je nu anders?"), _("Ik begin het gesprek nu met een open vraag.")),
    LevelText(
        ValueLevel.REALISED,
        _("Wat leverde dat op voor klant, team of product?"),
        _("Minder klachten over de overdracht."),
    ),
    LevelText(
        ValueLevel.REFRAMING,
        _("Kijk je nu anders naar je vak of de wereld?"),
        _("Ik zie klagen nu als een vraag om contact."),
    ),
]
