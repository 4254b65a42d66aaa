"""What we keep of value checks."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.privacy import Kept, OnErasure, Table, Until, any_of, technical
from reflections.models.value_checks import Participant, ValueCheck
from reflections.privacy.periods import TWO_YEARS, WITH_TEAM

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
                "team cycle due_on form starts_at last_on minutes questions planned_at "
                "opened_at closed_at skipped_at created_at",
                _("Wanneer een waardecheck van een team is."),
                WITH_TEAM,
                OnErasure.NAMELESS,
            ),
            Kept(
                "place video_link facilitator planned_by skip_reason",
                _("Waar een waardecheck is, wie die leidt en heeft gepland, en waarom die niet is doorgegaan."),
                Until(TWO_YEARS, "value_checks"),
                OnErasure.NAMELESS,
            ),
            technical("public_id postponements plan_version", WITH_TEAM, OnErasure.NAMELESS),
        ),
        lambda person: any_of(ValueCheck, Q(facilitator=person), Q(planned_by=person)),
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
            Kept(
                "passed_at",
                _("Dat je in een waardecheck op een eigen moment geen verhaal vertelt. Niemand anders ziet dat."),
                Until(TWO_YEARS, "value_checks"),
            ),
            Kept("chosen", _("Welke eigen ervaringen je vooraf hebt gekozen."), Until(TWO_YEARS, "value_checks")),
        ),
        lambda person: Participant.objects.filter(person=person),
        goes_with="reflections.Experience",
    ),
]
