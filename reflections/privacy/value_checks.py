"""What we keep of value checks."""

from django.utils.translation import gettext_lazy as _

from accounts.privacy import ROWS_GO, Kept, OnErasure, Table, Until, technical
from reflections.models.value_checks import InsightAnswer, Participant, ValueCheck
from reflections.privacy.periods import CHECK, LOG, TWO_YEARS, WITH_TEAM

TABLES = [
    Table(
        "reflections.Rhythm",
        _("Ritme van een team"),
        (
            Kept(
                "team weeks paused_from paused_until",
                _("Hoe vaak een team een waardecheck houdt."),
                WITH_TEAM,
                OnErasure.STAYS,
                exported=False,
            ),
        ),
    ),
    Table(
        "reflections.ValueCheck",
        _("Waardechecks"),
        (
            Kept(
                "team track cycle due_on starts_at minutes questions planned_at opened_at closed_at skipped_at"
                " created_at",
                _("Wanneer een waardecheck is. Die van jou alleen verwijderen we, die van een team blijft."),
                CHECK,
                OnErasure.NAMELESS,
            ),
            Kept(
                "place video_link facilitator planned_by skip_reason",
                _("Waar een waardecheck is, wie die leidt en heeft gepland, en waarom die niet is doorgegaan."),
                Until(TWO_YEARS, "value_checks"),
                OnErasure.NAMELESS,
            ),
            technical("public_id postponements plan_version", CHECK, OnErasure.NAMELESS),
        ),
        lambda person: ValueCheck.objects.filter(track__learner=person),
        leaving=(ROWS_GO,),
    ),
    Table(
        "reflections.Participant",
        _("Waardechecks waar je bij bent"),
        (
            Kept(
                "value_check person added_at removed_at",
                _("Dat je gevraagd bent."),
                Until(TWO_YEARS, "value_checks"),
                OnErasure.NAMELESS,
            ),
            Kept("chosen", _("Welke eigen ervaringen je vooraf hebt gekozen."), Until(TWO_YEARS, "value_checks")),
        ),
        lambda person: Participant.objects.filter(person=person),
        goes_with="reflections.Experience",
    ),
    Table(
        "reflections.InsightAnswer",
        _("Je antwoorden in een waardecheck voor jezelf"),
        (Kept("value_check item text edited_at", _("Je antwoorden. Alleen jij ziet ze."), LOG),),
        lambda person: InsightAnswer.objects.filter(value_check__track__learner=person),
        goes_with="reflections.ValueCheck",
    ),
]
