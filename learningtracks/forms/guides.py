"""Choosing colleagues for a track."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.values import today
from learningtracks.models.tracks import Track
from learningtracks.policy.tracks import candidates_on, colleagues_for, lacking, may_stand_in_between, others_for
from partnerships.forms.fields import day_field, is_offered, offer, offer_few, row_field, rows_field


class ColleagueForm(forms.Form):
    """One colleague of the own side, in one role, who is not on the track yet."""

    membership = row_field(
        _("Wie?"), _("Kies iemand"), _("Kies iemand uit de lijst."), lambda one: str(one.person.name)
    )

    def __init__(self, *args: Any, person: User, track: Track, role: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A form sent twice must still be valid the second time, when the colleague is on the track already.
        question = colleagues_for if self.is_bound else candidates_on
        offer(self, "membership", question(person, track, role))


class NameForm(ColleagueForm):
    """The same colleague also on other tracks on which nobody has this role yet."""

    others = rows_field(
        _("Ook op deze trajecten?"),
        says=lambda one: f"{one.learner}, {one}",
        required=False,
        help_text=_("Daar heeft nog niemand deze rol."),
    )

    def __init__(self, *args: Any, person: User, track: Track, role: str, **kwargs: Any) -> None:
        super().__init__(*args, person=person, track=track, role=role, **kwargs)
        offer_few(self, "others", lacking(person, track, role))
        if not is_offered(self, "others"):
            del self.fields["others"]
        elif self.is_bound:  # as above: also those of the first time
            self.fields["others"].queryset = others_for(person, track, role)  # type: ignore[attr-defined]


class StandInForm(ColleagueForm):
    """A colleague for at most six weeks (access.md R11)."""

    starts_on = day_field(_("Eerste dag"), initial=today)
    ends_on = day_field(
        _("Laatste dag"),
        initial=lambda: today() + dt.timedelta(weeks=2, days=-1),
        help_text=_("Hoogstens zes weken."),
    )

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if {"starts_on", "ends_on"} <= found.keys():
            answer = may_stand_in_between(found["starts_on"], found["ends_on"])
            if not answer:
                self.add_error("ends_on", str(answer.reason))
        return found
