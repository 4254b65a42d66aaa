"""Partnerships: organisations that let people learn together; the boundary of what people may see."""

import uuid
from collections.abc import Collection

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.directions import apart
from accounts.models import User
from accounts.prepared import by_keys
from accounts.values import today
from partnerships import belonging
from partnerships.models.organisations import Organisation
from partnerships.values import LabelSet


class PartnershipQuerySet(models.QuerySet["Partnership"]):
    @by_keys(lambda person: (belonging.of(person).joined,))
    def visible_to(self, joined: Collection[int]) -> "PartnershipQuerySet":
        """Partnerships this person takes part in, or whose partner they coordinate (access.md row 4)."""
        return self.filter(pk__in=joined)

    def managed_by(self, person: User) -> "PartnershipQuerySet":
        """Partnerships with a present party whose organisation this person coordinates."""
        return self.filter(pk__in=belonging.of(person).managed)

    def proposed_to(self, person: User) -> "PartnershipQuerySet":
        """Partnerships that ask an organisation this person coordinates to take part."""
        asked = PartnershipParty.objects.asked().coordinated_by(person)
        return self.filter(pk__in=asked.values("partnership"))

    def ever_of(self, person: User) -> "PartnershipQuerySet":
        """Partnerships this person takes or took part in: who is told that it ended for them."""
        mine = belonging.of(person)
        return self.filter(pk__in={one.partnership_id for one in mine.memberships if one.partnership_id} | mine.managed)

    def knowable_to(self, person: User) -> "PartnershipQuerySet":
        """Partnerships of which this person may be told."""
        mine = belonging.of(person)
        asked = PartnershipParty.objects.asked().coordinated_by(person)
        return self.filter(models.Q(pk__in=mine.joined) | models.Q(pk__in=asked.values("partnership")))


class Partnership(models.Model):
    """School and workplace organisations together. `purpose` says why it exists."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("naam"), max_length=120)
    purpose = models.TextField(_("waarom dit partnerschap er is"), max_length=1000, blank=True)
    label_set = models.CharField(_("woorden"), max_length=20, choices=LabelSet, default=LabelSet.VOCATIONAL)
    started_on = models.DateField(_("gestart op"), default=today)
    version = models.PositiveIntegerField(_("versie van de gegevens"), default=1)
    organisations = models.ManyToManyField(Organisation, through="PartnershipParty", related_name="partnerships")

    objects = PartnershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("partnerschap")
        verbose_name_plural = _("partnerschappen")
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(label_set__in=LabelSet.values), name="partnership_label_set_known"
            ),
        ]

    def __str__(self) -> str:
        return apart(self.name)

    def get_absolute_url(self) -> str:
        return reverse("partnerships:partnership", args=[self.public_id])

    @property
    def trail(self) -> str:
        return f"partnership:{self.public_id}"


class PartyQuerySet(models.QuerySet["PartnershipParty"]):
    def present(self) -> "PartyQuerySet":
        """Organisations that said yes and have not left."""
        return self.filter(agreed_at__isnull=False, left_on__isnull=True)

    def asked(self) -> "PartyQuerySet":
        """Organisations that have not said yes or no yet."""
        return self.filter(agreed_at__isnull=True, left_on__isnull=True)

    def present_or_asked(self) -> "PartyQuerySet":
        return self.filter(left_on__isnull=True)

    def coordinated_by(self, person: User) -> "PartyQuerySet":
        return self.filter(organisation__in=belonging.of(person).coordinated)


class PartnershipParty(models.Model):
    """One organisation in a partnership. It counts once a coordinator of it agreed (access.md row 4, note 4)."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="parties")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="parties")
    agreed_at = models.DateTimeField(_("akkoord op"), null=True, blank=True)
    agreed_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    left_on = models.DateField(_("gestopt op"), null=True, blank=True)

    objects = PartyQuerySet.as_manager()

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        constraints = [
            models.UniqueConstraint(fields=["partnership", "organisation"], name="party_once_per_partnership")
        ]

    def __str__(self) -> str:
        return f"{self.organisation} · {self.partnership}"
