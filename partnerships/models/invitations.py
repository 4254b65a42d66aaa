"""Invitations: somebody is asked in, for one role, by a link or a six-digit code in one mail."""

import datetime as dt
import uuid

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.names import tidy_address
from partnerships import belonging
from partnerships.models.organisations import Organisation
from partnerships.models.partnerships import Partnership
from partnerships.models.teams import Team
from partnerships.values import ROLES, InvitationStanding, Role, day_end, role_code, role_label

VALID_FOR = dt.timedelta(days=7)  # access.md T13, to the end of the last day (R29)
MOST_TRIES = 10  # wrong codes before the invitation asks for a new link


def ends_at(invited_at: dt.datetime) -> dt.datetime:
    """When an invitation of this moment ends: at 24:00 of the day that the mail names."""
    return day_end(timezone.localdate(invited_at + VALID_FOR))


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def waiting(self) -> "InvitationQuerySet":
        return self.filter(accepted_at__isnull=True, withdrawn_at__isnull=True)

    def open(self) -> "InvitationQuerySet":
        """Invitations that can be accepted now."""
        return self.waiting().filter(expires_at__gt=timezone.now(), wrong_codes__lt=MOST_TRIES)

    def manageable_by(self, person: User) -> "InvitationQuerySet":
        """What went out for the organisation that this person coordinates or the team they lead; and what somebody sent
        who runs the machine (access.md row 29). Having sent it is not enough: a former lead takes nothing back (R28).
        What asks a partner in ends with the question to that partner."""
        mine = belonging.of(person)
        found = Q(organisation__in=mine.coordinated) | Q(team__in=mine.teams(Role.TEAM_LEAD))
        if person.is_active and person.is_superuser:
            found |= Q(invited_by=person)
        return self.filter(found)

    def for_address(self, email: str) -> "InvitationQuerySet":
        return self.filter(email=tidy_address(email))

    def with_heads(self) -> "InvitationQuerySet":
        """Everything a line about an invitation needs, in one query."""
        return self.select_related("organisation", "partnership", "team", "invited_by")


class Invitation(models.Model):
    """Bound to one address, good once, for seven days. The link and the code are derived from `nonce` and the secret
    key (actions/invitations.py), so the database alone opens nothing."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    nonce = models.UUIDField(default=uuid.uuid4, editable=False)
    email = models.EmailField(_("mailadres"))
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="invitations")
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    role = models.CharField(_("rol"), max_length=20, choices=Role)
    ends_on = models.DateField(_("tot en met"), null=True, blank=True)
    invited_by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    invited_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    wrong_codes = models.PositiveSmallIntegerField(default=0)
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("uitnodiging")
        verbose_name_plural = _("uitnodigingen")
        ordering = ["-invited_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(role__in=Role.values), name="invitation_role_known"),
            models.CheckConstraint(condition=Q(expires_at__gt=F("invited_at")), name="invitation_expires_later"),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(withdrawn_at__isnull=True),
                name="invitation_not_accepted_and_withdrawn",
            ),
            models.UniqueConstraint(
                "email",
                "organisation",
                "role",
                Coalesce("partnership", 0),
                Coalesce("team", 0),
                condition=Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
                name="invitation_waiting_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email} · {self.get_role_display()}"

    def get_absolute_url(self) -> str:
        return reverse("partnerships:invitations", args=[self.organisation.public_id])

    @property
    def trail(self) -> str:
        return self.team.trail if self.team else self.organisation.trail

    @property
    def label(self) -> str:
        """The role in the words of its partnership."""
        return str(role_label(self.role, self.partnership.label_set if self.partnership else ""))

    @property
    def does(self) -> str:
        """What somebody does in the role."""
        return str(ROLES[Role(self.role)].does)

    @property
    def role_code(self) -> str:
        return role_code(self.role, self.partnership.label_set if self.partnership else "")

    @property
    def last_day(self) -> dt.date:
        """The day it is good for to the end."""
        return timezone.localdate(self.expires_at - dt.timedelta(microseconds=1))

    @property
    def standing(self) -> InvitationStanding:
        if self.accepted_at:
            return InvitationStanding.ACCEPTED
        if self.withdrawn_at:
            return InvitationStanding.WITHDRAWN
        if self.wrong_codes >= MOST_TRIES:
            return InvitationStanding.BLOCKED
        return InvitationStanding.OPEN if self.expires_at > timezone.now() else InvitationStanding.EXPIRED

    @property
    def is_open(self) -> bool:
        return self.standing == InvitationStanding.OPEN
