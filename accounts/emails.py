"""The mails about an account: codes, and word of what changed. Fixed subjects, no names, no links but to our site.

The keys are those of allauth. Nothing that a request brought along gets into a mail (access.md T5, T14).
"""

from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts import long_codes
from accounts.actions.sessions import ticket
from accounts.models import User


@dataclass(frozen=True)
class AccountEmail:
    """One mail: its subject, its sentences, and whether it carries a code or points to the settings."""

    subject: Promise
    lines: tuple[Promise, ...]
    is_warning: bool = False
    minutes: int = settings.CODE_MINUTES

    def to(self, email: str, code: str = "", person: User | None = None) -> EmailMultiAlternatives:
        """The mail for this address, in the language of the moment. A warning about the account of a `person` has the
        way to end all its sessions at once, without signing in."""
        words = {
            "subject": self.subject,
            "lines": self.lines,
            "code": code,
            "minutes": self.minutes,
            "at": timezone.now() if self.is_warning else None,
            "everywhere_url": _everywhere(person) if self.is_warning and person else "",
            "site_url": settings.SITE_URL,
        }
        text = render_to_string("emails/account.txt", words).strip() + "\n"
        message = EmailMultiAlternatives(str(self.subject), text, settings.DEFAULT_FROM_EMAIL, [email])
        message.attach_alternative(render_to_string("emails/account.html", words), "text/html")
        return message


def _everywhere(person: User) -> str:
    return f"{settings.SITE_URL}{reverse('sign_out_everywhere', args=[ticket(person)])}"


def _warning(subject: Promise, line: Promise) -> AccountEmail:
    return AccountEmail(subject, (line,), is_warning=True)


_ADDRESS = AccountEmail(
    _("Je code om dit mailadres te gebruiken"),
    (
        _(
            "Iemand wil dit mailadres gebruiken in de app Werkplek. Vul deze code in om te laten "
            "zien dat het van jou is."
        ),
    ),
)

LONG_CODE = AccountEmail(
    _("Je code om in te loggen"),
    (
        _("Er is heel vaak een code gevraagd voor jouw account. Daarom krijg je nu één lange code."),
        _("Met deze code log je in bij de app Werkplek, in elke browser."),
    ),
    minutes=long_codes.MINUTES,
)
EMAILS: dict[str, AccountEmail] = {
    "account/email/login_code": AccountEmail(
        _("Je code om in te loggen"), (_("Met deze code log je in bij de app Werkplek."),)
    ),
    "account/email/confirm_code": AccountEmail(
        _("Je code om verder te gaan"), (_("Met deze code laat je zien dat jij het bent."),)
    ),
    "account/email/unknown_account": AccountEmail(
        _("Inloggen bij Werkplek"),
        (
            _(
                "Iemand heeft geprobeerd in te loggen bij de app Werkplek met dit mailadres. Er is "
                "geen account met dit adres."
            ),
            _(
                "Was jij dat? Gebruik dan het adres waarop je de uitnodiging hebt gekregen, of "
                "vraag een nieuwe uitnodiging."
            ),
        ),
    ),
    "account/email/password_reset_code": AccountEmail(
        _("Je code voor een nieuw wachtwoord"), (_("Met deze code kies je een nieuw wachtwoord voor de app Werkplek."),)
    ),
    "account/email/email_confirmation": _ADDRESS,
    "account/email/email_confirmation_signup": _ADDRESS,
    "account/email/account_already_exists": AccountEmail(
        _("Inloggen bij Werkplek"), (_("Je hebt al een account bij de app Werkplek. Log in met dit mailadres."),)
    ),
    "account/email/email_changed": _warning(
        _("Je mailadres is aangepast"), _("Het mailadres van je account bij de app Werkplek is aangepast.")
    ),
    "account/email/address_added": _warning(
        _("Je hebt een mailadres erbij"),
        _("Bij je account bij de app Werkplek hoort nu nog een mailadres. Je kunt er ook mee inloggen."),
    ),
    "account/email/email_deleted": _warning(
        _("Een mailadres is verwijderd"),
        _("Eén van je mailadressen hoort niet meer bij je account bij de app Werkplek."),
    ),
    "account/email/password_changed": _warning(
        _("Je wachtwoord is aangepast"), _("Het wachtwoord van je account bij de app Werkplek is aangepast.")
    ),
    "account/email/password_set": _warning(
        _("Je hebt nu een wachtwoord"), _("Je account bij de app Werkplek heeft nu een wachtwoord.")
    ),
    "account/email/password_reset": _warning(
        _("Je wachtwoord is aangepast"), _("Je hebt een nieuw wachtwoord gekozen voor je account bij de app Werkplek.")
    ),
    "account/email/leaving": _warning(
        _("Je account wordt verwijderd"),
        _(
            "Je hebt gevraagd om je account te verwijderen. Dat doen we over zeven dagen. Wil je "
            'toch blijven? Log in en kies "Toch blijven".'
        ),
    ),
    "mfa/email/totp_activated": _warning(
        _("Je logt nu in met een app"), _("Bij het inloggen heb je voortaan een code uit je app nodig.")
    ),
    "mfa/email/totp_deactivated": _warning(
        _("Je app is losgekoppeld"), _("Bij het inloggen heb je geen code meer uit je app nodig.")
    ),
    "mfa/email/webauthn_added": _warning(
        _("Je hebt een passkey erbij"), _("Je kunt nu inloggen bij de app Werkplek met een nieuwe passkey.")
    ),
    "mfa/email/webauthn_removed": _warning(
        _("Een passkey is verwijderd"), _("Met één van je passkeys kun je niet meer inloggen bij de app Werkplek.")
    ),
    "mfa/email/recovery_codes_generated": _warning(
        _("Je hebt nieuwe herstelcodes"), _("Je hebt nieuwe herstelcodes gemaakt. De oude werken niet meer.")
    ),
}
