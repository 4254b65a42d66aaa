"""Filling in a round, starting one, and the small forms around it."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.versions import VersionedForm
from accounts.models import User
from accounts.values import today, version_of
from learningtracks.forms.tracks import NOT_IN_LIST, day_field, is_offered, offer
from learningtracks.models.instruments import Instrument, Item
from learningtracks.models.rounds import Filling, Round
from learningtracks.values.instruments import AnswerKind, Done, Scale
from learningtracks.values.levels import ValueLevel
from learningtracks.values.rounds import Moment
from learningtracks.values.spread import UNKNOWN
from learningtracks.values.workplace_conditions import Presence

DONT_KNOW = "unknown"
SCALE = [(str(value), label) for value, label in Scale.choices] + [(DONT_KNOW, UNKNOWN)]

STANDINGS = {AnswerKind.DONE.value: Done.choices, AnswerKind.PRESENCE.value: Presence.choices}


class ListField(forms.ModelChoiceField[Any]):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.title)


class StartForm(forms.Form):
    """Which list, and how many questions."""

    moment = forms.ChoiceField(
        label=_("Welk moment?"),
        choices=Moment.choices,
        initial=Moment.DURING,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": NOT_IN_LIST, "required": _("Kies een moment.")},
    )
    title = forms.CharField(
        label=_("Waarover?"),
        max_length=80,
        required=False,
        help_text=_("Bijvoorbeeld de naam van een training."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    whole = forms.BooleanField(
        label=_("Alle vragen van de HILL-check"),
        required=False,
        help_text=_("Zonder vinkje: één vraag per principe."),
    )

    checklist = ListField(
        label=_("Welke vragen?"),
        queryset=Instrument.objects.none(),
        to_field_name="public_id",
        required=False,
        empty_label=_("De vragen van Werkplek bij dit moment"),
        error_messages={"invalid_choice": NOT_IN_LIST},
    )

    def __init__(self, *args: Any, titled: bool = False, lists: Any = None, **kwargs: Any) -> None:
        """`lists` are the own lists of the organisation; the choice is left out when there are none."""
        super().__init__(*args, **kwargs)
        if not titled:
            del self.fields["title"]
        if lists is not None:
            offer(self, "checklist", lists)
        if lists is None or not is_offered(self, "checklist"):
            del self.fields["checklist"]


class FillForm(VersionedForm):
    """Every question of a round; all of them may stay empty. `words` say in which voice they are put, and about whom
    (policy: `words_for`)."""

    def __init__(
        self, *args: Any, round: Round, filling: Filling | None, words: tuple[str, str], **kwargs: Any
    ) -> None:
        given = {answer.item_id: answer for answer in filling.answers.all()} if filling else {}
        initial: dict[str, Any] = {"version": filling.version if filling else 0}
        super().__init__(*args, **kwargs)
        self.initial = initial
        self.round, self.words = round, words
        self.scaled = {_field(item): item for item in round.questions()}
        self.listed = {_field(item): item for item in round.checklist.tree}
        if round.checklist.answer == AnswerKind.SCALE:
            self.scaled, self.listed = self.scaled | self.listed, {}
        for name, item in self.scaled.items():
            self.fields[name] = forms.ChoiceField(
                label=item.said_to(*words), choices=SCALE, required=False, widget=forms.RadioSelect
            )
            if answer := given.get(item.pk):
                initial[name] = DONT_KNOW if answer.score is None else str(answer.score)
        for number, (name, item) in enumerate(self.listed.items(), start=1):
            self._add_listed(number, name, item, given.get(item.pk), initial)

    def _add_listed(self, number: int, name: str, item: Item, answer: Any, initial: dict[str, Any]) -> None:
        question, rows = f"{number}. {item.text}", 3
        if choices := STANDINGS.get(self.round.checklist.answer):
            done = self.round.checklist.answer == AnswerKind.DONE  # words come first there, and whether it is arranged
            ticked = _("Geregeld? Punt %(number)s") % {"number": number} if done else question
            self.fields[f"{name}-done"] = forms.ChoiceField(
                label=ticked, choices=choices, required=False, widget=forms.RadioSelect
            )
            question = question if done else _("Toelichting bij punt %(number)s") % {"number": number}
            rows = 2
        self.fields[name] = forms.CharField(
            label=question,
            help_text=ValueLevel(item.level).label if item.level else "",
            max_length=2_000,
            required=False,
            widget=forms.Textarea(attrs={"rows": rows, "autocomplete": "off"}),
        )
        if answer:
            initial |= {name: answer.text, f"{name}-done": answer.done}

    @property
    def answers(self) -> dict[Item, tuple[int | None, str, str]]:
        """Score, standing and text of every question that got an answer."""
        found: dict[Item, tuple[int | None, str, str]] = {}
        for name, item in self.scaled.items():
            if given := self.cleaned_data[name]:
                found[item] = (None if given == DONT_KNOW else int(given), "", "")
        for name, item in self.listed.items():
            text, done = self.cleaned_data[name], self.cleaned_data.get(f"{name}-done", "")
            if text or done:
                found[item] = (None, done, text)
        return found

    @property
    def principles(self) -> list[tuple[Item, str, list[forms.BoundField]]]:
        """The principles of the HILL-check, what each says and its questions."""
        asked = {item.pk: self[name] for name, item in self.scaled.items()}
        return [
            (one, one.said_to(*self.words), [asked[part.pk] for part in one.indicators if part.pk in asked])
            for one in self.round.hill.tree
        ]

    @property
    def checklist(self) -> list[list[forms.BoundField]]:
        """The fields of each question of the list: words, and a tick when the list has that. First what it is about."""
        words_first = self.round.checklist.answer == AnswerKind.DONE
        names = self.listed or {_field(item): item for item in self.round.checklist.tree}
        both = [(name, f"{name}-done") if words_first else (f"{name}-done", name) for name in names]
        return [[self[one] for one in some if one in self.fields] for some in both]


def _field(item: Item) -> str:
    return item.slug.replace(".", "-")


class AskForm(forms.Form):
    """Help of somebody by name, in own words."""

    asked = forms.ModelChoiceField(
        label=_("Aan wie vraag je het?"),
        queryset=User.objects.none(),
        to_field_name="public_id",
        empty_label=_("Kies iemand"),
        error_messages={"required": _("Kies iemand uit de lijst."), "invalid_choice": NOT_IN_LIST},
    )
    text = forms.CharField(
        label=_("Wat vraag je?"),
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        error_messages={"required": _("Schrijf wat je vraagt.")},
    )

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "asked", people)


class DayForm(forms.Form):
    """A day to look back."""

    day = day_field(_("Wanneer kijk je terug?"), initial=lambda: today() + dt.timedelta(weeks=4))


class TrainingForm(forms.Form):
    """A training of one's own."""

    title = forms.CharField(
        label=_("Welke training?"),
        max_length=80,
        error_messages={"required": _("Geef de training een naam.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    ends_on = day_field(_("Laatste dag"), help_text=_("Een week later vragen we één keer of je het al gebruikt."))


class UseForm(VersionedForm):
    """Al gebruikt? Wat houdt je tegen?"""

    used = forms.ChoiceField(
        label=_("Al gebruikt?"),
        choices=[("yes", _("Ja, ik gebruik het")), ("no", _("Nog niet, iets houdt me tegen"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies ja of nog niet."), "invalid_choice": NOT_IN_LIST},
    )
    text = forms.CharField(
        label=_("Wat doe je nu anders? Of wat houdt je tegen?"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        error_messages={"required": _("Schrijf er een zin bij.")},
    )
    level = forms.ChoiceField(
        label=_("Welke waarde had het?"),
        choices=[("", _("Weet ik nog niet")), *ValueLevel.choices],
        required=False,
        widget=forms.RadioSelect,
        help_text=_("Alleen als je het gebruikt."),
    )


class EvidenceForm(VersionedForm):
    """What shows how it goes, chosen per principle by the learner."""

    def __init__(
        self, data: Any = None, *, principles: Iterable[Item], things: list[tuple[str, str]], chosen: Any
    ) -> None:
        super().__init__(data, initial={"version": version_of(chosen)})
        for one in principles:
            self.fields[one.key] = forms.MultipleChoiceField(
                label=one.name,
                help_text=f"{one.text} {one.note}.",
                choices=things,
                required=False,
                initial=chosen.get(one.key, []),
                widget=forms.CheckboxSelectMultiple,
                error_messages={"invalid_choice": NOT_IN_LIST},
            )

    def chosen(self) -> dict[str, list[str]]:
        """What was ticked, by the key of the principle."""
        return {key: some for key, some in self.cleaned_data.items() if key != "version"}
