"""Who may read questions to a colleague who is back from a training: the two of them (domain.md §3.4)."""

from learningtracks.models.follow_ups import FollowUp, FollowUpAnswer


def of_the_two(follow_up: FollowUp) -> set[int]:
    return {follow_up.by_id, follow_up.asked_id}


def of_follow_up_answer(answer: FollowUpAnswer) -> set[int]:
    """Until it is sent who answers; then who asked too."""
    follow_up = answer.follow_up
    return of_the_two(follow_up) if follow_up.answered_at else {follow_up.asked_id}


CONTENT_OF_FOLLOW_UPS = {
    "learningtracks.FollowUp.title": of_the_two,
    "learningtracks.FollowUpAnswer.text": of_follow_up_answer,
}
