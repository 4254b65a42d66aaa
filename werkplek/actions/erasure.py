"""Leaving: a week to think, and then everything of a person goes (access.md R33, R39, R40).

What others rely on stays without the name: the row of the person remains as an empty one that their feedback, their
place on a track and what they did hang on. What goes and what stays is said per field in the privacy.py of each layer.
"""

import datetime as dt

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import Submission, User
from accounts.values import AgeBand, LogRhythm, MailRhythm, require, today
from learningtracks.models.condition_scans import ConditionSheet
from learningtracks.models.follow_ups import FollowUp
from learningtracks.models.pieces import Piece
from learningtracks.models.reviews import TrackReview
from learningtracks.models.rounds import Filling, HelpAsk, LookBack
from learningtracks.models.tracks import Track, TrackPerson
from learningtracks.models.trainings import Training
from learningtracks.models.versions import PieceValueNote
from partnerships import events, todos
from partnerships.models.invitations import Invitation
from partnerships.models.memberships import Membership
from partnerships.models.notices import Mail, Notice
from partnerships.models.todos import ToDo
from reflections.actions.retention import forget_seats
from reflections.models.experiences import Concern, Experience, Share
from reflections.models.feedback import Feedback, FeedbackRequest
from reflections.models.reminders import Reminder
from reflections.models.value_checks import ValueCheck
from reflections.models.wonder import WonderEntry
from werkplek import outbox, policy

TIME_TO_THINK = dt.timedelta(days=7)


def ask(*, by: User) -> None:
    """Ask for the own account to be erased. It goes in the first night after seven days."""
    require(policy.may_leave(by))
    by.erase_after = timezone.now() + TIME_TO_THINK
    by.save(update_fields=["erase_after"])


def think_again(*, by: User) -> None:
    """Stay after all."""
    by.erase_after = None
    by.save(update_fields=["erase_after"])


def erase_due() -> None:
    """What the night does: everybody whose week is over. Running it twice is harmless."""
    for person in User.objects.filter(erase_after__lte=timezone.now()):
        erase(person)


@transaction.atomic
def erase(person: User) -> None:
    """Take everything of this person away. There is no way back but a back-up (at most 35 days old)."""
    _forget_at_the_door(person)
    _forget_words(person)
    _end_roles(person)
    outbox.forget(person)
    events.see_settled(todos.update(*Track.objects.filter(learner=person), *person.memberships.all()))
    _empty(person)


def _forget_at_the_door(person: User) -> None:
    """Sessions, addresses, factors, receipts, mails and invitations."""
    for session in UserSession.objects.filter(user=person):
        session.end()
    for model in (EmailAddress, Authenticator, SocialAccount):
        model.objects.filter(user=person).delete()
    for model in (Submission, Notice, Mail, ToDo):
        model.objects.filter(person=person).delete()
    Invitation.objects.filter(Q(accepted_by=person) | Q(email=person.email)).delete()
    account = Q(content_type=ContentType.objects.get_for_model(User), object_id=str(person.pk))
    LogEntry.objects.filter(account | Q(user=person)).update(object_repr="", change_message="")


def _forget_words(person: User) -> None:
    """What they wrote for themselves goes, with every version, share and answer that hangs on it. Feedback they gave
    stays with its receiver, without their name (R33); so do their pieces, votes and remarks, for the others rely on
    what was agreed. Their questions to others end."""
    Experience.objects.filter(author=person).delete()
    forget_seats(person)
    WonderEntry.objects.filter(person=person).delete()
    Reminder.objects.filter(person=person).delete()
    ValueCheck.objects.filter(track__learner=person).delete()
    ConditionSheet.objects.filter(person=person).delete()
    Concern.objects.filter(by=person).update(reason="")
    Piece.objects.filter(author=person, draft__isnull=False).delete()
    for model in (Filling, LookBack, Training):
        model.objects.filter(person=person).delete()
    for asking in (HelpAsk, FollowUp):
        asking.objects.filter(Q(by=person) | Q(asked=person)).delete()
    PieceValueNote.objects.filter(person=person).update(text="")
    Feedback.objects.filter(author=person).update(author=None)
    _forget_reviews(person)
    now = timezone.now()
    FeedbackRequest.objects.filter(asked=person, withdrawn_at=None, feedback=None).update(withdrawn_at=now)
    Share.objects.filter(person=person, ended_at=None).update(ended_at=now)
    Experience.objects.filter(asked_person=person).update(asked_person=None)


def _forget_reviews(person: User) -> None:
    """A draft goes. What they submitted stays with its learner, under their name (R33, R40); so does what was written
    about them, without their own reaction."""
    TrackReview.objects.filter(author=person, submitted_at=None).delete()
    TrackReview.objects.filter(author=person).update(author=None)
    TrackReview.objects.filter(period__track__learner=person).update(reaction="", reacted_at=None)


def _end_roles(person: User) -> None:
    """Nobody is left to hold them. Tracks stay: pieces and votes belong to the track (domain.md §6)."""
    now = timezone.now()
    Track.objects.filter(learner=person, ended_on=None, ends_on__gte=today()).update(ended_on=today())
    TrackPerson.objects.filter(person=person, ended_at=None).update(ended_at=now)
    Membership.objects.filter(person=person, ended_at=None).update(ended_at=now)


def _empty(person: User) -> None:
    """What is left is a number. It also tells a restored back-up whom to erase again."""
    person.name, person.email, person.mail_refused_at, person.last_login = "", None, None, None
    person.age_band, person.mail_rhythm, person.log_rhythm = AgeBand.ADULT, MailRhythm.NONE, LogRhythm.NONE
    person.is_active = person.is_staff = person.is_superuser = False
    person.erase_after = None
    person.set_unusable_password()
    person.groups.clear()
    person.user_permissions.clear()
    person.save()
