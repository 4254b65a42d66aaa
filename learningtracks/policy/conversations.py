"""Driehoeksgesprekken: who plans, changes, notes and rounds off (access.md row 6b, domain.md §2.3 step 5)."""

import datetime as dt

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.prepared import Prepared
from accounts.values import YES, Answer, no, today
from learningtracks.belonging import learns_on, tracks_of
from learningtracks.models.conversations import Conversation
from learningtracks.models.pieces import Piece
from learningtracks.models.tracks import Track, TrackPerson

FURTHEST = dt.timedelta(days=366)


def speaks_on(person: User, track: Track) -> bool:
    """The learner, a praktijkopleider or an instituutsopleider of the track today."""
    return track.pk in tracks_of(person).spoken


@Prepared
def _named_on(track: int) -> QuerySet[User]:
    there = TrackPerson.objects.named().filter(track=track).values("person")
    return User.objects.filter(pk__in=there, is_active=True).exclude(tracks=track).order_by("name_key", "pk")


def guides_to_ask(track: Track) -> list[User]:
    """Everybody named on the track: who can be asked to a talk beside its learner."""
    return _named_on(track.pk)


def learner_to_ask(track: Track) -> list[User]:
    """The learner, who can be asked as long as they take part."""
    return [track.learner] if track.learner.is_active and learns_on(track) else []


def may_plan_talk(person: User, track: Track) -> Answer:
    """Each of the three voices may call the others together."""
    if not speaks_on(person, track):
        return no(
            _("Je leest mee op dit traject. Een gesprek plannen doen %(learner)s en de opleiders.")
            % {"learner": track.the_learner()}
        )
    return no(_("Dit traject is afgelopen.")) if track.is_over else YES


def may_meet_at(starts_at: dt.datetime) -> Answer:
    """A moment to come, within a year."""
    if starts_at <= timezone.now():
        return no(_("Dit moment is al geweest."))
    return YES if starts_at <= timezone.now() + FURTHEST else no(_("Kies een dag binnen een jaar."))


def may_meet_there(place: str, video_link: str) -> Answer:
    if place.strip() or video_link.strip():
        return YES
    return no(_("Vul een plek in, of een videolink."))


def may_ask_along(track: Track, people: list[User]) -> Answer:
    """People of the track, and not somebody alone."""
    asked = {person.pk for person in people}
    if not asked <= {person.pk for person in (*guides_to_ask(track), *learner_to_ask(track))}:
        return no(_("Kies mensen die op dit traject staan."))
    return YES if any(person.pk != track.learner_id for person in people) else no(_("Kies minstens één begeleider."))


def _goes_on(talk: Conversation) -> Answer:
    if talk.cancelled_at:
        return no(_("Dit gesprek is afgezegd."))
    return no(_("Dit gesprek is al afgerond.")) if talk.held_at else YES


def may_change_talk(person: User, talk: Conversation) -> Answer:
    """Move it, change who comes, or call it off: who may plan, until it is held."""
    return may_plan_talk(person, talk.track) and _goes_on(talk)


def goes_on(talk: Conversation) -> Answer:
    """The same for a page that knows already that its reader speaks on the track."""
    return no(_("Dit traject is afgelopen.")) if talk.track.is_over else _goes_on(talk)


def may_note_talk(person: User, talk: Conversation) -> Answer:
    """Say what you want to talk about, or what was said: everybody who takes part on the track, also after the
    talk and in the 30 days after the track (R10)."""
    if not Conversation.objects.visible_to(person).filter(pk=talk.pk).exists():
        return no(_("Je doet niet mee aan dit gesprek."))
    return no(_("Dit gesprek is afgezegd.")) if talk.cancelled_at else YES


def may_hold_talk(person: User, talk: Conversation) -> Answer:
    """Round it off, from its day on."""
    if not (answer := may_change_talk(person, talk)):
        return answer
    return YES if talk.day <= today() else no(_("Dit gesprek moet nog komen."))


def may_conclude(person: User, talk: Conversation, piece: Piece) -> Answer:
    """Write down the new version of a piece that came out of a talk, from its day on. What the piece itself allows is
    asked by the action of the piece."""
    if not (answer := may_plan_talk(person, talk.track)):
        return answer
    if talk.cancelled_at:
        return no(_("Dit gesprek is afgezegd."))
    if talk.day > today():
        return no(_("Dit gesprek moet nog komen."))
    return YES if piece.track.pk == talk.track_id else no(_("Dit stuk hoort bij een ander traject."))
