"""Access decorators of the layer of questions."""

from django.db.models import QuerySet

from accounts.models import User
from instruments.models.asks import Ask
from instruments.models.trainings import Training
from instruments.policy.own_lists import own_lists_of
from partnerships.access import found_for


def _asks(person: User) -> QuerySet[Ask]:
    return Ask.objects.visible_to(person).with_heads()


def _asks_to_read(person: User) -> QuerySet[Ask]:
    return Ask.objects.readable_by(person).with_heads()


for_ask = found_for("ask", "around what it is about; of two: who asks and who is asked", _asks)
for_ask_reader = found_for("ask", "the same, or learned on its track", _asks_to_read)
for_own_list = found_for("seen", "advises the organisation that made the list", own_lists_of)
for_training = found_for("training", "who takes part in the training", Training.objects.of)
