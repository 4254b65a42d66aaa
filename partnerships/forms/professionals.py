"""The register: writing the own profile, looking for somebody, and what a moderator decides."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.lines import Lines
from accounts.forms.versions import VersionedForm
from partnerships.forms.fields import offer, rows_field
from partnerships.models.professionals import Professional, ProfessionalQuerySet, Service
from partnerships.values import Region, Sector

CHOOSE = [("", _("Kies er een"))]
ALL = [("", _("Alles"))]


class ProfessionalForm(VersionedForm):
    """The own profile, for everybody to read."""

    headline = forms.CharField(
        label=_("Wat doe je, in één zin?"),
        max_length=160,
        error_messages={"required": _("Schrijf in één zin wat je doet.")},
    )
    work = Lines(
        rows=8,
        label=_("Hoe werk je?"),
        help_text=_("Vertel over jezelf. Noem geen namen van anderen."),
        max_length=3_000,
        error_messages={"required": _("Vertel hoe je werkt.")},
    )
    sector = forms.ChoiceField(
        label=_("Sector"), choices=[*CHOOSE, *Sector.choices], error_messages={"required": _("Kies een sector.")}
    )
    region = forms.ChoiceField(
        label=_("Regio"), choices=[*CHOOSE, *Region.choices], error_messages={"required": _("Kies een regio.")}
    )
    services = rows_field(_("Wat bied je aan?"), _("Kies minstens één ding dat je aanbiedt."))
    adult = forms.BooleanField(
        label=_("Ik ben 18 jaar of ouder. Iedereen mag dit profiel lezen, met mijn naam."),
        error_messages={"required": _("Zet een vinkje. Anders kan je profiel niet in het register.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["services"].to_field_name = "pk"  # type: ignore[attr-defined]
        offer(self, "services", Service.objects.all())

    @property
    def facts(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "adult"}


class FindForm(forms.Form):
    """Looking through the register. What is no choice of the list counts as no choice."""

    q = forms.CharField(label=_("Zoek op naam of woord"), max_length=100, required=False)
    sector = forms.ChoiceField(label=_("Sector"), choices=[*ALL, *Sector.choices], required=False)
    region = forms.ChoiceField(label=_("Regio"), choices=[*ALL, *Region.choices], required=False)
    offer = forms.TypedChoiceField(label=_("Aanbod"), coerce=int, empty_value=None, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["offer"].choices = [*ALL, *((one.pk, str(one)) for one in Service.objects.all())]  # type: ignore[attr-defined]

    def found(self) -> ProfessionalQuerySet:
        self.is_valid()
        asked = self.cleaned_data
        found = Professional.objects.public()
        for name, field in (("sector", "sector"), ("region", "region"), ("offer", "services")):
            if value := asked.get(name):
                found = found.filter(**{field: value})
        return found.mentioning(asked.get("q", "")).with_heads()

    @property
    def asks(self) -> bool:
        """Whether anything is looked for."""
        return any(self.cleaned_data.values())


class ModerateForm(VersionedForm):
    """Yes, or no with a reason that its owner reads."""

    answer = forms.ChoiceField(
        label=_("Mag dit profiel in het register?"),
        choices=[("yes", _("Ja, plaats het")), ("no", _("Nee, met een reden"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies ja of nee.")},
    )
    reason = Lines(
        label=_("Waarom niet?"), help_text=_("Van wie het profiel is, leest dit."), max_length=500, required=False
    )

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("answer") == "no" and not found.get("reason"):
            self.add_error("reason", _("Schrijf waarom niet."))
        return found


class ServicesForm(VersionedForm):
    """What professionals can offer, a line each."""

    names = Lines(
        rows=10,
        label=_("Wat professionals kunnen aanbieden"),
        help_text=_("Zet elk aanbod op een eigen regel. Wat je verwijdert, gaat ook van de profielen af."),
        max_length=8_000,
        required=False,
    )

    def clean_names(self) -> str:
        text: str = self.cleaned_data["names"]
        if any(len(line.strip()) > 120 for line in text.splitlines()):
            raise forms.ValidationError(_("Een regel heeft hoogstens 120 tekens."))
        return text
