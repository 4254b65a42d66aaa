"""Partnership conversations: each organisation writes first, and so does who learns; then everything opens at once
(domain.md §2.5, §3.11). Organisations speak: one side does not know the people of another (access.md R23)."""

from django.utils.translation import gettext_lazy as _

from instruments.ask_kinds import AskKind, Days, Sides, Together, Words, register, told
from instruments.todos.sides import SIDE_TO_WRITE
from learningtracks.values.instruments import Reading

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
            told=_(
                "Zijn alle organisaties klaar, dan gaat alles open. Wie leert, schrijft mee. Maar daar wachten we "
                "niet op."
            ),
            begun=_("Begonnen. Iedereen die meedoet, krijgt bericht."),
        ),
        together=Together(
            since="opened_at",
            text=_("Wat spreken jullie af?"),
            choice="",
            untouched=_("Nog niets afgesproken"),
            sight=_("Iedereen die meedoet in het partnerschap leest dit."),
            saved=_("Bewaard. Iedereen in het partnerschap leest dit."),
            noted=told("partnership_conversation_agreed", _("%(organisation)s heeft jullie afspraken opgeschreven")),
        ),
        sides=Sides(
            written=told("partnership_conversation_written", _("Je hebt geschreven voor het partnerschapsgesprek"))
        ),
        begun=told(
            "partnership_conversation_begun",
            _("%(organisation)s is een partnerschapsgesprek begonnen"),
            _("%(organisation)s vraagt jullie om iets te schrijven voor het partnerschapsgesprek van %(partnership)s"),
            load=("partnership",),
            asks=SIDE_TO_WRITE,
        ),
        over=told(
            "partnership_conversation_opened",
            _("Alle antwoorden zijn opengegaan"),
            _("Alle antwoorden van %(partnership)s zijn open. Nu volgt het gesprek"),
        ),
    )
)
