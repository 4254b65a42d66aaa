"""What a teller does with the own story after the session: notes, title, who reads it, and taking it back
(domain.md §5.2, access.md R15).

Every action counts the version of the story up; one that was thought of on an older version raises Stale and writes
nothing. So what somebody says yes to is exactly what stood on their screen.
"""

from collections.abc import Callable

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from accounts.actions.versions import check_version, locked
from accounts.models import User
from accounts.values import Answer, require
from partnerships import events
from reflections.actions import harvest, promises
from reflections.events.stories import (
    STORY_CHANGED,
    STORY_NOTE_ADDED,
    STORY_NOTE_CHANGED,
    STORY_NOTE_REMOVED,
    STORY_NOTES_CONFIRMED,
    STORY_SHOWN,
    STORY_WITHDRAWN,
)
from reflections.models.rooms import Seat
from reflections.models.stories import StoryNote, ValueStory
from reflections.policy.stories import (
    may_add_note,
    may_continue,
    may_keep_story,
    may_rewrite_story,
    may_show_story,
)

Teller = User | Seat  # a guest is known by the seat: whoever has the own link (domain.md §5.2)


def _person(by: Teller) -> User | None:
    """Who did it, for the history: a guest is nobody there."""
    return by if isinstance(by, User) else None


def _locked(story: ValueStory, version: int, by: Teller, may: Callable[..., Answer] = may_keep_story) -> ValueStory:
    row = locked(ValueStory.objects.select_related("seat__person", "value_check__team__organisation"), story.pk)
    require(may(by, row))
    check_version(row, version)
    return row


def _save(story: ValueStory) -> ValueStory:
    story.version += 1
    story.edited_at = timezone.now()
    story.save()
    return story


@transaction.atomic
def rewrite(
    story: ValueStory, *, title: str, text: str, continues: ValueStory | None, version: int, by: Teller
) -> ValueStory:
    """Another title, the story in the teller's own words, and of which own older story it is the sequel."""
    story = _locked(story, version, by, may_rewrite_story)
    if continues is not None:
        require(may_continue(by, story, continues))
    story.title, story.text, story.continues = title.strip(), text.strip(), continues
    story.shows_text = story.shows_text and bool(story.text)  # a new text is the teller's alone again
    events.record(STORY_CHANGED, by=_person(by), about=story)
    return _save(story)


@transaction.atomic
def confirm(story: ValueStory, *, version: int, by: Teller) -> ValueStory:
    """Say yes to all notes that still wait; from now on they count."""
    story = _locked(story, version, by, may_rewrite_story)
    story.notes.standing().filter(confirmed_at__isnull=True).update(confirmed_at=timezone.now())
    events.record(STORY_NOTES_CONFIRMED, by=_person(by), about=story)
    return _save(story)


@transaction.atomic
def add_note(story: ValueStory, *, text: str, level: str, by: User) -> ValueStory:
    """Something more that it brought; what the teller writes counts at once (domain.md §5.2). It takes nothing away, so
    it asks for no version."""
    version = ValueStory.objects.values_list("version", flat=True).get(pk=story.pk)
    story = _locked(story, version, by, may_add_note)
    last = story.notes.aggregate(last=Max("number"))["last"] or 0
    story.notes.create(number=last + 1, level=level, text=text.strip(), by=story.seat, confirmed_at=timezone.now())
    events.record(STORY_NOTE_ADDED, by=by, about=story)
    return _save(story)


@transaction.atomic
def edit_note(note: StoryNote, *, text: str, level: str, version: int, by: Teller) -> ValueStory:
    """Put it as it was meant. What the teller wrote is a yes at once. A sentence of the harvest that came from it keeps
    the words that were agreed to."""
    story = _locked(note.story, version, by, may_rewrite_story)
    note = story.notes.standing().select_for_update().get(pk=note.pk)
    now = timezone.now()
    note.text, note.level, note.edited_at = text.strip(), level, now
    note.confirmed_at = note.confirmed_at or now
    note.version += 1
    note.save()
    events.record(STORY_NOTE_CHANGED, by=_person(by), about=story)
    return _save(story)


@transaction.atomic
def remove_note(note: StoryNote, *, version: int, by: Teller) -> ValueStory:
    """Take a note away, with its words, and with what was harvested from it."""
    story = _locked(note.story, version, by)
    note = story.notes.standing().select_for_update().get(pk=note.pk)
    note.text, note.removed_at, note.confirmed_at = "", timezone.now(), None
    note.version += 1
    note.save()
    harvest.clear(note.harvest.all())
    events.record(STORY_NOTE_REMOVED, by=_person(by), about=story)
    return _save(story)


@transaction.atomic
def show_to(story: ValueStory, *, audience: str, version: int, by: User, shows_text: bool = False) -> ValueStory:
    """Choose who reads it: those present, the team, or the partnership without a name; and whether they read the text
    too. Narrower again may always."""
    story = _locked(story, version, by)
    require(may_show_story(by, story, audience, more=shows_text and not story.shows_text))
    story.audience, story.shows_text = audience, shows_text
    events.record(STORY_SHOWN, by=by, about=story)
    return _save(story)


@transaction.atomic
def withdraw(story: ValueStory, *, by: Teller) -> ValueStory:
    """Take it back: nobody else reads or counts it from now on, and nothing of it stays in the harvest. Doing it twice
    is doing it once, whatever version was on the screen: who takes back is never told to look first."""
    version = ValueStory.objects.values_list("version", flat=True).get(pk=story.pk)
    story = _locked(story, version, by)
    if story.withdrawn_at:
        return story
    story.withdrawn_at = timezone.now()
    harvest.clear(story.harvest.all())
    promises.settle(story)
    _save(story)
    events.record(STORY_WITHDRAWN, by=_person(by), about=story)
    return story
