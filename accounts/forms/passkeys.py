"""The forms of passkeys, as allauth has them, for what no browser sends."""

from typing import Any

from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.core.exceptions import ValidationError

from accounts.allauth_internals import current_request
from accounts.values import SESSION_OWN_DEVICE


class Credential(forms.JSONField):
    """What a passkey answers. Thousands of brackets are no answer."""

    def __init__(self) -> None:
        super().__init__(widget=forms.HiddenInput)

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except RecursionError as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid", params={"value": ""}) from error

    def bound_data(self, data: Any, initial: Any) -> Any:
        """A refused answer is not shown again: a passkey gives a new one."""
        return None


class LoginForm(LoginWebAuthnForm):  # type: ignore[misc]
    credential = Credential()
    remember = forms.BooleanField(required=False)

    def clean(self) -> dict[str, Any]:
        """Whose device it is stands in the other form on the page; a script brings it here."""
        cleaned: dict[str, Any] = super().clean() or {}
        current_request().session[SESSION_OWN_DEVICE] = cleaned.get("remember", False)
        return cleaned


class SecondStepForm(AuthenticateWebAuthnForm):  # type: ignore[misc]
    credential = Credential()


class ConfirmForm(ReauthenticateWebAuthnForm):  # type: ignore[misc]
    credential = Credential()


class AddForm(AddWebAuthnForm):  # type: ignore[misc]
    credential = Credential()

    def clean(self) -> dict[str, Any]:
        """The answer of a sign-in is no answer to a new passkey; allauth looks for parts that are not in it."""
        try:
            return super().clean() or {}
        except (KeyError, ValueError) as error:
            raise ValidationError(self.fields["credential"].error_messages["invalid"], params={"value": ""}) from error
