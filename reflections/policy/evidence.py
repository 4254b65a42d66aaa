"""At which pieces an experience lies (domain.md §2.2 step 6)."""

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.values import YES, Answer, no
from learningtracks.models.pieces import Piece
from reflections.models.experiences import Experience


def may_tick(person: User, experience: Experience, piece: Piece) -> Answer:
    """The author, at a piece of the own track that the entry belongs to."""
    if experience.author_id != person.pk:
        return no(_("Alleen de schrijver kan deze ervaring aanpassen."))
    if not Piece.objects.visible_to(person).filter(pk=piece.pk, puzzle__period__track=experience.track_id).exists():
        return no(_("Dit stuk hoort niet bij het traject van je ervaring."))
    return YES
