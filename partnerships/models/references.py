"""Pointing at people and things in the sentence of an event.

What is stored is which one, such as `["person", 12]` or `["person", 12, 15]`; the name is looked up when the sentence
is read. So a new name shows in old sentences too, and of somebody who left no name is kept (access.md R33, R39).
"""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import F, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import gettext as _

from accounts.directions import apart
from accounts.models import User
from accounts.prepared import Prepared
from partnerships.models.organisations import Organisation
from partnerships.models.partnerships import Partnership
from partnerships.models.teams import Team
from partnerships.models.workplaces import Workplace

Reference = list[str | int]
Names = dict[tuple[str, int], str]

NAMED: dict[type[models.Model], tuple[str, Any]] = {
    User: ("person", Coalesce(NullIf("name", Value("")), "email", Value(""), output_field=models.CharField())),
    Organisation: ("organisation", F("name")),
    Workplace: ("workplace", F("name")),
    Team: ("team", F("name")),
    Partnership: ("partnership", F("name")),
}


def name_in_sentences(model: type[models.Model], code: str, field: str) -> None:
    """Let sentences point at this model too; `field` holds its name. For the layers above, in their `events`."""
    NAMED[model] = (code, F(field))


def reference_to(*things: models.Model) -> Reference:
    """What an event keeps of one or more things of one model."""
    codes = {NAMED[thing._meta.model][0] for thing in things}
    if len(codes) != 1:
        raise TypeError("A reference points at one or more things of one model.")
    return [*codes, *(thing.pk for thing in things)]


def look_up(references: Iterable[Reference]) -> Names:
    """The names of everything that these point at, in one query whatever they point at."""
    asked: dict[str, set[int]] = {code: set() for code, _name in NAMED.values()}
    for code, *ids in references:
        asked.get(str(code), set()).update(int(each) for each in ids)
    rows = _names(*asked.values()) if any(asked.values()) else []
    return {(code, pk): name for code, pk, name in rows}


@Prepared
def _names(*keys: list[int]) -> models.QuerySet[Any]:
    """The names behind keys of each kind in `NAMED`."""
    questions = [
        model._base_manager.filter(pk__in=asked).order_by().values_list(Value(code), "pk", name)
        for (model, (code, name)), asked in zip(NAMED.items(), keys, strict=True)
    ]
    return questions[0].union(*questions[1:], all=True)


def said(reference: Reference, names: Names) -> str:
    """The names as they stand in a sentence, with a general word for who left or what was taken away."""
    code, *ids = reference
    general = _("Voormalig deelnemer") if code == "person" else _("(verwijderd)")
    return ", ".join(apart(names.get((str(code), int(each))) or general) for each in ids)
