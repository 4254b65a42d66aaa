"""Attachments: bring a photo, sound or file with an experience, and take it away."""

import uuid

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from accounts.actions.versions import locked
from accounts.models import User
from accounts.values import require
from partnerships import events
from reflections.actions.experiences import taken
from reflections.events.experiences import EXPERIENCE_CHANGED
from reflections.models.attachments import Attachment
from reflections.models.experiences import Experience
from reflections.policy.attachments import may_attach, may_remove
from reflections.uploads import Upload


@transaction.atomic
def add(experience: Experience, *, upload: Upload, description: str, recognisable: str, by: User) -> Attachment:
    """Keep it with the working copy. Readers see it after the next "Bewaren", and nobody hears of it (access.md R7)."""
    row = taken(experience, by=by)
    size = len(upload.content)
    require(may_attach(by, row, size))
    made = Attachment(
        author=by,
        experience=row,
        kind=upload.kind,
        content_type=upload.content_type,
        size=size,
        description=description,
        recognisable=recognisable,
    )
    made.file.save(uuid.uuid4().hex, ContentFile(upload.content), save=False)
    made.save(force_insert=True)
    row.edited_at = timezone.now()
    row.save(update_fields=["edited_at"])
    return made


@transaction.atomic
def remove(attachment: Attachment, *, by: User) -> None:
    """Take it away for everybody, at once."""
    row = locked(Attachment.objects.all(), attachment.pk)
    require(may_remove(by, row))
    if row.shown:
        events.record(EXPERIENCE_CHANGED, by=by, about=row.experience)
    row.file.delete(save=False)
    row.delete()
