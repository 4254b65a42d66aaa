"""Who is inside what something is asked about, from what was read once in this request (access.md §3.1):
but for the people of it none of these asks the database."""

from django.db.models import QuerySet

from accounts.models import User
from instruments.models.asks import Ask
from instruments.models.instruments import Instrument
from instruments.values.asks import COUNTED
from learningtracks.belonging import tracks_of
from learningtracks.policy.action_points import people_on
from learningtracks.values.instruments import Voice
from partnerships import belonging
from partnerships.values import Role


def inside(person: User, ask: Ask) -> bool:
    """Does this person take part today in what it is about?"""
    mine = belonging.of(person)
    if ask.team_id:
        return ask.team_id in belonging.teams_of(person)
    if ask.organisation_id:
        return ask.organisation_id in mine.advised
    if ask.partnership_id:
        return ask.partnership_id in mine.joined
    if ask.training:
        return ask.training.person_id == person.pk
    return ask.track_of in tracks_of(person).active


def learned_on(person: User, ask: Ask) -> bool:
    """Is it about an own track, also when that is over (access.md R31)?"""
    return ask.track_of in {track.pk for track in tracks_of(person).own}


def people_of(ask: Ask) -> QuerySet[User]:
    """Who takes part today in what it is about, of a track also from a later day on: to tell them, and to wait for."""
    if ask.on:
        return people_on(ask.on)
    if ask.training:
        return User.objects.filter(pk=ask.training.person_id)
    return belonging.people_in(ask.team_id or 0)


def party_in(person: User, ask: Ask) -> str:
    """The party for which somebody answers on a track; nothing elsewhere."""
    return (ask.on.party_of(person) or "") if ask.on else ""


VOICES = {"period": (Voice.LEARNER, Voice.GUIDE), "training": (Voice.LEARNER,), "team": (Voice.TEAM,)}


def is_asked_about(subject: str, instrument: Instrument) -> bool:
    """Is there anybody around what it is about for whom this list is?"""
    return any(instrument.is_for(voice) for voice in VOICES.get(subject, Voice))


def words_for(person: User, ask: Ask) -> tuple[Voice, str]:
    """In whose words this person reads what is asked, and the name of who learns: a guide answers about the learner, a
    group about itself (domain.md §3). What was asked after own trainings reads as it was asked."""
    if (ask.team_id and ask.kind != COUNTED) or ask.partnership_id:
        return Voice.TEAM, ""
    if ask.on and ask.on.learner_id != person.pk:
        return Voice.GUIDE, ask.on.learner.get_short_name()
    return Voice.LEARNER, ""


def sides_of(person: User, ask: Ask) -> frozenset[int]:
    """The organisations whose words this person reads while they are written: as a member, or as coordinator of a
    partner. Students read along with their school. Learning at an employer makes nobody a reader of what it has half
    written: that role they may have taken themselves (access.md R26)."""
    mine = belonging.of(person)
    here = [one for one in mine.now if one.partnership_id == ask.partnership_id]
    there = {one.organisation_id for one in here if one.role != Role.LEARNER or one.organisation.is_school}
    led = {organisation for organisation, where in mine.parties if where == ask.partnership_id}
    return frozenset(there | (led & mine.coordinated))
