"""Memberships: who works or learns where, in which role, from when until when."""

import datetime as dt
import uuid

from django.db import models
from django.db.models import Exists, ExpressionWrapper, F, OuterRef, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.names import mentions
from accounts.prepared import by_keys
from accounts.values import today, version_of
from partnerships import belonging
from partnerships.models.organisations import Organisation
from partnerships.models.partnerships import Partnership, PartnershipParty
from partnerships.models.teams import Team
from partnerships.models.workplaces import Workplace
from partnerships.values import ROLES_IN_TEAM, MembershipStanding, Role, role_code, role_label


def _not_ended(day: dt.date) -> Q:
    return Q(Q(ends_on__isnull=True) | Q(ends_on__gte=day), ended_at__isnull=True)


def _party_present() -> Q:
    there = PartnershipParty.objects.present().filter(
        partnership=OuterRef("partnership"), organisation=OuterRef("organisation")
    )
    return Q(partnership__isnull=True) | Q(Exists(there))


def _in_force(day: dt.date) -> Q:
    return Q(_not_ended(day), _party_present(), starts_on__lte=day, person__is_active=True)


class MembershipQuerySet(models.QuerySet["Membership"]):
    def active(self, on: dt.date | None = None) -> "MembershipQuerySet":
        """Memberships in force on a day (today when left out): started, not past the end date, not ended, account on,
        and the organisation still in the partnership. One of the places where access ends (access.md R28-R29)."""
        day = on or today()
        return self.filter(_in_force(day))

    def as_coordinator(self) -> "MembershipQuerySet":
        return self.filter(role=Role.COORDINATOR)

    def manageable_by(self, person: User) -> "MembershipQuerySet":
        """Memberships of organisations this person coordinates (access.md R22)."""
        return self.filter(organisation__in=belonging.of(person).coordinated)

    def led_by(self, person: User) -> "MembershipQuerySet":
        """Memberships, in force or yet to begin, of teams this person leads (access.md row 17)."""
        return self.not_over().filter(team__in=belonging.of(person).teams(Role.TEAM_LEAD))

    @by_keys(lambda person: (person.pk,))
    def of(self, person: int) -> "MembershipQuerySet":
        return self.filter(person=person)

    def known_to(self, person: User) -> "MembershipQuerySet":
        """Memberships whose page this person may open: their own, their team's when they lead it, and those of the
        organisation they coordinate."""
        known = self.model.objects
        return self.filter(
            Q(person=person)
            | Q(pk__in=known.led_by(person).values("pk"))
            | Q(organisation__in=belonging.of(person).coordinated)
        )

    def not_over(self) -> "MembershipQuerySet":
        """In force, or yet to begin."""
        return self.filter(_not_ended(today()), _party_present(), person__is_active=True)

    def over(self) -> "MembershipQuerySet":
        return self.exclude(pk__in=self.model.objects.not_over().values("pk"))

    def mentioning(self, words: str) -> "MembershipQuerySet":
        """Memberships of people whose name holds every word."""
        return self.filter(mentions(words, "person__name_key"))

    def with_heads(self) -> "MembershipQuerySet":
        """Everything a line about a membership needs, and whether it counts today, in one query."""
        found = self.select_related("person", "organisation", "partnership", "team")
        return found.annotate(in_force=ExpressionWrapper(_in_force(today()), output_field=models.BooleanField()))


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
        ordering = ["person__name_key", "pk"]
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
    def version(self) -> int:
        """Of its last day."""
        return version_of(self.ends_on)

    def get_absolute_url(self) -> str:
        return reverse("partnerships:membership", args=[self.public_id])

    @property
    def trail(self) -> str:
        return self.team.trail if self.team else self.organisation.trail

    @property
    def label(self) -> str:
        """The role in the words of its partnership."""
        return str(role_label(self.role, self.partnership.label_set if self.partnership else ""))

    @property
    def role_code(self) -> str:
        return role_code(self.role, self.partnership.label_set if self.partnership else "")

    @property
    def place(self) -> "Team | Partnership | Organisation":
        """What somebody is a member of, as small as it can be said."""
        return self.team or self.partnership or self.organisation

    @property
    def standing(self) -> MembershipStanding:
        """How it stands today. Needs `with_heads`."""
        if self.in_force:  # type: ignore[attr-defined]
            return MembershipStanding.ACTIVE
        coming = self.starts_on > today() and self.ended_at is None
        return MembershipStanding.COMING if coming else MembershipStanding.OVER
