"""What this layer adds to pages of lower ones (learningtracks/extensions.py)."""

import uuid

from accounts.models import User
from instruments.models.asks import Ask
from partnerships.models.teams import Team


def said_in_team(person: User, team: Team, public_id: uuid.UUID) -> Ask | None:
    """What was asked in this team and is answered, for who may read that."""
    return Ask.objects.visible_to(person).filter(team=team, closed_at__isnull=False, public_id=public_id).first()
