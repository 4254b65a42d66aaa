"""What allauth asks of us: who may come in and how, what is said when it fails, and how mail goes out."""

import base64
import hashlib
import logging
from smtplib import SMTPException
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress, Login
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.models import UserSession
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from accounts import devices, emails, long_codes
from accounts.allauth_internals import ImmediateHttpResponse, consume, current_request, respond_429
from accounts.models import User
from accounts.values import SESSION_OWN_DEVICE

log = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("Dit mailadres en wachtwoord horen niet bij elkaar. Of log in met een code."),
        "incorrect_code": _("Deze code klopt niet. Kijk nog eens in je mail."),
        "incorrect_password": _("Dit wachtwoord klopt niet."),
        "enter_current_password": _("Dit is niet je wachtwoord van nu."),
        "too_many_login_attempts": _("Je hebt het te vaak geprobeerd. Vraag een nieuwe code."),
        "duplicate_email": _("Dit adres gebruik je al."),
        "max_email_addresses": _("Je hebt al %s mailadressen. Verwijder er eerst een."),
        "email_taken": _("Dit adres kun je niet gebruiken."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up by themselves: people come in by an invitation (domain.md §2.5)."""
        return False

    def is_safe_url(self, url: str) -> bool:
        """After signing in you go on at this site and nowhere else (access.md R34)."""
        is_path = str(url or "").startswith("/")  # a bare word would be taken for the name of a view
        return is_path and url_has_allowed_host_and_scheme(url, allowed_hosts={current_request().get_host()})

    # --- The way in -----------------------------------------------------------------------------------

    def get_login_stages(self) -> list[str]:
        """A mailed code on a new device, then the second step of who has one. The address needs no step of its own:
        it was proved by the invitation or by a code."""
        return ["allauth.account.stages.LoginByCodeStage", "allauth.mfa.stages.AuthenticateStage"]

    def is_login_by_code_required(self, login: Login) -> bool:
        """Not of who has a second step: that asks for more than a mailed code."""
        return super().is_login_by_code_required(login) and not is_mfa_enabled(login.user)

    def generate_login_code(self) -> str:
        """Six digits, or the long code when others asked for all of those."""
        return long_codes.code_of(self.request) or super().generate_login_code()

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """An account that is off gets the answer of one that does not exist (access.md R34)."""
        person = super().authenticate(request, **credentials)
        return person if person and person.is_active else None

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the try before the password is looked at; too many is a page of its own (access.md R34)."""
        key = self._get_login_attempts_cache_key(request, **credentials)
        usage = consume(request, action="login_failed", key=key)
        if not usage:
            raise ImmediateHttpResponse(respond_429(request))
        self._login_failed_rl_usage = usage

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        return devices.attempts_key(request, credentials.get("email", ""))

    def login(self, request: HttpRequest, user: User) -> None:
        """Sign in. On a device that is not somebody's own the session ends with the browser (access.md T11).
        However they came in, it is in the list of sessions."""
        own = bool(request.session.get(SESSION_OWN_DEVICE))
        prove_address(user)
        super().login(request, user)
        devices.say(request, own=own)
        UserSession.objects.create_from_request(request)

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **kwargs)
        devices.recognise(request, response, user)
        return response

    def logout(self, request: HttpRequest) -> None:
        """Sign out, and forget at once where the session came from."""
        UserSession.objects.filter(session_key=request.session.session_key or "").delete()
        super().logout(request)

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        """Who has neither a password nor a second step says who they are with a mailed code."""
        by_mail = {"id": "mail", "description": _("Code per mail"), "url": reverse("confirm_by_mail")}
        return super().get_reauthentication_methods(user) or [by_mail]

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """The first address takes mail again. Of one more, a new way in, the address that mail goes to is told."""
        confirmed = bool(super().confirm_email(request, email_address))
        if confirmed and email_address.primary:
            takes_mail_again(email_address.user)
        elif confirmed:
            self.send_notification_mail("account/email/address_added", email_address.user)
        return confirmed

    # --- Mail -----------------------------------------------------------------------------------------

    def send_notification_mail(
        self, template_prefix: str, user: User, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """A warning knows about whose account it is: it has the way to end all sessions of that account. Another
        address to send to takes mail again, whatever became of mail to the old one."""
        if template_prefix == "account/email/email_changed":
            takes_mail_again(user)
        super().send_notification_mail(template_prefix, user, {**(context or {}), "person": user}, email)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send one of our own mails; that of another address goes to the old and to the new one. A mail server that
        is away is no error page: the person is told."""
        if not long_codes.may_be_mailed(self.request):
            return
        message = emails.LONG_CODE if long_codes.code_of(self.request) else emails.EMAILS[template_prefix]
        try:
            for address in dict.fromkeys([email, context.get("to_email", email)]):
                message.to(address, code=context.get("code", ""), person=context.get("person")).send()
        except (OSError, SMTPException) as error:
            long_codes.was_not_mailed(self.request)
            log.warning("A mail about an account did not go out: %s", type(error).__name__)
            told = _("De mail is niet verstuurd. Probeer het over een paar minuten nog eens.")
            messages.error(self.request, told)


def prove_address(person: User) -> None:
    """Keep the address book of allauth equal to ours: the address that mail goes to is the first one, and proved,
    because a code or an invitation that was mailed there is how the person came in. Others stay when they were proved.
    """
    if not person.email:
        return
    others = EmailAddress.objects.filter(user=person).exclude(email=person.email)
    others.filter(verified=False).delete()
    others.filter(primary=True).update(primary=False)
    EmailAddress.objects.update_or_create(user=person, email=person.email, defaults={"verified": True, "primary": True})


def takes_mail_again(person: User) -> None:
    User.objects.filter(pk=person.pk).update(mail_refused_at=None)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets of authenticator apps are encrypted, so that a copy of the database alone opens nothing."""

    def encrypt(self, text: str) -> str:
        return _locks().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _locks().decrypt(encrypted_text.encode()).decode()

    def _get_site_name(self) -> str:
        return "Werkplek"


def _locks() -> MultiFernet:
    """The lock of today's secret key first; older keys still open what they closed."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [hashlib.sha256(b"second factor " + str(key).encode()).digest() for key in keys]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
