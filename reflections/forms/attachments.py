"""Bringing a photo, sound or file with an experience or a reply."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from reflections.uploads import ACCEPTED, LARGEST, NotTaken, Upload, taken_from
from reflections.values import Recognisable

TOO_LARGE = _("Dit bestand is te groot. Het mag hoogstens 10 MB zijn.")


class AttachForm(forms.Form):
    """One file, what is to be seen or heard, and whether somebody can be known in it (domain.md §9.5)."""

    file = forms.FileField(
        label=_("Foto, geluid of PDF"),
        help_text=_("Hoogstens 10 MB. Waar en wanneer een foto is gemaakt, bewaren we niet."),
        error_messages={
            "required": _("Kies eerst een foto, geluid of PDF."),
            "empty": _("Dit bestand is leeg."),
            "invalid": _("Het bestand is niet aangekomen. Kies het opnieuw."),
        },
    )
    description = forms.CharField(
        label=_("Wat is er te zien of te horen?"),
        help_text=_("Eén zin, ook voor wie niet kan kijken of luisteren."),
        max_length=300,
        error_messages={"required": _("Schrijf in één zin op wat er te zien of te horen is.")},
    )
    recognisable = forms.ChoiceField(
        label=_("Staat er iemand herkenbaar op?"),
        help_text=_(
            "Denk ook aan een stem, een naam op een deur of een dossier. "
            "Een cliënt, leerling of klant hoort er niet op."
        ),
        choices=Recognisable.choices,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Kies of er iemand herkenbaar op staat.")),
    )

    def __init__(self, *data: Any) -> None:
        super().__init__(*data)
        self.fields["file"].widget.attrs |= {"accept": ACCEPTED, "data-largest": LARGEST, "data-too-large": TOO_LARGE}
        self.fields["description"].widget.attrs |= {"autocomplete": "off", "data-sensitive": ""}

    def given(self) -> dict[str, Any]:
        """What was brought, as the action takes it."""
        given = self.cleaned_data
        return {"upload": given["file"], "description": given["description"], "recognisable": given["recognisable"]}

    def clean_file(self) -> Upload:
        found: Any = self.cleaned_data["file"]
        if (found.size or 0) > LARGEST:
            raise forms.ValidationError(TOO_LARGE, code="too_large")
        try:
            return taken_from(found.read())
        except NotTaken as refused:
            raise forms.ValidationError(str(refused.reason), code="not_taken") from refused
