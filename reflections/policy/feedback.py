"""Asking and giving feedback (access.md row 12)."""

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.values import YES, Answer, no
from learningtracks.models.tracks import TrackPerson
from reflections.models.experiences import Experience
from reflections.models.feedback import Feedback, FeedbackRequest
from reflections.policy.experiences import guides_now


def may_ask(person: User, experience: Experience, named: TrackPerson) -> Answer:
    """The author may ask one person who is named on a track of theirs today (R2, R6)."""
    if experience.author_id != person.pk:
        return no(_("Alleen de schrijver kan een vraag stellen over deze ervaring."))
    if experience.is_draft:
        return no(_("Bewaar je ervaring eerst."))
    if not guides_now(person, named):
        return no(_("Deze persoon begeleidt je nu niet."))
    if experience.track_id not in (None, named.track_id):
        return no(_("Deze ervaring hoort bij een ander traject."))
    return YES


def may_withdraw_question(person: User, request: FeedbackRequest) -> Answer:
    """The asker may take a question back as long as nobody answered it."""
    if request.experience.author_id != person.pk:
        return no(_("Alleen de vrager kan deze vraag intrekken."))
    if request.withdrawn_at or hasattr(request, "feedback"):
        return no(_("Deze vraag is al beantwoord of ingetrokken."))
    return YES


def may_reply(person: User, request: FeedbackRequest) -> Answer:
    """Only the person asked, only while they may still read the experience (R10), and once."""
    if not FeedbackRequest.objects.addressed_to(person).filter(pk=request.pk).exists():
        return no(_("Je kunt deze vraag niet meer beantwoorden."))
    if hasattr(request, "feedback"):
        return no(_("Je hebt deze vraag al beantwoord."))
    return YES


def may_change_feedback(person: User, feedback: Feedback) -> Answer:
    """Own words, until the learner reacted to them, and while the experience may still be read (row 12, note 7)."""
    if feedback.author_id != person.pk:
        return no(_("Alleen de schrijver kan deze feedback aanpassen."))
    if feedback.thanked_at or feedback.used_at:
        return no(_("Er is al op je feedback gereageerd. Aanpassen kan niet meer."))
    if not Feedback.objects.changeable_by(person).filter(pk=feedback.pk).exists():
        return no(_("Je kunt deze ervaring niet meer lezen."))
    return YES


def may_react(person: User, feedback: Feedback) -> Answer:
    """The learner who got the feedback may thank for it and use it."""
    if feedback.receiver_id != person.pk:
        return no(_("Deze feedback is niet voor jou."))
    return YES
