"""Forms of value checks: when, who and where; postpone, skip, hold, choose a story, set the rhythm."""

import datetime as dt
from collections import Counter
from operator import itemgetter
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from accounts.forms.versions import VersionedForm
from accounts.models import User
from accounts.values import today
from instruments.models.instruments import Instrument
from partnerships import belonging
from partnerships.forms.fields import Day, rows_field
from partnerships.models.teams import Team
from partnerships.values import AMSTERDAM
from reflections.calendar import at, exists, later_days, propose_days
from reflections.forms.crowds import Crowd, minutes_for, too_many
from reflections.models.experiences import Experience
from reflections.models.leading import LAST_SHOWN, led_by_turns, staff_of, whose_turn
from reflections.models.rhythms import turn_of
from reflections.models.value_checks import ValueCheck
from reflections.policy.value_checks import question_lists
from reflections.values import (
    DEFAULT_WEEKS,
    LEAST_MINUTES,
    LEAST_WEEKS,
    MOST_CHOSEN,
    MOST_MINUTES,
    MOST_WEEKS,
)

OTHER_DAY = "other"
FURTHEST = dt.timedelta(days=366)
DEFAULT_TIME = dt.time(14, 0)


def day_input(**attrs: str) -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", **attrs})


def say_day(day: dt.date) -> str:
    return date_format(day, pgettext("date", "l j F"))


class TeamForm(forms.Form):
    def __init__(self, *args: Any, team: Team, **kwargs: Any):
        self.team = team
        super().__init__(*args, **kwargs)


class WhenForm(TeamForm):
    """Three proposed days or another one, and a time. `offers` proposes them around `due_on`."""

    offers = staticmethod(propose_days)
    proposal = forms.ChoiceField(
        label=_("Welke dag?"), widget=forms.RadioSelect, error_messages={"required": _("Kies een dag.")}
    )
    other_day = Day(
        label=_("Andere dag"),
        required=False,
        widget=day_input(),
        error_messages={"invalid": _("Vul een datum in, zoals 2-3-2027.")},
    )
    time = forms.TimeField(
        label=_("Hoe laat?"),
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"required": _("Vul een tijd in."), "invalid": _("Vul een tijd in, zoals 14:00.")},
    )

    def __init__(self, *args: Any, due_on: dt.date | None, time: dt.time = DEFAULT_TIME, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.days = self.offers(due_on or today(), today(), self.team.organisation.holiday_dates())
        choices = [(day.isoformat(), say_day(day)) for day in self.days]
        field = self.fields["proposal"]
        field.choices = [*choices, (OTHER_DAY, _("Een andere dag"))]  # type: ignore[attr-defined]
        field.initial, self.fields["time"].initial = choices[0][0], time

    def clean(self) -> dict[str, Any]:
        """Adds `starts_at`: the chosen day and time in Amsterdam."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        day = self._day(cleaned)
        if day is None or "time" not in cleaned:
            return cleaned
        starts_at = at(day, cleaned["time"])
        if starts_at <= timezone.now():
            self.add_error("other_day" if cleaned["proposal"] == OTHER_DAY else "time", _("Dit moment is al geweest."))
        elif day > today() + FURTHEST:
            self.add_error("other_day", _("Kies een dag binnen een jaar."))
        elif not exists(starts_at):
            self.add_error("time", _("Deze tijd bestaat niet: dan gaat de klok een uur vooruit."))
        cleaned["starts_at"] = starts_at
        return cleaned

    def _day(self, cleaned: dict[str, Any]) -> dt.date | None:
        proposal = cleaned.get("proposal")
        if proposal != OTHER_DAY:
            return dt.date.fromisoformat(proposal) if proposal else None
        if cleaned.get("other_day") is None and "other_day" not in self.errors:
            self.add_error("other_day", _("Vul de andere dag in."))
        return cleaned.get("other_day")


class PostponeForm(VersionedForm, WhenForm):
    """Another moment for a session that is planned: the days that are proposed come after its own."""

    offers = staticmethod(later_days)


class DetailsForm(TeamForm):
    """Everything about a session but its date. `version` catches a stale save."""

    place = forms.CharField(label=_("Plek"), max_length=160, required=False)
    video_link = forms.URLField(
        label=_("Videolink"),
        max_length=300,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": _("Plak de hele link. Die begint met https://.")},
    )
    facilitator = forms.ModelChoiceField(
        label=_("Gespreksleider"),
        queryset=User.objects.none(),
        to_field_name="public_id",
        required=False,
        help_text=_("Liefst iemand anders dan de vorige keer."),
    )
    people = rows_field(_("Wie doet mee?"), _("Kies minstens één persoon."))
    minutes = forms.IntegerField(
        label=_("Hoeveel minuten?"),
        help_text=_(
            "Reken op 42 minuten, plus 8 minuten per verteller. Twee vertellers passen in een uur, "
            "zes in anderhalf uur."
        ),
        validators=[
            MinValueValidator(LEAST_MINUTES, _("Minder dan een half uur is te kort.")),
            MaxValueValidator(MOST_MINUTES, _("Meer dan drie uur is te lang. Maak twee groepen.")),
        ],
        error_messages={"required": _("Vul het aantal minuten in.")},
    )
    questions = forms.TypedChoiceField(
        label=_("Waar gaat het over?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies waar het over gaat.")},
    )

    def __init__(self, *args: Any, kept: Instrument | None = None, **kwargs: Any):
        """`kept` is the version of the questions that a planned one follows already."""
        super().__init__(*args, **kwargs)
        lists = {str(one): one for one in question_lists(self.team, kept)}
        titles = Counter(one.title for one in lists.values())
        self.fields["questions"].coerce = lists.__getitem__  # type: ignore[attr-defined]
        self.fields["questions"].choices = [  # type: ignore[attr-defined]
            (name, _with_version(one) if titles[one.title] > 1 else one.title) for name, one in lists.items()
        ]
        self.initial = {"questions": next(iter(lists), None), **self.initial}
        everybody = belonging.people_in(self.team.pk)
        self.team_people = list(everybody)
        named = {person: (person.public_id, str(person)) for person in self.team_people}
        keys = staff_of(self.team)
        self.staff = [person for person in self.team_people if person.pk in keys]
        work = [named[person] for person in self.staff]
        learn = [name for person, name in named.items() if person.pk not in keys]
        leads: list[Any] = [("", _("Nog niet bekend")), *work]
        leads += [(_("Alleen als ze het zelf aanbieden"), learn)] if learn else []
        for name, choices in (("facilitator", leads), ("people", list(named.values()))):
            self.fields[name].queryset = everybody  # type: ignore[attr-defined]
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        facilitator, people = cleaned.get("facilitator"), cleaned.get("people")
        if facilitator and people is not None and facilitator not in people:
            self.add_error("facilitator", _("De gespreksleider doet zelf ook mee. Zet diegene ook op de lijst."))
        return cleaned

    @property
    def crowd(self) -> Crowd | None:
        """What is too much for the time, as the form stands now: sent, or filled in beforehand."""
        if self.is_bound:
            people = self.cleaned_data.get("people") if self.is_valid() else None
            minutes = self.cleaned_data.get("minutes")
        else:
            people, minutes = self.initial.get("people"), self.initial.get("minutes")
        return too_many(list(people), minutes) if people and minutes else None

    @property
    def details(self) -> dict[str, Any]:
        names = ("minutes", "place", "video_link", "questions", "facilitator")
        return {name: self.cleaned_data[name] for name in names} | {"people": list(self.cleaned_data["people"])}


class ChangeForm(VersionedForm, DetailsForm):
    """Other details for a session that is planned."""


class PlanForm(DetailsForm, WhenForm):
    """A whole plan, filled in beforehand: who agrees with everything taps once."""

    field_order = ["proposal", "other_day", "time", "place", "facilitator", "people", "minutes", "video_link"]

    def __init__(self, *args: Any, team: Team, **kwargs: Any):
        held = [(check.closed_at, check) for check in team.value_checks.all() if check.closed_at]
        last = max(held, key=itemgetter(0))[1] if held else None
        time = last.starts_at.astimezone(AMSTERDAM).time() if last and last.starts_at else DEFAULT_TIME
        super().__init__(*args, team=team, due_on=turn_of(team).due_on, time=time, **kwargs)
        people, led = self.team_people, led_by_turns(team.value_checks.all())
        suggested = {
            "place": last.place if last else str(team.workplace or ""),
            "video_link": last.video_link if last else "",
            "facilitator": whose_turn(self.staff, led),
            "people": people,
            "minutes": last.minutes if last else minutes_for(len(people)),
        }
        self.initial = {**suggested, **self.initial}
        if led:
            told = ", ".join(f"{one.person} ({date_format(one.day, 'F Y')})" for one in led[:LAST_SHOWN])
            self.fields["facilitator"].help_text = _("Om de beurt. De laatste keren: %(led)s.") % {"led": told}


def _with_version(one: Instrument) -> str:
    return _("%(title)s (versie %(number)s)") % {"title": one.title, "number": one.version}


def details_of(check: ValueCheck) -> dict[str, Any]:
    """A session as the first values of DetailsForm."""
    return {
        "place": check.place,
        "video_link": check.video_link,
        "facilitator": check.facilitator,
        "people": list(check.invited()),
        "minutes": check.minutes,
        "questions": check.source,
        "version": check.plan_version,
    }


class SkipForm(forms.Form):
    reason = forms.CharField(
        label=_("Waarom sla je deze over?"),
        help_text=_("Het team ziet dit. Een kort antwoord is genoeg."),
        max_length=300,
        error_messages={"required": _("Schrijf kort waarom.")},
    )


class HeldForm(forms.Form):
    """It was held: on which day."""

    held_on = Day(
        label=_("Op welke dag was het?"),
        widget=day_input(),
        error_messages={"required": _("Vul de dag in."), "invalid": _("Vul een datum in, zoals 2-3-2027.")},
    )

    def clean_held_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["held_on"]
        if day > today():
            raise forms.ValidationError(_("Deze dag moet nog komen."))
        if day < today() - FURTHEST:
            raise forms.ValidationError(_("Dit is langer dan een jaar geleden."))
        return day


class StoriesForm(VersionedForm):
    """One to three own experiences, or none."""

    chosen = rows_field(
        _("Waar wil je misschien over vertellen?"),
        help_text=_("Kies er één tot drie. Je hoeft nog niets te beslissen."),
        required=False,
    )

    def __init__(self, *args: Any, choices: QuerySet[Experience], **kwargs: Any):
        super().__init__(*args, **kwargs)
        field = self.fields["chosen"]
        field.queryset = choices  # type: ignore[attr-defined]
        field.label_from_instance = say_experience  # type: ignore[attr-defined]

    def clean_chosen(self) -> QuerySet[Experience]:
        chosen: QuerySet[Experience] = self.cleaned_data["chosen"]
        if len(chosen) > MOST_CHOSEN:
            raise forms.ValidationError(_("Kies er hoogstens drie."))
        return chosen


def say_experience(experience: Experience) -> str:
    """The day and the first words of an own experience."""
    words = " ".join(experience.situation.split())
    return f"{say_day(experience.happened_on)}: {words[:90]}{'…' if len(words) > 90 else ''}"


class RhythmForm(VersionedForm):
    weeks = forms.IntegerField(
        label=_("Om de hoeveel weken?"),
        help_text=_(
            "Meestal 13 weken: elk kwartaal. Zit er meer tijd tussen? Dan weet je minder goed wat het heeft opgeleverd."
        ),
        initial=DEFAULT_WEEKS,
        validators=[
            MinValueValidator(LEAST_WEEKS, _("Kies minstens 4 weken.")),
            MaxValueValidator(MOST_WEEKS, _("Kies hoogstens 26 weken.")),
        ],
        error_messages={"required": _("Vul het aantal weken in.")},
    )
    paused_from = Day(
        label=_("Pauze vanaf"),
        help_text=_("In een pauze sturen we geen herinneringen."),
        required=False,
        widget=day_input(),
    )
    paused_until = Day(
        label=_("Weer beginnen op"),
        help_text=_("Laat je dit leeg? Dan duurt de pauze tot je die hier stopt."),
        required=False,
        widget=day_input(),
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        start, end = cleaned.get("paused_from"), cleaned.get("paused_until")
        if end and not start and "paused_from" not in self.errors:
            self.add_error("paused_from", _("Vul ook in wanneer de pauze begint."))
        if start and end and end <= start:
            self.add_error("paused_until", _("Kies een dag na het begin van de pauze."))
        return cleaned
