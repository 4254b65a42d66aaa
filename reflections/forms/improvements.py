"""What a team fills in about one of its work processes, and about its situations (domain.md §8.1)."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.lines import Lines
from accounts.forms.versions import VersionedForm
from accounts.models import User
from accounts.values import today
from learningtracks.forms.action_points import ActionPointForm, lines
from partnerships import belonging
from partnerships.forms.fields import day_field, offer, row_field, rows_field
from partnerships.models.teams import Team
from reflections.forms.indicators import line
from reflections.models.improvements import WHY_FIELDS, ImprovementTrack, SituationCard
from reflections.values import (
    LONGEST_IMPROVEMENT,
    MOST_BECAUSE,
    MOST_HAPPENED,
    MOST_OTHERWISE,
    MOST_PROCESS,
    MOST_REASON,
    MOST_SITUATION,
    CardState,
)

USUAL_WEEKS = 17  # four months


class ImprovementForm(forms.Form):
    """Which work, why and for whom, from when to when, who leads it, and what the team looks at."""

    process = line(
        _("Welk werk willen jullie beter doen?"),
        MOST_PROCESS,
        _("Schrijf op welk werk beter kan."),
        help_text=_("Iets wat jullie als team zelf doen. Bijvoorbeeld: bellen met nieuwe families."),
    )
    reason = Lines(
        rows=3,
        label=_("Waarom, en voor wie?"),
        max_length=MOST_REASON,
        error_messages={"required": _("Schrijf op waarom jullie dit doen, en voor wie.")},
    )
    starts_on = day_field(_("Vanaf wanneer?"))
    ends_on = day_field(_("Tot en met wanneer?"), help_text=_("Hoogstens een jaar. Vier maanden is vaak genoeg."))
    lead = row_field(_("Wie leidt dit?"), help_text=_("Het hele team doet mee. Eén persoon let op de voortgang."))
    indicators = rows_field(
        _("Waar letten jullie op?"), required=False, help_text=_("Uit de indicatoren die jullie team koos.")
    )

    def __init__(self, data: Any = None, *, team: Team, initial: dict[str, Any] | None = None) -> None:
        day = today()
        start = {"starts_on": day, "ends_on": day + dt.timedelta(weeks=USUAL_WEEKS)}
        super().__init__(data, initial=start | (initial or {}))
        people = User.objects.filter(pk__in=belonging.keys_of_people_in(team.pk))
        offer(self, "lead", people.order_by("name_key", "pk"))
        offer(self, "indicators", team.indicators.standing())
        if not self.fields["indicators"].choices:  # type: ignore[attr-defined]
            del self.fields["indicators"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("De laatste dag ligt voor de eerste dag."))
        elif first and last and (last - first).days > LONGEST_IMPROVEMENT:
            self.add_error("ends_on", _("Een verbetertraject duurt hoogstens een jaar."))
        return cleaned


class ChangeImprovementForm(VersionedForm, ImprovementForm):
    def __init__(self, data: Any = None, *, improvement: ImprovementTrack) -> None:
        names = ("process", "reason", "starts_on", "ends_on", "version")
        stored = {name: getattr(improvement, name) for name in names}
        stored["lead"] = improvement.lead and improvement.lead.public_id
        stored["indicators"] = list(improvement.indicators.values_list("public_id", flat=True))
        super().__init__(data, team=improvement.team, initial=stored)


class SituationForm(forms.Form):
    """What somebody saw happen."""

    situation = Lines(
        rows=3,
        label=_("Welke situatie heb je gezien?"),
        max_length=MOST_SITUATION,
        error_messages={"required": _("Schrijf in een paar woorden welke situatie je zag.")},
        help_text=_("Geen namen van cliënten. Eén regel is genoeg."),
    )
    happened = Lines(rows=4, label=_("Wat gebeurde er?"), max_length=MOST_HAPPENED, required=False)
    shows_name = forms.BooleanField(
        label=_("Mijn naam mag bij deze situatie op het scherm aan de muur"), required=False
    )


class ChangeSituationForm(VersionedForm, SituationForm):
    def __init__(self, data: Any = None, *, card: SituationCard) -> None:
        names = ("situation", "happened", "shows_name", "version")
        super().__init__(data, initial={name: getattr(card, name) for name in names})


class DiscussForm(VersionedForm):
    """What the team thinks of it. Each "Waarom?" asks on at the answer before."""

    why_1 = line(_("Waarom ging het zo?"), MOST_BECAUSE, required=False)
    why_2 = line(_("En waarom is dat zo?"), MOST_BECAUSE, required=False)
    why_3 = line(_("Waarom? (3)"), MOST_BECAUSE, required=False)
    why_4 = line(_("Waarom? (4)"), MOST_BECAUSE, required=False)
    why_5 = line(_("Waarom? (5)"), MOST_BECAUSE, required=False)
    otherwise = Lines(rows=3, label=_("Wat kunnen we anders doen?"), max_length=MOST_OTHERWISE, required=False)
    state = forms.ChoiceField(
        label=_("Hoe ver zijn jullie met deze situatie?"),
        widget=forms.RadioSelect,
        choices=[(one.value, one.label) for one in (CardState.SEEN, CardState.DISCUSSED)],
        error_messages={"required": _("Kies hoe ver jullie zijn.")},
    )

    def __init__(self, data: Any = None, *, card: SituationCard) -> None:
        stored = {name: getattr(card, name) for name in (*WHY_FIELDS, "otherwise", "version")}
        stored["state"] = CardState.DISCUSSED  # who opens this page talks about it
        super().__init__(data, initial=stored)

    @property
    def details(self) -> dict[str, Any]:
        """What the team said, as the action takes it."""
        given = self.cleaned_data
        return {
            "whys": [given[name] for name in WHY_FIELDS],
            "otherwise": given["otherwise"],
            "is_discussed": given["state"] == CardState.DISCUSSED,
            "version": given["version"],
        }


class AgreeForm(ActionPointForm):
    """A change: an action point whose effect is for the client."""

    text = lines(_("Wat gaan jullie anders doen?"), _("Schrijf op wat jullie anders gaan doen."))
    due_on = day_field(_("Wanneer kijken jullie wat het deed?"))
    how_noticed = lines(
        _("Waaraan merkt de klant het?"),
        _("Schrijf op waaraan de klant het merkt."),
        help_text=_("De klant is voor wie jullie het doen: een bewoner, een familie, een leerling."),
    )
