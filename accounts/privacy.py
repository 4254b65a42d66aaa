"""The privacy statement is the program: what we keep, why, how long, and what happens when somebody leaves.

Every layer declares its own tables in its `privacy.py`: each field once, with a sentence that its owner understands.
A check at the start refuses a field without a declaration (werkplek/checks.py). The page "Wat we bewaren" and the
download are made of these rows; erasing somebody walks them, and the night sweeps by their periods.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import Draft, Submission, User


class OnErasure(models.TextChoices):
    """What happens to it when its person leaves (access.md R33, R39, R40)."""

    GOES = "goes", _("verwijderen we")
    NAMELESS = "nameless", _("blijft, zonder je naam")
    STAYS = "stays", _("blijft")


@dataclass(frozen=True)
class Until:
    """How long something stays: in words for people, and the sweepers of actions/retention.py that forget it then."""

    words: Promise
    sweepers: str

    def __str__(self) -> str:
        return str(self.words)


def lasting(words: Promise) -> Until:
    """As long as its person, team or organisation: nothing to sweep."""
    return Until(words, "")


@dataclass(frozen=True)
class Kept:
    """Fields with one answer. `what` is the sentence for people, `until` says how long."""

    fields: str
    what: Promise
    until: Until
    on_erasure: OnErasure = OnErasure.GOES
    exported: bool = True

    @property
    def names(self) -> list[str]:
        return self.fields.split()


def any_of(model: type[Any], *ways: models.Q) -> models.QuerySet[Any]:
    """Rows that are somebody's in one of several ways. Each way is asked by itself and finds its index; one condition
    with "or" over other tables makes a database read every row. The keys are read first: with them inside a question
    over more than eight tables PostgreSQL joins in the order of the text, and reads every row as well."""
    first, *others = (model._default_manager.filter(way).order_by().values_list("pk", flat=True) for way in ways)
    found: models.QuerySet[Any] = model._default_manager.filter(pk__in=list(first.union(*others)))
    return found


@dataclass(frozen=True)
class Step:
    """What leaving does to rows of a table, to those of `own` unless others are named: they go, or get other values. A
    value may be a function that is called then, such as `timezone.now`."""

    rows: Callable[[User], models.QuerySet[Any]] | None = None
    values: dict[str, Any] | None = None

    def take(self, found: models.QuerySet[Any]) -> None:
        if self.values is None:
            found.delete()
        else:
            found.update(**{name: value() if callable(value) else value for name, value in self.values.items()})


ROWS_GO = Step()


def changed(rows: Callable[[User], models.QuerySet[Any]] | None = None, **values: Any) -> Step:
    """They stay, with other values."""
    return Step(rows, values)


@dataclass(frozen=True)
class Table:
    """One table. `own(person)` finds the rows that are this person's to take along; None when it is about nobody.

    When somebody leaves, `leaving` says what happens to rows of it, `goes_with` names the table that takes its rows
    along by cascade, and `special` that it takes more than rows (werkplek/actions/erasure.py)."""

    model: str
    name: Promise
    kept: tuple[Kept, ...]
    own: Callable[[User], models.QuerySet[Any]] | None = None
    leaving: tuple[Step, ...] = ()
    goes_with: str = ""
    special: bool = False

    def forget(self, person: User) -> None:
        """Do with this person's rows what leaving does."""
        for step in self.leaving:
            step.take((step.rows or self.own)(person))  # type: ignore[misc]  # checked at the start

    @property
    def fields(self) -> list[str]:
        return [name for kept in self.kept for name in kept.names]

    @property
    def goes_along(self) -> bool:
        """Whether anything of it can be in somebody's download."""
        return self.own is not None

    @property
    def exported(self) -> list[str]:
        return [name for kept in self.kept if kept.exported for name in kept.names]


WITH_ACCOUNT = lasting(_("Zolang je een account hebt."))
SIX_MONTHS = Until(_("Zes maanden."), "addresses")
UNSENT = Until(_("Tot je het verstuurt, en hoogstens een maand."), "unsent")
NO_LIMIT = lasting(_("Zolang de app Werkplek bestaat."))


def technical(fields: str, until: Until = WITH_ACCOUNT, on_erasure: OnErasure = OnErasure.GOES) -> Kept:
    """Numbers and keys that only the program reads."""
    return Kept(fields, _("Nummers en sleutels die het programma nodig heeft."), until, on_erasure, exported=False)


def _about_or_by(person: User) -> models.QuerySet[LogEntry]:
    account = Q(content_type=ContentType.objects.get_for_model(User), object_id=str(person.pk))
    return LogEntry.objects.filter(account | Q(user=person))


TABLES = [
    Table(
        "accounts.User",
        _("Je account"),
        (
            Kept("name email", _("Je naam en mailadres, zodat anderen weten wie je bent."), WITH_ACCOUNT),
            Kept(
                "language age_band mail_rhythm mail_time log_rhythm",
                _("Je taal, je leeftijdsgroep en hoe vaak je mail wilt."),
                WITH_ACCOUNT,
            ),
            Kept("date_joined last_login", _("Sinds wanneer je meedoet en wanneer je inlogde."), WITH_ACCOUNT),
            Kept("erase_after", _("De dag waarop we je account verwijderen, als je dat hebt gevraagd."), WITH_ACCOUNT),
            Kept("mail_refused_at", _("Wanneer je mailadres geen mail aannam."), WITH_ACCOUNT),
            Kept("password", _("Je wachtwoord, zo bewaard dat niemand het kan lezen."), WITH_ACCOUNT, exported=False),
            technical("name_key is_active is_staff is_superuser groups user_permissions"),
            technical("public_id", NO_LIMIT, OnErasure.NAMELESS),
        ),
        lambda person: User.objects.filter(pk=person.pk),
        special=True,
    ),
    Table(
        "accounts.Submission",
        _("Verstuurde formulieren"),
        (
            Kept(
                "person key fingerprint answer created_at",
                _("Dat je een formulier hebt verstuurd, zodat het niet twee keer telt."),
                Until(_("Een week."), "receipts"),
                exported=False,
            ),
        ),
        lambda person: Submission.objects.filter(person=person),
        leaving=(ROWS_GO,),
    ),
    Table(
        "accounts.Draft",
        _("Teksten die je nog niet hebt verstuurd"),
        (
            Kept(
                "address fields saved_at",
                _("Wat je in een formulier hebt getypt en nog niet hebt verstuurd. Alleen jij ziet het."),
                UNSENT,
            ),
            technical("person key form", UNSENT),
        ),
        lambda person: Draft.objects.filter(person=person),
        leaving=(ROWS_GO,),
    ),
    Table(
        "account.EmailAddress",
        _("Je mailadres om in te loggen"),
        (
            Kept(
                "user email verified primary",
                _("Je mailadres, en dat je hebt laten zien dat het van jou is."),
                WITH_ACCOUNT,
            ),
        ),
        lambda person: EmailAddress.objects.filter(user=person),
        leaving=(ROWS_GO,),
    ),
    Table(
        "account.EmailConfirmation",
        _("Bevestigingen van een mailadres"),
        (technical("email_address created sent key"),),
        goes_with="account.EmailAddress",
    ),
    Table(
        "mfa.Authenticator",
        _("Je tweede stap"),
        (
            Kept("user type created_at last_used_at", _("Of je een app of passkey gebruikt."), WITH_ACCOUNT),
            Kept("data", _("De sleutel van je app of passkey."), WITH_ACCOUNT, exported=False),
        ),
        lambda person: Authenticator.objects.filter(user=person),
        leaving=(ROWS_GO,),
    ),
    Table(
        "usersessions.UserSession",
        _("Je apparaten"),
        (
            Kept(
                "user created_at last_seen_at ip user_agent",
                _("Waar en met welke browser je bent ingelogd, zodat je misbruik ziet."),
                SIX_MONTHS,
            ),
            technical("session_key data", SIX_MONTHS),
        ),
        lambda person: UserSession.objects.filter(user=person),
        special=True,
    ),
    Table(
        "sessions.Session",
        _("Ingelogd blijven"),
        (technical("session_key session_data expire_date", Until(_("Hoogstens negentig dagen."), "sign_ins")),),
        special=True,
    ),
    Table(
        "socialaccount.SocialAccount",
        _("Inloggen met je schoolaccount"),
        (
            Kept("user provider last_login date_joined", _("Met welk schoolaccount je inlogt."), WITH_ACCOUNT),
            technical("uid extra_data"),
        ),
        lambda person: SocialAccount.objects.filter(user=person),
        leaving=(ROWS_GO,),
    ),
    Table(
        "socialaccount.SocialToken",
        _("Sleutels van je schoolaccount"),
        (technical("app account token token_secret expires_at"),),
        goes_with="socialaccount.SocialAccount",
    ),
    Table(
        "admin.LogEntry",
        _("Wat beheerders hebben gedaan"),
        (
            Kept(
                "action_time user content_type object_id object_repr action_flag change_message",
                _("Wat een beheerder aan een account of organisatie heeft aangepast."),
                Until(_("Twee jaar."), "administration"),
                OnErasure.NAMELESS,
                exported=False,
            ),
        ),
        leaving=(changed(_about_or_by, object_repr="", change_message=""),),
    ),
]
