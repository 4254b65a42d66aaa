"""Value notes: zero to five levels of an experience, each with at most one line."""

from collections.abc import Mapping

from django.db import transaction

from accounts.actions.versions import check_version
from accounts.models import User
from reflections.actions.experiences import taken, touch
from reflections.models.experiences import Experience
from reflections.models.value_notes import ValueNote
from reflections.values import ValueLevel


@transaction.atomic
def write(
    experience: Experience, *, notes: Mapping[str, tuple[str, bool]], version: int | None, by: User
) -> Experience:
    """Make these the notes of the working copy: level → (line, "viel tegen"). Readers see them after saving.

    Raises Stale when `version` is not the stored one and the notes differ; the same notes again change nothing.
    """
    row = taken(experience, by=by)
    wanted = [
        {"level": str(level), "text": notes[level][0], "fell_short": notes[level][1]}
        for level in ValueLevel
        if level in notes
    ]
    if wanted == row.value():
        return row
    check_version(row, version)
    row.value_notes.exclude(level__in=notes).delete()
    for note in wanted:
        texts = {"text": note["text"], "fell_short": note["fell_short"]}
        ValueNote.objects.update_or_create(experience=row, level=note["level"], defaults=texts)
    touch(row)
    return row
