"""Access decorators of the layer of questions."""

import uuid
from typing import Any

from django.db.models import QuerySet

from accounts.models import User
from accounts.prepared import Prepared
from instruments.models.asks import Ask, keys_of
from instruments.models.trainings import Training
from instruments.policy.own_lists import own_lists_of
from learningtracks.belonging import tracks_of
from partnerships.access import found_by, found_for


@Prepared
def _seen_by(public_id: uuid.UUID, *keys: Any) -> QuerySet[Ask]:
    found: QuerySet[Ask] = Ask.objects.filter(public_id=public_id).seen_by(*keys).with_heads()
    return found


def _visible(person: User, public_id: uuid.UUID) -> list[Ask]:
    return _seen_by(public_id, *keys_of(person, tracks_of(person).active))


def _readable(person: User, public_id: uuid.UUID | str) -> list[Ask]:
    """An earlier address has its id as text."""
    return _seen_by(uuid.UUID(str(public_id)), *keys_of(person, tracks_of(person).readable))


for_ask = found_by("ask", "around what it is about; of two: who asks and who is asked", _visible)
for_ask_reader = found_by("ask", "the same, or learned on its track", _readable)
for_own_list = found_for("seen", "advises the organisation that made the list", own_lists_of)
for_training = found_for("training", "who takes part in the training", Training.objects.of)
