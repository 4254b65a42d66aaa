"""Gathers what every layer says it keeps; makes the statement, the download, and the check of both.

Nobody reads somebody else's words here: each table finds only the rows that are this person's own.
"""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterator
from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone

import accounts.privacy
import instruments.privacy
import learningtracks.privacy
import partnerships.privacy
import reflections.privacy
from accounts.models import User
from accounts.privacy import ROWS_GO, OnErasure, Table
from accounts.values import today
from learningtracks.models.pieces import Piece
from partnerships.values import Role
from reflections.models.attachments import Attachment

LAYERS = [
    accounts.privacy,
    partnerships.privacy,
    learningtracks.privacy,
    instruments.privacy,
    reflections.privacy,
]
TABLES: list[Table] = [table for layer in LAYERS for table in layer.TABLES]
ABOUT_NOBODY = {ContentType, Group, Permission, apps.get_model("socialaccount.SocialApp")}
NAMING = {
    "ask",
    "partnership",
    "period",
    "person",
    "sheet",
    "team",
    "track",
    "training",
}  # what things are called after
KEEPS_WORDS = dt.timedelta(days=30)  # access.md R31: who left takes along what they wrote for this long


# --- Is everything said? ----------------------------------------------------------------------------------


def problems(tables: list[Table]) -> list[str]:
    """What is stored but not declared, what is declared but not (or twice) there, and what is said to go but stays."""
    found = [f"{model} is declared {times} times." for model, times in _models(tables).items() if times > 1]
    known = {model._meta.label: model for model in apps.get_models()}
    declared = {table.model: table.fields for table in tables}
    for label, model in known.items():
        if model not in ABOUT_NOBODY and label not in declared:
            found.append(f"{label} is not declared.")
    for label, names in declared.items():
        there = _fields(known[label]) if label in known else set()
        found += [f"{label}.{name} is not declared." for name in sorted(there - set(names))]
        found += [f"{label}.{name} does not exist." for name in sorted(set(names) - there)]
        found += [f"{label}.{name} is declared twice." for name, times in Counter(names).items() if times > 1]
    return found or [problem for table in tables for problem in _not_erased(table, tables)]


def _not_erased(table: Table, tables: list[Table]) -> list[str]:
    """Fields that are said to go when their person leaves, without anything that makes them go."""
    if table.special or ROWS_GO in table.leaving or _goes_along(table, tables):
        return []
    goes = {name for kept in table.kept if kept.on_erasure == OnErasure.GOES for name in kept.names}
    emptied = {name for step in table.leaving for name in step.values or {}}
    return [f"{table.model}.{name} does not go." for name in sorted(goes - emptied)]


def _goes_along(table: Table, tables: list[Table]) -> bool:
    """Whether the table it goes with takes its rows along, and loses rows itself."""
    other = next((one for one in tables if one.model == table.goes_with), None)
    if other is None:
        return False
    goes = other.special or any(step.values is None for step in other.leaving) or _goes_along(other, tables)
    model, target = apps.get_model(table.model), apps.get_model(other.model)
    columns: list[Any] = [*model._meta.concrete_fields, *model._meta.many_to_many]
    relations = [field for field in columns if field.related_model is target]
    return goes and any(one.many_to_many or one.remote_field.on_delete is models.CASCADE for one in relations)


def unkept(tables: list[Table], sweepers: Collection[str]) -> list[str]:
    """Periods that nothing keeps, and sweepers that keep none."""
    named = {name for table in tables for kept in table.kept for name in kept.until.sweepers.split()}
    missing = [f"No sweeper is called {name}." for name in sorted(named - set(sweepers))]
    return missing + [f"No period names the sweeper {name}." for name in sorted(set(sweepers) - named)]


def _models(tables: list[Table]) -> Counter[str]:
    return Counter(table.model for table in tables)


def _fields(model: type[models.Model]) -> set[str]:
    """Every column of a table but its own number, and its many-to-many relations."""
    columns = [field.name for field in model._meta.concrete_fields if not isinstance(field, models.AutoField)]
    return {*columns, *(field.name for field in model._meta.many_to_many)}


# --- The download -------------------------------------------------------------------------------------------


def export_of(person: User) -> list[dict[str, Any]]:
    """Everything that is this person's own, table by table, ready for JSON and for reading."""
    tables = TABLES if keeps_words(person) else accounts.privacy.TABLES
    found = [{"table": table.model, "name": str(table.name), "rows": _rows(table, person)} for table in tables]
    return [table for table in found if table["rows"]]


def files_of(person: User) -> Iterator[tuple[Attachment, bytes]]:
    """The photos, sound and PDFs that go along, one at a time."""
    found = Attachment.objects.written_by(person) if keeps_words(person) else Attachment.objects.none()
    return found.contents()


def weight_of(person: User) -> int:
    """How many bytes these are."""
    return Attachment.objects.written_by(person).weight()


def readable(person: User) -> list[dict[str, Any]]:
    """The same with the names that people read: a list of (label, value) per row."""
    found = export_of(person)
    for table in found:
        model = apps.get_model(table["table"])
        labels = {name: str(getattr(model._meta.get_field(name), "verbose_name", name)) for name in _fields(model)}
        table["rows"] = [[(labels[name], value) for name, value in row.items()] for row in table["rows"]]
    return found


def keeps_words(person: User) -> bool:
    """Learners keep what they wrote. Others take it along until 30 days after their last role ended (access.md R31)."""
    memberships = person.memberships.all()
    if not memberships.exists() or memberships.filter(role=Role.LEARNER).exists() or memberships.active().exists():
        return True
    last_days = [_last_day(membership) for membership in memberships]
    return max(last_days) >= today() - KEEPS_WORDS


def _last_day(membership: Any) -> dt.date:
    """The day a membership ended: by somebody, by its date, or, when its organisation left, longer ago than we ask."""
    ends = [membership.ends_on] if membership.ends_on else []
    if membership.ended_at:
        ends.append(timezone.localdate(membership.ended_at))
    return min(ends, default=dt.date.min)


def _rows(table: Table, person: User) -> list[dict[str, Any]]:
    if table.own is None or not table.exported:
        return []
    model = apps.get_model(table.model)
    fields = [model._meta.get_field(name) for name in table.exported]
    single = [name for field in fields if field.many_to_one or field.one_to_one for name in _named_by(field)]
    many = [field.name for field in fields if field.many_to_many]
    many += [
        f"{field.name}__versions" for field in fields if field.related_model is Piece
    ]  # they say what it is called
    rows = table.own(person).select_related(*single).prefetch_related(*many)
    return [{field.name: _plain(row, field) for field in fields} for row in rows]


def _named_by(field: Any) -> list[str]:
    """The relation, and the relations that its own name is made of: an answer is called after who gave it in which
    round, and that round after its period and track."""
    columns = field.related_model._meta.concrete_fields
    inner = [name for one in columns if one.many_to_one and one.name in NAMING for name in _named_by(one)]
    return [field.name, *(f"{field.name}__{name}" for name in inner)]


def _plain(row: models.Model, field: Any) -> Any:
    """A value as JSON can hold it and people can read it."""
    value = getattr(row, field.name)
    if field.many_to_many:
        return [str(other) for other in value.all()]
    if isinstance(value, models.Model):
        return str(value)
    if isinstance(value, dt.datetime):
        return timezone.localtime(value).isoformat(timespec="minutes")
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return str(getattr(row, f"get_{field.name}_display")()) if field.choices and value else value
