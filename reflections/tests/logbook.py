"""Short words for tests about experiences: a draft, a saved entry, somebody on the track, a whole form."""

import uuid
from typing import Any

from django.http import HttpResponse

from accounts.models import User
from learningtracks.models.tracks import Track, TrackPerson
from reflections.actions import experiences, feedback, shares, value_notes
from reflections.models.experiences import Experience
from reflections.models.feedback import Feedback
from reflections.values import Part

SITUATION = "Een bewoner wilde niet geholpen worden."


def a_draft(by: User, situation: str = SITUATION, **texts: Any) -> Experience:
    made = experiences.start(situation=situation, by=by)
    return experiences.write(made, changes=texts, version=made.version, by=by)


def an_entry(by: User, situation: str = SITUATION, notes: dict | None = None, **texts: Any) -> Experience:
    """A saved experience, as its author has it."""
    made = a_draft(by, situation, **texts)
    made = value_notes.write(made, notes=notes or {}, version=made.version, by=by)
    experiences.save(made, version=made.version, by=by)
    return Experience.objects.get(pk=made.pk)


def changed(entry: Experience, **texts: Any) -> Experience:
    """The same entry after writing and saving."""
    made = experiences.write(entry, changes=texts, version=entry.version, by=entry.author)
    experiences.save(made, version=made.version, by=entry.author)
    return Experience.objects.get(pk=entry.pk)


def on(track: Track, person: User) -> TrackPerson:
    return track.people.get(person=person)


def shared(entry: Experience, person: User, *parts: str) -> Experience:
    shares.share(entry, people=[on(entry.track, person)], parts=parts or [Part.STORY], by=entry.author)
    return entry


def answered(entry: Experience, person: User, text: str = "Je bleef rustig.") -> Feedback:
    request = feedback.ask(entry, named=on(entry.track, person), question="Wat deed ik goed?", by=entry.author)
    return feedback.reply(request, text=text, by=person)


def form(**fields: Any) -> dict[str, Any]:
    """What a page of the log sends: with a key of its own, today, and what is given."""
    return {"once": str(uuid.uuid4()), "version": "", "then": "next", "happened_on": "2026-11-02", **fields}


def step(draft: Experience, number: int) -> str:
    """The address of a step."""
    return f"/experiences/{draft.public_id}/steps/{number}/"


def words(answer: HttpResponse) -> str:
    """What a page says, with single spaces."""
    return " ".join(answer.content.decode().split())
