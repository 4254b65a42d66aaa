"""Asking a colleague about a training, and answering."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.versions import VersionedForm
from accounts.models import User
from learningtracks.forms.tracks import NOT_IN_LIST, offer
from learningtracks.models.follow_ups import FollowUp
from learningtracks.models.instruments import Instrument, Item
from learningtracks.values.follow_ups import NOTHING_YET


class FollowUpForm(forms.Form):
    """Who is back, and from what."""

    asked = forms.ModelChoiceField(
        label=_("Wie is er terug?"),
        queryset=User.objects.none(),
        to_field_name="public_id",
        empty_label=_("Kies een collega"),
        error_messages={"required": _("Kies iemand uit de lijst."), "invalid_choice": NOT_IN_LIST},
    )
    title = forms.CharField(
        label=_("Van welke training?"),
        max_length=80,
        error_messages={"required": _("Geef de training een naam.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "asked", people)


class FollowUpAnswerForm(VersionedForm):
    """The eight questions. To keep them all may stay empty, to send at least one has an answer."""

    then = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, follow_up: FollowUp) -> None:
        given = {answer.item_id: answer.text for answer in follow_up.answers.all()}
        super().__init__(data, initial={"version": follow_up.version})
        self.lists = follow_up.sources
        self.items = {item.slug.replace(".", "-"): item for one in self.lists for item in one.tree}
        for name, item in self.items.items():
            self.fields[name] = forms.CharField(
                label=item.text,
                initial=given.get(item.pk, ""),
                max_length=2_000,
                required=False,
                widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
            )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("then") == "send" and not any(cleaned.get(name, "").strip() for name in self.items):
            self.add_error(next(iter(self.items)), NOTHING_YET)
        return cleaned

    @property
    def answers(self) -> dict[Item, str]:
        return {item: self.cleaned_data[name] for name, item in self.items.items()}

    @property
    def sections(self) -> list[tuple[Instrument, list[forms.BoundField]]]:
        """The two lists, each with its questions."""
        names = {item.pk: name for name, item in self.items.items()}
        return [(one, [self[names[item.pk]] for item in one.tree]) for one in self.lists]
