"""Evidence: tick the pieces an experience belongs to, and let readers see it at "Bewaren"."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction

from accounts.actions.versions import check_version
from accounts.models import User
from accounts.values import require
from learningtracks.models.pieces import Piece
from reflections.actions.experiences import taken, touch, untick
from reflections.models.evidence import Evidence
from reflections.models.experiences import Experience
from reflections.policy.evidence import may_tick


@transaction.atomic
def tick(
    experience: Experience, *, pieces: Collection[Piece], changes: Mapping[str, Any], version: int | None, by: User
) -> Experience:
    """Make these the pieces of the working copy; `changes` may hold its track. Readers see them after saving.

    Raises Stale when `version` is not the stored one and something differs; the same again changes nothing.
    """
    row = taken(experience, by=by)
    changed = {name: value for name, value in changes.items() if getattr(row, name) != value}
    wanted, now = {piece.pk for piece in pieces}, set(row.evidence.filter(ticked=True).values_list("piece", flat=True))
    if not changed and wanted == now:
        return row
    check_version(row, version)
    for name, value in changed.items():
        setattr(row, name, value)
    for piece in pieces:
        if piece.pk not in now:  # what was ticked before stays ticked, also when its track is closed
            require(may_tick(by, row, piece))
        Evidence.objects.update_or_create(experience=row, piece=piece, defaults={"ticked": True})
    untick(row.evidence.exclude(piece__in=wanted))
    touch(row, *changed)
    return row
