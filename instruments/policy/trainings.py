"""May X do Y to Z now? Trainings: of one person, who alone reads them (access.md row 23)."""

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.values import YES, Answer, no
from instruments.models.trainings import Training


def may_act_on_training(person: User, training: Training) -> Answer:
    """What keeps somebody from using a training may become an action point, once they wrote it down."""
    if not (answer := may_see_training(person, training)):
        return answer
    if training.used is not False:
        return no(_("Schrijf eerst op wat je tegenhoudt."))
    return YES


def may_see_training(person: User, training: Training) -> Answer:
    return YES if training.person_id == person.pk else no(_("Dit is niet jouw training."))
