"""What somebody finds in "Voor jou"."""

from typing import Any

from accounts.models import User
from partnerships import todos
from partnerships.actions.todos import put_right
from partnerships.todos import Entry


def queue_of(person: User) -> list[Entry]:
    """The lines that this person reads, but for planning the next value check: whether a lead has that depends on the
    day on which the tests run."""
    return todos.entries([row for row in todos.waiting_for(person) if row.kind != "plan_value_check"], person)


def waits_for(person: User, kind: str) -> list[Any]:
    """The things of one kind that wait for this person, after facts were changed by hand."""
    put_right()
    return [row.about for row in todos.waiting_for(person) if row.kind == kind]
