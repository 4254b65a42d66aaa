"""What an answer can become of this layer: an own experience, with what it was worth (instruments/outcome_kinds.py)."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.values import Answer
from instruments.forms.outcomes import NothingForm
from instruments.models.asks import Ask
from instruments.outcome_kinds import Made, OutcomeKind, Said, register
from reflections.actions import experiences
from reflections.models.experiences import Experience
from reflections.policy.experiences import may_log

AN_EXPERIENCE = _("Ervaring")


def _may(person: User, ask: Ask) -> Answer:
    return may_log(person)


def _make(said: Said, *, by: User) -> Experience:
    return experiences.begin_from(said.words, level=said.item.level, origin=said.ask.origin, by=by)


def _made(person: User, ask: Ask, origins: Sequence[str]) -> Iterable[Made]:
    for one in Experience.objects.written_by(person).from_origin(ask.origin):
        yield Made(one.origin, AN_EXPERIENCE, day=one.happened_on, url=one.get_absolute_url())


VALUE_NOTE = register(
    OutcomeKind(
        "value_note",
        label=_("Zet bij je ervaringen"),
        done=_("Het staat als concept bij je ervaringen. Alleen jij ziet het."),
        may=_may,
        form=NothingForm,
        make=_make,
        made=_made,
        sight=_("Alleen jij ziet dit, tot je het deelt."),
        at_once=True,
        private=True,
        of_own=True,
        of_value=True,
    )
)
