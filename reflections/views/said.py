"""What an entry says, in words for a page: per step, and what should not stand in it."""

from collections.abc import Iterator
from operator import itemgetter
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.values import today
from reflections import sensitive
from reflections.models.evidence import pieces_of
from reflections.models.experiences import Experience
from reflections.values import ValueLevel

Line = tuple[str | Promise, str]


def told(experience: Experience, step: int) -> list[Line]:
    """What the working copy says at this step: (label, text), empty texts too."""
    if step == 3:
        return [(_("Feedbackvraag"), "\n".join(_questions(experience)))]
    if step == 5:
        return [(_("Waarde"), "\n".join(note_in_words(note) for note in experience.value()))]
    if step == 6:
        pieces = ", ".join(piece.title for piece in pieces_of(experience))
        return [(_("Puzzelstuk"), pieces or _("Nog niet")), (_("Traject"), str(experience.track or _("Nog niet")))]
    said: list[Line] = [(text.label, words) for text, words in experience.texts() if text.step == step]
    if step == 1:
        said.append((_("Datum"), date_format(experience.happened_on, pgettext("date", "l j F"))))
    return said


def _questions(experience: Experience) -> Iterator[str]:
    for request in experience.questions():
        yield _("Aan %(name)s: %(question)s") % {"name": request.asked, "question": request.question}
    if experience.asked_person and experience.question:
        yield _("Aan %(name)s: %(question)s") % {"name": experience.asked_person, "question": experience.question}


def note_in_words(note: dict[str, Any]) -> str:
    """ "Anders doen: ik vraag nu eerst wat iemand wil (viel tegen)"."""
    name = str(ValueLevel(note["level"]).label)
    text = f"{name}: {note['text']}" if note["text"] else name
    return f"{text} ({_('viel tegen')})" if note["fell_short"] else text


def findings_in(experience: Experience) -> list[dict[str, object]]:
    """What looks like a detail of a person in the working copy, with the step where it stands."""
    said = [
        *((text.step, str(text.label), words) for text, words in experience.texts()),
        (3, _("Je vraag"), experience.question),
        *((5, str(ValueLevel(note["level"]).label), note["text"]) for note in experience.value()),
    ]
    return [
        {"finding": finding, "step": step}
        for step, where, words in sorted(said, key=itemgetter(0))
        for finding in sensitive.find(words, on=today(), where=where)
    ]
