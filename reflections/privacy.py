"""What the reflections floor keeps of people (accounts/privacy.py says how to read this)."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.privacy import Kept, OnErasure, Table, technical
from reflections.models import (
    Concern,
    Experience,
    ExperienceVersion,
    Feedback,
    FeedbackRequest,
    InsightAnswer,
    Participant,
    Read,
    Reminder,
    Share,
    ValueCheck,
    ValueNote,
    WonderEntry,
)

LOG = _("Tot je het weghaalt, of twee jaar na het einde van je traject. Je krijgt eerst bericht.")
WRITTEN = _(
    "Tot je het weghaalt, of twee jaar na het einde van je traject. Een concept gaat weg als je het een jaar niet "
    "aanraakt. Je krijgt eerst bericht."
)
UNTIL_DELETED = _("Tot je het weghaalt.")
FEEDBACK = _("Zo lang als de ervaring. Is die weg, dan tot twee jaar na het versturen.")
CHECK = _("Die van een team zolang het team meedoet. Die van jou alleen tot twee jaar na het einde van je traject.")
TWO_YEARS = _("Twee jaar.")
WITH_TEAM = _("Zolang het team meedoet.")

TABLES = [
    Table(
        "reflections.Experience",
        _("Je ervaringen"),
        (
            Kept(
                "author happened_on situation analysis question asked_person",
                _("Wat je meemaakte, wat er gebeurde, en wat je vraagt. Alleen wie jij kiest, leest dit."),
                WRITTEN,
            ),
            Kept("reflection", _("Je reflectie. Alleen jij ziet die, tot je die deelt."), WRITTEN),
            Kept(
                "public_id track created_at edited_at saved_at hidden_at", _("Wanneer je schreef en bewaarde."), WRITTEN
            ),
            technical("version", WRITTEN),
        ),
        lambda person: Experience.objects.filter(author=person),
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
    ),
    Table(
        "reflections.ValueNote",
        _("Wat het je opleverde"),
        (Kept("experience level text fell_short", _("De waarde die je bij een ervaring zette."), LOG),),
        lambda person: ValueNote.objects.filter(experience__author=person),
    ),
    Table(
        "reflections.Share",
        _("Wat je deelt"),
        (
            Kept("experience person part shared_at ended_at", _("Met wie je welk deel deelt."), LOG),
            technical("from_version", LOG),
        ),
        lambda person: Share.objects.filter(experience__author=person),
    ),
    Table(
        "reflections.Read",
        _("Wie jouw ervaringen las"),
        (
            Kept(
                "experience person day first_at last_at times",
                _("Wie een ervaring las die niet van hem of haar is. De schrijver ziet dat."),
                TWO_YEARS,
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
            Kept("reason", _("Wat je daarbij schreef."), LOG),
        ),
        lambda person: Concern.objects.filter(by=person),
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
    ),
    Table(
        "reflections.Feedback",
        _("Feedback die je gaf en kreeg"),
        (
            Kept(
                "author receiver text sent_at edited_at thanked_at used_at",
                _("Feedback is van wie die gaf en van wie die kreeg."),
                FEEDBACK,
                OnErasure.NAMELESS,
            ),
            technical("public_id request version", FEEDBACK, OnErasure.NAMELESS),
        ),
        lambda person: Feedback.objects.filter(Q(author=person) | Q(receiver=person)),
    ),
    Table(
        "reflections.WonderEntry",
        _("Je verwondering"),
        (
            Kept("person day text team created_at", _("Wat je verbaasde, en of je team het ziet."), UNTIL_DELETED),
            technical("public_id experience", UNTIL_DELETED),
        ),
        lambda person: WonderEntry.objects.filter(person=person),
    ),
    Table(
        "reflections.Rhythm",
        _("Ritme van een team"),
        (
            Kept(
                "team weeks paused_from paused_until",
                _("Hoe vaak een team een waardecheck houdt."),
                WITH_TEAM,
                OnErasure.STAYS,
                exported=False,
            ),
        ),
    ),
    Table(
        "reflections.ValueCheck",
        _("Waardechecks"),
        (
            Kept(
                "team track cycle due_on starts_at minutes question_set planned_at opened_at closed_at skipped_at"
                " created_at",
                _("Wanneer een waardecheck is. Die van jou alleen verdwijnt, die van een team blijft."),
                CHECK,
                OnErasure.NAMELESS,
            ),
            Kept(
                "place video_link facilitator planned_by skip_reason",
                _("Waar een waardecheck is, wie hem leidt en plande, en waarom die niet doorging."),
                TWO_YEARS,
                OnErasure.NAMELESS,
            ),
            technical("public_id postponements plan_version", CHECK, OnErasure.NAMELESS),
        ),
        lambda person: ValueCheck.objects.filter(track__learner=person),
    ),
    Table(
        "reflections.Participant",
        _("Waardechecks waar je bij bent"),
        (
            Kept("value_check person added_at removed_at", _("Dat je gevraagd bent."), TWO_YEARS, OnErasure.NAMELESS),
            Kept("chosen", _("Welke eigen ervaringen je vooraf koos."), TWO_YEARS),
        ),
        lambda person: Participant.objects.filter(person=person),
    ),
    Table(
        "reflections.InsightAnswer",
        _("Je antwoorden in een waardecheck voor jezelf"),
        (Kept("value_check item text edited_at", _("Je antwoorden. Alleen jij ziet ze."), LOG),),
        lambda person: InsightAnswer.objects.filter(value_check__track__learner=person),
    ),
    Table(
        "reflections.Reminder",
        _("Herinneringen"),
        (
            Kept(
                "person subject step cycle value_check track due_at planned_at told_at lapsed_at lapsed_because",
                _("Waaraan we je herinneren, zodat dat één keer gebeurt."),
                TWO_YEARS,
            ),
        ),
        lambda person: Reminder.objects.filter(person=person),
    ),
]
