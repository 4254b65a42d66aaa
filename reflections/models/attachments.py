"""Photos, sound and files that somebody brings with an experience or a reply (domain.md §9.5, access.md R8)."""

import uuid
from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage
from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.deconstruct import deconstructible
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.prepared import Prepared
from learningtracks.belonging import tracks_of
from reflections.models.experiences import Experience, Share
from reflections.models.replies import Reply, Thread
from reflections.values import FileKind, Part, Recognisable


class StoredFile(models.Model):
    """The bytes of one file, under the name that its storage gave it."""

    name = models.CharField(max_length=60, unique=True)
    content = models.BinaryField()

    class Meta:
        verbose_name = _("bewaard bestand")
        verbose_name_plural = _("bewaarde bestanden")

    def __str__(self) -> str:
        return self.name


@deconstructible
class InDatabase(Storage):
    """Django's way to files, kept in the database: in each back-up, and gone in the transaction that deletes
    (docs/decisions/0157). There are no addresses: a file is shown by a view that asks who may read it."""

    def _open(self, name: str, mode: str = "rb") -> File[bytes]:
        try:
            return ContentFile(bytes(StoredFile.objects.get(name=name).content), name)
        except StoredFile.DoesNotExist as missing:
            raise FileNotFoundError(name) from missing

    def _save(self, name: str, content: Any) -> str:
        return StoredFile.objects.create(name=name, content=content.read()).name

    def delete(self, name: str) -> None:
        StoredFile.objects.filter(name=name).delete()

    def exists(self, name: str) -> bool:
        return StoredFile.objects.filter(name=name).exists()


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    def written_by(self, person: User) -> "AttachmentQuerySet":
        return self.filter(author=person)

    def visible_to(self, person: User) -> "AttachmentQuerySet":
        """As what they are with, now (access.md R8): an own experience, a story that this person may read, from the
        last "Bewaren" on, a reply in a thread that they may read, or an own reply whose experience is gone."""
        story = Share.objects.running().filter(experience=OuterRef("experience"), person=person, part=Part.STORY)
        told = Q(
            Exists(story),
            shown=True,
            experience__saved_at__isnull=False,
            experience__hidden_at__isnull=True,
            experience__track__in=tracks_of(person).guided(),
        )
        left_over = Q(author=person, reply__isnull=False, reply__thread=None)
        of_two = Q(reply__thread__in=Thread.objects.known_to(person))
        return self.filter(Q(author=person, reply=None) | told | of_two | left_over)

    def around(self, experience: Experience) -> "AttachmentQuerySet":
        """With it, and with what was written about it."""
        return self.filter(Q(experience=experience) | Q(reply__thread__experience=experience))

    def unsaved(self) -> "AttachmentQuerySet":
        """Which nobody else sees before the next "Bewaren"."""
        return self.filter(shown=False)

    def weight(self) -> int:
        return self.aggregate(all=Sum("size"))["all"] or 0

    def contents(self) -> "Iterator[tuple[Attachment, bytes]]":
        """Each with its bytes, one at a time."""
        found = {attachment.file.name: attachment for attachment in self}
        for stored in StoredFile.objects.filter(name__in=found).order_by("pk").iterator(chunk_size=1):
            yield found[stored.name], bytes(stored.content)


class Attachment(models.Model):
    """A photo, sound or PDF that its author brought with an experience or a reply. With an experience it belongs to the
    story: who may read that sees it, from the next "Bewaren" on (`shown`). With a reply it is for the two of that
    thread, at once. `actions/attachments.py` adds and removes; nothing changes it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    author = models.ForeignKey(User, on_delete=models.CASCADE, related_name="attachments")
    experience = models.ForeignKey(
        Experience, on_delete=models.CASCADE, null=True, blank=True, related_name="attachments"
    )
    reply = models.OneToOneField(Reply, on_delete=models.CASCADE, null=True, blank=True, related_name="attachment")
    kind = models.CharField(_("soort"), max_length=10, choices=FileKind)
    content_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField(_("grootte"))
    file = models.FileField(max_length=60, storage=InDatabase())
    description = models.CharField(_("wat er te zien of te horen is"), max_length=300)
    recognisable = models.CharField(_("wie herkenbaar is"), max_length=10, choices=Recognisable)
    added_at = models.DateTimeField(_("toegevoegd op"), default=timezone.now)
    shown = models.BooleanField(default=False)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("bijlage")
        verbose_name_plural = _("bijlagen")
        ordering = ["added_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=FileKind.values), name="attachment_kind_known"),
            models.CheckConstraint(
                condition=Q(recognisable__in=Recognisable.values), name="attachment_says_who_is_recognisable"
            ),
            models.CheckConstraint(condition=~Q(description=""), name="attachment_has_description"),
            models.UniqueConstraint(fields=["file"], name="attachment_has_file_of_its_own"),
            models.CheckConstraint(
                condition=Q(experience__isnull=True, reply__isnull=False)
                | Q(experience__isnull=False, reply__isnull=True),
                name="attachment_with_an_experience_or_a_reply",
            ),
        ]

    def __str__(self) -> str:
        return str(self.public_id)

    def get_absolute_url(self) -> str:
        return reverse("reflections:attachment", args=[self.public_id])

    @property
    def about(self) -> Experience | None:
        """The experience it is with, or that its reply is about; nothing when that is gone."""
        thread = self.reply.thread if self.reply else None
        return thread.experience if thread else self.experience

    @property
    def file_name(self) -> str:
        """What it is called where somebody keeps it: nothing of how it was called by who brought it."""
        ending = {"image/jpeg": "jpg", "application/pdf": "pdf"}.get(
            self.content_type, self.content_type[-4:].strip("/")
        )
        return f"werkplek-{self.public_id.hex[:8]}.{ending}"


@Prepared
def _with(experience: int) -> QuerySet[Attachment]:
    return Attachment.objects.filter(experience=experience)


def attachments_of(experience: Experience) -> list[Attachment]:
    """What was brought with it, also what is not saved yet: for its author."""
    return _with(experience.pk)


def attachments_shown(experience: Experience) -> list[Attachment]:
    """The same for who may read the story. Where `brings` was asked with it, mostly without a query."""
    if not getattr(experience, "brings", True):
        return []
    return [attachment for attachment in _with(experience.pk) if attachment.shown]
