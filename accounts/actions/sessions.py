"""Ending sessions: one that you do not know, or all but this one (access.md T12)."""

from allauth.usersessions.models import UserSession

from accounts.models import User


def of(person: User) -> list[UserSession]:
    """The sessions that still run, newest first."""
    return sorted(UserSession.objects.purge_and_list(person), key=lambda session: session.created_at, reverse=True)


def end(number: str, *, by: User) -> bool:
    """End one of your own sessions; False when it is not there (any more), or not yours."""
    found = UserSession.objects.filter(user=by, pk=number).first() if number.isdecimal() else None
    if found:
        found.end()
    return found is not None


def end_others(current: str, *, by: User) -> int:
    """End all sessions of this person but the one with this key; how many that were."""
    others = UserSession.objects.filter(user=by).exclude(session_key=current)
    return len([session.end() for session in others])
