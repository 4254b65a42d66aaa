"""What we keep of partnership conversations."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.privacy import Kept, OnErasure, Table, Until, technical
from learningtracks.models.partnership_conversations import (
    PartnershipConversation,
    PartnershipConversationQuerySet,
    PartnershipSheet,
)

ANSWERS = Until(_("Tot twee jaar na het begin van het gesprek."), "partnership_conversations")


def _begun_or_written(person: User) -> PartnershipConversationQuerySet:
    """What they wrote down, and what they began as long as they take part: others may have written since."""
    here = PartnershipConversation.objects.visible_to(person)
    return PartnershipConversation.objects.filter(Q(agreed_by=person) | Q(started_by=person, pk__in=here.values("pk")))


TABLES = [
    Table(
        "learningtracks.PartnershipConversation",
        _("Partnerschapsgesprekken"),
        (
            Kept(
                "partnership content started_at until_on opened_at agreed",
                _("Wanneer partners een gesprek zijn begonnen en hebben geopend, en wat zij hebben afgesproken."),
                ANSWERS,
                OnErasure.STAYS,
            ),
            Kept(
                "started_by agreed_by",
                _("Wie is begonnen, en wie het heeft opgeschreven."),
                ANSWERS,
                OnErasure.NAMELESS,
                exported=False,
            ),
            technical("public_id version", ANSWERS, OnErasure.STAYS),
        ),
        _begun_or_written,
    ),
    Table(
        "learningtracks.PartnershipSheet",
        _("Wat je organisatie heeft geschreven voor een partnerschapsgesprek"),
        (
            Kept(
                "conversation organisation p1 p2 p3 p4 ready_at",
                _("Wat jij of een collega namens de organisatie heeft geschreven."),
                ANSWERS,
                OnErasure.STAYS,
            ),
            Kept("edited_by", _("Wie het laatst heeft geschreven."), ANSWERS, OnErasure.NAMELESS, exported=False),
            technical("version", ANSWERS, OnErasure.STAYS),
        ),
        lambda person: PartnershipSheet.objects.filter(edited_by=person),
    ),
]
