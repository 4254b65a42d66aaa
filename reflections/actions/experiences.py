"""Experiences: begin, write, save, add to the reflection, delete. The only place that moves an experience.

The texts of `Experience` are the working copy; saving makes an `ExperienceVersion`, which is all that readers ever see.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import Truncator

from accounts.actions.versions import check_version, locked
from accounts.models import User
from accounts.values import LogRhythm, require, today
from learningtracks.models.tracks import Track, TrackPerson
from learningtracks.values.pieces import MOST_VALUE
from partnerships import events
from partnerships.actions.reminders import trail_of
from partnerships.models.reminders import Reminder
from partnerships.reminders import Because
from reflections.actions import feedback as questions
from reflections.events.experiences import EXPERIENCE_CHANGED, EXPERIENCE_DELETED, EXPERIENCE_SAVED
from reflections.events.reminders import LOG_MUTED
from reflections.models.attachments import Attachment
from reflections.models.evidence import EvidenceQuerySet
from reflections.models.experiences import Experience, ExperienceVersion
from reflections.models.feedback import Feedback, FeedbackRequest
from reflections.models.replies import Reply
from reflections.policy.experiences import may_log, may_save, may_write
from reflections.policy.feedback import may_react
from reflections.reminders.experiences import LOG_KINDS
from reflections.values import TEXT_FIELDS

MOST_SITUATION = 10_000  # signs
WRITABLE = {*TEXT_FIELDS, "happened_on", "track", "asked_person", "question", "learning_form"}


@transaction.atomic
def start(*, situation: str, happened_on: dt.date | None = None, by: User) -> Experience:
    """Begin a draft, on the running track when there is exactly one. Drafts leave no event (access.md R7)."""
    require(may_log(by))
    running = list(Track.objects.of_learner(by).running()[:2])
    return Experience.objects.create(
        author=by,
        situation=situation,
        happened_on=happened_on or today(),
        track=running[0] if len(running) == 1 else None,
    )


@transaction.atomic
def begin_from(words: str, *, level: str, origin: str, by: User) -> Experience:
    """Begin a draft with what somebody answered elsewhere: it is the situation, and the note of this level of value.
    More answers of the same origin come into that draft as long as it is one."""
    draft = Experience.objects.written_by(by).drafts().from_origin(origin).first()
    row = taken(draft, by=by) if draft else start(situation=words, by=by)
    row.origin = origin
    if words not in row.situation and len(row.situation) + len(words) < MOST_SITUATION:
        row.situation = f"{row.situation}\n\n{words}"
    note, new = row.value_notes.get_or_create(level=level, defaults={"text": Truncator(words).chars(MOST_VALUE)})
    if not new and words not in note.text and len(note.text) + len(words) + 2 <= MOST_VALUE:
        note.text = f"{note.text}\n\n{words}".strip()
        note.save(update_fields=["text"])
    touch(row, "situation", "origin")
    return row


def taken(experience: Experience, *, by: User) -> Experience:
    """The row as it is now, held until the transaction ends, for its author only."""
    row = locked(Experience.objects.all(), experience.pk)
    require(may_write(by, row))
    return row


def touch(row: Experience, *fields: str) -> None:
    """Store these fields and count the change."""
    row.version += 1
    row.edited_at = timezone.now()
    row.save(update_fields=[*fields, "version", "edited_at"])


@transaction.atomic
def write(experience: Experience, *, changes: Mapping[str, Any], version: int | None, by: User) -> Experience:
    """Store the working copy as it was typed, autosave too; nobody else reads it and it leaves no event.

    Raises Stale when `version` is not the stored one and the texts differ. The same texts again change nothing.
    """
    if unknown := set(changes) - WRITABLE:
        raise ValueError(f"Not a text of an experience: {unknown}")
    row = taken(experience, by=by)
    changed = {name: value for name, value in changes.items() if getattr(row, name) != value}
    if not changed:
        return row
    check_version(row, version)
    for name, value in changed.items():
        setattr(row, name, value)
    touch(row, *changed)
    if "track" in changed:
        leave_other_tracks(row)
    return row


def leave_other_tracks(row: Experience) -> None:
    """An entry belongs to pieces of its own track only: untick the others."""
    untick(row.evidence.exclude(piece__puzzle__period__track=row.track))


def untick(evidence: EvidenceQuerySet) -> None:
    """Take ticks away; what readers saw stays until the next "Bewaren"."""
    evidence.filter(shown=False).delete()
    evidence.update(ticked=False)


@transaction.atomic
def save(experience: Experience, *, version: int | None, by: User) -> FeedbackRequest | None:
    """Save what stands there as a version, and ask the person who was chosen. Gives the question that was asked.

    None when nobody was chosen, or when that person no longer guides the author. Saving what is saved already does
    nothing. Raises Stale when `version` is not the stored one.
    """
    row = taken(experience, by=by)
    require(may_save(by, row))
    newest = row.latest()
    has_changed, named = row.differs_from(newest), _chosen(row)
    belongs_elsewhere, brings = row.evidence.unsaved().exists(), row.attachments.unsaved().exists()
    if not has_changed and not named and not belongs_elsewhere and not brings:
        return None
    check_version(row, version)
    if has_changed:
        _keep_version(row, newest)
    if belongs_elsewhere:
        _show_evidence(row)
    row.attachments.unsaved().update(shown=True)
    is_first, row.saved_at = row.saved_at is None, row.saved_at or timezone.now()
    row.save(update_fields=["saved_at"])
    request = _ask(row, named, by)
    events.record(EXPERIENCE_SAVED if is_first else EXPERIENCE_CHANGED, by=by, about=row)
    return request


def _chosen(row: Experience) -> TrackPerson | None:
    """The person on the track whom the author wants to ask, if they guide the author today."""
    if not row.asked_person_id or not row.question:
        return None
    return TrackPerson.objects.readable().filter(person=row.asked_person_id, track=row.track_id).first()


def _keep_version(row: Experience, newest: ExperienceVersion | None) -> None:
    ExperienceVersion.objects.create(
        experience=row,
        number=newest.number + 1 if newest else 1,
        happened_on=row.happened_on,
        value=row.value(),
        **{name: getattr(row, name) for name in TEXT_FIELDS},
    )


def _show_evidence(row: Experience) -> None:
    """From now on readers see at which pieces it lies."""
    row.evidence.filter(ticked=False).delete()
    row.evidence.update(shown=True)


def _ask(row: Experience, named: TrackPerson | None, by: User) -> FeedbackRequest | None:
    """Ask, and make room for another question: from here on the question is a row of its own."""
    if named is None:
        return None
    request = questions.ask(row, named=named, question=row.question, by=by)
    row.asked_person, row.question = None, ""
    touch(row, "asked_person", "question")
    return request


@transaction.atomic
def add_to_reflection(feedback: Feedback, *, text: str, by: User) -> Experience:
    """Put what the feedback made of it under the reflection, saved at once. From now on the feedback stands.

    Adding takes nothing away, so there is no stale save; other unsaved changes stay unsaved.
    """
    require(may_react(by, feedback))
    row = taken(feedback.request.experience, by=by)  # type: ignore[union-attr]
    row.reflection = _joined(row.reflection, text)
    touch(row, "reflection")
    newest = row.versions.latest("number")
    newest.pk, newest.number = None, newest.number + 1
    newest.reflection, newest.saved_at = _joined(newest.reflection, text), timezone.now()
    newest.save(force_insert=True)
    feedback.used_at = feedback.used_at or timezone.now()
    feedback.save(update_fields=["used_at"])
    events.record(EXPERIENCE_CHANGED, by=by, about=row)
    return row


def _joined(before: str, text: str) -> str:
    return f"{before}\n\n{text}" if before else text


@transaction.atomic
def delete(experience: Experience, *, by: User) -> None:
    """Delete an entry for good. Readers lose it at once; what they wrote about it stays theirs, and what its author
    wrote goes along (access.md R5).

    Of a draft nobody knew; its end leaves no event either (R7).
    """
    row = taken(experience, by=by)
    if not row.is_draft:
        events.record(EXPERIENCE_DELETED, by=by, about=row)
    for attachment in Attachment.objects.around(row).written_by(by):
        attachment.file.delete(save=False)
    Reply.objects.filter(thread__experience=row, author=by).delete()
    row.delete()


@transaction.atomic
def mute_log(*, by: User) -> None:
    """One tap: no more reminders to log an experience."""
    User.objects.filter(pk=by.pk).update(log_rhythm=LogRhythm.NONE)
    Reminder.objects.filter(person=by, kind__in=LOG_KINDS).lapse(Because.UNWANTED)
    events.record(LOG_MUTED, by=by, about=by, trail=trail_of(by))
