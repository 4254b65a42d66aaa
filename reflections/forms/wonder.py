"""The daily question of wonder (domain.md §3.17)."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts import sensitive
from accounts.forms.general import in_general
from accounts.models import User
from accounts.prepared import Prepared
from accounts.values import today
from partnerships.belonging import teams_of
from partnerships.models.teams import Team


@Prepared
def _teams(keys: list[int]) -> QuerySet[Team]:
    return Team.objects.filter(pk__in=keys)


class WonderForm(forms.Form):
    """One line; shared with an own team only if ticked. With several teams there is a tick for each choice of one."""

    text = forms.CharField(
        label=_("Wat verbaasde jou vandaag in je werk?"),
        max_length=300,
        error_messages={"required": _("Schrijf eerst op wat je verbaasde.")},
    )
    shared = forms.BooleanField(required=False)
    team = forms.ChoiceField(label=_("Met welk team?"), required=False)

    def __init__(self, data: Any = None, *, person: User, initial: dict[str, Any] | None = None) -> None:
        super().__init__(in_general(data), initial=initial, auto_id="wonder_%s")
        self.teams: dict[str, Team] = {str(team.public_id): team for team in _teams(teams_of(person))}
        self.fields["text"].widget.attrs |= {"autocomplete": "off", "data-sensitive": ""}
        if not self.teams:
            del self.fields["shared"]
        if len(self.teams) < 2:
            del self.fields["team"]
        else:
            self.fields["team"].choices = [(key, team.name) for key, team in self.teams.items()]  # type: ignore[attr-defined]
        if self.teams:
            (self.fields["shared"]).label = (
                _("Deel met %(team)s") % {"team": next(iter(self.teams.values())).name}
                if len(self.teams) == 1
                else _("Deel met mijn team")
            )

    def chosen_team(self) -> Team | None:
        """The team it is shared with, or nobody."""
        if not self.cleaned_data.get("shared"):
            return None
        return self.teams.get(self.cleaned_data.get("team", "")) or next(iter(self.teams.values()))

    def findings(self) -> list[sensitive.Finding]:
        """Only what is shared can reach a reader."""
        if not self.cleaned_data.get("shared"):
            return []
        return sensitive.find(self.cleaned_data["text"], on=today(), where=str(_("Verwondering")))
