"""Replies between the author of an experience and one reader (access.md row 12)."""

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.values import YES, Answer, no
from reflections.models.experiences import Experience
from reflections.models.replies import Thread


def reads_now(thread: Thread) -> bool:
    """May the reader still read something of the experience? Without that nothing goes either way."""
    return Experience.objects.shared_with(thread.reader).filter(pk=thread.experience.pk).exists()


def may_write_in(person: User, thread: Thread) -> Answer:
    """The two of them, while the reader may read the experience and its author did not close it."""
    is_author = person.pk == thread.experience.author_id
    if not is_author and person.pk != thread.reader_id:
        return no(_("Dit is niet aan jou geschreven."))
    if not reads_now(thread):
        ended = _("%(name)s leest deze ervaring niet meer.") % {"name": thread.reader}
        return no(ended if is_author else _("Je kunt deze ervaring niet meer lezen."))
    if thread.closed_at:
        return no(_("Deze reacties zijn afgesloten."))
    return YES


def may_withdraw_reply(person: User, thread: Thread) -> Answer:
    """Own words, as long as the other wrote nothing after them."""
    allowed = may_write_in(person, thread)
    if not allowed:
        return allowed
    last = thread.last()
    if last is None or last.author_id != person.pk:
        return no(_("Intrekken kan tot de ander iets schrijft."))
    return YES


def may_close(person: User, thread: Thread) -> Answer:
    """Whose experience it is, once something was written; also when the other reads no more."""
    if person.pk != thread.experience.author_id:
        return no(_("Alleen de schrijver sluit de reacties af."))
    if thread.is_new or thread.closed_at:
        return no(_("Er is niets om af te sluiten."))
    return YES


def may_open(person: User, thread: Thread) -> Answer:
    """The same person, after closing."""
    if person.pk != thread.experience.author_id:
        return no(_("Alleen de schrijver opent de reacties weer."))
    if thread.closed_at is None:
        return no(_("Deze reacties zijn open."))
    return YES
