"""Access decorators of the reflections floor."""

from partnerships.access import found_for
from reflections.models import Experience, Feedback, FeedbackRequest

for_author = found_for("experience", "author of the experience", Experience.objects.written_by)
for_experience_reader = found_for("experience", "author, or named in a running share", Experience.objects.visible_to)
for_feedback = found_for("request_for", "asker or the person asked", FeedbackRequest.objects.visible_to)
for_given_feedback = found_for(
    "feedback", "gave the feedback and may still see the question", Feedback.objects.changeable_by
)
for_received_feedback = found_for("feedback", "received the feedback", Feedback.objects.received_by)
