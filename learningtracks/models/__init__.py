"""The tables of the learning tracks layer, one noun a file."""

from learningtracks.models.action_points import ActionPoint, Subject, field_of
from learningtracks.models.condition_scans import ConditionAnswer, ConditionScan, ConditionSheet, ConditionTalk
from learningtracks.models.conversations import (
    Conversation,
    ConversationNote,
    ConversationOutcome,
    ConversationPerson,
)
from learningtracks.models.delegations import VoteDelegation, people_with_votes, voices_on
from learningtracks.models.follow_ups import FollowUp, FollowUpAnswer
from learningtracks.models.instruments import Instrument, Item, ListWithdrawal
from learningtracks.models.organisation_scans import OrganisationScan, OrganisationStep, WorkplaceCondition
from learningtracks.models.partnership_conversations import (
    PartnershipConversation,
    PartnershipConversationQuerySet,
    PartnershipSheet,
)
from learningtracks.models.pieces import Piece, PieceQuerySet, called, fresh
from learningtracks.models.puzzles import Puzzle, periods_with_puzzles
from learningtracks.models.reviews import (
    EarlierReview,
    TrackReview,
    both_submitted,
    opens_on,
    speaks_for,
)
from learningtracks.models.rounds import (
    Filling,
    HelpAsk,
    LookBack,
    Round,
    RoundAnswer,
    RoundEvidence,
)
from learningtracks.models.stalled import stalled, with_reasons
from learningtracks.models.subjects import Bridge, SchoolSubject, bridges
from learningtracks.models.team_meetings import MeetingNote, TeamMeeting
from learningtracks.models.tracks import Period, Track, TrackPerson, TrackQuerySet
from learningtracks.models.trainings import Training
from learningtracks.models.versions import PieceDraft, PieceValueNote, PieceVersion, Remark, Vote, stored

__all__ = [
    "stalled",
    "with_reasons",
    "ConditionAnswer",
    "ConditionScan",
    "ConditionSheet",
    "ConditionTalk",
    "Conversation",
    "ConversationNote",
    "ConversationOutcome",
    "ConversationPerson",
    "EarlierReview",
    "TrackReview",
    "both_submitted",
    "opens_on",
    "speaks_for",
    "Bridge",
    "SchoolSubject",
    "bridges",
    "Filling",
    "FollowUp",
    "FollowUpAnswer",
    "ListWithdrawal",
    "HelpAsk",
    "LookBack",
    "MeetingNote",
    "TeamMeeting",
    "Round",
    "RoundAnswer",
    "RoundEvidence",
    "Training",
    "ActionPoint",
    "OrganisationScan",
    "OrganisationStep",
    "WorkplaceCondition",
    "Instrument",
    "Item",
    "PartnershipConversation",
    "PartnershipConversationQuerySet",
    "PartnershipSheet",
    "Period",
    "Piece",
    "PieceDraft",
    "PieceQuerySet",
    "PieceValueNote",
    "PieceVersion",
    "Puzzle",
    "Remark",
    "Subject",
    "Track",
    "TrackPerson",
    "TrackQuerySet",
    "Vote",
    "VoteDelegation",
    "field_of",
    "called",
    "fresh",
    "people_with_votes",
    "periods_with_puzzles",
    "stored",
    "voices_on",
]
