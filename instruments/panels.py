"""What this layer adds to pages of lower ones (learningtracks/extensions.py)."""

from uuid import UUID

from accounts.models import User
from instruments.ask_kinds import KINDS
from instruments.models.asks import Ask
from partnerships.extensions import Link


def way_back(origin: str, person: User) -> Link | None:
    """To what was asked, from what was made of an answer: for who may open that."""
    kind, _, rest = origin.partition(":")
    if kind != "ask":
        return None
    found = Ask.objects.readable_by(person).filter(public_id=UUID(rest.partition(":")[0])).first()
    return Link(label_of(found), found.get_absolute_url(), "help") if found else None


def label_of(ask: Ask) -> str:
    """What it is called: the title of its kind, and what it is about."""
    return ": ".join(filter(None, (str(KINDS[ask.kind].words.title) if ask.kind in KINDS else "", ask.title)))
