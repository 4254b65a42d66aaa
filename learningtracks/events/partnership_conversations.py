"""Events about partnership conversations: organisations are named, people of another side never (access.md R23), and
that somebody wrote stands in nobody's history but their own (row 23c)."""

from django.utils.translation import gettext_lazy as _

from learningtracks.models.partnership_conversations import PartnershipConversation
from learningtracks.todos.partnership_conversations import CONVERSATION_TO_WRITE_FOR
from partnerships.events import Kind, register

CONVERSATION_BEGUN = register(
    Kind(
        "partnership_conversation_begun",
        story=_("%(organisation)s is een partnerschapsgesprek begonnen"),
        notice=_("%(organisation)s vraagt jullie te schrijven voor het gesprek van %(partnership)s"),
        sees=PartnershipConversation.objects.visible_to,
        load=("partnership",),
        asks=CONVERSATION_TO_WRITE_FOR,
    )
)
CONVERSATION_WRITTEN = register(
    Kind("partnership_conversation_written", story=_("Je hebt geschreven voor het partnerschapsgesprek"))
)
CONVERSATION_OPENED = register(
    Kind(
        "partnership_conversation_opened",
        story=_("Alle antwoorden zijn opengegaan"),
        notice=_("Alle antwoorden van %(partnership)s zijn open. Nu volgt het gesprek"),
        sees=PartnershipConversation.objects.visible_to,
    )
)
CONVERSATION_AGREED = register(
    Kind(
        "partnership_conversation_agreed",
        story=_("%(organisation)s heeft jullie afspraken opgeschreven"),
        notice=_("%(organisation)s heeft jullie afspraken opgeschreven in %(partnership)s"),
        sees=PartnershipConversation.objects.visible_to,
    )
)
