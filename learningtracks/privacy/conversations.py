"""What we keep of driehoeksgesprekken. They belong to the track, for what was agreed rests on them."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.privacy import Kept, OnErasure, Table, any_of, technical
from learningtracks.models.conversations import Conversation, ConversationNote, ConversationOutcome, ConversationPerson
from learningtracks.privacy.tracks import TRACK

TABLES = [
    Table(
        "learningtracks.Conversation",
        _("Driehoeksgesprekken"),
        (
            Kept(
                "track starts_at minutes place video_link planned_by planned_at held_at cancelled_at",
                _("Wanneer en waar jullie elkaar hebben gesproken of zouden spreken."),
                TRACK,
                OnErasure.NAMELESS,
            ),
            technical("public_id plan_version origin", TRACK, OnErasure.NAMELESS),
        ),
        lambda person: any_of(Conversation, Q(track__learner=person), Q(people__person=person)),
    ),
    Table(
        "learningtracks.ConversationPerson",
        _("Wie bij een driehoeksgesprek gevraagd is"),
        (
            Kept(
                "conversation person added_at removed_at",
                _("Dat je bij een gesprek gevraagd bent."),
                TRACK,
                OnErasure.NAMELESS,
            ),
        ),
        lambda person: ConversationPerson.objects.filter(person=person),
    ),
    Table(
        "learningtracks.ConversationNote",
        _("Notities bij driehoeksgesprekken"),
        (
            Kept(
                "conversation party person kind text at",
                _("Wat jullie willen bespreken en wat jullie hebben afgesproken."),
                TRACK,
                OnErasure.NAMELESS,
            ),
        ),
        lambda person: any_of(ConversationNote, Q(person=person), Q(conversation__track__learner=person)),
    ),
    Table(
        "learningtracks.ConversationOutcome",
        _("Uitkomsten van driehoeksgesprekken"),
        (
            Kept(
                "conversation version at",
                _("Welke versie van een puzzelstuk uit een gesprek kwam."),
                TRACK,
                OnErasure.NAMELESS,
            ),
        ),
        lambda person: ConversationOutcome.objects.filter(conversation__track__learner=person),
    ),
]
