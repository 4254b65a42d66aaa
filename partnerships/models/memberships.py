"""Memberships: who works or learns where, in which role, from when until when."""

import datetime as dt
import uuid

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.values import today
from partnerships.models.organisations import Organisation
from partnerships.models.partnerships import Partnership
from partnerships.models.teams import Team
from partnerships.models.workplaces import Workplace
from partnerships.values import ROLES_IN_TEAM, Role, role_label


class MembershipQuerySet(models.QuerySet["Membership"]):
    def active(self, on: dt.date | None = None) -> "MembershipQuerySet":
        """Memberships in force on a day (today when left out): started, not past the end date, not ended, account on,
        and the organisation still in the partnership. One of the places where access ends (access.md R28-R29)."""
        day = on or today()
        party_present = Q(partnership__isnull=True) | Q(
            partnership__parties__organisation=F("organisation"),
            partnership__parties__agreed_at__isnull=False,
            partnership__parties__left_on__isnull=True,
        )
        return self.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=day),
            party_present,
            starts_on__lte=day,
            ended_at__isnull=True,
            person__is_active=True,
        )

    def as_coordinator(self) -> "MembershipQuerySet":
        return self.filter(role=Role.COORDINATOR)

    def manageable_by(self, person: User) -> "MembershipQuerySet":
        """Memberships of organisations this person coordinates (access.md R22)."""
        return self.filter(organisation__in=Organisation.objects.coordinated_by(person))


class Membership(models.Model):
    """A person in an organisation in one role. `partnership` is set for who takes part in one, `team` for team roles.

    The end is stored as a fact: `ends_on` for a date known beforehand, `ended_at` when somebody ended it.
    `actions/memberships.py` is the only place that ends one.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="memberships")
    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, null=True, blank=True, related_name="memberships"
    )
    team = models.ForeignKey(Team, on_delete=models.CASCADE, null=True, blank=True, related_name="memberships")
    workplace = models.ForeignKey(
        Workplace, on_delete=models.SET_NULL, null=True, blank=True, related_name="memberships"
    )
    role = models.CharField(_("rol"), max_length=20, choices=Role)
    starts_on = models.DateField(_("vanaf"), default=today)
    ends_on = models.DateField(_("tot en met"), null=True, blank=True)
    ended_at = models.DateTimeField(_("beëindigd op"), null=True, blank=True)
    ended_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("lidmaatschap")
        verbose_name_plural = _("lidmaatschappen")
        ordering = ["person__name", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(role__in=Role.values), name="membership_role_known"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="membership_ends_after_start"
            ),
            models.CheckConstraint(
                condition=~Q(role__in=ROLES_IN_TEAM) | Q(team__isnull=False), name="membership_team_role_has_team"
            ),
            models.UniqueConstraint(
                "person",
                "organisation",
                "role",
                Coalesce("partnership", 0),
                Coalesce("team", 0),
                condition=Q(ended_at__isnull=True, ends_on__isnull=True),
                name="membership_open_once",
            ),
        ]
        indexes = [models.Index(fields=["person", "role"])]

    def __str__(self) -> str:
        return f"{self.person} · {self.label} · {self.organisation}"

    @property
    def label(self) -> str:
        """The role in the words of its partnership."""
        return str(role_label(self.role, self.partnership.label_set if self.partnership else ""))
