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


class Because(models.TextChoices):
    """Why a reminder lapsed without being told."""

    NO_ACCESS = "no_access", _("toegang beëindigd")
    PAUSED = "paused", _("gepauzeerd")
    PLANNED = "planned", _("al gepland")
    REPLANNED = "replanned", _("verzet of aangepast")
    SETTLED = "settled", _("afgerond of overgeslagen")
    PAST = "past", _("de dag is voorbij")
    OTHER_TURN = "other_turn", _("hoort bij een eerdere beurt")
    NEWER_STEP = "newer_step", _("vervallen: nieuwere stap")
    DONE = "done", _("al gedaan")
    UNWANTED = "unwanted", _("uitgezet")
    UNANSWERED = "unanswered", _("drie keer geen reactie")
    IN_TEAM = "in_team", _("zit nu in een team")


DEFAULT_WEEKS, LEAST_WEEKS, MOST_WEEKS = 13, 4, 26  # cadence (domain.md §5.4)
MOST_POSTPONEMENTS = 2


@dataclass(frozen=True)
class Question:
    """One question of a set. `item` is what answers point at; `level` the value level it usually brings up."""

    item: str
    text: str | Promise
    level: ValueLevel | None = None


QUESTIONS: dict[str, list[Question]] = {
    QuestionSet.INSIGHT: [
        Question(
            "checklist.insight.z1",
            _("Vertel het moment als een verhaal. Hoe was het voor jou en wie waren erbij?"),
            ValueLevel.EXPERIENTIAL,
        ),
        Question("checklist.insight.z2", _("Wat gaf dat moment jou?"), ValueLevel.POTENTIAL),
        Question("checklist.insight.z3", _("Wat doe je sindsdien anders?"), ValueLevel.APPLIED),
        Question("checklist.insight.z4", _("Wat zien anderen ervan?"), ValueLevel.REALISED),
        Question("checklist.insight.z5", _("Is je blik op je werk of organisatie veranderd?"), ValueLevel.REFRAMING),
        Question("checklist.insight.z6", _("Moeten wij hier iets mee, als team of als organisatie?")),
    ],
    QuestionSet.AFTER: [
        Question("checklist.after.n1", _("Hoe was het om mee te maken?"), ValueLevel.EXPERIENTIAL),
        Question(
            "checklist.after.n2",
            _("Wat kun je later misschien gebruiken: mensen, kennis, iets om te lezen?"),
            ValueLevel.POTENTIAL,
        ),
        Question(
            "checklist.after.n3",
            _("Wat doe je nu anders in je werk? Moet er iets veranderen in je omgeving of het werkproces?"),
            ValueLevel.APPLIED,
        ),
        Question("checklist.after.n4", _("Welk resultaat zie je al? Wat komt er nog, denk je?"), ValueLevel.REALISED),
        Question(
            "checklist.after.n5",
            _("Wat merken anderen ervan: collega's, klanten, organisatie, vakgenoten?"),
            ValueLevel.REALISED,
        ),
        Question(
            "checklist.after.n6",
            _("Kijk je nu anders naar je vak? Is dat ook voor vakgenoten van belang?"),
            ValueLevel.REFRAMING,
        ),
        Question("checklist.after.n7", _("Wat in de werksituatie staat het effect in de weg? Hoe halen we dat weg?")),
        Question("checklist.after.n8", _("Hoe houden we vast wat we leerden?")),
    ],
}
QUESTIONS_AFTER = _(
    "Naar: Handreiking Leren op de werkplek, versie 1.0, 1 februari 2024, Sebo Boerma, Rijksoverheid (RDDI)"
)
HOUSE_RULES = [  # domain.md §5.2
    _("Luister zonder het verhaal over te nemen."),
    _("Vraag door, geef geen oplossing."),
    _("Wat je hier hoort, blijft hier."),
    _("Passen mag altijd."),
]
FIXED_MINUTES, MINUTES_PER_TELLER = 42, 8  # length of a session (domain.md §5.1)
LEAST_MINUTES, MOST_MINUTES = 30, 180
MOST_CHOSEN = 3  # own experiences that a participant may pick beforehand (domain.md §2.4)
UNANSWERED_LOGS = 3  # reminders to log stop by themselves after these (domain.md §2.2)
