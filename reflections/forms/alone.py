"""The form of a story that is told alone: the text, and what it brought (domain.md §5.2)."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.lines import Lines
from partnerships.models.teams import Team
from reflections.forms.apart import TellForm
from reflections.models.experiences import Experience
from reflections.values import LEVELS, LONGEST_NOTE

NOTE = "note_"  # a box for each level


class TellAloneForm(TellForm):
    """Begun with an own experience. Who is in one team is not asked which."""

    team = forms.ModelChoiceField(
        label=_("Bij welk team hoort dit verhaal?"),
        queryset=Team.objects.none(),
        empty_label=None,
        error_messages={"required": _("Kies een team.")},
    )

    def __init__(self, data: Any = None, *, experience: Experience, teams: list[Team]) -> None:
        super().__init__(data, initial=_begun_with(experience))
        self.teams = teams
        if len(teams) == 1:
            del self.fields["team"]
        else:
            self.fields["team"].queryset = Team.objects.filter(pk__in=[team.pk for team in teams])  # type: ignore[attr-defined]
        for level in LEVELS:
            self.fields[NOTE + level.level] = Lines(
                rows=2, label=level.name, help_text=level.question, max_length=LONGEST_NOTE, required=False
            )

    @property
    def brought(self) -> list[forms.BoundField]:
        """The boxes of the levels, in order."""
        return [self[NOTE + level.level] for level in LEVELS]

    def told(self) -> dict[str, Any]:
        """What the action wants."""
        given = self.cleaned_data
        lines = {level.level.value: given[NOTE + level.level] for level in LEVELS}
        return {
            "team": given.get("team") or self.teams[0],
            "title": given["title"],
            "text": given["text"],
            "notes": {level: line for level, line in lines.items() if line.strip()},
        }


def _begun_with(experience: Experience) -> dict[str, str]:
    """The texts and the notes of value of the experience, to go on with."""
    notes = {NOTE + note.level: note.text for note in experience.value_notes.all()}
    return {"text": "\n\n".join(filter(None, [experience.situation, experience.analysis]))} | notes
