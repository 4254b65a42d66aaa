"""Addresses of the accounts layer: allauth's own pages, each with its name as allauth knows it, and ours.

The list is written out, so that nothing is open that we did not choose.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import path

from accounts.access import for_anyone, for_me
from accounts.views import confirmations, drafts, preferences, sessions, sign_in

in_public = for_anyone("the way in")

urlpatterns = [
    path("account/login/", in_public(account.login), name="account_login"),
    path("account/login/code/", sign_in.ask_code, name="account_request_login_code"),
    path("account/login/code/confirm/", in_public(account.confirm_login_code), name="account_confirm_login_code"),
    path("account/login/passkey/", in_public(webauthn.login_webauthn), name="mfa_login_webauthn"),
    path("account/login/second-step/", in_public(mfa.authenticate), name="mfa_authenticate"),
    path("account/logout/", sign_in.sign_out, name="account_logout"),
    path("account/signup/", in_public(account.signup), name="account_signup"),
    path("account/inactive/", in_public(account.account_inactive), name="account_inactive"),
    path("account/password/reset/", in_public(account.password_reset), name="account_reset_password"),
    path(
        "account/password/reset/code/",
        in_public(account.confirm_password_reset_code),
        name="account_confirm_password_reset_code",
    ),
    path(
        "account/password/reset/new/",
        in_public(account.complete_password_reset),
        name="account_complete_password_reset",
    ),
    path(
        "account/password/reset/done/",
        in_public(account.password_reset_from_key_done),
        name="account_password_reset_completed",
    ),
    path("account/email/confirm/", in_public(account.email_verification_sent), name="account_email_verification_sent"),
    path("account/everywhere/<str:token>/", sessions.sign_out_everywhere, name="sign_out_everywhere"),
    path("drafts/", drafts.drafts, name="drafts"),
    path("drafts/back/", drafts.back, name="drafts_back"),
    path("drafts/lock/", drafts.lock, name="drafts_lock"),
    path("language/", sign_in.set_language, name="set_language"),
    path("settings/", preferences.preferences, name="settings"),
    path("settings/address/", for_me(account.email), name="account_email"),
    path("settings/password/", for_me(account.password_change), name="account_change_password"),
    path("settings/password/new/", for_me(account.password_set), name="account_set_password"),
    path("settings/sessions/", sessions.sessions, name="usersessions_list"),
    path("settings/confirm/", for_me(account.reauthenticate), name="account_reauthenticate"),
    path("settings/confirm/code/", for_me(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("settings/confirm/key/", for_me(webauthn.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
    path("settings/confirm/mail/", confirmations.confirm_by_mail, name="confirm_by_mail"),
    path("settings/second-step/", for_me(mfa.index), name="mfa_index"),
    path("settings/second-step/app/", for_me(totp.activate_totp), name="mfa_activate_totp"),
    path("settings/second-step/app/remove/", for_me(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("settings/second-step/codes/", for_me(recovery.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "settings/second-step/codes/new/", for_me(recovery.generate_recovery_codes), name="mfa_generate_recovery_codes"
    ),
    path(
        "settings/second-step/codes/download/",
        for_me(recovery.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
    path("settings/passkeys/", for_me(webauthn.list_webauthn), name="mfa_list_webauthn"),
    path("settings/passkeys/new/", for_me(webauthn.add_webauthn), name="mfa_add_webauthn"),
    path("settings/passkeys/<int:pk>/name/", for_me(webauthn.edit_webauthn), name="mfa_edit_webauthn"),
    path("settings/passkeys/<int:pk>/remove/", for_me(webauthn.remove_webauthn), name="mfa_remove_webauthn"),
]
