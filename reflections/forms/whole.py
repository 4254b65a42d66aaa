"""A whole experience on one page, as it is written without a network: nobody to ask, and no pieces to choose from."""

from typing import Any

from reflections.forms.experiences import AnalysisForm, ReflectionForm, SituationForm, StepForm, ValueForm
from reflections.models.experiences import Experience


class Whole:
    """Four steps of the log at once."""

    def __init__(self, data: Any = None, *, experience: Experience) -> None:
        self.situation = SituationForm(data, experience=experience)
        self.situation.initial["happened_on"] = None  # the device knows what day it is
        self.analysis = AnalysisForm(data, experience=experience)
        self.reflection = ReflectionForm(data, experience=experience)
        self.value = ValueForm(data, experience=experience)
        for form in self.steps:
            for field in form.fields.values():
                for of_one_step in ("autofocus", "max"):
                    field.widget.attrs.pop(of_one_step, None)

    @property
    def steps(self) -> tuple[StepForm, ...]:
        return self.situation, self.analysis, self.reflection, self.value

    def wrong(self) -> StepForm | None:
        """The step that cannot be kept as it is: there are no words to begin with, or too many. A day that is none
        is no reason to lose a text: it becomes today."""
        for form in self.steps:
            if not form.is_valid() and set(form.errors) - {"happened_on"}:
                return form
        return None

    def texts(self) -> dict[str, Any]:
        return self.analysis.changes() | self.reflection.changes()

    def has_findings(self) -> bool:
        """Whether something looks like a detail of a client or colleague."""
        return any(form.findings() for form in self.steps)
