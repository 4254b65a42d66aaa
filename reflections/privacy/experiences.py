"""What we keep of experiences, feedback and wonder."""

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.privacy import ROWS_GO, Kept, OnErasure, Step, Table, Until, any_of, changed, technical
from reflections.models.attachments import Attachment, StoredFile
from reflections.models.evidence import Evidence
from reflections.models.experiences import Concern, Experience, ExperienceVersion, Read, Share
from reflections.models.feedback import Feedback, FeedbackRequest, FeedbackRequestQuerySet
from reflections.models.passes import Pass
from reflections.models.replies import Reply, Thread
from reflections.models.value_notes import ValueNote
from reflections.models.wonder import WonderEntry
from reflections.privacy.periods import BROUGHT, FEEDBACK, LOG, TWO_YEARS, UNTIL_DELETED, WHILE_OPEN, WRITTEN


def _open_questions_to(person: User) -> FeedbackRequestQuerySet:
    return FeedbackRequest.objects.filter(asked=person, withdrawn_at=None, feedback=None)


TABLES = [
    Table(  # first, while it is known whose they are
        "reflections.StoredFile",
        _("Je bestanden: foto, geluid en PDF"),
        (
            Kept(
                "name content",
                _("De foto, het geluid of de PDF zelf. Je vindt ze bij Mijn gegevens."),
                BROUGHT,
                exported=False,
            ),
        ),
        lambda person: StoredFile.objects.filter(name__in=Attachment.objects.filter(author=person).values("file")),
        leaving=(ROWS_GO,),
    ),
    Table(
        "reflections.Attachment",
        _("Wat je bij een ervaring of reactie hebt toegevoegd"),
        (
            Kept(
                "author experience reply kind size description recognisable added_at",
                _("Een foto, geluid of PDF, wat erop staat, en of er iemand herkenbaar is."),
                BROUGHT,
            ),
            technical("public_id content_type file shown", BROUGHT),
        ),
        lambda person: Attachment.objects.filter(author=person),
        leaving=(ROWS_GO,),
    ),
    Table(
        "reflections.Experience",
        _("Je ervaringen"),
        (
            Kept(
                "author happened_on situation analysis question asked_person",
                _(
                    "Wat je hebt meegemaakt, wat er is gebeurd, en wat je vraagt. Alleen de mensen "
                    "die jij kiest, lezen dit."
                ),
                WRITTEN,
            ),
            Kept("reflection", _("Je reflectie. Alleen jij ziet die, tot je die deelt."), WRITTEN),
            Kept(
                "learning_form",
                _(
                    "Of iets zomaar gebeurde, was afgesproken of een les was. Alleen jij ziet dat. Van gedeelde "
                    "ervaringen ziet je team in woorden wat het vaakst voorkomt, vanaf vijf mensen."
                ),
                WRITTEN,
            ),
            Kept(
                "public_id track created_at edited_at saved_at hidden_at",
                _("Wanneer je hebt geschreven en bewaard."),
                WRITTEN,
            ),
            technical("version origin", WRITTEN),
        ),
        lambda person: Experience.objects.filter(author=person),
        leaving=(ROWS_GO, changed(lambda person: Experience.objects.filter(asked_person=person), asked_person=None)),
    ),
    Table(
        "reflections.ExperienceVersion",
        _("Eerdere versies van je ervaringen"),
        (
            Kept(
                "experience number happened_on situation analysis reflection value saved_at",
                _("Wat er stond toen je op Bewaren drukte, zodat feedback blijft kloppen."),
                LOG,
            ),
        ),
        lambda person: ExperienceVersion.objects.filter(experience__author=person),
        goes_with="reflections.Experience",
    ),
    Table(
        "reflections.ValueNote",
        _("Wat het je heeft opgeleverd"),
        (Kept("experience level text fell_short", _("De waarde die je bij een ervaring hebt gezet."), LOG),),
        lambda person: ValueNote.objects.filter(experience__author=person),
        goes_with="reflections.Experience",
    ),
    Table(
        "reflections.Evidence",
        _("Bij welk puzzelstuk een ervaring hoort"),
        (
            Kept(
                "experience piece ticked shown",
                _("Welk stuk je bij een ervaring hebt gekozen, en of lezers dat al zien."),
                LOG,
            ),
        ),
        lambda person: Evidence.objects.filter(experience__author=person),
        goes_with="reflections.Experience",
    ),
    Table(
        "reflections.Share",
        _("Wat je deelt"),
        (
            Kept("experience person part shared_at ended_at", _("Met wie je welk deel deelt."), LOG),
            technical("from_version", LOG),
        ),
        lambda person: Share.objects.filter(experience__author=person),
        goes_with="reflections.Experience",
        leaving=(changed(lambda person: Share.objects.filter(person=person, ended_at=None), ended_at=timezone.now),),
    ),
    Table(
        "reflections.Read",
        _("Wie jouw ervaringen heeft gelezen"),
        (
            Kept(
                "experience person day first_at last_at times",
                _("Wie een ervaring van een ander heeft gelezen. De schrijver ziet dat."),
                Until(TWO_YEARS, "reads"),
                OnErasure.NAMELESS,
            ),
        ),
        lambda person: Read.objects.filter(experience__author=person),
    ),
    Table(
        "reflections.Concern",
        _("Zorgen die je meldde"),
        (
            Kept(
                "experience by at settled_at", _("Dat je meldde dat ergens iets niet hoort."), LOG, OnErasure.NAMELESS
            ),
            Kept("reason", _("Wat je daarbij hebt geschreven."), LOG),
        ),
        lambda person: Concern.objects.filter(by=person),
        leaving=(changed(reason=""),),
    ),
    Table(
        "reflections.FeedbackRequest",
        _("Vragen om feedback"),
        (
            Kept(
                "experience asked question asked_at withdrawn_at",
                _("Je vraag, aan wie en wanneer."),
                LOG,
            ),
            technical("public_id named_as", LOG),
        ),
        lambda person: FeedbackRequest.objects.filter(experience__author=person),
        goes_with="reflections.Experience",
        leaving=(changed(_open_questions_to, withdrawn_at=timezone.now),),
    ),
    Table(
        "reflections.Feedback",
        _("Feedback die je hebt gegeven en gekregen"),
        (
            Kept(
                "author receiver text sent_at edited_at thanked_at used_at",
                _("Feedback is van wie die geeft en van wie die krijgt."),
                FEEDBACK,
                OnErasure.NAMELESS,
            ),
            technical("public_id request version", FEEDBACK, OnErasure.NAMELESS),
        ),
        lambda person: Feedback.objects.filter(Q(author=person) | Q(receiver=person)),
        leaving=(changed(lambda person: Feedback.objects.filter(author=person), author=None),),
    ),
    Table(
        "reflections.Pass",
        _("Vragen aan een collega, zonder account"),
        (
            Kept(
                "experience promise person team name question asked_at withdrawn_at first_read_at last_read_at",
                _("Wie je wat vroeg, en of dat is geopend."),
                LOG,
            ),
            Kept(
                "answer answered_at",
                _("Wat je collega antwoordde. Alleen jij leest dat."),
                LOG,
                OnErasure.NAMELESS,
            ),
            Kept("email", _("Het mailadres van je collega, om de vraag te sturen."), WHILE_OPEN, exported=False),
            technical("public_id expires_at", LOG),
        ),
        lambda person: any_of(Pass, Q(experience__author=person), Q(promise__story__seat__person=person)),
        goes_with="reflections.Experience",  # and with the story of its promise
        leaving=(changed(lambda person: Pass.objects.waiting().filter(person=person), withdrawn_at=timezone.now),),
    ),
    Table(
        "reflections.Thread",
        _("Met wie je hebt geschreven over een ervaring"),
        (
            Kept(
                "experience reader started_at closed_at",
                _("Wie met wie heeft geschreven, en of dat is afgesloten."),
                LOG,
            ),
        ),
        lambda person: Thread.objects.filter(experience__author=person),
        goes_with="reflections.Experience",
    ),
    Table(
        "reflections.Reply",
        _("Reacties op ervaringen"),
        (
            Kept(
                "thread author kind text said_at",
                _("Een reactie is van wie die heeft geschreven."),
                FEEDBACK,
                OnErasure.NAMELESS,
            ),
        ),
        lambda person: Reply.objects.filter(Q(author=person) | Q(thread__experience__author=person)),
        leaving=(
            Step(lambda person: Reply.objects.left_over().filter(author=person)),
            changed(lambda person: Reply.objects.filter(author=person), author=None),
        ),
    ),
    Table(
        "reflections.WonderEntry",
        _("Je verwondering"),
        (
            Kept("person day text team created_at", _("Wat je verbaasde, en of je team het ziet."), UNTIL_DELETED),
            technical("public_id experience", UNTIL_DELETED),
        ),
        lambda person: WonderEntry.objects.filter(person=person),
        leaving=(ROWS_GO,),
    ),
]
