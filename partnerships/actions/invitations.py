"""Invitations: asked in by a link or a six-digit code, both made from the row's nonce and the secret key.

The database alone opens nothing, and nothing secret needs to be kept. A new nonce makes a new link and a new code.
"""

import base64

from django.conf import settings
from django.core.signing import Signer
from django.urls import reverse
from django.utils.crypto import salted_hmac

from partnerships.models import Invitation

CODE_LENGTH = 6
_signer = Signer(salt="partnerships.invitation", sep=".")


# --- Link and code ------------------------------------------------------------------------------------


def token(invitation: Invitation) -> str:
    """What stands in the link. It names the invitation and the letter it came in, and is signed."""
    named = invitation.public_id.bytes + invitation.nonce.bytes
    return _signer.sign(base64.urlsafe_b64encode(named).decode().rstrip("="))


def address(invitation: Invitation) -> str:
    """The link in the mail, on our own address whatever Host a request had (access.md T14)."""
    return settings.SITE_URL + reverse("partnerships:invitation", args=[token(invitation)])


def code(invitation: Invitation) -> str:
    """The six digits in the mail, for who cannot open the link on the right device."""
    made = int(salted_hmac("partnerships.invitation.code", invitation.nonce.hex, algorithm="sha256").hexdigest(), 16)
    return str(made % 10**CODE_LENGTH).zfill(CODE_LENGTH)
