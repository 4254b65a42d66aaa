"""To-dos: what waits for somebody to do it. Made and settled in the action that changes the facts (todos.py)."""

import datetime as dt
from collections.abc import Collection

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User


class ToDoQuerySet(models.QuerySet["ToDo"]):
    def open(self) -> "ToDoQuerySet":
        """Not done, and not fallen away. Some of these begin to count later."""
        return self.filter(settled_at__isnull=True)

    def waiting_for(self, people: Collection[int], now: dt.datetime) -> "ToDoQuerySet":
        """What these people have to do now, the longest waiting first; `todos` asks whether they are where it is to be
        done."""
        here = self.open().filter(Q(closes_at__isnull=True) | Q(closes_at__gt=now), opens_at__lte=now)
        return here.filter(person__in=people).order_by("since", "pk")

    def settled_of(self, person: User, key: int) -> dt.datetime | None:
        """When this row of theirs was done or fell away, if it was."""
        found: dt.datetime | None = self.filter(person=person, pk=key).values_list("settled_at", flat=True).first()
        return found

    def settled_before(self, moment: dt.datetime) -> "ToDoQuerySet":
        return self.filter(settled_at__lt=moment)


class ToDo(models.Model):
    """One person has one thing to do about one thing. `kind` is registered in a `todos` module; its words are made when
    it is read, so no name and no text of anybody is kept here.

    `since` is what the person reads; it counts from `opens_at` until `closes_at`, for who is in its place: `place` is
    registered in `todos`, `place_id` the key of that track or team. A row is never written by hand: `todos.update`
    makes and settles rows from the facts.
    """

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="todos")
    kind = models.CharField(max_length=40)
    about_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    about_id = models.BigIntegerField()
    about = GenericForeignKey("about_type", "about_id")
    since = models.DateTimeField()
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField(null=True, blank=True)
    place = models.CharField(max_length=20, blank=True)
    place_id = models.BigIntegerField(null=True, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    settled_at = models.DateTimeField(null=True, blank=True)

    objects = ToDoQuerySet.as_manager()

    class Meta:
        verbose_name = _("iets om te doen")
        verbose_name_plural = _("dingen om te doen")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "about_id"], condition=Q(settled_at__isnull=True), name="todo_open_once"
            )
        ]
        indexes = [
            models.Index(fields=["person", "opens_at"], condition=Q(settled_at__isnull=True), name="todo_of_person"),
            models.Index(fields=["kind", "about_id"], condition=Q(settled_at__isnull=True), name="todo_of_thing"),
            models.Index(fields=["place_id", "kind"], condition=Q(settled_at__isnull=True), name="todo_of_place"),
            models.Index(fields=["about_type", "about_id"], name="todo_about"),
            models.Index(fields=["settled_at"], condition=Q(settled_at__isnull=False), name="todo_settled"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.about_id}"

    def counts_at(self, now: dt.datetime) -> bool:
        """As `waiting_for` asks it of the database."""
        return self.opens_at <= now and (self.closes_at is None or self.closes_at > now)
