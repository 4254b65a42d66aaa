"""Promises: what a teller expects, when Werkplek asks, how it ended (domain.md §5.2). The second voice is a pass."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from accounts.actions.versions import check_version, locked
from accounts.models import User
from accounts.values import require
from partnerships import events
from reflections.events.promises import (
    PROMISE_ANSWERED,
    PROMISE_CHANGED,
    PROMISE_HIDDEN,
    PROMISE_MADE,
    PROMISE_SHARED,
    PROMISE_WITHDRAWN,
)
from reflections.models.promises import Promise
from reflections.models.stories import ValueStory
from reflections.policy.promises import (
    may_answer_promise,
    may_change_promise,
    may_drop_promise,
    may_promise,
    may_share_promise,
)
from reflections.reminders.second_voices import ask_second_voice, end_second_voice
from reflections.values import Ending


@transaction.atomic
def make(story: ValueStory, *, text: str, ask_on: dt.date, by: User) -> Promise:
    """Write down what is expected, and when to ask. Nobody else reads it before the teller shares it."""
    row = locked(ValueStory.objects.select_related("seat__person", "value_check__team"), story.pk)
    require(may_promise(by, row))
    made = Promise.objects.create(story=row, text=text.strip(), ask_on=ask_on)
    events.record(PROMISE_MADE, by=by, about=made)
    return made


def _locked(promise: Promise) -> Promise:
    return locked(Promise.objects.select_related("story__seat__person", "story__value_check__team"), promise.pk)


@transaction.atomic
def change(promise: Promise, *, text: str, ask_on: dt.date, version: int, by: User) -> Promise:
    """Other words, or another day: then it is asked on that one."""
    row = _locked(promise)
    require(may_change_promise(by, row))
    check_version(row, version)
    row.text, row.ask_on, row.version = text.strip(), ask_on, row.version + 1
    row.save()
    events.record(PROMISE_CHANGED, by=by, about=row)
    return row


@transaction.atomic
def answer(promise: Promise, *, ending: Ending, words: str, version: int, by: User) -> Promise:
    """How it ended, which closes it. Who was named as second voice and not asked yet is asked now."""
    row = _locked(promise)
    require(may_answer_promise(by, row))
    check_version(row, version)
    row.ending, row.words, row.answered_at = ending, words.strip(), timezone.now()
    row.version += 1
    row.save()
    events.record(PROMISE_ANSWERED, by=by, about=row)
    ask_second_voice(row)
    return row


@transaction.atomic
def share(promise: Promise, *, shared: bool, version: int, by: User) -> Promise:
    """Let who reads the story read this too, with how it ended; or no more. They also see it when the next value check
    looks back."""
    row = _locked(promise)
    require(may_share_promise(by, row) if shared else may_drop_promise(by, row))
    check_version(row, version)
    row.is_shared, row.version = shared, row.version + 1
    row.save(update_fields=["is_shared", "version"])
    events.record(PROMISE_SHARED if shared else PROMISE_HIDDEN, by=by, about=row)
    return row


@transaction.atomic
def withdraw(promise: Promise, *, by: User) -> None:
    """Take it away with all its words. It is asked no more, and the link of a second voice opens nothing."""
    row = _locked(promise)
    require(may_drop_promise(by, row))
    end_second_voice(row)
    events.record(PROMISE_WITHDRAWN, by=by, about=row)
    row.delete()


def settle(story: ValueStory) -> None:
    """Part of an action: the story was taken back, so nobody is asked anything about it any more."""
    for row in Promise.objects.filter(story=story):
        end_second_voice(row)
