"""Forms of a teller about the own story, and of the harvest."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.lines import Lines
from accounts.forms.versions import VersionedForm
from accounts.forms.watched import Prose, Watched
from reflections.models.stories import ValueStory
from reflections.values import LEVELS, LONGEST_NOTE, LONGEST_STORY, LONGEST_TITLE, Audience, HarvestAudience


class StoryForm(Watched, VersionedForm):
    title = forms.CharField(label=_("Titel"), max_length=LONGEST_TITLE, required=False)
    text = Prose(
        label=_("Je verhaal, in je eigen woorden"),
        max_length=LONGEST_STORY,
        help_text=_("Alleen jij leest dit, tot je het deelt. Schrijf geen namen van cliënten, klanten of collega's."),
    )
    continues = forms.ModelChoiceField(
        label=_("Vervolg op"), queryset=ValueStory.objects.none(), required=False, empty_label=_("Geen eerder verhaal")
    )

    def __init__(self, data: Any = None, *, earlier: Any, **kwargs: Any):
        super().__init__(data, **kwargs)
        field = self.fields["continues"]
        field.queryset = earlier  # type: ignore[attr-defined]
        field.label_from_instance = label_of  # type: ignore[attr-defined]


def label_of(story: ValueStory) -> str:
    """How an earlier story is called in a list: its name and its day."""
    return f"{story.name} ({story.value_check.day:%d-%m-%Y})"


class NoteForm(Watched, VersionedForm):
    text = Prose(
        rows=3,
        label=_("Notitie"),
        required=True,
        max_length=LONGEST_NOTE,
        error_messages={"required": _("Schrijf eerst de notitie, of verwijder die.")},
    )
    level = forms.ChoiceField(
        label=_("Wat voor waarde is dit?"),
        choices=[(level.level, level.level.label) for level in LEVELS],
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies een waarde.")},
    )


class ReadersForm(VersionedForm):
    audience = forms.ChoiceField(
        label=_("Wie leest dit verhaal?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies wie dit verhaal leest.")},
    )

    shows_text = forms.BooleanField(label=_("Zij lezen ook mijn tekst"), required=False)

    def __init__(self, *args: Any, audiences: list[str], story: ValueStory, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if not story.text:
            del self.fields["shows_text"]
        labels = dict(Audience.choices) | ({Audience.PRESENT: _("Alleen jij")} if story.is_alone else {})
        offered = [(value, label) for value, label in labels.items() if value in audiences]
        self.fields["audience"].choices = offered  # type: ignore[attr-defined]


class ProposeForm(forms.Form):
    audience = forms.ChoiceField(
        label=_("Voor wie is deze zin?"),
        choices=HarvestAudience.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies voor wie deze zin is.")},
    )


class AnswerForm(VersionedForm):
    text = Lines(
        rows=3,
        label=_("Dit komt er precies te staan"),
        max_length=LONGEST_NOTE,
        error_messages={"required": _("Er moet wel iets staan. Wil je niet? Kies dan Nee.")},
    )
    with_name = forms.BooleanField(label=_("Zet mijn naam erbij"), required=False)
