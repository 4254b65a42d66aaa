"""Organisation scans: once a year an adviser writes down where the organisation stands and what the next step is
(domain.md §2.5, §3.13)."""

import uuid

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from learningtracks.values.instruments import Scale
from learningtracks.values.organisation_scans import MOST_NEXT, MOST_NOW, Ideal
from partnerships import belonging
from partnerships.models.organisations import Organisation


class OrganisationScanQuerySet(models.QuerySet["OrganisationScan"]):
    def visible_to(self, person: User) -> "OrganisationScanQuerySet":
        """Scans of the organisations this person advises (access.md, LA)."""
        return self.filter(organisation__in=belonging.of(person).advised)

    def of(self, organisation: Organisation) -> "OrganisationScanQuerySet":
        """All of an organisation, the newest first."""
        return self.filter(organisation=organisation).order_by("-year")

    def newest(self) -> "OrganisationScanQuerySet":
        """Of every organisation only the one that is worked on."""
        newer = self.model.objects.filter(organisation=OuterRef("organisation"), year__gt=OuterRef("year"))
        return self.exclude(Exists(newer))

    def before(self, scan: "OrganisationScan") -> "OrganisationScanQuerySet":
        """Those of earlier years, the newest first."""
        return self.of(scan.organisation).filter(year__lt=scan.year)


class OrganisationScan(models.Model):
    """The scan of one year. The newest of an organisation is worked on; one of an earlier year stays as it is, so
    nothing has to be closed. `content` names the version of the questions."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="organisation_scans")
    year = models.PositiveSmallIntegerField(_("jaar"))
    content = models.CharField(_("versie van de vragen"), max_length=80)
    opened_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    opened_at = models.DateTimeField(_("begonnen op"), default=timezone.now)

    objects = OrganisationScanQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisatiescan")
        verbose_name_plural = _("organisatiescans")
        ordering = ["-year", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "year"], name="organisation_scan_once_a_year"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.year}"

    def get_absolute_url(self) -> str:
        return reverse("learningtracks:organisation_scan", args=[self.public_id])

    @property
    def trail(self) -> str:
        return f"organisation_scan:{self.public_id}"

    @property
    def origin(self) -> str:
        """What action points that came out of it carry."""
        return f"organisation_scan:{self.public_id}"


class OrganisationStep(models.Model):
    """One of the six conditions in one scan: where are we, what is the next step, by when. Nothing is filled in while
    `edited_at` is empty; filled in without a score is "Weet ik niet"."""

    scan = models.ForeignKey(OrganisationScan, on_delete=models.CASCADE, related_name="steps")
    condition = models.CharField(_("voorwaarde"), max_length=20, choices=Ideal)
    score = models.PositiveSmallIntegerField(_("antwoord"), choices=Scale, null=True, blank=True)
    where_now = models.TextField(_("waar jullie staan"), max_length=MOST_NOW, blank=True)
    next_step = models.CharField(_("de volgende stap"), max_length=MOST_NEXT, blank=True)
    next_on = models.DateField(_("wanneer"), null=True, blank=True)
    edited_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    edited_at = models.DateTimeField(_("ingevuld op"), null=True, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("stap van een organisatiescan")
        verbose_name_plural = _("stappen van een organisatiescan")
        ordering = ["scan", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["scan", "condition"], name="organisation_step_once"),
            models.CheckConstraint(condition=Q(condition__in=Ideal.values), name="organisation_step_known"),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score__lte=Scale.YES), name="organisation_step_on_scale"
            ),
            models.CheckConstraint(
                condition=Q(next_on__isnull=True) | ~Q(next_step=""), name="organisation_step_day_has_step"
            ),
        ]

    def __str__(self) -> str:
        return self.get_condition_display()

    @property
    def answer(self) -> str:
        """The answer in a word; nothing while nobody filled it in."""
        if self.edited_at is None:
            return ""
        return str(_("Weet ik niet")) if self.score is None else str(Scale(self.score).label)
