"""What somebody fills in about an action point (domain.md §2.5)."""

import datetime as dt
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.forms.lines import Lines
from accounts.forms.versions import VersionedForm
from accounts.models import User
from accounts.values import today
from learningtracks.models.action_points import ActionPoint, Subject, field_of
from learningtracks.models.tracks import Track
from learningtracks.policy.action_points import may_be_due, owners_for, places_for
from partnerships.forms.fields import day_field, offer, row_field

WEEKS_AHEAD = 6  # the day that is filled in beforehand


def lines(label: Any, error: Any = "", rows: int = 2, length: int = 300, **options: Any) -> Lines:
    """A few lines of text."""
    messages = {"required": error} if error else {}
    return Lines(rows=rows, label=label, max_length=length, error_messages=messages, **options)


class ActionPointForm(forms.Form):
    """What, who, when, and how it will show."""

    text = lines(_("Wat ga je doen?"), _("Schrijf op wat er gaat gebeuren."))
    owner = row_field(_("Wie doet het?"), help_text=_("Kies één persoon. Die krijgt bericht."))
    due_on = day_field(_("Wanneer is het klaar?"))
    how_noticed = lines(
        _("Hoe merken we dat het werkt?"),
        required=False,
        help_text=_("Bijvoorbeeld: in elk overleg vertelt één collega wat die heeft geleerd."),
    )

    def __init__(
        self, data: Any = None, *, person: User, subject: Subject, initial: dict[str, Any] | None = None
    ) -> None:
        start = {"owner": person.public_id, "due_on": today() + dt.timedelta(weeks=WEEKS_AHEAD)}
        super().__init__(data, initial=start | (initial or {}))
        offer(self, "owner", self.owners(person, subject))

    def owners(self, person: User, subject: Subject) -> QuerySet[User]:
        return owners_for(person, subject)

    def clean_due_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["due_on"]
        if day != self.stored_day() and not (answer := may_be_due(day)):
            raise forms.ValidationError(str(answer.reason))
        return day

    def stored_day(self) -> dt.date | None:
        return None


class EditForm(VersionedForm, ActionPointForm):
    """The same of an action point that is there. The owner it has stays choosable, also when they left."""

    def __init__(self, data: Any = None, *, person: User, point: ActionPoint) -> None:
        self.point = point
        stored = {
            "text": point.text,
            "owner": point.owner.public_id,
            "due_on": point.due_on,
            "how_noticed": point.how_noticed,
            "version": point.version,
        }
        super().__init__(data, person=person, subject=point.subject, initial=stored)

    def owners(self, person: User, subject: Subject) -> QuerySet[User]:
        return (super().owners(person, subject) | User.objects.filter(pk=self.point.owner_id)).distinct()

    def stored_day(self) -> dt.date | None:
        return self.point.due_on


class FinishForm(VersionedForm):
    result = lines(
        _("Wat heeft het opgeleverd?"),
        _("Schrijf één regel over wat het heeft opgeleverd. Viel het tegen? Schrijf dat op."),
        rows=3,
        length=500,
    )


class StillForm(VersionedForm):
    """Is it still so? Two buttons."""

    holds = forms.TypedChoiceField(
        choices=[("yes", _("Ja")), ("no", _("Nee"))],
        coerce=lambda given: given == "yes",
        error_messages={"required": _("Kies Ja of Nee.")},
    )


class StopForm(VersionedForm):
    reason = lines(
        _("Waarom stop je?"), _("Schrijf in één regel waarom."), help_text=_("Stoppen mag. Ook daarvan leer je.")
    )


class PlaceForm(forms.Form):
    """For a team, an organisation, a partnership or a track: those in which this person may make an action point."""

    place = forms.ChoiceField(
        label=_("Waar hoort dit actiepunt bij?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies waar het bij hoort."), "invalid_choice": _("Kies waar het bij hoort.")},
    )

    def __init__(self, data: Any = None, *, person: User) -> None:
        super().__init__(data)
        self.places = {f"{field_of(one)}-{one.public_id}": one for one in places_for(person)}
        self.fields["place"].choices = [(key, self.label_of(one)) for key, one in self.places.items()]  # type: ignore[attr-defined]

    def label_of(self, subject: Subject) -> str:
        return f"{subject}, {subject.learner}" if isinstance(subject, Track) else str(subject)

    def subject(self) -> Subject | None:
        """The chosen place, or the only one there is."""
        if len(self.places) == 1 and not self.is_bound:
            return next(iter(self.places.values()))
        return self.places[self.cleaned_data["place"]] if self.is_bound and self.is_valid() else None
