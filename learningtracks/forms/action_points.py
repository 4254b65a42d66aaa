"""What somebody fills in about an action point (domain.md §2.5)."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.lines import Lines
from accounts.forms.versions import VersionedForm
from accounts.models import User
from accounts.values import today
from learningtracks.models.action_points import ActionPoint, Subject, field_of
from learningtracks.models.tracks import Track
from learningtracks.policy.action_points import may_be_due, owners_for, places_for
from learningtracks.values.actions import ActionStatus
from partnerships.forms.fields import day_field, offer, row_field

WEEKS_AHEAD = 6  # the day that is filled in beforehand
LONGEST_REASON = 300
WHEN = _("Wanneer is het klaar?")


def lines(label: Any, error: Any = "", rows: int = 2, length: int = 300, **options: Any) -> Lines:
    """A few lines of text."""
    messages = {"required": error} if error else {}
    return Lines(rows=rows, label=label, max_length=length, error_messages=messages, **options)


def what() -> Lines:
    return lines(_("Wat ga je doen?"), _("Schrijf op wat er gaat gebeuren."))


def who() -> Any:
    return row_field(_("Wie doet het?"), help_text=_("Kies één persoon. Die krijgt bericht."))


def noticed() -> Lines:
    return lines(
        _("Hoe merken we dat het werkt?"),
        required=False,
        help_text=_("Bijvoorbeeld: in elk overleg vertelt één collega wat die heeft geleerd."),
    )


class ActionPointForm(forms.Form):
    """What, who, when, and how it will show."""

    text = what()
    owner = who()
    due_on = day_field(WHEN)
    how_noticed = noticed()

    def __init__(
        self, data: Any = None, *, person: User, subject: Subject, initial: dict[str, Any] | None = None
    ) -> None:
        start = {"owner": person.public_id, "due_on": today() + dt.timedelta(weeks=WEEKS_AHEAD)}
        super().__init__(data, initial=start | (initial or {}))
        offer(self, "owner", owners_for(person, subject))

    def clean_due_on(self) -> dt.date:
        return ahead(self.cleaned_data["due_on"])


def ahead(day: dt.date, stored: dt.date | None = None) -> dt.date:
    """A day that is stored may have passed; a new one lies ahead."""
    if day != stored and not (answer := may_be_due(day)):
        raise forms.ValidationError(str(answer.reason))
    return day


class OfAPoint(VersionedForm):
    """Who does an action point that is there, and by when. The owner it has stays choosable, also when they left.

    `people` are those to choose from, for a page with many of these forms; else they are asked for.
    """

    def __init__(
        self, data: Any = None, *, person: User, point: ActionPoint, people: list[User] | None = None, **how: Any
    ) -> None:
        self.point = point
        stored = {"owner": point.owner.public_id, "due_on": point.due_on, "version": point.version}
        super().__init__(data, initial=stored | self.stored(point), **how)
        if people is None:
            found = owners_for(person, point.subject) | User.objects.filter(pk=point.owner_id)
            offer(self, "owner", found.distinct())
        else:
            there = people if point.owner in people else [*people, point.owner]
            self.fields["owner"].choices = [(one.public_id, str(one)) for one in there]  # type: ignore[attr-defined]

    def stored(self, point: ActionPoint) -> dict[str, Any]:
        return {"text": point.text, "how_noticed": point.how_noticed}

    def clean_due_on(self) -> dt.date:
        return ahead(self.cleaned_data["due_on"], self.point.due_on)


class EditForm(OfAPoint):
    """The same of an action point that is there."""

    text = what()
    owner = who()
    due_on = day_field(WHEN)
    how_noticed = noticed()


class LookBackForm(OfAPoint):
    """How it goes, in the words of who looks back on it together."""

    status = forms.ChoiceField(
        label=_("Hoe staat het ervoor?"),
        choices=ActionStatus.choices,
        error_messages={"required": _("Kies hoe het ervoor staat.")},
    )
    words = lines(
        _("Wat heeft het opgeleverd, of waarom stoppen jullie?"),
        required=False,
        length=500,
        help_text=_("Bij Klaar en Gestopt schrijf je één regel. Viel het tegen? Schrijf dat op."),
    )
    owner = who()
    due_on = day_field(WHEN)

    def stored(self, point: ActionPoint) -> dict[str, Any]:
        return {"status": point.status, "words": point.stop_reason if point.stopped_at else point.result}

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        status, words = found.get("status"), found.get("words", "")
        if status in (ActionStatus.DONE, ActionStatus.STOPPED) and not words:
            self.add_error("words", _("Schrijf op wat het heeft opgeleverd, of waarom jullie stoppen."))
        if status == ActionStatus.STOPPED and len(words) > LONGEST_REASON:
            self.add_error("words", _("Schrijf hoogstens %(most)s tekens.") % {"most": LONGEST_REASON})
        return found


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
