"""Invitations: asked in by a link or a six-digit code, both made from the row's nonce and the secret key.

The database alone opens nothing, and nothing secret needs to be kept. A new nonce makes a new link and a new code.
"""

import base64
import binascii
import datetime as dt
import uuid
from collections.abc import Iterable
from enum import Enum
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from accounts.models import User
from accounts.names import tidy_address
from accounts.values import require
from partnerships import events, policy
from partnerships.events.kinds import INVITATION_RESENT, INVITATION_WITHDRAWN, INVITED, MEMBER_JOINED
from partnerships.models.invitations import Invitation, ends_at
from partnerships.models.memberships import Membership
from partnerships.models.notices import Mail
from partnerships.models.organisations import Organisation
from partnerships.models.partnerships import Partnership
from partnerships.models.teams import Team
from partnerships.values import role_code

CODE_LENGTH = 6
PAUSE = dt.timedelta(minutes=10)  # between two mails that somebody asks for with an old link
_signer = Signer(salt="partnerships.invitation", sep=".")


# --- Link and code ------------------------------------------------------------------------------------


def token(invitation: Invitation) -> str:
    """What stands in the link. It names the invitation and the mail it came in, and is signed."""
    named = invitation.public_id.bytes + invitation.nonce.bytes
    return _signer.sign(base64.urlsafe_b64encode(named).decode().rstrip("="))


def address(invitation: Invitation) -> str:
    """The link in the mail, on our own address whatever Host a request had (access.md T14)."""
    return str(settings.SITE_URL) + reverse("partnerships:invitation", args=[token(invitation)])


def code(invitation: Invitation) -> str:
    """The six digits in the mail, for who cannot open the link on the right device."""
    made = int(salted_hmac("partnerships.invitation.code", invitation.nonce.hex, algorithm="sha256").hexdigest(), 16)
    return str(made % 10**CODE_LENGTH).zfill(CODE_LENGTH)


def find(token: str) -> Invitation | None:
    """The invitation that this link was made for, also when a newer mail went since; nothing for a made-up one."""
    try:
        named = _signer.unsign(token)
        both = base64.urlsafe_b64decode(named + "=" * (-len(named) % 4))
    except (BadSignature, binascii.Error):
        return None
    invitation = Invitation.objects.with_heads().filter(public_id=uuid.UUID(bytes=both[:16])).first()
    if invitation:
        invitation.is_newest = invitation.nonce == uuid.UUID(bytes=both[16:])  # type: ignore[attr-defined]
    return invitation


@transaction.atomic
def find_by_code(email: str, tried: str) -> Invitation | None:
    """The open invitation of this address with this code. A wrong code counts; after ten the invitation is closed.

    Who tries waits for who tries at the same moment, so that fifty guesses at once are fifty and not one.
    """
    waiting = list(Invitation.objects.open().for_address(email).select_for_update().order_by("pk"))
    for invitation in waiting:
        if constant_time_compare(code(invitation), tried):
            return invitation
    Invitation.objects.filter(pk__in=[one.pk for one in waiting]).update(wrong_codes=F("wrong_codes") + 1)
    return None


# --- Sending ------------------------------------------------------------------------------------------


class Sent(Enum):
    """What became of one address."""

    INVITED = "invited"
    MEMBER = "member"  # has this role there already
    WAITING = "waiting"  # an invitation stands open
    RENEWED = "renewed"  # the old one had run out; a new one went


@transaction.atomic
def invite(
    organisation: Organisation,
    addresses: Iterable[str],
    *,
    by: User,
    role: str,
    partnership: Partnership | None = None,
    team: Team | None = None,
    ends_on: dt.date | None = None,
) -> dict[str, Sent]:
    """Invite addresses for one role, each once; what became of each (access.md row 29)."""
    organisation = Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    require(policy.may_bring_in(by, organisation, role, partnership, team))
    require(policy.may_last_until(ends_on))
    place: dict[str, Any] = {"role": role, "partnership": partnership, "team": team}
    sent = {address: _invite(organisation, address, by, ends_on, place) for address in addresses}
    if count := sum(outcome in (Sent.INVITED, Sent.RENEWED) for outcome in sent.values()):
        said = role_code(role, partnership.label_set if partnership else "")
        events.record(INVITED, by=by, about=team or organisation, role=said, count=count)
    return sent


def _invite(organisation: Organisation, address: str, by: User, ends_on: dt.date | None, place: dict[str, Any]) -> Sent:
    person = User.objects.with_address(address).first()
    if person and policy.holds(person, organisation, **place):
        return Sent.MEMBER
    earlier = Invitation.objects.waiting().for_address(address).filter(organisation=organisation, **place).first()
    if earlier is None:
        send(organisation, address, by=by, ends_on=ends_on, **place)
        return Sent.INVITED
    if earlier.is_open and policy.may_stand(earlier):
        return Sent.WAITING
    earlier.ends_on = ends_on
    _send_anew(earlier, by)
    return Sent.RENEWED


def send(organisation: Organisation, address: str, *, by: User, **fields: object) -> Invitation:
    """Write the invitation and its mail, in the caller's transaction."""
    now = timezone.now()
    invitation = Invitation.objects.create(
        organisation=organisation,
        email=tidy_address(address),
        invited_by=by,
        invited_at=now,
        expires_at=ends_at(now),
        **fields,
    )
    _promise_letter(invitation)
    return invitation


def _send_anew(invitation: Invitation, by: User) -> None:
    """A new link, a new code, seven new days; the old mail opens nothing any more and, not gone yet, stays home."""
    now = timezone.now()
    Mail.objects.unsent().filter(invitation=invitation).update(lapsed_at=now)
    invitation.nonce, invitation.wrong_codes, invitation.invited_by = uuid.uuid4(), 0, by
    invitation.invited_at, invitation.expires_at = now, ends_at(now)
    invitation.save()
    _promise_letter(invitation)


def _promise_letter(invitation: Invitation) -> None:
    Mail.objects.create(key=f"invitation:{invitation.nonce}", invitation=invitation)


@transaction.atomic
def resend(invitation: Invitation, *, by: User) -> None:
    """Send the invitation again."""
    invitation = _hold(invitation)
    require(policy.may_resend(by, invitation))
    _send_anew(invitation, by)
    events.record(INVITATION_RESENT, by=by, about=invitation, role=invitation.role_code)


@transaction.atomic
def ask_again(invitation: Invitation) -> bool:
    """Who holds an old link asks for a new one. It goes to the invited address, and not twice in ten minutes."""
    invitation = _hold(invitation)
    if invitation.accepted_at or invitation.withdrawn_at or not policy.may_stand(invitation):
        return False
    if invitation.mails.filter(created_at__gt=timezone.now() - PAUSE).exists():
        return False
    _send_anew(invitation, invitation.invited_by)
    events.record(INVITATION_RESENT, by=None, about=invitation, role=invitation.role_code)
    return True


@transaction.atomic
def withdraw(invitation: Invitation, *, by: User) -> None:
    """Take it back: from now on link and code open nothing."""
    invitation = _hold(invitation)
    require(policy.may_withdraw(by, invitation))
    invitation.withdrawn_at = timezone.now()
    invitation.save(update_fields=["withdrawn_at"])
    Mail.objects.unsent().filter(invitation=invitation).update(lapsed_at=invitation.withdrawn_at)
    events.record(INVITATION_WITHDRAWN, by=by, about=invitation, role=invitation.role_code)


# --- Taking part --------------------------------------------------------------------------------------


@transaction.atomic
def accept(invitation: Invitation, *, by: User | None, name: str = "") -> User:
    """Take part. `by` is who is signed in; without anybody an account is made with the address that the mail went to,
    and `name`. Good once: the second of two at the same moment is refused."""
    invitation = _hold(invitation)
    require(policy.may_accept(by, invitation))
    person = by or _make_account(invitation.email, name)
    membership = _join(invitation, person)
    invitation.accepted_at, invitation.accepted_by = timezone.now(), person
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    role = invitation.role_code
    events.record(MEMBER_JOINED, by=person, about=membership, tell=[invitation.invited_by], role=role)
    return person


@transaction.atomic
def accept_with_code(invitation: Invitation, *, by: User) -> User:
    """Take part after typing the code that was mailed to an address that was not known as theirs. Now it is."""
    require(policy.may_prove_address(by, _hold(invitation)))
    EmailAddress.objects.create(user=by, email=invitation.email, verified=True)
    return accept(invitation, by=by)


def _make_account(email: str, name: str) -> User:
    """Somebody new. The mail reached them, so the address is theirs."""
    person = User.objects.create_user(email, name=name)
    EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)
    return person


def _join(invitation: Invitation, person: User) -> Membership:
    place = {"role": invitation.role, "partnership": invitation.partnership, "team": invitation.team}
    there = person.memberships.not_over().filter(organisation=invitation.organisation, **place).first()
    return there or Membership.objects.create(
        person=person, organisation=invitation.organisation, ends_on=invitation.ends_on, **place
    )


def _hold(invitation: Invitation) -> Invitation:
    """Lock the organisation, then the invitation as it is now; in this order everywhere."""
    Organisation.objects.select_for_update(no_key=True).get(pk=invitation.organisation_id)
    found = Invitation.objects.with_heads().select_for_update(of=("self",), no_key=True)
    return found.get(pk=invitation.pk)
