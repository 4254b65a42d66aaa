"""What the partnerships layer keeps of people (accounts/privacy.py says how to read this)."""

from allauth.account.models import EmailAddress
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.privacy import ROWS_GO, Kept, OnErasure, Step, Table, Until, changed, lasting, technical
from partnerships.models.events import Event
from partnerships.models.invitations import Invitation
from partnerships.models.memberships import Membership
from partnerships.models.notices import Mail, Notice
from partnerships.models.professionals import Professional
from partnerships.models.pushes import PushDevice
from partnerships.models.reminders import Reminder
from partnerships.models.todos import ToDo

WITH_ORGANISATION = lasting(_("Zolang de organisatie meedoet."))
MEMBERSHIP = lasting(_("Tot we je account verwijderen. Daarna blijft alleen dat er iemand was."))
TWO_YEARS = _("Hoogstens twee jaar.")
INVITATION = Until(
    _("Heb je de uitnodiging aangenomen: zolang je een account hebt. Anders tot een half jaar na de laatste dag."),
    "invitations",
)
SIGNED_IN = Until(_("Zolang je op dat apparaat bent ingelogd."), "devices")
SETTLED = Until(_("Tot dertig dagen nadat je het hebt gedaan."), "todos")
IN_REGISTER = lasting(_("Tot je het verwijdert, of tot we je account verwijderen."))
HISTORY = lasting(_("Zolang de app Werkplek bestaat. Die van een traject verwijderen we met het traject."))


def _to_their_addresses(person: User) -> QuerySet[Invitation]:
    others = EmailAddress.objects.filter(user=person).values("email")
    return Invitation.objects.filter(Q(email=person.email) | Q(email__in=others))


def _of_organisations(model: str, name, fields: str) -> Table:  # type: ignore[no-untyped-def]
    """A table about organisations, not about people."""
    what = _("Gegevens van de organisatie, niet van mensen.")
    return Table(model, name, (Kept(fields, what, WITH_ORGANISATION, OnErasure.STAYS, exported=False),))


TABLES = [
    Table(
        "partnerships.Membership",
        _("Waar je werkt of leert"),
        (
            Kept(
                "person organisation partnership team workplace role starts_on ends_on ended_at",
                _("Bij welke organisatie en welk team je hoort, in welke rol, van wanneer tot wanneer."),
                MEMBERSHIP,
                OnErasure.NAMELESS,
            ),
            Kept("ended_by", _("Wie je rol heeft beëindigd."), MEMBERSHIP, OnErasure.NAMELESS, exported=False),
            technical("public_id", MEMBERSHIP, OnErasure.NAMELESS),
        ),
        lambda person: Membership.objects.filter(person=person),
        leaving=(
            changed(lambda person: Membership.objects.filter(person=person, ended_at=None), ended_at=timezone.now),
        ),
    ),
    Table(
        "partnerships.Invitation",
        _("Uitnodigingen"),
        (
            Kept(
                "email organisation partnership team role ends_on invited_at expires_at accepted_at withdrawn_at",
                _("Je uitnodiging: voor welke organisatie en rol, en wanneer."),
                INVITATION,
            ),
            Kept("invited_by accepted_by", _("Wie je heeft uitgenodigd."), INVITATION, OnErasure.NAMELESS),
            technical("public_id nonce wrong_codes", INVITATION),
        ),
        lambda person: Invitation.objects.filter(accepted_by=person),
        leaving=(ROWS_GO, Step(_to_their_addresses)),
    ),
    Table(
        "partnerships.Event",
        _("Geschiedenis"),
        (
            Kept(
                "kind at by",
                _("Wat er is gebeurd, wanneer en door wie. Nooit wat je hebt geschreven."),
                HISTORY,
                OnErasure.NAMELESS,
            ),
            Kept(
                "words",
                _("Welke mensen, organisaties en dagen in de zin op een geschiedenispagina staan. Nooit een naam."),
                HISTORY,
                OnErasure.NAMELESS,
                exported=False,
            ),
            technical("public_id about_type about_id trail", HISTORY, OnErasure.NAMELESS),
        ),
        lambda person: Event.objects.filter(by=person).order_by("at", "pk"),
    ),
    Table(
        "partnerships.Notice",
        _("Meldingen"),
        (
            Kept(
                "person event created_at seen_at lapsed_at",
                _("Wat we je hebben gemeld en of je het hebt gezien."),
                Until(TWO_YEARS, "notices"),
            ),
            technical("public_id mail", Until(TWO_YEARS, "notices")),
        ),
        lambda person: Notice.objects.filter(person=person),
        leaving=(ROWS_GO,),
    ),
    Table(
        "partnerships.Mail",
        _("Mails"),
        (
            Kept(
                "person key created_at due_at sent_at failed_at lapsed_at",
                _("Dat we je een mail hebben gestuurd en wanneer, zodat je die niet twee keer krijgt."),
                Until(TWO_YEARS, "mails"),
            ),
            technical("public_id invitation letter_type letter_id claimed_until tries", Until(TWO_YEARS, "mails")),
        ),
        lambda person: Mail.objects.filter(person=person),
        leaving=(ROWS_GO,),
    ),
    Table(
        "partnerships.PushDevice",
        _("Meldingen op je apparaten"),
        (
            Kept(
                "wants_asked wants_reminded wants_news since",
                _("Waarover je op een apparaat een melding wilt, zolang je daar bent ingelogd."),
                SIGNED_IN,
            ),
            technical("session endpoint p256dh auth due_at claimed_until tries", SIGNED_IN),
        ),
        lambda person: PushDevice.objects.filter(session__user=person),
        goes_with="usersessions.UserSession",
    ),
    Table(
        "partnerships.Push",
        _("Meldingen die op een apparaat kwamen"),
        (technical("device notice", Until(TWO_YEARS, "notices")),),
        goes_with="partnerships.PushDevice",
    ),
    Table(
        "partnerships.ToDo",
        _("Wat voor je klaarstaat"),
        (
            Kept(
                "person kind since opens_at closes_at settled_at",
                _(
                    "Wat voor vraag er voor je klaarstond, sinds wanneer, en wanneer het klaar was. "
                    "Nooit waar het over ging."
                ),
                SETTLED,
            ),
            technical("about_type about_id place place_id made_at", SETTLED),
        ),
        lambda person: ToDo.objects.filter(person=person).order_by("since", "pk"),
        leaving=(ROWS_GO,),
    ),
    Table(
        "partnerships.Reminder",
        _("Herinneringen"),
        (
            Kept(
                "person kind cycle due_at planned_at told_at lapsed_at lapsed_because",
                _("Waaraan we je herinneren, zodat dat één keer gebeurt."),
                Until(TWO_YEARS, "reminders"),
            ),
            technical("about_type about_id place", Until(TWO_YEARS, "reminders")),
        ),
        lambda person: Reminder.objects.filter(person=person).order_by("due_at", "pk"),
        leaving=(ROWS_GO,),
    ),
    _of_organisations("partnerships.Organisation", _("Organisaties"), "public_id name kind city own_tracks"),
    _of_organisations("partnerships.Holiday", _("Vrije dagen"), "organisation day name"),
    _of_organisations("partnerships.Workplace", _("Werkplekken"), "public_id organisation name place"),
    _of_organisations("partnerships.Team", _("Teams"), "public_id organisation workplace name started_on"),
    _of_organisations(
        "partnerships.Partnership",
        _("Partnerschappen"),
        "public_id name purpose label_set started_on organisations version",
    ),
    _of_organisations("partnerships.Service", _("Aanbod in het register"), "name position"),
    Table(
        "partnerships.Professional",
        _("Je profiel in het register"),
        (
            Kept(
                "person headline work sector region services published_at",
                _("Hoe je werkt en wat je aanbiedt. Staat het in het register, dan leest iedereen het, met je naam."),
                IN_REGISTER,
            ),
            Kept(
                "adult_at sent_at refused_at refusal confirmed_on",
                _("Dat je 18 of ouder bent, wat een beheerder besliste, en wanneer je zei dat het nog klopte."),
                IN_REGISTER,
            ),
            technical("public_id text_key version", IN_REGISTER),
        ),
        lambda person: Professional.objects.filter(person=person),
        leaving=(ROWS_GO,),
    ),
    Table(
        "partnerships.PartnershipParty",
        _("Partners in een partnerschap"),
        (
            Kept(
                "partnership organisation agreed_at agreed_by left_on",
                _("Welke organisatie meedoet en wie daar ja op heeft gezegd."),
                WITH_ORGANISATION,
                OnErasure.NAMELESS,
                exported=False,
            ),
        ),
    ),
    Table(
        "partnerships.Heartbeat",
        _("Werkt het programma nog"),
        (technical("name at", lasting(_("Een paar minuten.")), OnErasure.STAYS),),
    ),
]
