"""Asking for a track: who learns, where, when, and who guides from the own side."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.forms.names import AddressField
from accounts.forms.versions import VersionedForm
from accounts.models import User
from learningtracks.models.tracks import Track
from learningtracks.policy.tracks import (
    candidates,
    learner_with_address,
    learners_for,
    may_be_at,
    may_run,
    without_a_track_in,
)
from learningtracks.values import LEAST_PERIOD, MOST_PERIOD, PERIOD_WEEKS, LearnerKind
from partnerships.forms.fields import day_field, offer, offer_few, row_field, rows_field
from partnerships.models.organisations import Organisation
from partnerships.models.partnerships import Partnership
from partnerships.models.teams import Team
from partnerships.models.workplaces import Workplace
from partnerships.values import GUIDES, OrganisationKind


class PlanForm(forms.Form):
    """What can be changed later too: name, place, team, days, length of the periods."""

    title = forms.CharField(
        label=_("Naam van het traject"),
        max_length=80,
        help_text=_("Bijvoorbeeld: Verzorgende, eerste jaar."),
        error_messages={"required": _("Geef het traject een naam.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    workplace = row_field(
        _("Werkplek"),
        _("Kies een werkplek"),
        _("Kies een werkplek."),
        lambda one: f"{one.name}, {one.organisation.name}",
    )
    team = row_field(
        _("Team"),
        _("Geen team"),
        required=False,
        help_text=_("Wie in een team leert, doet mee aan de waardechecks van dat team."),
    )
    starts_on = day_field(_("Eerste dag"))
    ends_on = day_field(_("Laatste dag"))
    period_weeks = forms.IntegerField(
        label=_("Weken per periode"),
        min_value=LEAST_PERIOD,
        max_value=MOST_PERIOD,
        initial=PERIOD_WEEKS,
        help_text=_("Een traject bestaat uit periodes. De laatste mag korter zijn."),
        error_messages={"required": _("Vul het aantal weken in.")},
    )
    track: Track | None = None

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if {"starts_on", "ends_on", "period_weeks"} <= found.keys():
            answer = may_run(self.track, found["starts_on"], found["ends_on"], found["period_weeks"])
            if not answer:
                self.add_error("ends_on" if "starts_on" in found else None, str(answer.reason))
        if found.get("workplace") and not (answer := may_be_at(found["workplace"], found.get("team"))):
            self.add_error("team", str(answer.reason))
        return found


class SetUpForm(PlanForm):
    """A new track. People of the other side are never listed (access.md R23): a learner of the other side is found by
    mail address, and the other side names its own people afterwards."""

    learner = row_field(
        _("Wie leert?"),
        _("Kies een lerende"),
        says=lambda one: f"{one.person}, {one.organisation}",
        required=False,
    )
    learner_email = AddressField(
        label=_("Of: het mailadres van de lerende"),
        required=False,
        help_text=_("Voor een lerende van een andere organisatie. Vraag het adres aan die organisatie."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    others = rows_field(
        _("Ook voor wie nog geen traject heeft?"),
        says=lambda one: f"{one.person}, {one.organisation}",
        required=False,
        help_text=_("Iedereen die je aanvinkt, krijgt een eigen traject met hetzelfde plan."),
    )
    learner_kind = forms.ChoiceField(
        label=_("De lerende is"),
        choices=LearnerKind.choices,
        initial=LearnerKind.STUDENT,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies student of medewerker.")},
    )
    school = row_field(_("Opleiding"), _("Zonder opleiding"), required=False)
    people = rows_field(
        _("Wie begeleidt?"),
        says=lambda one: f"{one.person}, {one.label}",
        required=False,
        help_text=_("Kies mensen van je eigen organisatie. Een andere organisatie kiest zelf."),
    )
    field_order = ["learner", "learner_email", "others", "learner_kind", "title", "school", "workplace", "team"]

    def __init__(self, *args: Any, person: User, partnership: Partnership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.partnership = partnership
        present = Organisation.objects.filter(parties__in=partnership.parties.present())
        schools = present.filter(kind=OrganisationKind.SCHOOL)
        offer(self, "learner", learners_for(person, partnership))
        offer_few(self, "others", without_a_track_in(person, partnership))
        offer(self, "school", schools)
        offer(self, "workplace", Workplace.objects.filter(organisation__in=present).select_related("organisation"))
        offer(self, "team", Team.objects.managed_by(person).filter(organisation__in=present))
        offer(self, "people", candidates(person, partnership, *GUIDES).order_by("role", "person__name_key"))
        if only := schools.first():
            self.fields["school"].initial = only.public_id

    def clean_learner_email(self) -> User | None:
        if not (email := self.cleaned_data["learner_email"]):
            return None
        if not (found := learner_with_address(self.partnership, email)):
            raise forms.ValidationError(_("We vinden in dit partnerschap geen lerende met dit adres."))
        return found

    def clean(self) -> dict[str, Any]:
        found = super().clean()
        listed, by_address = found.get("learner"), found.pop("learner_email", None)
        if listed and by_address and listed.person != by_address:
            self.add_error("learner_email", _("Kies één lerende: uit de lijst of met een mailadres."))
        chosen = [by_address or (listed.person if listed else None), *(one.person for one in found.pop("others", ()))]
        found["learners"] = list(dict.fromkeys(one for one in chosen if one))
        if not found["learners"] and not {"learner", "learner_email", "others"} & self.errors.keys():
            self.add_error("learner", _("Kies wie er leert."))
        found.pop("learner", None)
        places = [found.get("school"), found["workplace"].organisation if found.get("workplace") else None]
        if any(one.organisation not in places for one in found.get("people", ())):
            self.add_error("people", _("Kies mensen van de opleiding en de werkplek die je hebt gekozen."))
        return found


class EditForm(VersionedForm, PlanForm):
    """A track that exists, at another workplace of the same employer if need be."""

    def __init__(self, *args: Any, person: User, track: Track, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "title": track.title,
            "workplace": track.workplace.public_id,
            "team": track.team.public_id if track.team else None,
            "starts_on": track.starts_on,
            "ends_on": track.ends_on,
            "period_weeks": track.period_weeks,
            "version": track.version,
        }
        super().__init__(*args, **kwargs)
        self.track = track
        employer = track.workplace.organisation
        managed = Team.objects.managed_by(person).filter(organisation=employer)
        offer(self, "workplace", Workplace.objects.filter(organisation=employer).select_related("organisation"))
        offer(self, "team", Team.objects.filter(Q(pk__in=managed.values("pk")) | Q(pk=track.team_id)))
        if track.self_begun:
            self.fields["title"].help_text = _("Je coördinator ziet deze naam ook.")
            del self.fields["team"]  # what somebody does for themselves is no team's (docs/decisions/0165)

    def clean(self) -> dict[str, Any]:
        return {"team": None} | super().clean()
