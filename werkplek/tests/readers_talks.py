"""Who may read what is said in talks and reviews, for the crawl for canaries (test_canaries.py)."""

from learningtracks.models.conversations import Conversation, ConversationNote
from learningtracks.models.reviews import EarlierReview, TrackReview
from learningtracks.models.tracks import Track
from partnerships.values import SPEAKS


def speakers(track: Track) -> set[int]:
    """The learner, the praktijkopleiders and the instituutsopleiders on the track today."""
    named = track.people.filter(ended_at=None, membership__ended_at=None, role__in=SPEAKS)
    return {track.learner_id, *named.values_list("person", flat=True)}


def of_conversation(conversation: Conversation) -> set[int]:
    """Row 6b: who speaks on the track, and a werkbegeleider who is asked to it."""
    asked = conversation.people.filter(removed_at=None).values_list("person", flat=True)
    return speakers(conversation.track) | set(asked)


def of_note(note: ConversationNote) -> set[int]:
    return of_conversation(note.conversation)


def of_review(review: TrackReview) -> set[int]:
    """Rows 14 and 15: a draft is its author's; submitted it is for who speaks on the track."""
    return speakers(review.track) if review.submitted_at else {review.author_id}


def of_earlier(earlier: EarlierReview) -> set[int]:
    return of_review(earlier.review)


CONTENT_OF_TALKS = {
    "learningtracks.Conversation.place": of_conversation,
    "learningtracks.ConversationNote.text": of_note,
    "learningtracks.TrackReview.went_well": of_review,
    "learningtracks.TrackReview.next_up": of_review,
    "learningtracks.TrackReview.reaction": of_review,
    "learningtracks.EarlierReview.went_well": of_earlier,
    "learningtracks.EarlierReview.next_up": of_earlier,
}
NAMES_OF_TALKS = [
    "learningtracks.SchoolSubject.name",
    "learningtracks.TrackReview.author_name",
]
MADE_OF_TALKS = ["learningtracks.Conversation.video_link"]  # an address, beside the place
