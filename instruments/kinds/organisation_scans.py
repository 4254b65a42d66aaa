"""The organisation scan, once a year: its advisers write as one, some are invited to answer beside them, and the result
may be published (domain.md §2.5, §3.13)."""

from django.utils.translation import gettext_lazy as _

from instruments.ask_kinds import AskKind, Invited, Together, Words, register, told
from instruments.todos.asks import ASK_TO_ANSWER
from learningtracks.values.instruments import Reading

ORGANISATION_SCAN = register(
    AskKind(
        "organisation_scan",
        page="instruments:organisation_scans",
        readings={"organisation": Reading.SIDE_BY_SIDE},
        lists=("org_conditions",),
        words=Words(
            title=_("Organisatiescans"),
            lead=_("Zes dingen die helpen om in een organisatie te leren. Je werkt er stap voor stap naartoe."),
            empty=_(
                "Hier zie je wat leren in je organisatie helpt. Doe elk jaar een scan, dan zie je wat er verandert."
            ),
            begin=_("Scan van dit jaar beginnen"),
            button=_("Scan van dit jaar beginnen"),
            one=_("Organisatiescan"),
            answer=_("Organisatiescan invullen"),
            todo=_("Vul de organisatiescan in"),
        ),
        together=Together(
            since="started_at",
            text=_("Wat zien jullie? Noem geen namen."),
            choice=_("In hoeverre klopt dit nu?"),
            untouched=_("Nog niet bekeken"),
            sight=_("Alleen de adviseurs leren en ontwikkelen lezen dit, tot de uitkomst gepubliceerd is."),
            saved=_("Bewaard."),
            noted=told("organisation_scan_written", _("%(by)s heeft opgeschreven waar de organisatie staat")),
        ),
        beside=Invited(
            note=_("Waar zie je dat aan?"),
            invited=told(
                "organisation_scan_invited",
                _("%(by)s heeft iemand gevraagd de organisatiescan mee in te vullen"),
                _("%(by)s vraagt je mee te kijken: hoe staat het met leren in de organisatie?"),
                asks=ASK_TO_ANSWER,
            ),
            uninvited=told(
                "organisation_scan_uninvited", _("%(by)s heeft een uitnodiging voor de organisatiescan ingetrokken")
            ),
            published=told(
                "organisation_scan_published",
                _("%(by)s heeft de uitkomst van de organisatiescan gepubliceerd"),
                _("De uitkomst van de organisatiescan is gepubliceerd"),
            ),
        ),
        begun=told(
            "organisation_scan_begun",
            _("%(by)s is de organisatiescan van dit jaar begonnen"),
            _("%(by)s is de organisatiescan van dit jaar begonnen. Vul je mee in?"),
        ),
    )
)
