"""What we keep of rounds, the answers in them, questions for help and trainings."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.privacy import ROWS_GO, Kept, OnErasure, Table, Until, any_of, technical
from learningtracks.models.rounds import Filling, HelpAsk, LookBack, Round, RoundAnswer, RoundEvidence
from learningtracks.models.trainings import Training

ROUND = Until(_("Twee jaar. Die van een traject verwijderen we met het traject."), "rounds logs")
TRAINING = Until(_("Tot twee jaar na de training."), "trainings")


TABLES = [
    Table(
        "learningtracks.Round",
        _("Rondes"),
        (
            Kept(
                "moment period training team title hill checklist whole started_by started_at closed_at members",
                _("Waar een ronde over gaat, met welke vragen, wie die is begonnen en wanneer."),
                ROUND,
                OnErasure.NAMELESS,
            ),
            technical("public_id", ROUND, OnErasure.NAMELESS),
        ),
        lambda person: any_of(Round, Q(started_by=person), Q(fillings__person=person), Q(training__person=person)),
    ),
    Table(
        "learningtracks.Filling",
        _("Wat je hebt ingevuld in een ronde"),
        (
            Kept(
                "round person party edited_at handed_in_at",
                _("In welke ronde je iets hebt ingevuld, en of je het hebt ingeleverd."),
                ROUND,
            ),
        ),
        lambda person: Filling.objects.filter(person=person),
        leaving=(ROWS_GO,),
    ),
    Table(
        "learningtracks.RoundAnswer",
        _("Je antwoorden in rondes"),
        (Kept("filling item score done text", _("Je antwoord op iedere vraag."), ROUND),),
        lambda person: RoundAnswer.objects.filter(filling__person=person),
        goes_with="learningtracks.Filling",
    ),
    Table(
        "learningtracks.RoundEvidence",
        _("Bewijs dat je hebt gekozen"),
        (Kept("filling principle piece experience", _("Waarmee je laat zien hoe het gaat."), ROUND),),
        lambda person: RoundEvidence.objects.filter(filling__person=person),
        goes_with="learningtracks.Filling",
    ),
    Table(
        "learningtracks.HelpAsk",
        _("Vragen om hulp"),
        (
            Kept(
                "round by asked text asked_at answered_at yes",
                _("Wie om hulp heeft gevraagd, aan wie, en het antwoord."),
                ROUND,
            ),
            technical("public_id", ROUND),
        ),
        lambda person: HelpAsk.objects.filter(Q(by=person) | Q(asked=person)),
        leaving=(ROWS_GO,),
    ),
    Table(
        "learningtracks.LookBack",
        _("Terugkijkmomenten"),
        (Kept("round person on", _("De dag waarop je wilt terugkijken."), ROUND),),
        lambda person: LookBack.objects.filter(person=person),
        leaving=(ROWS_GO,),
    ),
    Table(
        "learningtracks.Training",
        _("Je trainingen"),
        (
            Kept(
                "person title ends_on made_at asked_at answered_at used level text",
                _("Welke training je hebt gevolgd, en of je die gebruikt."),
                TRAINING,
            ),
            technical("public_id", TRAINING),
        ),
        lambda person: Training.objects.filter(person=person),
        leaving=(ROWS_GO,),
    ),
]
