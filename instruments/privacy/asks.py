"""What we keep of what is asked and answered."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.privacy import ROWS_GO, Kept, OnErasure, Step, Table, Until, any_of, lasting, technical
from instruments.models.asks import Ask, AskQuerySet, Named
from instruments.models.review_dates import ReviewDate
from instruments.models.sheets import Answer, Evidence, Sheet
from learningtracks.values.instruments import Reading

UNTIL = Until(
    _(
        "Twee jaar na de vraag; bij een traject of organisatie zolang als die blijft. Hoe antwoorden in een team "
        "verdeeld waren, blijft."
    ),
    "asks",
)
FIGURES = lasting(_("Zolang het team meedoet."))


def _theirs(person: User) -> AskQuerySet:
    """Between two, and what is for a learner alone."""
    two = Q(reading=Reading.TWO) & (Q(by=person) | Q(asked=person))
    return Ask.objects.filter(two | Q(reading=Reading.LEARNER_ONLY, track__learner=person))


def _asked(person: User) -> QuerySet[Ask]:
    """Of a partnership only while one takes part: how it goes on is for who is there (access.md R28)."""
    own = any_of(Ask, Q(by=person), Q(asked=person), Q(sheets__person=person), Q(training__person=person))
    return own.filter(Q(partnership=None) | Q(pk__in=Ask.objects.visible_to(person).values("pk")))


TABLES = [
    Table(
        "instruments.Ask",
        _("Wat je anderen hebt gevraagd, of wat je gevraagd is"),
        (
            Kept(
                "kind reading moment cycle period track training team organisation partnership whole together title "
                "text asked started_at until_on opened_at closed_at withdrawn_at declined_at offered_at",
                _(
                    "Wie wat heeft gevraagd, waarover, en hoe het is afgelopen. Vragen tussen twee mensen "
                    "verwijderen we met een van beiden, een waardecheck voor jezelf met jou."
                ),
                UNTIL,
                OnErasure.NAMELESS,
            ),
            Kept(
                "by",
                _("Wie het heeft gevraagd."),
                UNTIL,
                OnErasure.NAMELESS,
                exported=False,  # of another organisation one hears no name (access.md R23)
            ),
            Kept(
                "totals",
                _("Hoeveel mensen wat hebben geantwoord, vanaf vijf."),
                FIGURES,
                OnErasure.STAYS,
                exported=False,
            ),
            technical("public_id version made_of", UNTIL, OnErasure.NAMELESS),
        ),
        _asked,
        leaving=(Step(rows=_theirs),),
    ),
    Table(
        "instruments.Asked",
        _("Welke lijsten zijn gevraagd"),
        (technical("ask instrument place", UNTIL, OnErasure.STAYS),),
    ),
    Table(
        "instruments.Named",
        _("Waar je bij naam meeleest of meeschrijft"),
        (Kept("ask person writes named_at ended_at", _("Wie bij een vraag is uitgenodigd."), UNTIL),),
        lambda person: Named.objects.filter(person=person),
        leaving=(ROWS_GO,),
    ),
    Table(
        "instruments.Sheet",
        _("Wat je hebt ingevuld"),
        (
            Kept(
                "ask person organisation party edited_at handed_in_at shows_own",
                _("Wanneer je iets hebt ingevuld en ingeleverd, en voor wie."),
                UNTIL,
            ),
            Kept("edited_by", _("Wie het laatst heeft geschreven voor een groep."), UNTIL, OnErasure.NAMELESS),
            technical("version counted_in", UNTIL),
        ),
        lambda person: Sheet.objects.filter(person=person),
        leaving=(ROWS_GO,),
    ),
    Table(
        "instruments.Answer",
        _("Je antwoorden"),
        (
            Kept(
                "sheet item choice text chosen",
                _("Wat je hebt geantwoord. Wat een groep samen heeft geschreven, blijft."),
                UNTIL,
            ),
            Kept("edited_by", _("Wie het voor een groep heeft opgeschreven."), UNTIL, OnErasure.NAMELESS),
            technical("version", UNTIL),
        ),
        lambda person: any_of(Answer, Q(sheet__person=person), Q(edited_by=person)),
        goes_with="instruments.Sheet",
    ),
    Table(
        "instruments.Evidence",
        _("Bewijs dat je hebt gekozen"),
        (Kept("sheet item piece experience", _("Waarmee je laat zien hoe het gaat."), UNTIL),),
        lambda person: Evidence.objects.filter(sheet__person=person),
        goes_with="instruments.Sheet",
    ),
    Table(
        "instruments.ReviewDate",
        _("Dagen waarop je wilt terugkijken"),
        (Kept("ask item person on", _("Wanneer je wilt terugkijken, en op welk antwoord."), UNTIL),),
        lambda person: ReviewDate.objects.filter(person=person),
        leaving=(ROWS_GO,),
    ),
]
