"""Replies: write about an experience to its author or to one reader, take that back, close and open again."""

from django.db import transaction
from django.utils import timezone

from accounts.actions.versions import locked
from accounts.models import User
from accounts.values import require
from partnerships import events
from reflections.events.replies import (
    REPLIED,
    REPLY_ASKED,
    REPLY_FILE_ADDED,
    REPLY_THANKED,
    REPLY_WITHDRAWN,
    THREAD_CLOSED,
    THREAD_OPENED,
)
from reflections.models.experiences import Experience
from reflections.models.replies import Reply, Thread, thread_with
from reflections.policy.replies import may_close, may_open, may_withdraw_reply, may_write_in
from reflections.values import ReplyKind

EVENTS = {ReplyKind.ANSWER: REPLIED, ReplyKind.THANKS: REPLY_THANKED, ReplyKind.QUESTION: REPLY_ASKED}


def held(experience: Experience, reader: User) -> Thread:
    """What the two of them wrote, as it is now; both wait for each other at the experience."""
    return thread_with(locked(Experience.objects.select_related("author"), experience.pk), reader)


@transaction.atomic
def send(experience: Experience, *, reader: User, kind: ReplyKind, text: str = "", by: User) -> Reply:
    """Write to the other: the author to this reader, or this reader to the author. A question waits for them."""
    thread = held(experience, reader)
    require(may_write_in(by, thread))
    if thread.is_new:
        thread.save()
    reply = Reply.objects.create(thread=thread, author=by, kind=kind, text=text.strip())
    events.record(EVENTS[ReplyKind(kind)], by=by, about=thread, tell=[thread.experience.author, reader])
    return reply


@transaction.atomic
def withdraw(experience: Experience, *, reader: User, by: User) -> None:
    """Take back what one wrote last, with the file it came with, as long as the other wrote nothing after it. Nobody is
    told of it any more."""
    thread = held(experience, reader)
    require(may_withdraw_reply(by, thread))
    *left, last = thread.said()
    for brought in last.files:
        brought.file.delete(save=False)
        events.take_back(REPLY_FILE_ADDED, by=by, about=thread)
    last.delete()
    events.take_back(EVENTS[ReplyKind(last.kind)], by=by, about=thread)
    events.record(REPLY_WITHDRAWN, by=by, about=thread)
    if not left:
        thread.delete()


@transaction.atomic
def close(experience: Experience, *, reader: User, by: User) -> None:
    """End it: nobody writes any more, and nothing waits for an answer. What was written stays to read."""
    thread = held(experience, reader)
    require(may_close(by, thread))
    thread.closed_at = timezone.now()
    thread.save(update_fields=["closed_at"])
    events.record(THREAD_CLOSED, by=by, about=thread, tell=[reader])


@transaction.atomic
def open_again(experience: Experience, *, reader: User, by: User) -> None:
    """Write on after all. Who was told that it was closed is told this too: a question in it waits again."""
    thread = held(experience, reader)
    require(may_open(by, thread))
    thread.closed_at = None
    thread.save(update_fields=["closed_at"])
    events.record(THREAD_OPENED, by=by, about=thread, tell=[reader])
