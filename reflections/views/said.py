"""What an entry says, in words for a page: per step, and what should not stand in it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from operator import itemgetter
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts import sensitive
from accounts.directions import apart
from accounts.values import today
from reflections.models.attachments import attachments_of
from reflections.models.evidence import pieces_of
from reflections.models.experiences import Experience
from reflections.values import TEXTS, LearningForm, ValueLevel


class Line(NamedTuple):
    """One line of what a step says; `field` is the box that it stands in, if it has one of its own."""

    label: str | Promise
    text: str
    field: str = ""


def told(experience: Experience, step: int) -> list[Line]:
    """What the working copy says at this step, empty texts too."""
    if step == 3:
        return [Line(_("Feedbackvraag"), "\n".join(_questions(experience)))]
    if step == 5:
        return [Line(_("Waarde"), "\n".join(note_in_words(note) for note in experience.value()))]
    if step == 6:
        pieces = ", ".join(piece.title for piece in pieces_of(experience))
        track = str(experience.track or _("Nog niet"))
        form = LearningForm(experience.learning_form).label if experience.learning_form else ""
        came = [Line(_("Hoe het kwam"), str(form), "learning_form")] if form else []
        return [Line(_("Puzzelstuk"), pieces or _("Nog niet")), Line(_("Traject"), track), *came]
    said = [Line(text.label, words, text.name) for text, words in experience.texts() if text.step == step]
    if step == 1:
        day = date_format(experience.happened_on, pgettext("date", "l j F"))
        said.append(Line(_("Datum"), day, "happened_on"))
    return said


def _questions(experience: Experience) -> Iterator[str]:
    for request in experience.questions():
        yield _("Aan %(name)s: %(question)s") % {"name": request.asked, "question": apart(request.question)}
    if experience.asked_person and experience.question:
        yield _("Aan %(name)s: %(question)s") % {
            "name": experience.asked_person,
            "question": apart(experience.question),
        }


def note_in_words(note: dict[str, Any]) -> str:
    """ "Anders doen: ik vraag nu eerst wat iemand wil (viel tegen)"."""
    name = str(ValueLevel(note["level"]).label)
    text = f"{name}: {note['text']}" if note["text"] else name
    return f"{text} ({_('viel tegen')})" if note["fell_short"] else text


def _step(experience: Experience, number: int) -> str:
    return reverse("reflections:experience_step", args=[experience.public_id, number])


def findings_in(experience: Experience) -> list[sensitive.Finding]:
    """What looks like a detail of a person in the working copy, each with the page where it can be changed."""
    files = reverse("reflections:experience_files", args=[experience.public_id])
    said = [
        *((text.step, str(text.label), words, "") for text, words in experience.texts()),
        *((2, _("Foto, geluid of PDF"), brought.description, files) for brought in attachments_of(experience)),
        (3, _("Je vraag"), experience.question, ""),
        *((5, str(ValueLevel(note["level"]).label), note["text"], "") for note in experience.value()),
    ]
    return [
        replace(finding, url=url or f"{_step(experience, step)}?to=check")
        for step, where, words, url in sorted(said, key=itemgetter(0))
        for finding in sensitive.find(words, on=today(), where=where)
    ]


def with_ways(found: Iterable[sensitive.Finding], experience: Experience) -> list[sensitive.Finding]:
    """What was found in a saved version, each with the step where it can be changed: there one tap makes general words
    of it. What stands elsewhere has none."""
    steps = {str(text.label): text.step for text in TEXTS} | {str(label): 5 for label in ValueLevel.labels}
    return [
        replace(one, url=f"{_step(experience, steps[one.where])}?to=check") if one.where in steps else one
        for one in found
    ]
