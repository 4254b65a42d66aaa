"""What stands in a document, in order; how it looks is said elsewhere.

What others wrote goes in as their rules say. An answer to a question is the learner's to export (access.md row 12): it
goes in when they tick it, with the role of who wrote it and without the name, as a quote does. A piece belongs to the
track (row 6): what was agreed goes in, and not who voted, what was said about it, or what it was worth to others. What
somebody reported as private stays out until its author put it right (reliability.md §3).
"""

import datetime as dt
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.models import User
from accounts.names import tidy
from learningtracks.models.tracks import TrackPerson
from learningtracks.values.pieces import PieceState, Slot
from partnerships.values import in_sentence
from reflections.models.experiences import Experience
from reflections.models.growth import Course, feedback_on
from reflections.values import LEVELS, Included

TITLE = 80  # characters of a first line that serve as a title
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # no program may read them


@dataclass(frozen=True)
class Section:
    """One heading with what stands below it. `kind`: "text", "reflection", "value" (a line each) or "feedback"."""

    heading: str
    text: str
    kind: str = "text"


@dataclass(frozen=True)
class Entry:
    """An experience or a piece: the day or the name over it, and `title`, which tells it from all others in a list.
    `key` names it among all there are, `first` and `last` are the days it began and ended."""

    key: str
    heading: str
    title: str
    about: str
    sections: tuple[Section, ...]
    changed_at: dt.datetime
    made_at: dt.datetime
    first: dt.date | None = None
    last: dt.date | None = None


@dataclass(frozen=True)
class Document:
    title: str
    author: str
    intro: str
    tracks: tuple[str, ...]
    experiences: tuple[Entry, ...]
    pieces: tuple[Entry, ...]
    made_at: dt.datetime

    @property
    def byline(self) -> str:
        """Whose it is, where they learn and when it was made, in one line."""
        return " · ".join(filter(None, [self.author, *self.tracks, _day(timezone.localdate(self.made_at))]))


def make(
    person: User,
    *,
    title: str,
    intro: str,
    entries: Iterable[Experience],
    courses: Iterable[Course],
    included: Collection[str],
) -> Document:
    """The document of these own entries, oldest first, with what the learner wants in it. Characters that no XML may
    hold are left out here, once for all kinds of files."""
    entries = sorted(entries, key=lambda entry: (entry.happened_on, entry.created_at))
    courses = sorted(courses, key=lambda course: course.since)
    roles = _roles(entries) if Included.FEEDBACK in included else {}
    tracks = [entry.track for entry in entries if entry.track] + [course.piece.track for course in courses]
    return Document(
        title=_clean(title),
        author=_clean(tidy(str(person))) if Included.NAME in included else "",
        intro=_clean(intro),
        tracks=tuple(dict.fromkeys(_clean(track.title) for track in tracks)) if Included.TRACK in included else (),
        experiences=tuple(_experience(entry, included, roles) for entry in entries),
        pieces=tuple(_piece(course, included) for course in courses),
        made_at=timezone.now(),
    )


def _clean(text: str) -> str:
    return NOT_IN_XML.sub("", text)


def _section(heading: Any, text: str, kind: str = "text") -> Section:
    return Section(_clean(str(heading)), _clean(text), kind)


def _day(day: dt.date) -> str:
    return date_format(day, pgettext("date", "j F Y"))


# --- Experiences ------------------------------------------------------------------------------------------------------


def _experience(entry: Experience, included: Collection[str], roles: dict[int, str]) -> Entry:
    sections = [
        _section(text.label, words, "reflection" if text.name == Included.REFLECTION else "text")
        for text, words in entry.texts()
        if words and (text.name not in Included.values or text.name in included)
    ]
    lines = [_line(note.level.name, note.text, note.fell_short) for note in entry.notes]
    if lines and Included.VALUE in included:
        sections.append(_section(_("Waarde"), "\n".join(lines), "value"))
    if Included.FEEDBACK in included:
        sections += [
            _section(roles.get(answer.pk) or _("Feedback"), answer.text, "feedback") for answer in feedback_on(entry)
        ]
        sections += [_section(_("Feedback"), asked.answer, "feedback") for asked in entry.passes.all()]
    return Entry(
        key=str(entry.public_id),
        heading=_day(entry.happened_on),
        title=_clean(Truncator(entry.situation.strip().splitlines()[0]).chars(TITLE)),
        about="",
        sections=tuple(sections),
        changed_at=entry.edited_at,
        made_at=entry.created_at,
        first=entry.happened_on,
    )


def _line(name: Any, text: str, fell_short: bool) -> str:
    said = f"{name}: {text}" if text else str(name)
    return _("%(line)s (viel tegen)") % {"line": said} if fell_short else said


def _roles(entries: Iterable[Experience]) -> dict[int, str]:
    """What each answer is called: whose it is by role, in the words of that partnership."""
    asked = [one for entry in entries for one in entry.feedback_requests.all() if hasattr(one, "feedback")]
    keys = [one.named_as_id for one in asked if one.named_as_id]
    named = TrackPerson.objects.filter(pk__in=keys).select_related("track__partnership")
    labels = {one.pk: one.label for one in named}
    return {
        one.feedback.pk: _("Feedback: %(role)s") % {"role": in_sentence(labels[one.named_as_id])}
        for one in asked
        if one.named_as_id in labels
    }


# --- Pieces -----------------------------------------------------------------------------------------------------------


def _piece(course: Course, included: Collection[str]) -> Entry:
    version = course.version
    said = {_("Wat"): version.what, _("Waaraan merken we het?"): version.noticed}
    sections = [_section(name, text) for name, text in said.items() if text]
    if Included.COURSE in included:
        steps = [f"{step.state.label}: {_day(timezone.localdate(step.at))}" for step in course.steps if step.at]
        sections.append(_section(_("Hoe het ging"), "\n".join(steps), "value"))
    names = {str(level.level): level.name for level in LEVELS}
    lines = [_line(names[note.level], note.text, note.fell_short) for note in course.notes]
    if lines and Included.VALUE in included:
        sections.append(_section(_("Waarde"), "\n".join(lines), "value"))
    days = {step.state: timezone.localdate(step.at) for step in course.steps if step.at}
    return Entry(
        key=str(course.piece.public_id),
        heading=_clean(version.title),
        title=_clean(version.title),
        about=_clean(str(Slot(course.piece.slot).label)),
        sections=tuple(sections),
        changed_at=course.since,
        made_at=course.piece.created_at,
        first=days.get(PieceState.ACTIVE),
        last=days.get(PieceState.DONE),
    )
