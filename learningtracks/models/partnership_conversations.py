"""Partnership conversations: each organisation writes first, then everything opens (domain.md §2.5, §3.11)."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.prepared import Prepared, by_keys
from accounts.values import today
from partnerships import belonging
from partnerships.models.organisations import Organisation
from partnerships.models.partnerships import Partnership, PartnershipParty
from partnerships.values import Role


class PartnershipConversationQuerySet(models.QuerySet["PartnershipConversation"]):
    @by_keys(lambda person: (belonging.of(person).joined,))
    def visible_to(self, joined: Collection[int]) -> "PartnershipConversationQuerySet":
        """That there is one, and what was opened: for everybody who takes part (access.md row 23c)."""
        return self.filter(partnership__in=joined)

    def of(self, partnership: Partnership) -> "PartnershipConversationQuerySet":
        return self.filter(partnership=partnership).order_by("-started_at", "-pk")

    def unopened(self) -> "PartnershipConversationQuerySet":
        return self.filter(opened_at__isnull=True)

    def opened(self) -> "PartnershipConversationQuerySet":
        return self.filter(opened_at__isnull=False)

    def before(self, conversation: "PartnershipConversation") -> "PartnershipConversationQuerySet":
        """What was opened in the same partnership before this one, newest first."""
        return self.of(conversation.partnership).opened().filter(started_at__lt=conversation.started_at)


class PartnershipConversation(models.Model):
    """One time that the partners talk about the four questions. Until `opened_at` nobody reads another organisation's
    answers, or whether there are any; `actions/partnership_conversations.py` opens it. `agreed` is what they wrote down
    together afterwards; `version` counts the changes of that text."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="conversations")
    content = models.CharField(_("versie van de vragen"), max_length=40)
    started_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    started_at = models.DateTimeField(_("begonnen op"), default=timezone.now)
    until_on = models.DateField(_("schrijven tot en met"))
    opened_at = models.DateTimeField(_("geopend op"), null=True, blank=True)
    agreed = models.TextField(_("wat jullie afspraken"), max_length=2000, blank=True)
    agreed_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=0)
    todos = GenericRelation("partnerships.ToDo", "about_id", "about_type")

    objects = PartnershipConversationQuerySet.as_manager()

    class Meta:
        verbose_name = _("partnerschapsgesprek")
        verbose_name_plural = _("partnerschapsgesprekken")
        ordering = ["-started_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership"],
                condition=Q(opened_at__isnull=True),
                name="partnership_conversation_one_unopened",
            ),
            models.CheckConstraint(
                condition=Q(agreed="") | Q(opened_at__isnull=False), name="partnership_conversation_open_then_agree"
            ),
        ]

    def __str__(self) -> str:
        return str(self.partnership)

    def get_absolute_url(self) -> str:
        return reverse("learningtracks:partnership_conversation", args=[self.public_id])

    @property
    def trail(self) -> str:
        return f"partnership_conversation:{self.public_id}"

    @property
    def origin(self) -> str:
        """Where action points that come out of it say they come from."""
        return f"praatplaat:{self.public_id}"

    @property
    def is_past_its_day(self) -> bool:
        return self.until_on < today()


class PartnershipSheet(models.Model):
    """What one organisation writes. It is ready when its people say so."""

    conversation = models.ForeignKey(PartnershipConversation, on_delete=models.CASCADE, related_name="sheets")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    p1 = models.TextField(_("hoe leren op de werkplek samen werkt"), max_length=2000, blank=True)
    p2 = models.TextField(_("hoe jullie zelf leren"), max_length=2000, blank=True)
    p3 = models.TextField(_("hoe studenten werk en opleiding verbinden"), max_length=2000, blank=True)
    p4 = models.TextField(_("hoe jullie daarbij helpen"), max_length=2000, blank=True)
    ready_at = models.DateTimeField(_("klaar op"), null=True, blank=True)
    edited_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    version = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("antwoorden voor een partnerschapsgesprek")
        verbose_name_plural = _("antwoorden voor partnerschapsgesprekken")
        constraints = [models.UniqueConstraint(fields=["conversation", "organisation"], name="partnership_sheet_once")]

    def __str__(self) -> str:
        return str(self.organisation)

    @property
    def said(self) -> list[str]:
        """The four answers, in order."""
        return [self.p1, self.p2, self.p3, self.p4]


@Prepared
def _unready(talks: list[int]) -> models.QuerySet[Any]:
    """The partners of these talks that are not ready: the talk, the partnership, the partner and its name."""
    ready = PartnershipSheet.objects.filter(conversation=OuterRef("talk"), organisation=OuterRef("organisation"))
    parties = PartnershipParty.objects.present().annotate(talk=F("partnership__conversations")).filter(talk__in=talks)
    unready = parties.exclude(Exists(ready.filter(ready_at__isnull=False))).order_by("organisation__name")
    return unready.values_list("talk", "partnership", "organisation", "organisation__name")


def sides_to_write(talks: Iterable[PartnershipConversation], person: User) -> dict[int, list[str]]:
    """By the key of each talk the names of the organisations that this person speaks for and that are not ready. Who
    speaks for one is the same as in `policy.speaking_sides`."""
    mine = belonging.of(person)
    speaks = {(one.partnership_id, one.organisation_id) for one in mine.now if one.role != Role.LEARNER}
    found: dict[int, list[str]] = defaultdict(list)
    for talk, partnership, organisation, name in _unready([talk.pk for talk in talks]):
        if organisation in mine.coordinated or (partnership, organisation) in speaks:
            found[talk].append(name)
    return dict(found)
