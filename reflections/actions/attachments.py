"""Attachments: bring a photo, sound or file with an experience or a reply, and take it away."""

import uuid

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from accounts.actions.versions import locked
from accounts.models import User
from accounts.values import require
from partnerships import events
from reflections.actions.experiences import taken
from reflections.actions.replies import held
from reflections.events.experiences import EXPERIENCE_CHANGED
from reflections.events.replies import REPLY_FILE_ADDED, REPLY_FILE_REMOVED
from reflections.models.attachments import Attachment
from reflections.models.experiences import Experience
from reflections.models.replies import Reply
from reflections.policy.attachments import may_attach, may_attach_to_reply, may_remove
from reflections.uploads import Upload


@transaction.atomic
def add(experience: Experience, *, upload: Upload, description: str, recognisable: str, by: User) -> Attachment:
    """Keep it with the working copy. Readers see it after the next "Bewaren", and nobody hears of it (access.md R7)."""
    row = taken(experience, by=by)
    require(may_attach(by, row, len(upload.content)))
    made = _kept(Attachment(experience=row, description=description, recognisable=recognisable), upload, by)
    row.edited_at = timezone.now()
    row.save(update_fields=["edited_at"])
    return made


@transaction.atomic
def add_to_reply(
    experience: Experience, *, reader: User, upload: Upload, description: str, recognisable: str, by: User
) -> Attachment:
    """Keep it with what this person wrote last to the other, who sees it at once and is told of it."""
    thread = held(experience, reader)
    require(may_attach_to_reply(by, thread, len(upload.content)))
    made = Attachment(reply=thread.last(), description=description, recognisable=recognisable, shown=True)
    events.record(REPLY_FILE_ADDED, by=by, about=thread, tell=[thread.experience.author, reader])
    return _kept(made, upload, by)


def _kept(made: Attachment, upload: Upload, by: User) -> Attachment:
    made.author, made.kind, made.content_type, made.size = by, upload.kind, upload.content_type, len(upload.content)
    made.file.save(uuid.uuid4().hex, ContentFile(upload.content), save=False)
    made.save(force_insert=True)
    return made


@transaction.atomic
def remove(attachment: Attachment, *, by: User) -> None:
    """Take it away for everybody, at once."""
    row = locked(Attachment.objects.all(), attachment.pk)
    require(may_remove(by, row))
    if row.reply:
        _tell_gone(row.reply, by)
    elif row.shown and row.experience:
        events.record(EXPERIENCE_CHANGED, by=by, about=row.experience)
    row.file.delete(save=False)
    row.delete()


def _tell_gone(reply: Reply, by: User) -> None:
    """Whoever was not told of it yet is not told any more; of a reply whose experience is gone nobody was."""
    thread = reply.thread
    if thread is None:
        return
    if thread.last() == reply:
        events.take_back(REPLY_FILE_ADDED, by=by, about=thread)
    events.record(REPLY_FILE_REMOVED, by=by, about=thread)
