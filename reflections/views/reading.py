"""What somebody reads of an entry that was shared with them, and what its author and readers wrote to each other."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from accounts.access import PersonRequest
from accounts.models import User
from reflections.forms.replies import WriteForm
from reflections.models.attachments import attachments_shown
from reflections.models.experiences import Experience, Share
from reflections.models.replies import Reply, Thread, thread_url, thread_with, threads_about
from reflections.values import Part


@dataclass(frozen=True)
class Conversation:
    """What two people wrote, as one of them sees it: with whom, where, whether that person may still read, who has to
    answer, and which reply the viewer may take back."""

    thread: Thread
    other: User
    url: str
    reads: bool
    waits_for_me: bool = False
    waits_for_other: bool = False
    mine: Reply | None = None

    @property
    def may_write(self) -> bool:
        return self.reads and self.thread.closed_at is None


def seen_by(person: User, thread: Thread, *, reads: bool) -> Conversation:
    """The same thread for one of the two."""
    author = thread.experience.author
    other = thread.reader if person.pk == author.pk else author
    url = thread_url(thread.experience, thread.reader)
    if thread.is_new:
        return Conversation(thread, other, url, reads)
    last, is_open = thread.last(), reads and thread.closed_at is None
    waiting = thread.waiting() if is_open else {}
    mine = last if is_open and last and last.author_id == person.pk else None
    return Conversation(thread, other, url, reads, person.pk in waiting, other.pk in waiting, mine)


def conversations(experience: Experience, shares: Iterable[Share], person: User) -> list[Conversation]:
    """For the author: with each who reads now, and with whom they wrote before."""
    given = list(shares)
    reading = {share.person_id for share in given if share.may_read and not experience.hidden_at}  # type: ignore[attr-defined]
    found = {thread.reader_id: thread for thread in threads_about(experience)}
    for share in given:
        if share.person_id in reading:
            found.setdefault(share.person_id, Thread(experience=experience, reader=share.person))
    return [seen_by(person, thread, reads=key in reading) for key, thread in found.items()]


def about_for_reader(request: PersonRequest, experience: Experience) -> dict[str, Any]:
    """Only the parts in a running share, each from the version it was shared at; earlier ones stay readable (R4)."""
    since = experience.shared_parts(request.user)
    versions = experience.versions_since(min(since.values()))
    shown = [
        {"version": version, "parts": [part for part, number in since.items() if version.number >= number]}
        for version in versions
    ]
    return {
        "experience": experience,
        "now": shown[0],
        "earlier": shown[1:],
        "attachments": attachments_shown(experience) if Part.STORY in since else [],
        "question": experience.question_to(request.user) if Part.STORY in since else None,
        "conversation": seen_by(request.user, thread_with(experience, request.user), reads=True),
        "form": WriteForm(),
    }
