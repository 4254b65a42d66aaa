"""Replies: what a learner and one reader of an experience say to each other about it (docs/decisions/0158)."""

from collections.abc import Collection
from typing import Any

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.alongside import AlongsideQuerySet, gather
from accounts.models import User
from accounts.prepared import Prepared, by_keys
from learningtracks.belonging import tracks_of
from reflections.models.experiences import Experience, Share
from reflections.values import ReplyKind


def _read_in(given: QuerySet[Share]) -> Q:
    """Whose reader has one of these shares, and can read the experience by it."""
    theirs = given.filter(experience=OuterRef("experience"), person=OuterRef("reader"))
    return Q(Exists(theirs), experience__hidden_at__isnull=True)


class ThreadQuerySet(AlongsideQuerySet["Thread"]):
    @by_keys(lambda person: (person.pk, tracks_of(person).guided()))
    def known_to(self, person: int, guided: Collection[int]) -> "ThreadQuerySet":
        """Whose experience it is, and its reader as long as they read something of it."""
        reads = Q(_read_in(Share.objects.running()), reader=person, experience__track__in=guided)
        return self.filter(Q(experience__author=person) | reads)

    def open(self) -> "ThreadQuerySet":
        return self.filter(closed_at__isnull=True)

    def with_reader(self) -> "ThreadQuerySet":
        """Whose reader, whoever that is, reads something of it; what they write arrives nowhere otherwise."""
        given = Share.objects.running().with_access().filter(may_read=True)  # type: ignore[misc]
        return self.filter(_read_in(given), experience__saved_at__isnull=False)

    def with_replies(self) -> "ThreadQuerySet":
        return self.alongside(_gather_replies)


class Thread(models.Model):
    """What the author of an experience and one reader wrote to each other about it. It is the author's: they close it,
    and it goes with the experience. Nobody else reads along, other readers neither."""

    experience = models.ForeignKey(Experience, on_delete=models.CASCADE, related_name="threads")
    reader = models.ForeignKey(User, on_delete=models.CASCADE, related_name="threads_read")
    started_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(_("afgesloten op"), null=True, blank=True)
    todos = GenericRelation("partnerships.ToDo", "about_id", "about_type")

    objects = ThreadQuerySet.as_manager()

    class Meta:
        verbose_name = _("reacties op een ervaring")
        verbose_name_plural = _("reacties op ervaringen")
        ordering = ["started_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["experience", "reader"], name="thread_once_per_reader")]

    def __str__(self) -> str:
        return f"{self.experience_id} · {self.reader_id}"  # of many in a download

    def get_absolute_url(self) -> str:
        return thread_url(self.experience, self.reader)

    @property
    def trail(self) -> str:
        return self.experience.trail

    @property
    def is_new(self) -> bool:
        """Nobody wrote yet."""
        return self._state.adding

    def waiting(self) -> "dict[int, Reply]":
        """Who (by id) has yet to answer which question: the first that the other asked since they last wrote."""
        found: dict[int, Reply] = {}
        author = self.experience.author_id
        for reply in self.said():
            writer = reply.author_id or self.reader_id  # who left was the reader: the author takes the thread along
            found.pop(writer, None)
            if reply.kind == ReplyKind.QUESTION:
                found[self.reader_id if writer == author else author] = reply
        return found

    def said(self) -> "list[Reply]":
        """Oldest first; nothing as long as nobody wrote."""
        return [] if self.is_new else list(self.replies.all())

    def last(self) -> "Reply | None":
        return next(reversed(self.said()), None)


class ReplyQuerySet(models.QuerySet["Reply"]):
    def left_over(self) -> "ReplyQuerySet":
        """Of which the experience is gone: theirs alone who wrote them (access.md R5)."""
        return self.filter(thread=None)

    def written_by(self, person: User) -> "ReplyQuerySet":
        return self.filter(author=person).select_related("attachment").order_by("-said_at", "-pk")


class Reply(models.Model):
    """One time that somebody writes: an answer, thanks (with words or without) or a question. It does not change; its
    writer may take it back until the other wrote after it (access.md row 12)."""

    thread = models.ForeignKey(Thread, on_delete=models.SET_NULL, null=True, blank=True, related_name="replies")
    author = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="replies_given")
    kind = models.CharField(max_length=10, choices=ReplyKind, default=ReplyKind.ANSWER)
    text = models.TextField(_("reactie"), max_length=10_000, blank=True)
    said_at = models.DateTimeField(default=timezone.now)

    objects = ReplyQuerySet.as_manager()

    class Meta:
        verbose_name = _("reactie")
        verbose_name_plural = _("reacties")
        ordering = ["said_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ReplyKind.values), name="reply_kind_known"),
            models.CheckConstraint(condition=~Q(text="") | Q(kind=ReplyKind.THANKS), name="reply_says_something"),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def said(self) -> str:
        """The words, or what thanks without words say."""
        return self.text or gettext("Bedankt.")

    @property
    def files(self) -> list[Any]:
        """The photo, sound or PDF that its writer brought with it, if there is one."""
        brought = getattr(self, "attachment", None)
        return [brought] if brought else []


def thread_url(experience: Experience, reader: User) -> str:
    """Where these two write to each other; it is there before anybody did."""
    return reverse("reflections:thread", args=[experience.public_id, reader.public_id])


# --- What is read beside an experience ------------------------------------------------------------------------------


@Prepared
def _threads(experience: int) -> QuerySet[Thread]:
    found = Thread.objects.filter(experience=experience).select_related("reader")
    return found.with_replies()


@Prepared
def _thread_with(experience: int, reader: int) -> QuerySet[Thread]:
    return Thread.objects.filter(experience=experience, reader=reader).select_related("reader").with_replies()


@Prepared
def _replies(threads: list[int]) -> QuerySet[Reply]:
    found = Reply.objects.filter(thread__in=threads).select_related("author", "attachment")
    return found.order_by("said_at", "pk")


def _gather_replies(threads: list[Thread]) -> None:
    gather(threads, "replies", _replies)


def threads_about(experience: Experience) -> list[Thread]:
    """Each with who reads, and what was said."""
    return [_of(experience, thread) for thread in _threads(experience.pk)]


def thread_with(experience: Experience, reader: User) -> Thread:
    """The same with one reader; a new one, not kept, when nobody wrote yet."""
    found: Any = next(iter(_thread_with(experience.pk, reader.pk)), None)
    return _of(experience, found) if found else Thread(experience=experience, reader=reader)


def _of(experience: Experience, thread: Thread) -> Thread:
    thread.experience = experience
    return thread
