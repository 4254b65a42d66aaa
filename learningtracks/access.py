"""Access decorators of the learning tracks layer."""

import uuid
from collections.abc import Callable

from django.db.models import QuerySet

from accounts.models import User
from accounts.prepared import Prepared
from learningtracks.belonging import tracks_of
from learningtracks.models.action_points import ActionPoint
from learningtracks.models.conversations import Conversation
from learningtracks.models.delegations import VoteDelegation
from learningtracks.models.pieces import Piece
from learningtracks.models.reviews import TrackReview
from learningtracks.models.tracks import Track, TrackPerson, TrackPersonQuerySet, TrackQuerySet
from learningtracks.policy.subjects import schools_with_subjects_of
from learningtracks.policy.tracks import partnerships_to_set_up
from partnerships import belonging
from partnerships.access import found_by, found_for
from partnerships.models.organisations import Organisation
from partnerships.models.teams import Team
from partnerships.models.workplaces import Workplace


def _with_places(question: Callable[[User], TrackQuerySet]) -> Callable[[User], TrackQuerySet]:
    return lambda person: question(person).with_places()


@Prepared
def _track_among(public_id: uuid.UUID, tracks: list[int]) -> QuerySet[Track]:
    return Track.objects.filter(pk__in=tracks, public_id=public_id).with_places()


def _readable_track(person: User, public_id: uuid.UUID) -> list[Track]:
    return _track_among(public_id, tracks_of(person).readable)


def _spoken_track(person: User, public_id: uuid.UUID) -> list[Track]:
    return _track_among(public_id, tracks_of(person).spoken)


@Prepared
def _head_among(public_id: uuid.UUID, tracks: list[int], organisations: list[int]) -> QuerySet[Track]:
    return Track.objects.known_through(tracks, organisations).filter(public_id=public_id).with_places()


def _head(person: User, public_id: uuid.UUID) -> list[Track]:
    return _head_among(public_id, tracks_of(person).readable, belonging.of(person).coordinated)


def _guides(question: Callable[[User], TrackPersonQuerySet]) -> Callable[[User], QuerySet[TrackPerson]]:
    places = ("track__learner", "track__partnership", "track__school", "track__workplace__organisation")
    return lambda person: question(person).select_related("person", *places)


@Prepared
def _piece_known_on(public_id: uuid.UUID, tracks: list[int], person: int) -> QuerySet[Piece]:
    return Piece.objects.known_on(tracks, person).filter(public_id=public_id).with_questions()


def _piece(person: User, public_id: uuid.UUID) -> list[Piece]:
    return _piece_known_on(public_id, tracks_of(person).readable, person.pk)


def _delegations(person: User) -> QuerySet[VoteDelegation]:
    return VoteDelegation.objects.filter(track__in=tracks_of(person).active).select_related("track", "to__person")


for_track = found_by("track", "learner of the track or named on it", _readable_track)
for_track_editor = found_for(
    "track", "coordinator of a party of the track, or began it for themselves", _with_places(Track.objects.edited_by)
)
for_track_head = found_by("track", "may open the track, or coordinates a party of it", _head)
for_track_steerer = found_for(
    "track",
    "coordinator of a party, school supervisor named on it, or began it for themselves",
    _with_places(Track.objects.steered_by),
)
for_guide_steerer = found_for(
    "guide", "steers the track of the person named on it", _guides(TrackPerson.objects.steered_by)
)
for_guide_ender = found_for(
    "guide", "the same, or was asked for an own track of a colleague", _guides(TrackPerson.objects.ended_by)
)
for_piece = found_by("piece", "learner of the track or named on it; of a draft only its author", _piece)
for_delegation = found_for("delegation", "named on the track of the delegation, or learns on it", _delegations)
for_setter_up = found_for("partnership", "may set up tracks in the partnership", partnerships_to_set_up)
for_team_around = found_for("team", "leads, works or learns in the team", Team.objects.with_member)


def _action_points(person: User) -> QuerySet[ActionPoint]:
    return ActionPoint.objects.readable_by(person).with_heads()


for_action_point = found_for("point", "of the team, adviser, partner, or on the track", _action_points)


for_advised = found_for("organisation", "adviser of the organisation", Organisation.objects.advised_by)


def _advised_workplaces(person: User) -> QuerySet[Workplace]:
    return Workplace.objects.advised_by(person).select_related("organisation")


for_advised_workplace = found_for("workplace", "adviser of its organisation", _advised_workplaces)


def _talks(person: User) -> QuerySet[Conversation]:
    return Conversation.objects.readable_by(person).with_heads()


def _reviews(person: User) -> QuerySet[TrackReview]:
    return TrackReview.objects.readable_by(person).with_heads()


def _own_reviews(person: User) -> QuerySet[TrackReview]:
    return TrackReview.objects.written_by(person).with_heads()


for_track_speaker = found_by("track", "learner, practice educator or school supervisor of the track", _spoken_track)
for_talk = found_for("talk", "speaks on the track, or is asked to the talk", _talks)
for_review = found_for("review", "author of a draft; submitted: who speaks on the track", _reviews)
for_review_author = found_for("review", "author of the review, still on the track", _own_reviews)
for_school_lists = found_for("school", "keeps the list of subjects of the school", schools_with_subjects_of)
