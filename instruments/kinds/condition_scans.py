"""The learning climate scan of a team: everybody answers alone, then the team talks about how that is spread (domain.md
§2.5, §3.7). Who answered, or how many, is in no event (access.md R7, R16)."""

from django.utils.translation import gettext_lazy as _

from instruments.ask_kinds import Apart, AskKind, Days, Together, Words, register, told
from instruments.todos.asks import ASK_TO_ANSWER
from learningtracks.values.instruments import Reading

CONDITION_SCAN = register(
    AskKind(
        "condition_scan",
        page="instruments:condition_scans",
        readings={"team": Reading.SPREAD},
        lists=("conditions",),
        words=Words(
            title=_("Leerklimaatscans"),
            lead=_("Zeven dingen die helpen om in je werk te leren. Vul eerst alleen in en praat er daarna over."),
            empty=_("Hier zie je wat leren bij jullie makkelijk of moeilijk maakt. Iedereen antwoordt eerst alleen."),
            begin=_("Leerklimaatscan beginnen"),
            button=_("Scan openen"),
            one=_("Leerklimaatscan"),
            answer=_("Leerklimaatscan invullen"),
            todo=_("Vul de leerklimaatscan in"),
            help="words",
        ),
        days=Days(
            label=_("Tot en met welke dag kan iedereen invullen?"),
            earliest=0,
            furthest=92,  # what stays open longer is about another time
            otherwise=_("Kies een dag vanaf vandaag, binnen drie maanden."),
            told=_("Iedereen in het team krijgt bericht."),
            begun=_("De scan is open. Iedereen in het team krijgt bericht."),
            usual=14,
            moved=told(
                "condition_scan_moved",
                _("%(by)s heeft de laatste dag van de leerklimaatscan verzet naar %(day_on)s"),
                _("De leerklimaatscan kun je invullen tot en met %(day_on)s"),
            ),
        ),
        apart=Apart(
            whole=True,
            note=_("Waar denk je aan?"),
            together=told(
                "condition_scan_together",
                _("%(by)s is een leerklimaatscan begonnen die jullie samen invullen"),
                _("%(by)s is een leerklimaatscan begonnen, om samen in te vullen"),
            ),
        ),
        together=Together(
            since="closed_at",
            text=_("Wat hebben jullie besproken?"),
            choice=_("Wat vinden jullie samen?"),
            untouched=_("Nog geen antwoord samen"),
            sight=_("Iedereen in het team leest dit."),
            saved=_("Bewaard. Iedereen in het team kan het lezen."),
            noted=told("condition_scan_talked", _("%(by)s heeft opgeschreven wat jullie hebben besproken")),
            layers=(  # where to look (domain.md §3.7)
                (_("Organisatie"), _("Wat regelt of verwacht de organisatie hier?")),
                (_("Werkplek"), _("Hoe gaat het in ons werk van elke dag?")),
                (_("Persoon"), _("Wat doe of wil je hier zelf?")),
            ),
            chooses=True,
        ),
        begun=told(
            "condition_scan_opened",
            _("%(by)s is een leerklimaatscan begonnen"),
            _("%(by)s vraagt je de leerklimaatscan in te vullen, tot en met %(day_on)s"),
            asks=ASK_TO_ANSWER,
        ),
        over=told(
            "condition_scan_closed",
            _("%(by)s heeft de leerklimaatscan gesloten"),
            _("De leerklimaatscan is gesloten. Nu volgt het gesprek"),
        ),
    )
)
