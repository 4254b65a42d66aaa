"""The private pad of one person in a session (access.md row 20): nobody else sees it, or that there is one."""

import uuid
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from accounts.actions.versions import check_version
from accounts.values import require
from reflections.actions import rooms
from reflections.models.experiences import Experience
from reflections.models.rooms import Pad, Seat
from reflections.models.value_checks import Participant, ValueCheck
from reflections.policy.rooms import may_stay


@transaction.atomic
def write(
    check: ValueCheck, *, title: str, text: str, experiences: Iterable[uuid.UUID] | None, version: int, by: Seat
) -> Pad:
    """Keep what somebody prepares. Raises Stale when it was written elsewhere meanwhile. No move, no event, no word to
    the screens: that somebody writes is theirs alone. `experiences` None leaves those as they are."""
    room = rooms.locked(check)
    require(may_stay(by, room.value_check))
    pad = Pad.objects.select_for_update(of=("self",)).filter(seat=by).first()
    if pad is None:
        pad = Pad.objects.create(seat=by)
        pad.experiences.set(_chosen(by))
    check_version(pad, version)
    pad.title, pad.text, pad.version, pad.edited_at = title.strip(), text.strip(), version + 1, timezone.now()
    pad.save()
    if experiences is not None and by.person:
        own = Experience.objects.written_by(by.person).saved()
        pad.experiences.set(own.filter(public_id__in=list(experiences)))
    return pad


def read(seat: Seat) -> tuple[Pad, list[Experience]]:
    """The pad of this seat and the experiences that lie on it; before the first word those that were chosen for the
    session beforehand. Looking writes nothing."""
    pad = Pad.objects.filter(seat=seat).first()
    return (pad, list(pad.experiences.all())) if pad else (Pad(seat=seat), _chosen(seat))


def _chosen(seat: Seat) -> list[Experience]:
    asked = Participant.objects.filter(value_check=seat.value_check_id, person=seat.person_id).first()
    return list(asked.chosen.all()) if asked else []
