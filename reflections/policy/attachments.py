"""Photos, sound and files with an experience or a reply (access.md R8)."""

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.values import YES, Answer, no
from reflections.models.attachments import Attachment
from reflections.models.experiences import Experience
from reflections.models.replies import Thread
from reflections.policy.experiences import may_write
from reflections.policy.replies import may_write_in
from reflections.values import MOST_BYTES, MOST_FILES


def may_attach(person: User, experience: Experience, size: int) -> Answer:
    """Its author, while there is room: with this experience, and of this person."""
    allowed = may_write(person, experience)
    if not allowed:
        return allowed
    if experience.attachments.count() >= MOST_FILES:
        return no(_("Bij een ervaring passen hoogstens zes bestanden. Verwijder er eerst een."))
    return _has_room(person, size)


def may_attach_to_reply(person: User, thread: Thread, size: int) -> Answer:
    """Who wrote last, until the other writes: one with each reply, while this person has room."""
    allowed = may_write_in(person, thread)
    if not allowed:
        return allowed
    last = thread.last()
    if last is None or last.author_id != person.pk:
        return no(_("Dat kan alleen bij je laatste reactie, tot de ander iets schrijft."))
    if last.files:
        return no(_("Bij een reactie past één bestand. Schrijf nog een reactie, of verwijder dit bestand eerst."))
    return _has_room(person, size)


def _has_room(person: User, size: int) -> Answer:
    if Attachment.objects.written_by(person).weight() + size > MOST_BYTES:
        return no(
            _("Je hebt geen ruimte meer voor bestanden. Verwijder eerst een bestand dat je niet meer nodig hebt.")
        )
    return YES


def may_remove(person: User, attachment: Attachment) -> Answer:
    """Who brought it."""
    if attachment.author_id != person.pk:
        return no(_("Dit bestand heeft een ander toegevoegd."))
    return YES
