"""The list of school subjects: one on a line."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.lines import Lines
from accounts.forms.versions import VersionedForm
from learningtracks.policy.subjects import may_name_subjects


class SubjectsForm(VersionedForm):
    names = Lines(
        rows=10,
        label=_("Vakken"),
        help_text=_("Zet elk vak op een eigen regel."),
        max_length=8_000,
        required=False,
    )

    def clean_names(self) -> str:
        text: str = self.cleaned_data["names"]
        if not (answer := may_name_subjects(self._lines(text))):
            raise forms.ValidationError(str(answer.reason))
        return text

    @staticmethod
    def _lines(text: Any) -> list[str]:
        return [line.strip() for line in str(text).splitlines() if line.strip()]

    @property
    def lines(self) -> list[str]:
        return self._lines(self.cleaned_data["names"])
