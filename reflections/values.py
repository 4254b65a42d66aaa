"""The five levels of value, the parts of an experience, and the words of value checks."""

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


class Part(models.TextChoices):
    """What of an experience is shared, each on its own (domain.md §6)."""

    STORY = "story", _("Situatie en wat er gebeurde")
    REFLECTION = "reflection", _("Reflectie")
    VALUE = "value", _("Waarde")


class QuestionSet(models.TextChoices):
    """Which questions a value check follows (domain.md §2.4, §3.5, §3.6)."""

    INSIGHT = "checklist.insight", _("Inzichtmomenten van de afgelopen periode")
    AFTER = "checklist.after", _("Na afloop van een training")


class Standing(models.TextChoices):
    """Where a value check stands, derived from its facts (domain.md §5.4)."""

    DUE = "due", _("Nog te plannen")
    PLANNED = "planned", _("Gepland")
    LIVE = "live", _("Bezig")
    CLOSED = "closed", _("Afgerond")
    SKIPPED = "skipped", _("Overgeslagen")
    POSTPONED = "postponed", _("Verzet")


class Step(models.TextChoices):
    """The reminder ladder of value checks (domain.md §5.4) and the personal reminders."""

    PLAN = "plan", _("Plan-herinnering")
    LAST_NUDGE = "last_nudge", _("Laatste plan-herinnering")
    INVITE = "invite", _("Uitnodiging")
    CHOOSE_STORY = "choose_story", _("Kies alvast een verhaal")
    DID_IT_HAPPEN = "did_it_happen", _("Ging het door?")
    REPORT = "report", _("Verslag")
    PERSONAL_INVITE = "personal_invite", _("Waardecheck voor jezelf")
    PERSONAL_REMINDER = "personal_reminder", _("Herinnering waardecheck voor jezelf")
    CLOSING_ROUND = "closing_round", _("Afsluitende ronde")
    LOG = "log", _("Ervaring vastleggen")


DEFAULT_WEEKS, LEAST_WEEKS, MOST_WEEKS = 13, 4, 26  # cadence (domain.md §5.4)
MOST_POSTPONEMENTS = 2
