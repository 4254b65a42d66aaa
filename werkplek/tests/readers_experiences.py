"""Who may read what people write about what they experienced and who they shared it with, for the crawl for canaries
(access.md §4)."""

from collections.abc import Callable
from typing import Any

from reflections.models.attachments import Attachment
from reflections.models.experiences import Experience, ExperienceVersion, Share
from reflections.models.feedback import FeedbackRequest
from reflections.models.replies import Reply
from reflections.models.value_checks import ValueCheck
from reflections.models.wonder import WonderEntry
from reflections.values import Part
from werkplek.tests.readers_actions import of_team


def with_part(part: Part) -> Callable[[Any], set[int]]:
    """Rows 8 and 10: who is named in a running share and still on the track; nobody while the entry is hidden."""

    def readers(version: ExperienceVersion) -> set[int]:
        return {version.experience.author_id} | shared_with(version.experience, part)

    return readers


def shared_with(experience: Experience, part: Part) -> set[int]:
    shares = Share.objects.filter(experience=experience, part=part, ended_at__isnull=True)
    named = set(shares.values_list("person", flat=True))
    gone = set(experience.track.people.filter(membership__ended_at__isnull=False).values_list("person", flat=True))
    return set() if experience.hidden_at else named - gone


def with_parent(attachment: Attachment) -> set[int]:
    """R8: as the story it is with, once it is saved, or as the reply."""
    if attachment.reply:
        return author_and_reader(attachment.reply)
    readers = shared_with(attachment.experience, Part.STORY) if attachment.shown else set()
    return {attachment.author_id} | readers


def asker_and_asked(request: FeedbackRequest) -> set[int]:
    return {request.experience.author_id} | ({request.asked_id} & shared_with(request.experience, Part.STORY))


def author_and_reader(reply: Reply) -> set[int]:
    """Row 12: the author of the experience, its reader as long as anything is shared, and always who wrote it."""
    thread = reply.thread
    shared = set.union(*(shared_with(thread.experience, part) for part in Part)) if thread else set()
    return {reply.author_id} | ({thread.experience.author_id} | ({thread.reader_id} & shared) if thread else set())


def writer_and_team(entry: WonderEntry) -> set[int]:
    """Row 37: who wrote it and, when shared, who leads, works or learns in the team."""
    team = entry.team
    if team is None:
        return {entry.person_id}
    return {entry.person_id} | of_team(team)


def invited(check: ValueCheck) -> set[int]:
    """Row 18: the details of a session are for who is on its list."""
    return set(check.participants.values_list("person", flat=True))


CONTENT_OF_EXPERIENCES = {
    "reflections.Experience.situation": lambda row: {row.author_id},  # the working copy is the author's (R1)
    "reflections.Experience.analysis": lambda row: {row.author_id},
    "reflections.Experience.reflection": lambda row: {row.author_id},
    "reflections.Experience.question": lambda row: {row.author_id},
    "reflections.ExperienceVersion.situation": with_part(Part.STORY),
    "reflections.ExperienceVersion.analysis": with_part(Part.STORY),
    "reflections.ExperienceVersion.reflection": with_part(Part.REFLECTION),
    "reflections.ExperienceVersion.value": with_part(Part.VALUE),
    "reflections.Attachment.description": with_parent,
    "reflections.ValueNote.text": lambda row: {row.experience.author_id},
    "reflections.FeedbackRequest.question": asker_and_asked,
    "reflections.Feedback.text": lambda row: {row.author_id, row.receiver_id},
    "reflections.Pass.question": lambda row: {row.asker.pk, *([row.person_id] if row.is_open else [])} - {None},
    "reflections.Pass.answer": lambda row: {row.asker.pk},
    "reflections.Pass.name": lambda row: {row.asker.pk},
    "reflections.Pass.email": lambda row: set(),
    "reflections.Reply.text": author_and_reader,
    "reflections.Concern.reason": lambda row: {row.experience.author_id, row.by_id},
    "reflections.WonderEntry.text": writer_and_team,
    "reflections.ValueCheck.place": invited,
}
