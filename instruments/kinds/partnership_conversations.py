"""Partnership conversations: each organisation writes first, and so does who learns; then everything opens at once
(domain.md §2.5, §3.11). Organisations speak: one side does not know the people of another (access.md R23)."""

from django.utils.translation import gettext_lazy as _

from instruments.ask_kinds import AskKind, Days, Sides, Together, Words, register
from instruments.models.asks import Ask
from instruments.todos.sides import SIDE_TO_WRITE
from learningtracks.values.instruments import Reading
from partnerships import events
from partnerships.events import Kind

PARTNERSHIP_CONVERSATION = register(
    AskKind(
        "partnership_conversation",
        page="instruments:partnership_conversations",
        readings={"partnership": Reading.OPEN_TOGETHER},
        lists=("praatplaat",),
        words=Words(
            title=_("Onze gesprekken"),
            lead=_("Doe dit elk jaar: dan zie je wat er is veranderd."),
            empty=_("Hier komen jullie gesprekken. Een volgende keer staat ernaast wat jullie nu schrijven."),
            begin=_("Gesprek beginnen"),
            button=_("Vraag iedereen om te schrijven"),
            one=_("Partnerschapsgesprek"),
            answer=_("Schrijven voor het gesprek"),
            todo=_("Schrijf voor het partnerschapsgesprek"),
        ),
        days=Days(
            label=_("Tot en met welke dag kan iedereen schrijven?"),
            earliest=0,
            furthest=92,
            usual=21,
            otherwise=_("Kies een dag vanaf vandaag, binnen drie maanden."),
            told=_("Zijn alle organisaties klaar, dan gaat alles open. Op studenten wachten we niet."),
            begun=_("Begonnen. Iedereen die meedoet, krijgt bericht."),
        ),
        together=Together(
            since="opened_at",
            text=_("Wat spreken jullie af?"),
            choice="",
            untouched=_("Nog niets afgesproken"),
            sight=_("Iedereen die meedoet in het partnerschap leest dit."),
            saved=_("Bewaard. Iedereen in het partnerschap leest dit."),
            noted=events.register(
                Kind("partnership_conversation_agreed", story=_("%(organisation)s heeft jullie afspraken opgeschreven"))
            ),
        ),
        sides=Sides(
            written=events.register(
                Kind("partnership_conversation_written", story=_("Je hebt geschreven voor het partnerschapsgesprek"))
            )
        ),
        begun=events.register(
            Kind(
                "partnership_conversation_begun",
                story=_("%(organisation)s is een partnerschapsgesprek begonnen"),
                notice=_("%(organisation)s vraagt jullie te schrijven voor het gesprek van %(partnership)s"),
                sees=Ask.objects.visible_to,
                load=("partnership",),
                asks=SIDE_TO_WRITE,
            )
        ),
        over=events.register(
            Kind(
                "partnership_conversation_opened",
                story=_("Alle antwoorden zijn opengegaan"),
                notice=_("Alle antwoorden van %(partnership)s zijn open. Nu volgt het gesprek"),
                sees=Ask.objects.visible_to,
            )
        ),
    )
)
