"""What must be true before anybody is served. Each of these went wrong silently somewhere, once."""

import stat
from collections.abc import Iterator
from importlib.util import find_spec
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register
from django.db import connections
from django.template import TemplateDoesNotExist
from django.template.loader import get_template

from partnerships import reminders, todos
from partnerships.values import ROLES, role_problems
from werkplek import privacy
from werkplek.actions import upkeep
from werkplek.restore_mark import restore_mark


@register()
def sqlite_keeps_its_promises(**kwargs: Any) -> list[CheckMessage]:
    """With Django's own settings SQLite answers "database is locked" as soon as two people write."""
    return [
        Error(
            f"SQLite must run with transaction_mode IMMEDIATE and journal_mode WAL (database {connection.alias!r}).",
            hint="Leave DATABASES['default']['OPTIONS'] as settings.py makes it.",
            id="werkplek.E001",
        )
        for connection in connections.all()
        if connection.vendor == "sqlite" and not _is_safe(connection.settings_dict["OPTIONS"])
    ]


def _is_safe(options: dict[str, Any]) -> bool:
    words = options.get("init_command", "").lower().replace(" ", "")
    return options.get("transaction_mode") == "IMMEDIATE" and "journal_mode=wal" in words


@register()
def one_postgresql_driver(**kwargs: Any) -> list[CheckMessage]:
    """With psycopg 3 installed Django uses that one, with other settings and other errors than we test."""
    if find_spec("psycopg") is None:
        return []
    return [
        Error(
            "psycopg 3 is installed beside psycopg2; Django would switch to it silently.",
            hint="pip uninstall psycopg",
            id="werkplek.E002",
        )
    ]


@register()
def what_people_wrote_is_not_for_everybody(**kwargs: Any) -> list[CheckMessage]:
    """Without servers the database and the mails are files in VAR_DIR. One that we make ourselves is closed."""
    if not stat.S_IMODE(settings.VAR_DIR.stat().st_mode) & stat.S_IRWXO:
        return []
    return [
        Warning(
            f"Every user of this machine can look into {settings.VAR_DIR}.",
            hint=f"chmod o-rwx {settings.VAR_DIR}",
            id="werkplek.W004",
        )
    ]


@register()
def every_role_is_whole(**kwargs: Any) -> list[CheckMessage]:
    """A role without its facts would be an error on every page of who holds it."""
    lacking = [*role_problems(), *(_without_desk())]
    return [Error(problem, hint="See RoleFacts in partnerships/values.py.", id="werkplek.E006") for problem in lacking]


def _without_desk() -> Iterator[str]:
    for role, facts in ROLES.items():
        try:
            get_template(f"desk/_{facts.desk}.html")
        except TemplateDoesNotExist:
            yield f"{role.name} has no home page desk/_{facts.desk}.html."


@register()
def rows_go_with_their_thing(**kwargs: Any) -> list[CheckMessage]:
    """A thing that is deleted would leave to-dos and reminders behind: counted, and about nothing."""
    lacking = {
        (kind.model, name, row)
        for kinds, name, row in ((todos.KINDS, "todos", "ToDo"), (reminders.KINDS, "reminders", "Reminder"))
        for kind in kinds.values()
        if not hasattr(kind.model, name)
    }
    return [
        Error(
            f"{model._meta.label} lacks {name}: the rows about it would not go when it goes.",
            hint=f'{name} = GenericRelation("partnerships.{row}", "about_id", "about_type")',
            id="werkplek.E007",
        )
        for model, name, row in sorted(lacking, key=str)
    ]


@register()
def everything_we_keep_is_told(**kwargs: Any) -> list[CheckMessage]:
    """The page "Wat we bewaren", the download and the erasure are only honest when no field is forgotten,
    and when something makes it go."""
    sweepers = [sweeper.__name__ for sweeper in upkeep.SWEEPERS]
    return [
        Error(
            problem,
            hint="Its Table(…) stands in the privacy of its layer: privacy.py, or the file of its noun in privacy/.",
            id="werkplek.E003",
        )
        for problem in [*privacy.problems(privacy.TABLES), *privacy.unkept(privacy.TABLES, sweepers)]
    ]


@register()
def no_restore_was_broken_off(**kwargs: Any) -> list[CheckMessage]:
    """Between putting a back-up back and settling it, old mail would go out and erased people would be back."""
    if not restore_mark().exists():
        return []
    return [Error("A restore was broken off.", hint="Run it again, with --replace.", id="werkplek.E004")]
