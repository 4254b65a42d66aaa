"""A whole experience on one page, as it is written without a network: nobody to ask, and no pieces to choose from."""

from typing import Any

from django.forms import Form

from accounts import sensitive
from accounts.values import today
from reflections.forms.attachments import AttachForm
from reflections.forms.experiences import AnalysisForm, ReflectionForm, SituationForm, StepForm, ValueForm
from reflections.models.experiences import Experience


class Whole:
    """Four steps of the log at once, and one photo, sound or PDF."""

    def __init__(self, data: Any = None, files: Any = None, *, experience: Experience) -> None:
        self.file = AttachForm(data, files) if files else AttachForm()
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

    def wrong(self) -> Form | None:
        """The part that cannot be kept as it is: there are no words to begin with, or too many. A day that is none
        is no reason to lose a text: it becomes today."""
        if self.file.is_bound and not self.file.is_valid():
            return self.file
        for form in self.steps:
            if not form.is_valid() and set(form.errors) - {"happened_on"}:
                return form
        return None

    def texts(self) -> dict[str, Any]:
        return self.analysis.changes() | self.reflection.changes()

    def has_findings(self) -> bool:
        """Whether something looks like a detail of a client or colleague."""
        shown = sensitive.find(self.brought.get("description", ""), on=today(), where="")
        return bool(shown) or any(form.findings() for form in self.steps)

    @property
    def brought(self) -> dict[str, Any]:
        """The file with what it needs; nothing when there is none."""
        return self.file.cleaned_data if self.file.is_bound else {}
