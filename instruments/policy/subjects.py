"""Who is inside what something is asked about, from what was read once in this request: none of these asks the
database (docs/spec/questions.md §2.9)."""

from django.db.models import QuerySet

from accounts.models import User
from instruments.models.asks import Ask
from learningtracks.belonging import tracks_of
from partnerships import belonging


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
    """Who takes part today in what it is about, to tell them."""
    return belonging.people_in(ask.team_id or 0)


def sides_of(person: User, ask: Ask) -> frozenset[int]:
    """The organisations for which this person is in the partnership: as a member, or as coordinator of a partner."""
    mine = belonging.of(person)
    there = {one.organisation_id for one in mine.now if one.partnership_id == ask.partnership_id}
    led = {organisation for organisation, where in mine.parties if where == ask.partnership_id}
    return frozenset(there | (led & mine.coordinated))
