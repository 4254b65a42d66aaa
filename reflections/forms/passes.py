"""Asking a colleague, and the one box of their answer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts import sensitive
from accounts.forms.general import in_general
from accounts.forms.names import AddressField, NameField
from accounts.forms.watched import Prose, Watched
from accounts.models import User
from accounts.values import today
from partnerships.models.teams import Team

ELSE = ""
VOICE_STEMS = [_("Dit klopt: "), _("Ik zag het anders: "), _("Dit merk ik: ")]


class ColleagueForm(forms.Form):
    """Somebody of an own team, or a name with a mail address; and one question."""

    who = forms.ChoiceField(label=_("Aan wie?"), widget=forms.RadioSelect, required=False)
    name = NameField(label=_("Naam"), max_length=60, required=False)
    email = AddressField(label=_("Mailadres"), max_length=254, required=False)
    question = Prose(
        label=_("Wat wil je vragen?"),
        rows=3,
        max_length=1_000,
        required=True,
        error_messages={"required": _("Schrijf je vraag op.")},
    )

    def __init__(
        self,
        data: Any = None,
        *,
        teammates: dict[str, tuple[User, Team]],
        reads: list[tuple[str, str]],
        question: str = "",
    ) -> None:
        """`reads` is what they will read, each text with its name; `question` what stands in the box to begin with."""
        super().__init__(in_general(data, "question"), initial={"question": question})
        self.teammates, self.reads = teammates, reads
        choices = [(key, f"{person} · {team}") for key, (person, team) in teammates.items()]
        self.fields["who"].choices = [*choices, (ELSE, _("Iemand anders, per mail"))]  # type: ignore[attr-defined]
        if not teammates:
            del self.fields["who"]
        self.fields["name"].widget.attrs["autocomplete"] = "off"
        self.fields["email"].widget.attrs["autocomplete"] = "off"

    @property
    def teammate(self) -> tuple[User, Team] | None:
        return self.teammates.get(self.cleaned_data.get("who", ELSE))

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        if "who" not in self.errors and not self.teammate:
            for name, words in (("name", _("Vul een naam in.")), ("email", _("Vul een mailadres in."))):
                if name not in self.errors and not found.get(name, "").strip():
                    self.add_error(name, words)
        return found

    def findings(self) -> list[sensitive.Finding]:
        """What looks like a detail of a client or colleague, in what leaves the circle of who guides."""
        return sensitive.find_all([*self.reads, (str(_("Je vraag")), self.cleaned_data["question"])], on=today())


class AnswerForm(Watched, forms.Form):
    """One box."""

    anyway = _("Toch versturen")
    text = Prose(
        label=_("Jouw antwoord"),
        required=True,
        error_messages={"required": _("Schrijf eerst je antwoord.")},
    )

    def __init__(self, *given: Any, may_be_empty: bool = False, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["text"].required = not may_be_empty
