"""The forms of signing in, in our words. One form does a mailed code and a password."""

from typing import Any

from allauth.account.forms import AddEmailForm, LoginForm, RequestLoginCodeForm, ResetPasswordForm
from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from accounts import devices, long_codes
from accounts.allauth_internals import consume, current_request, filter_users_by_email
from accounts.forms.names import AddressField
from accounts.values import OWN_DEVICE, OWN_DEVICE_HINT, SESSION_OWN_DEVICE


def autocomplete(what: str) -> str:
    """What a browser may fill in and keep: on somebody's own device only."""
    return what if devices.is_own(current_request()) else "off"


class SignInForm(LoginForm):
    """Mail address, and a password for who likes that. The button tells the way: `code`, `password`, or nothing when
    somebody pressed Enter; then a password that was typed counts."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = AddressField(label=_("Mailadres"), widget=self.fields["login"].widget)
        self.fields["login"].widget.attrs["autocomplete"] = autocomplete("username")
        self.fields["password"].label = _("Wachtwoord")
        self.fields["password"].required = False
        self.fields["password"].help_text = ""
        self.fields["remember"].label, self.fields["remember"].help_text = OWN_DEVICE, OWN_DEVICE_HINT

    def _setup_password_field(self) -> None:
        """allauth drops the field when nobody signs up with a password; here a password is one of the ways in."""

    def user_credentials(self) -> dict[str, Any]:
        credentials: dict[str, Any] = super().user_credentials()
        if self.data.get("way") == "code":
            credentials.pop("password", None)
        return credentials

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if self.data.get("way") == "password" and not password:
            raise forms.ValidationError(_("Vul je wachtwoord in, of vraag een code."))
        return password

    def _clean_without_password(self, email: str | None, phone: str | None) -> dict[str, Any]:
        form = CodeForm({"email": email})
        form.full_clean()
        self.user = form.person
        cleaned: dict[str, Any] = self.cleaned_data
        return cleaned

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        own = request.session[SESSION_OWN_DEVICE] = self.cleaned_data["remember"]
        response: HttpResponse = super().login(request, redirect_url=redirect_url)
        if request.user.is_authenticated:
            devices.say(request, own=own)  # once more: allauth has days of its own
        return response


class CodeForm(RequestLoginCodeForm):
    """Asks for a mailed code. Known or not, and asked often or not, there is always one: who owns the mailbox gets in
    (access.md T9)."""

    person = None

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        people = filter_users_by_email(email, is_active=True, prefer_verified=True, for_login=True)
        self._user = self.person = people[0] if people else None
        request = current_request()
        key = devices.attempts_key(request, email)
        if not consume(request, action="request_login_code", key=key):
            long_codes.give(request, email, self.person)
            messages.info(
                request, _("Er is heel vaak een code gevraagd. We mailden één lange code. Die werkt een uur.")
            )
        return email


class AddAddressForm(AddEmailForm):
    """One more address; a code proves that it is yours."""

    email = AddressField(label=_("Nog een mailadres"), max_length=254, widget=forms.EmailInput())


class ResetForm(ResetPasswordForm):
    """Asks for a code to choose a new password. Known or not, the answer is the same."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"] = AddressField(label=_("Mailadres"), widget=self.fields["email"].widget)
        self.fields["email"].widget.attrs["autocomplete"] = autocomplete("email")
