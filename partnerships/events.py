"""One line ends every action: `events.record(KIND, by=…, about=…, tell=[…])`.

A kind is registered once, in the `events.py` of the floor it belongs to. It knows its sentence on the history page, its
sentence for who is told, where the link goes, and who may still be told at the moment of mailing. Sentences name people
and dates, never the text of an entry (access.md R9).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from accounts.models import User
from partnerships.models import Event, Notice

Text = str | Promise


@dataclass(frozen=True)
class Attachment:
    """A file that goes with the mail, such as a calendar file."""

    name: str
    content: bytes
    mimetype: str


def _not(about: Any, person: User) -> bool:
    return False


def _about_link(about: Any, person: User) -> str:
    return str(about.get_absolute_url())


@dataclass(frozen=True)
class Kind:
    """One kind of event.

    `story`   sentence on the history page: "%(by)s nodigde %(name)s uit". Placeholders: by, and the keys of `words`.
    `notice`  sentence for who is told; empty when nobody is ever told.
    `may_know(about, person)` asked when the notice is shown or mailed; False lapses the notice (access.md R32).
    `link(about, person)` where the notice leads; the page of the thing when left out.
    `is_done(about, person)` True when the person already did it, so that the mail need not ask again.
    `attach(about, person)` a file for the mail, or None.
    """

    code: str
    story: Text
    notice: Text = ""
    may_know: Callable[[Any, User], bool] = _not
    link: Callable[[Any, User], str] = _about_link
    is_done: Callable[[Any, User], bool] = _not
    attach: Callable[[Any, User], Attachment | None] | None = field(default=None)


KINDS: dict[str, Kind] = {}


def register(kind: Kind) -> Kind:
    """Make a kind known; two kinds with one code are a mistake."""
    if kind.code in KINDS:
        raise ValueError(f"Event kind {kind.code} exists already.")
    KINDS[kind.code] = kind
    return kind


def record(
    kind: Kind,
    *,
    by: User | None,
    about: models.Model,
    tell: Iterable[User] = (),
    trail: str = "",
    **words: str | int,
) -> Event:
    """Write one event and a notice for everybody in `tell` (never for the doer), in the caller's transaction.

    `trail` is the history page it appears on, `about.trail` when left out. `words` fill the sentences.
    """
    event = Event.objects.create(
        kind=kind.code,
        by=by,
        about_type=ContentType.objects.get_for_model(about),
        about_id=about.pk,
        trail=trail or about.trail,  # type: ignore[attr-defined]
        words=words,
    )
    people = {person.pk: person for person in tell if by is None or person.pk != by.pk}
    Notice.objects.bulk_create(Notice(event=event, person=person) for person in people.values())
    return event


def doer(event: Event) -> str:
    """The name of who did it; "Werkplek" when the clock did, "Iemand" when the account is gone."""
    if event.by:
        return str(event.by)
    return str(event.words.get("by_name") or _("Werkplek"))


def _filled(text: Text, event: Event) -> str:
    return str(text) % {"by": doer(event), **event.words}


def story(event: Event) -> str:
    """The sentence of an event on a history page."""
    return _filled(KINDS[event.kind].story, event)


def notice_text(event: Event) -> str:
    """The sentence of an event for who is told."""
    return _filled(KINDS[event.kind].notice, event)


def may_know(event: Event, person: User) -> bool:
    """May this person be told of this event now? Asked again at every showing and sending (access.md R32)."""
    about = event.about
    return bool(about is not None and person.is_active and KINDS[event.kind].may_know(about, person))


def link(event: Event, person: User) -> str:
    """Where a notice of this event leads this person."""
    return KINDS[event.kind].link(event.about, person)
