"""One line ends every action: `events.record(KIND, by=…, about=…, tell=[…])`.

A kind is registered once, in the `events.py` of the layer it belongs to. It knows its sentence on the history page, its
sentence for the recipient, where the link goes, and who may still be told at the moment of mailing. Sentences name
people and dates, never the text of an entry (access.md R9). Names are looked up when it is read (models/references.py).
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from accounts.models import User
from partnerships.models import Event, Membership, Notice, Partnership, Team
from partnerships.models.references import look_up, reference_to, said
from partnerships.values import role_said

Text = str | Promise
Word = str | int | models.Model | Iterable[models.Model] | None


@dataclass(frozen=True)
class Thing:
    """What an event on a history is about: how the reader knows it, and its page."""

    name: str
    url: str


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
    `notice`  sentence for the recipient; empty when nobody is ever told.
    `sees(person)` a question such as `Track.objects.visible_to`: who finds the thing in it may know of the event. Asked
              when the notice is shown or mailed; a no lapses the notice (access.md R32). One query for a whole page.
    `may_know(about, person)` the same for one thing at a time, for kinds whose answer is no question to the database.
    `load`    relations of the thing that `link` and `is_done` follow, such as ("experience",).
    `link(about, person)` where the notice leads; the page of the thing when left out.
    `is_done(about, person)` True when the person already did it, so that the mail need not ask again.
    `attach(about, person)` a file for the mail, or None.
    `always`  mailed at once, also to who wants no mail: it is about what somebody may do (access.md R26).
    `at_work` mailed during working hours only, also to who wants mail at once (domain.md §5.4).
    """

    code: str
    story: Text
    notice: Text = ""
    sees: Callable[[User], models.QuerySet[Any]] | None = None
    may_know: Callable[[Any, User], bool] = _not
    load: tuple[str, ...] = ()
    link: Callable[[Any, User], str] = _about_link
    is_done: Callable[[Any, User], bool] = _not
    attach: Callable[[Any, User], Attachment | None] | None = field(default=None)
    at_work: bool = False
    always: bool = False


KINDS: dict[str, Kind] = {}
ASKED_AT_ONCE = 40  # questions in one query
MOST_LOOKED_AT = 50  # unseen notices that an action may settle; somebody with more uses "Alles gelezen"


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
    **words: Word,
) -> Event:
    """Write one event and a notice for everybody in `tell` (never for the doer), in the caller's transaction.

    `trail` is the history page it appears on, `about.trail` when left out. `words` fill the sentences: who or what has
    a name goes in as the thing itself, or as several of one model, and is kept as a reference; a day goes in as text
    ("2027-03-02") under a key that ends in `_on`.
    """
    event = Event.objects.create(
        kind=kind.code,
        by=by,
        about_type=ContentType.objects.get_for_model(about),
        about_id=about.pk,
        trail=trail or about.trail,  # type: ignore[attr-defined]
        words={key: _kept(word) for key, word in words.items()},
    )
    people = {person.pk: person for person in tell if by is None or person.pk != by.pk}
    Notice.objects.bulk_create(Notice(event=event, person=person) for person in people.values())
    if by is not None:
        _see_what_is_done(by)
    return event


def _kept(word: Word) -> Any:
    if isinstance(word, str | int):
        return word
    things = [word] if isinstance(word, models.Model) else list(word or [])
    return reference_to(*things) if things else ""


def _see_what_is_done(person: User) -> None:
    """Who did what a notice asked for has seen it: the bell stops counting it and no mail asks again."""
    asking = [kind.code for kind in KINDS.values() if kind.is_done is not _not]
    waiting = Notice.objects.unseen_by(person).filter(event__kind__in=asking).select_related("event").order_by("-pk")
    unseen = {notice.event: notice.pk for notice in waiting[:MOST_LOOKED_AT]}
    done = [unseen[event] for event in _with_abouts(list(unseen)) if is_done(event, person)]
    Notice.objects.filter(pk__in=done).update(seen_at=timezone.now())


def doer(event: Event) -> str:
    """The name of who did it; "Werkplek" when a task did."""
    return str(event.by or "Werkplek")


def with_names(events: Iterable[Event]) -> list[Event]:
    """The same events, each with the names in its sentences at hand: one query for all of them."""
    found = list(events)
    names = look_up(word for event in found for word in event.words.values() if isinstance(word, list))
    for event in found:
        event.names = names
    return found


def people_named(events: Iterable[Event]) -> dict[int, str]:
    """Everybody whose name stands in the sentences of these events: their ids with those names."""
    found = list(events)
    with_names(event for event in found if event.names is None)
    named = {event.by.pk: str(event.by) for event in found if event.by}
    for event in found:
        named |= {pk: name for (code, pk), name in (event.names or {}).items() if code == "person"}
    return named


def _said(key: str, value: Any, event: Event) -> Any:
    """A word as the reader says it: a reference by its name; under a key that ends in `_on` a day, such as
    "2027-03-02", under one that ends in `role` what `role_code` made."""
    if isinstance(value, list):
        return said(value, event.names or {})
    if key.endswith("role"):
        return role_said(value)
    return date_format(dt.date.fromisoformat(value), "j F Y") if key.endswith("_on") else value


def _filled(text: Text, event: Event) -> str:
    if event.names is None:
        with_names([event])
    words = {key: _said(key, value, event) for key, value in event.words.items()}
    return str(text) % {"by": doer(event), **words}


def story(event: Event) -> str:
    """The sentence of an event on a history page."""
    return _filled(KINDS[event.kind].story, event)


def moments(events: Iterable[Event], things: Mapping[str, Thing] | None = None) -> list[dict[str, Any]]:
    """What `components/timeline.html` shows: the sentence and the moment; of `things`, by their trail, also what it is
    about. Kinds of a newer process are left out."""
    told, known = with_names(event for event in events if event.kind in KINDS), things or {}
    return [
        {"what": story(event), "when": event.at}
        | ({"text": known[event.trail].name, "url": known[event.trail].url} if event.trail in known else {})
        for event in told
    ]


def notice_text(event: Event) -> str:
    """The sentence of an event for the recipient."""
    return _filled(KINDS[event.kind].notice, event)


def may_know(event: Event, person: User) -> bool:
    """May this person be told of this event now?"""
    return bool(known([event], person))


def known(events: Iterable[Event], person: User) -> list[Event]:
    """The same as `still_known`, with the thing each is about at hand: to link to it, to ask whether it is done."""
    return _with_abouts(still_known(events, person))


def still_known(events: Iterable[Event], person: User) -> list[Event]:
    """Those of the events that this person may be told of now.

    Asked again at every showing and sending (access.md R32). One query, whatever the events are about; only kinds whose
    answer is no question to the database need their thing for it. A kind that this process does not know (an older
    worker beside a newer web) is nothing to show or to send.
    """
    return _still_known({person: list(events)})[person]


def known_by(told: Mapping[User, Sequence[Event]]) -> set[tuple[int, int]]:
    """The same as `known`, for many people at once: who (by id) may know of which event (by id) now."""
    found = _still_known(told)
    there = {event.pk for event in _with_abouts(event for events in found.values() for event in events)}
    return {(person.pk, event.pk) for person, events in found.items() for event in events if event.pk in there}


def _still_known(told: Mapping[User, Sequence[Event]]) -> dict[User, list[Event]]:
    asked = [(person, event) for person, events in told.items() if person.is_active for event in events]
    asked = [(person, event) for person, event in asked if event.kind in KINDS]
    seen = _seen((person, event) for person, event in asked if KINDS[event.kind].sees)
    alone = {event.pk: event.about for event in _with_abouts(e for _p, e in asked if not KINDS[e.kind].sees)}
    known: dict[User, list[Event]] = {person: [] for person in told}
    for person, event in asked:
        kind = KINDS[event.kind]
        if kind.sees:
            if (person.pk, kind.sees, event.about_id) in seen:
                known[person].append(event)
        elif event.pk in alone and kind.may_know(alone[event.pk], person):
            known[person].append(event)
    return known


def _seen(told: Iterable[tuple[User, Event]]) -> set[tuple[int, Any, int]]:
    """Which things of which question these people find: many questions in one query."""
    asked: dict[tuple[User, Any], set[int]] = defaultdict(set)
    for person, event in told:
        asked[person, KINDS[event.kind].sees].add(event.about_id)
    questions = list(asked)
    answers = [
        sees(person)
        .filter(pk__in=ids)
        .order_by()
        .annotate(nth_question=models.Value(place))
        .values_list("nth_question", "pk")
        for place, ((person, sees), ids) in enumerate(asked.items())
    ]
    found = set()
    for start in range(0, len(answers), ASKED_AT_ONCE):
        first, *others = answers[start : start + ASKED_AT_ONCE]
        for place, pk in first.union(*others, all=True):
            person, sees = questions[place]
            found.add((person.pk, sees, pk))
    return found


def _with_abouts(events: Iterable[Event]) -> list[Event]:
    """The events whose thing still exists, each with it at hand, in a few queries."""
    found = list(events)
    models.prefetch_related_objects(found, "about")
    found = [event for event in found if event.about is not None]
    things: dict[tuple[int, tuple[str, ...]], list[Any]] = defaultdict(list)
    for event in found:
        things[event.about_type_id, KINDS[event.kind].load].append(event.about)
    for (_type, relations), alike in things.items():
        models.prefetch_related_objects(alike, *relations)
    return found


def is_done(event: Event, person: User) -> bool:
    """Has this person already done what the notice of this event asks?"""
    return KINDS[event.kind].is_done(event.about, person)


def attachment(event: Event, person: User) -> Attachment | None:
    """The file that goes with the mail about this event."""
    attach = KINDS[event.kind].attach
    return attach(event.about, person) if attach else None


def link(event: Event, person: User) -> str:
    """Where a notice of this event leads this person."""
    return KINDS[event.kind].link(event.about, person)


# --- The kinds of this layer: names of people on the history of their own organisation or team, names of organisations
# --- on that of a partnership, for one side does not know the people of the other (access.md R23).


def _choose(partnership: Partnership, person: User) -> str:
    return reverse("partnerships:proposal", args=[partnership.public_id])


def _all_partnerships(about: models.Model, person: User) -> str:
    return reverse("partnerships:partnerships")


ORGANISATION_ADDED = register(Kind("organisation_added", story=gettext_lazy("%(by)s voegde %(name)s toe")))
ORGANISATION_EDITED = register(Kind("organisation_edited", story=gettext_lazy("%(by)s paste de gegevens aan")))
HOLIDAY_ADDED = register(Kind("holiday_added", story=gettext_lazy("%(by)s zette %(day_on)s bij de vrije dagen")))
HOLIDAY_REMOVED = register(Kind("holiday_removed", story=gettext_lazy("%(by)s haalde %(day_on)s uit de vrije dagen")))
WORKPLACE_ADDED = register(Kind("workplace_added", story=gettext_lazy("%(by)s voegde werkplek %(name)s toe")))
WORKPLACE_EDITED = register(Kind("workplace_edited", story=gettext_lazy("%(by)s paste werkplek %(name)s aan")))
WORKPLACE_REMOVED = register(Kind("workplace_removed", story=gettext_lazy("%(by)s haalde werkplek %(name)s weg")))
TEAM_ADDED = register(Kind("team_added", story=gettext_lazy("%(by)s maakte team %(name)s")))
TEAM_EDITED = register(Kind("team_edited", story=gettext_lazy("%(by)s paste de gegevens van %(name)s aan")))
TEAM_REMOVED = register(Kind("team_removed", story=gettext_lazy("%(by)s haalde team %(name)s weg")))

PARTNERSHIP_STARTED = register(
    Kind("partnership_started", story=gettext_lazy("%(organisation)s begon dit partnerschap"))
)
PARTNERSHIP_EDITED = register(Kind("partnership_edited", story=gettext_lazy("%(organisation)s paste de gegevens aan")))
PARTY_ASKED = register(
    Kind(
        "party_asked",
        story=gettext_lazy("%(organisation)s vroeg %(name)s om mee te doen"),
        notice=gettext_lazy("%(organisation)s vraagt %(name)s om mee te doen in een partnerschap"),
        sees=Partnership.objects.knowable_to,
        link=_choose,
    )
)
PARTY_AGREED = register(
    Kind(
        "party_agreed",
        story=gettext_lazy("%(name)s doet mee"),
        notice=gettext_lazy("%(name)s doet mee in %(partnership)s"),
        sees=Partnership.objects.knowable_to,
    )
)
PARTY_DECLINED = register(
    Kind(
        "party_declined",
        story=gettext_lazy("%(name)s doet niet mee"),
        notice=gettext_lazy("%(name)s doet niet mee in %(partnership)s"),
        sees=Partnership.objects.knowable_to,
    )
)
PARTY_TAKEN_BACK = register(
    Kind("party_taken_back", story=gettext_lazy("%(organisation)s trok de vraag aan %(name)s in"))
)
PARTY_LEFT = register(
    Kind(
        "party_left",
        story=gettext_lazy("%(name)s stopte met dit partnerschap"),
        notice=gettext_lazy("%(name)s stopte met %(partnership)s"),
        sees=Partnership.objects.ever_of,
        link=_all_partnerships,
    )
)

INVITED = register(Kind("invited", story=gettext_lazy("%(by)s verstuurde uitnodigingen als %(role)s: %(count)s")))
INVITATION_RESENT = register(
    Kind("invitation_resent", story=gettext_lazy("%(by)s stuurde een uitnodiging als %(role)s opnieuw"))
)
INVITATION_WITHDRAWN = register(
    Kind("invitation_withdrawn", story=gettext_lazy("%(by)s trok een uitnodiging als %(role)s in"))
)
MEMBER_JOINED = register(
    Kind(
        "member_joined",
        story=gettext_lazy("%(by)s doet mee als %(role)s"),
        notice=gettext_lazy("%(by)s nam je uitnodiging aan als %(role)s"),
        sees=Membership.objects.known_to,
    )
)
ROLE_GIVEN = register(
    Kind(
        "role_given",
        always=True,
        story=gettext_lazy("%(by)s gaf %(name)s de rol %(role)s"),
        notice=gettext_lazy("%(by)s gaf je de rol %(role)s bij %(place)s"),
        sees=Membership.objects.of,
    )
)
ROLE_CHANGED = register(
    Kind(
        "role_changed",
        always=True,
        story=gettext_lazy("%(by)s veranderde de rol van %(name)s: van %(old_role)s naar %(role)s"),
        notice=gettext_lazy("%(by)s veranderde je rol bij %(place)s: van %(old_role)s naar %(role)s"),
        sees=Membership.objects.of,
    )
)
MEMBERSHIP_ENDED = register(
    Kind(
        "membership_ended",
        always=True,
        story=gettext_lazy("%(by)s beëindigde de rol %(role)s van %(name)s"),
        notice=gettext_lazy("%(by)s beëindigde je rol %(role)s bij %(place)s"),
        sees=Membership.objects.of,
    )
)
MEMBERSHIP_LIMITED = register(
    Kind(
        "membership_limited",
        always=True,
        story=gettext_lazy("%(by)s zette een einde bij de rol %(role)s van %(name)s: %(ends_on)s"),
        notice=gettext_lazy("%(by)s zette een einde bij je rol %(role)s: %(ends_on)s"),
        sees=Membership.objects.of,
    )
)
MEMBERSHIP_OPENED = register(
    Kind(
        "membership_opened",
        always=True,
        story=gettext_lazy("%(by)s haalde het einde weg bij de rol %(role)s van %(name)s"),
        notice=gettext_lazy("%(by)s haalde het einde weg bij je rol %(role)s"),
        sees=Membership.objects.of,
    )
)
TEAM_LEFT = register(
    Kind(
        "team_left",
        story=gettext_lazy("%(by)s verliet het team"),
        notice=gettext_lazy("%(by)s verliet %(name)s"),
        sees=Team.objects.visible_to,
    )
)
