"""The kinds of events of the learning tracks layer. Sentences name people and days, never what somebody wrote."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from learningtracks.belonging import tracks_of
from learningtracks.events.pieces import PIECE_WAITS
from learningtracks.extensions import THINGS_ON_TRACK
from learningtracks.models.pieces import Piece, called
from learningtracks.models.tracks import Track, TrackPerson
from partnerships import belonging
from partnerships.events import Kind, Thing, register
from partnerships.models.events import Event
from partnerships.models.memberships import Membership
from partnerships.models.organisations import Organisation
from partnerships.models.references import name_in_sentences

name_in_sentences(Track, "track", "title")


def _link(track: Track, person: User) -> str:
    """The page of the track; the list for who stands in from a later day on and may not open it yet (R11)."""
    opens = track.pk in tracks_of(person).readable or belonging.of(person).coordinated
    return track.get_absolute_url() if opens else reverse("learningtracks:tracks")


def coordinators(organisations: Iterable[Organisation | None]) -> QuerySet[User]:
    """Who coordinates one of these organisations today."""
    there = [organisation for organisation in organisations if organisation]
    memberships = Membership.objects.active().as_coordinator().filter(organisation__in=there)
    return User.objects.filter(pk__in=memberships.values("person"))


def people_of(track: Track) -> list[User]:
    """The learner and everybody on the track."""
    there = TrackPerson.objects.standing().filter(track=track).select_related("person")
    return [track.learner, *(guide.person for guide in there)]


TRACK_SET_UP = register(
    Kind(
        "track_set_up",
        story=_("%(by)s heeft het traject opgezet"),
        notice=_("%(by)s heeft een traject opgezet voor %(learner)s, vanaf %(starts_on)s"),
        sees=Track.objects.tellable_to,
        link=_link,
    )
)
OWN_TRACK_BEGUN = register(
    Kind(
        "own_track_begun",
        story=_("%(by)s is dit traject begonnen"),
        notice=_("%(by)s begint zelf een traject, vanaf %(starts_on)s"),
        sees=Track.objects.tellable_to,
        link=_link,
    )
)
TRACK_EDITED = register(
    Kind(
        "track_edited",
        story=_("%(by)s heeft het traject aangepast: van %(starts_on)s tot en met %(ends_on)s"),
        notice=_("%(by)s heeft het traject van %(learner)s aangepast"),
        sees=Track.objects.tellable_to,
        link=_link,
    )
)
TRACK_ENDED = register(
    Kind(
        "track_ended",
        story=_("%(by)s heeft het traject gestopt"),
        notice=_("%(by)s heeft het traject van %(learner)s gestopt"),
        sees=Track.objects.tellable_to,
        link=_link,
    )
)
GUIDE_NAMED = register(
    Kind(
        "guide_named",
        story=_("%(by)s heeft %(name)s als begeleider gevraagd"),
        notice=_("%(by)s heeft %(name)s gevraagd als begeleider van %(learner)s"),
        sees=Track.objects.tellable_to,
        link=_link,
    )
)
GUIDE_ASKED = register(
    Kind(
        "guide_asked",
        story=_("%(by)s heeft %(name)s als begeleider gevraagd"),
        notice=_("%(by)s vraagt %(name)s als begeleider van een eigen traject"),
        sees=Track.objects.tellable_to,
        link=_link,
    )
)
GUIDE_REPLACED = register(
    Kind(
        "guide_replaced",
        story=_("%(name)s is in de plaats gekomen van %(old)s"),
        notice=_("%(name)s begeleidt %(learner)s voortaan, in de plaats van %(old)s"),
        sees=Track.objects.tellable_to,
        link=_link,
    )
)
GUIDE_TAKEN_OFF = register(
    Kind(
        "guide_taken_off",
        story=_("%(by)s heeft %(name)s van het traject gehaald"),
        notice=_("%(name)s begeleidt %(learner)s niet meer"),
        sees=Track.objects.tellable_to,
        link=_link,
    )
)
GUIDE_STEPPED_BACK = register(
    Kind(
        "guide_stepped_back",
        story=_("%(by)s begeleidt dit traject niet meer"),
        notice=_("%(by)s begeleidt %(learner)s niet meer"),
        sees=Track.objects.tellable_to,
        link=_link,
    )
)
STAND_IN_NAMED = register(
    Kind(
        "stand_in_named",
        story=_("%(name)s vervangt %(old)s van %(starts_on)s tot en met %(ends_on)s"),
        notice=_("%(name)s vervangt %(old)s van %(starts_on)s tot en met %(ends_on)s bij %(learner)s"),
        sees=Track.objects.tellable_to,
        link=_link,
    )
)
OF_THE_HEAD = [
    kind.code
    for kind in (
        TRACK_SET_UP,
        OWN_TRACK_BEGUN,
        TRACK_EDITED,
        TRACK_ENDED,
        GUIDE_NAMED,
        GUIDE_ASKED,
        GUIDE_REPLACED,
        GUIDE_TAKEN_OFF,
        GUIDE_STEPPED_BACK,
        STAND_IN_NAMED,
    )
]


REMINDERS = [PIECE_WAITS.code]  # to one person: nobody else's business


def things_on(track: Track, person: User) -> dict[str, Thing]:
    """The pieces of a track, and what higher layers have there, that this person may open, by their trails (access.md
    rows 6 and 22)."""
    pieces: Any = Piece.objects.readable_by(person).on_track(track).annotate(called=called("pk"))
    found = {piece.trail: Thing(piece.called or piece.get_slot_display(), piece.get_absolute_url()) for piece in pieces}
    for added in THINGS_ON_TRACK(track, person):
        found |= added
    return found


def history(track: Track, person: User, things: Iterable[str] = ()) -> QuerySet[Event]:
    """What happened on a track and on these things of it, newest first. Who only manages it sees what concerns the head
    (access.md R22); a werkbegeleider reads nothing of talks and reviews (rows 6b and 15)."""
    trail = Event.objects.on_trail(track.trail, *things).exclude(kind__in=REMINDERS)
    mine = tracks_of(person)
    if track.learner_id == person.pk or track.pk in mine.spoken:
        return trail
    if track.pk not in mine.guided():
        return trail.filter(kind__in=OF_THE_HEAD)
    return trail.exclude(Q(kind__startswith="conversation_") | Q(kind__startswith="review_"))
