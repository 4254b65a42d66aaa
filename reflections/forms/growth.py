"""What goes into a document to take along: which experiences and pieces, and what of them."""

from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from accounts.forms.watched import Prose
from learningtracks.values.pieces import Slot
from reflections.models.experiences import Experience
from reflections.models.growth import Course, Growth
from reflections.values import Included

SHORT = 90  # characters of a situation in the list
AT_FIRST = [Included.ANALYSIS, Included.VALUE, Included.COURSE, Included.TRACK, Included.NAME]


class DocumentForm(forms.Form):
    """Nothing is chosen at first, and what was private stays out unless it is ticked (access.md R1)."""

    title = forms.CharField(
        label=_("Titel"), max_length=80, error_messages={"required": _("Geef het document een titel.")}
    )
    intro = Prose(
        label=_("Inleiding"),
        help_text=_("Voor wie is dit, en wat wil je laten zien? Schrijf geen namen van anderen."),
        rows=4,
        max_length=2_000,
    )
    everything = forms.BooleanField(
        label=_("Alle ervaringen en puzzelstukken"), help_text=_("Of kies hieronder wat je wilt."), required=False
    )
    experiences = forms.MultipleChoiceField(
        label=_("Welke ervaringen?"), widget=forms.CheckboxSelectMultiple, required=False
    )
    pieces = forms.MultipleChoiceField(
        label=_("Welke puzzelstukken?"), widget=forms.CheckboxSelectMultiple, required=False
    )
    included = forms.MultipleChoiceField(
        label=_("Wat komt erin?"),
        help_text=_("De situatie staat er altijd in."),
        choices=Included.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, data: Any = None, *, growth: Growth) -> None:
        first = {"title": _now("Wat ik op mijn werk leerde"), "included": [one.value for one in AT_FIRST]}
        super().__init__(data, initial=first)
        self.entries = {str(entry.public_id): entry for entry in growth.entries if not entry.hidden_at}
        self.courses = {str(course.piece.public_id): course for course in growth.courses if course.piece.in_force}
        self.fields["experiences"].choices = [(key, self._entry(entry)) for key, entry in self.entries.items()]  # type: ignore[attr-defined]
        self.fields["pieces"].choices = [(key, self._course(course)) for key, course in self.courses.items()]  # type: ignore[attr-defined]

    @staticmethod
    def _entry(entry: Experience) -> str:
        day = date_format(entry.happened_on, pgettext("date", "j F Y"))
        return f"{day} · {Truncator(entry.situation).chars(SHORT)}"

    @staticmethod
    def _course(course: Course) -> str:
        return f"{Slot(course.piece.slot).label} · {course.version.title}"

    def clean(self) -> None:
        given = self.cleaned_data
        if not given.get("everything") and not given.get("experiences") and not given.get("pieces"):
            self.add_error("experiences", forms.ValidationError(_("Kies minstens één ervaring of puzzelstuk.")))

    def chosen(self) -> dict[str, Any]:
        """What the document is made of, as `documents.made.make` takes it."""
        given = self.cleaned_data
        whole = given["everything"]
        return {
            "title": given["title"],
            "intro": given["intro"],
            "entries": list(self.entries.values()) if whole else [self.entries[key] for key in given["experiences"]],
            "courses": list(self.courses.values()) if whole else [self.courses[key] for key in given["pieces"]],
            "included": given["included"],
        }

    def again(self) -> list[tuple[str, str]]:
        """The same choice once more, to be sent from the page that shows the document."""
        return [(name, value) for name in self.fields for value in self._values(name)]

    def _values(self, name: str) -> list[str]:
        value = self.cleaned_data[name]
        if isinstance(value, bool):
            return ["on"] if value else []
        return value if isinstance(value, list) else [value]
