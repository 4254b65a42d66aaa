"""The tables of the partnerships layer, one noun a file."""

from partnerships.models import (
    events,
    heartbeats,
    invitations,
    memberships,
    notices,
    organisations,
    partnerships,
    professionals,
    pushes,
    references,
    reminders,
    teams,
    todos,
    workplaces,
)

# Django finds the tables here.
__all__ = [
    "events",
    "heartbeats",
    "invitations",
    "memberships",
    "notices",
    "organisations",
    "partnerships",
    "professionals",
    "pushes",
    "references",
    "reminders",
    "teams",
    "todos",
    "workplaces",
]
