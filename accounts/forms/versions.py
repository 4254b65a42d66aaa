"""Forms that change something stored."""

from django import forms


class VersionedForm(forms.Form):
    """A form that changes something stored: it carries the version that its writer had in front of them.

    A form without one counts as having seen nothing: its writer is told that there is a newer version.
    """

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def clean_version(self) -> int:
        return self.cleaned_data["version"] or 0

    @property
    def seen(self) -> int:
        return self.cleaned_data.get("version") or 0
