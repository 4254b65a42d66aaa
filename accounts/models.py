"""Who somebody is: one row per person, the receipt of every form they sent, and what they are still typing in one."""

import datetime as dt
import uuid
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Length, Lower, Right
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.directions import apart
from accounts.names import order_key, tidy, tidy_address
from accounts.values import AgeBand, LogRhythm, MailRhythm, version_of

if TYPE_CHECKING:
    Words = models.CharField[str, str]
else:
    Words = models.CharField


class PersonName(Words):
    """The name of a person: what is written to the database is tidy, whoever writes it."""

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        return super().get_db_prep_save(tidy(value) if isinstance(value, str) else value, connection)


class NameKey(Words):
    """What the name in the same row is looked for and put in order by (names.py). Made whenever a row is written; a
    constraint refuses a name with the key of another."""

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        made = order_key(tidy(model_instance.name))  # type: ignore[attr-defined]
        setattr(model_instance, self.attname, made)
        return made


class UserQuerySet(models.QuerySet["User"]):
    def update(self, **kwargs: Any) -> int:
        """A name takes its key along."""
        if isinstance(name := kwargs.get("name"), str):
            kwargs["name_key"] = order_key(tidy(name))
        return super().update(**kwargs)


class UserManager(BaseUserManager["User"]):
    def get_queryset(self) -> UserQuerySet:
        return UserQuerySet(self.model, using=self._db)

    def with_address(self, email: str) -> UserQuerySet:
        """Who has this address, as the one that mail goes to or as another that they proved to be theirs."""
        found, proved = tidy_address(email), apps.get_model("account.EmailAddress").objects.filter(verified=True)
        main = self.filter(email=found).values("pk")  # each half by its index: an OR over both reads everybody
        return self.get_queryset().filter(pk__in=main.union(proved.filter(email=found).values("user")))

    def create_user(self, email: str | None = None, password: str | None = None, **fields: object) -> "User":
        """Make a person. `email` may be missing (school sign-in); without a password none can be used."""
        user = self.model(email=self._clean(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: object) -> "User":
        """Make a platform administrator, who runs the machine and reads no content (access.md R24)."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    @staticmethod
    def _clean(email: str | None) -> str | None:
        return tidy_address(email) if email else None


class User(AbstractBaseUser, PermissionsMixin):
    """A person. Known outside by `public_id` only (access.md R35)."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("mailadres"), null=True, blank=True, unique=True)
    name = PersonName(_("naam"), max_length=120)
    name_key = NameKey(_("waarop de naam staat"), max_length=400, editable=False, default="")
    language = models.CharField(
        _("taal"), max_length=2, choices=[("nl", _("Nederlands")), ("en", _("Engels"))], default="nl"
    )
    age_band = models.CharField(_("leeftijd"), max_length=10, choices=AgeBand, default=AgeBand.ADULT)
    mail_rhythm = models.CharField(_("mail"), max_length=10, choices=MailRhythm, default=MailRhythm.DIGEST)
    mail_time = models.TimeField(_("tijd van de dagmail"), default=dt.time(8, 30))
    log_rhythm = models.CharField(
        _("herinnering om vast te leggen"), max_length=12, choices=LogRhythm, default=LogRhythm.NONE
    )
    mail_refused_at = models.DateTimeField(_("adres geweigerd op"), null=True, blank=True)
    is_active = models.BooleanField(_("actief"), default=True)
    is_staff = models.BooleanField(_("beheerder"), default=False)
    date_joined = models.DateTimeField(_("lid sinds"), default=timezone.now)
    erase_after = models.DateTimeField(_("wordt weggehaald na"), null=True, blank=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("persoon")
        verbose_name_plural = _("mensen")
        constraints = [
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="user_email_in_lower_case"),
            models.CheckConstraint(condition=~models.Q(email=""), name="user_email_not_empty"),
            models.CheckConstraint(
                condition=models.Q(name=Right("name_key", Length("name"))),
                name="user_name_key_of_its_name",
            ),
            models.CheckConstraint(condition=models.Q(language__in=["nl", "en"]), name="user_language_known"),
            models.CheckConstraint(condition=models.Q(age_band__in=AgeBand.values), name="user_age_band_known"),
            models.CheckConstraint(
                condition=models.Q(mail_rhythm__in=MailRhythm.values), name="user_mail_rhythm_known"
            ),
            models.CheckConstraint(condition=models.Q(log_rhythm__in=LogRhythm.values), name="user_log_rhythm_known"),
        ]
        indexes = [models.Index(fields=["name_key"], name="user_by_name")]

    def __str__(self) -> str:
        """The name, as it stands in a sentence. Of somebody who is gone nothing is left but a row that others' words
        hang on (access.md R33)."""
        return apart(self.name or self.email or gettext("Voormalig deelnemer"))

    @property
    def version(self) -> int:
        """Of what somebody chose about themselves."""
        return version_of(self.name, self.language, self.age_band, self.mail_rhythm, self.mail_time, self.log_rhythm)

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        """The first name, for sentences such as "Samira krijgt je vraag"."""
        return apart(self.name.split()[0]) if self.name.split() else str(self)


class Submission(models.Model):
    """The receipt of one sent form: the same key and content again get the same answer (reliability.md §1.3)."""

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="submissions")
    key = models.UUIDField()
    fingerprint = models.CharField(max_length=64, blank=True, help_text="A keyed hash of what was sent.")
    answer = models.CharField(max_length=300, help_text="The address the first answer pointed to.")
    created_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("ontvangstbewijs")
        verbose_name_plural = _("ontvangstbewijzen")
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="submission_once_per_person")]

    def __str__(self) -> str:
        return str(self.key)


class Draft(models.Model):
    """What somebody is typing in a form that stores nothing before it is sent (docs/decisions/0149). Its writer alone
    gets it back; sending the form ends it."""

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="drafts")
    key = models.UUIDField(help_text="One page on which it is typed.")
    address = models.CharField(_("adres"), max_length=300)
    form = models.CharField(max_length=500, help_text="What tells this form from the others at that address.")
    fields = models.JSONField(_("tekst"), help_text="Name and value of every box, in order.")
    saved_at = models.DateTimeField(_("bewaard op"), default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("niet verstuurde tekst")
        verbose_name_plural = _("niet verstuurde teksten")
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="draft_once_per_page")]
        indexes = [models.Index(fields=["person", "address"], name="draft_of_form")]

    def __str__(self) -> str:
        return str(self.key)
