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
from reflections.calendar import at, exists, later_days, local_day, propose_days, week_after
from reflections.forms.crowds import Crowd, minutes_for, too_many
from reflections.models.experiences import Experience
from reflections.models.leading import LAST_SHOWN, led_by_turns, staff_of, whose_turn
from reflections.models.rhythms import turn_of
from reflections.models.value_checks import ValueCheck
from reflections.policy.value_checks import may_last, question_lists
from reflections.values import (
    LEAST_MINUTES,
    MOST_CHOSEN,
    MOST_MINUTES,
    SHORT_LENGTH,
    CheckForm,
    QuestionSet,
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
    """Three proposed days or another one, and a time. `offers` proposes them around `due_on`. Held apart it is the
    first day, and has no time."""

    offers = staticmethod(propose_days)
    apart = False
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
        apart = self.apart or cleaned.get("form") == CheckForm.APART
        starts_at = at(day) if apart else at(day, cleaned["time"])
        if day < today() if apart else starts_at <= timezone.now():
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

    def __init__(self, *args: Any, check: ValueCheck, **kwargs: Any):
        starts = (check.starts_at or timezone.now()).astimezone(AMSTERDAM)
        super().__init__(*args, team=check.team, due_on=starts.date(), time=starts.time(), **kwargs)
        self.apart = check.is_apart
        if self.apart:
            self.fields["time"].widget = forms.HiddenInput()


class DetailsForm(TeamForm):
    """Everything about a session but its date. `version` catches a stale save."""

    form = forms.TypedChoiceField(
        label=_("Hoe houden jullie de waardecheck?"),
        choices=CheckForm.of_teams,
        initial=CheckForm.FULL,
        empty_value=CheckForm.FULL,
        required=False,
        widget=forms.RadioSelect,
    )
    last_on = Day(
        label=_("Laatste dag"),
        required=False,
        widget=day_input(),
        error_messages={"invalid": _("Vul een datum in, zoals 2-3-2027.")},
    )
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
        self.initial = {"questions": _usual(self.team, lists), **self.initial}
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
        if cleaned.get("form") != CheckForm.APART:
            cleaned["last_on"] = None
        if cleaned.get("form") == CheckForm.SHORT:
            cleaned["minutes"] = SHORT_LENGTH
        facilitator, people = cleaned.get("facilitator"), cleaned.get("people")
        if facilitator and people is not None and facilitator not in people:
            self.add_error("facilitator", _("De gespreksleider doet zelf ook mee. Zet diegene ook op de lijst."))
        return cleaned

    @property
    def crowd(self) -> Crowd | None:
        """What is too much for the time, as the form stands now: sent, or filled in beforehand."""
        if self.is_bound:
            people = self.cleaned_data.get("people") if self.is_valid() else None
            minutes, form = self.cleaned_data.get("minutes"), self.cleaned_data.get("form")
        else:
            people, minutes, form = (self.initial.get(name) for name in ("people", "minutes", "form"))
        return too_many(list(people), minutes, form or CheckForm.FULL) if people and minutes else None

    @property
    def details(self) -> dict[str, Any]:
        names = ("form", "last_on", "minutes", "place", "video_link", "questions", "facilitator")
        return {name: self.cleaned_data[name] for name in names} | {"people": list(self.cleaned_data["people"])}


class ChangeForm(VersionedForm, DetailsForm):
    """Other details for a session that is planned. Together or apart is chosen when it is planned: they have no date in
    common."""

    def __init__(self, *args: Any, check: ValueCheck, **kwargs: Any):
        super().__init__(*args, team=check.team, kept=check.questions, initial=details_of(check), **kwargs)
        self.check = check
        together = [each for each in CheckForm.of_teams() if each[0] != CheckForm.APART]
        if check.is_apart:
            for name in ("form", *NOT_APART):
                del self.fields[name]
            self.fields["last_on"].required = True
            self.fields["last_on"].error_messages["required"] = _("Kies de laatste dag.")
        else:
            del self.fields["last_on"]
            self.fields["form"].choices = together  # type: ignore[attr-defined]
            self.fields["form"].empty_value = check.form  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        kept = {name: getattr(self.check, name) for name in ("form", "last_on", *NOT_APART) if name not in self.fields}
        self.cleaned_data |= kept
        return super().clean()

    def clean_last_on(self) -> dt.date | None:
        return may_be_last(self.check.starts_at, self.cleaned_data["last_on"])


class PlanForm(DetailsForm, WhenForm):
    """A whole plan, filled in beforehand: who agrees with everything taps once."""

    field_order = ["form", "proposal", "other_day", "last_on", "time", "place", "facilitator", "people", "minutes"]

    def __init__(self, *args: Any, team: Team, **kwargs: Any):
        held = [(check.closed_at, check) for check in team.value_checks.all() if check.closed_at]
        last = max(held, key=itemgetter(0))[1] if held else None
        came_at = last.starts_at if last and not last.is_apart else None
        time = came_at.astimezone(AMSTERDAM).time() if came_at else DEFAULT_TIME
        super().__init__(*args, team=team, due_on=turn_of(team).due_on, time=time, **kwargs)
        people, led = self.team_people, led_by_turns(team.value_checks.all())
        suggested = {
            "place": last.place if last else str(team.workplace or ""),
            "video_link": last.video_link if last else "",
            "facilitator": whose_turn(self.staff, led),
            "people": people,
            "minutes": last.minutes if last else minutes_for(len(people)),
            "form": last.form if last else CheckForm.FULL,
        }
        self.initial = {**suggested, **self.initial}
        if led:
            told = ", ".join(f"{one.person} ({date_format(one.day, 'F Y')})" for one in led[:LAST_SHOWN])
            self.fields["facilitator"].help_text = _("Om de beurt. De laatste keren: %(led)s.") % {"led": told}

    def clean(self) -> dict[str, Any]:
        """Adds the last day when it is held apart and none was chosen: a week later."""
        cleaned = super().clean()
        starts_at = cleaned.get("starts_at")
        if cleaned.get("form") == CheckForm.APART:
            cleaned |= {"place": "", "video_link": ""}
        if cleaned.get("form") == CheckForm.APART and starts_at and "last_on" not in self.errors:
            week = week_after(local_day(starts_at), self.team.organisation.holiday_dates())
            try:
                cleaned["last_on"] = may_be_last(starts_at, cleaned.get("last_on") or week)
            except forms.ValidationError as error:
                self.add_error("last_on", error)
        return cleaned


NOT_APART = ("place", "video_link", "minutes")  # of a session that people come to


def may_be_last(starts_at: dt.datetime | None, last_on: dt.date | None) -> dt.date | None:
    """The last day, when it may be that."""
    if not (answer := may_last(ValueCheck(starts_at=starts_at, last_on=last_on))):
        raise forms.ValidationError(str(answer.reason))
    return last_on


def _usual(team: Team, lists: dict[str, Instrument]) -> str | None:
    """The questions that a value check of this team is about when nobody chooses others: those that look back where an
    improvement track is about to end (domain.md §8.1)."""
    if team.improvements.ending().exists():
        return next((name for name, one in lists.items() if one.slug == QuestionSet.AFTER), None)
    return next(iter(lists), None)


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
        "form": check.form,
        "last_on": check.last_on,
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
