"""The page "Instellingen"."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.access import PersonRequest, for_me
from accounts.actions import preferences as actions
from accounts.forms.preferences import PreferencesForm
from accounts.models import User
from accounts.views.forms import form_page


@for_me
def preferences(request: PersonRequest) -> HttpResponse:
    """What you chose about yourself, and the ways to everything else about your account."""
    person = User.objects.get(pk=request.user.pk)  # a copy: a refused form must not change the name in the frame
    form = PreferencesForm(request.POST or None, instance=person)

    def change() -> str:
        actions.change(request.user, **form.cleaned_data)
        with translation.override(request.user.language):
            messages.success(request, _("Bewaard."))
        return reverse("settings")

    def beside(newer: User | None) -> dict[str, Any]:
        kinds = set(Authenticator.objects.filter(user=request.user).values_list("type", flat=True))
        ways = {"has_push": bool(settings.PUSH_KEY)}
        return ways | {"has_app": Authenticator.Type.TOTP in kinds, "has_passkey": Authenticator.Type.WEBAUTHN in kinds}

    return form_page(request, form, change, "account/preferences.html", beside)
