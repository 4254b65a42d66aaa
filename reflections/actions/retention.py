"""What the night does with what people wrote: tell them in time, and then forget (reliability.md §3, privacy.py).

Whether somebody was told is read from the events, so that running twice tells once, and a night that did not run makes
things go later, never untold.
"""

import datetime as dt
from collections import defaultdict
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Count, DateTimeField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet

from accounts.actions.retention import TWO_YEARS, YEAR, Sweeper, batched, sweep
from accounts.models import User
from instruments.models.asks import Ask
from learningtracks.actions import retention as tracks
from learningtracks.models.tracks import Track
from partnerships import events
from partnerships.actions.reminders import trail_of
from partnerships.actions.retention import forget_trails
from partnerships.events import Kind
from partnerships.models.events import Event
from reflections.actions import rooms
from reflections.calendar import local_day
from reflections.events.retention import DRAFTS_GO_SOON, LOG_GOES_SOON, LOG_GOES_VERY_SOON
from reflections.live.board import fold
from reflections.models.attachments import Attachment, StoredFile
from reflections.models.experiences import Experience, ExperienceQuerySet, Read
from reflections.models.feedback import Feedback
from reflections.models.passes import Pass
from reflections.models.replies import Reply
from reflections.models.rooms import GuestPass, Room, Seat, SessionMove
from reflections.models.stories import StoryNote, ValueStory
from reflections.models.value_checks import Participant, ValueCheck

FIRST, LAST = dt.timedelta(days=30), dt.timedelta(days=7)  # before it goes
SLACK = dt.timedelta(hours=12)  # one night may run a little earlier than another
MOST = 200  # people told, or tracks forgotten, a night
AFTER = dt.timedelta(days=2)  # for a mail that says that it is off
NOTHING_LEFT = "–"


def _told(kind: Kind, model: type[Any], **when: Any) -> Exists:
    """Was it told, about the row (or the person) that the outer question is about?"""
    about = ContentType.objects.get_for_model(model)
    return Exists(Event.objects.filter(kind=kind.code, about_type=about, **when))


# --- Drafts ---------------------------------------------------------------------------------------------------
# A draft has no events, for nobody may count or date it (access.md R7): its author is told of all of them at once.


def drafts(now: dt.datetime) -> int:
    """Tell who left a draft alone for eleven months; forget those left alone for a year that were told of in time."""
    forgotten = sweep(_left_alone(now - YEAR).filter(_author_told(now - FIRST + SLACK)))
    authors = _left_alone(now - YEAR + FIRST).exclude(_author_told(now)).values("author")
    for person in User.objects.filter(pk__in=authors).order_by("pk")[:MOST]:
        goes_on = local_day(now + FIRST).isoformat()
        events.record(DRAFTS_GO_SOON, by=None, about=person, tell=[person], trail=trail_of(person), goes_on=goes_on)
    return forgotten


def _left_alone(since: dt.datetime) -> ExperienceQuerySet:
    return Experience.objects.drafts().filter(edited_at__lt=since)


def _author_told(until: dt.datetime) -> Exists:
    """Was the author told, at a moment that this draft was among the old ones?"""
    old_at = ExpressionWrapper(OuterRef("edited_at") + (YEAR - FIRST), output_field=DateTimeField())
    return _told(DRAFTS_GO_SOON, User, about_id=OuterRef("author"), at__gte=old_at, at__lte=until)


# --- The log of a track ---------------------------------------------------------------------------------------


def logs(now: dt.datetime) -> int:
    """Tell the learner thirty and seven days before two years are over, then forget the track with what was written on
    it. Experiences without a track stay until their author deletes them."""
    first_told = _told(LOG_GOES_SOON, Track, about_id=OuterRef("pk"), at__lte=now - FIRST + LAST + SLACK)
    last_told = _told(LOG_GOES_VERY_SOON, Track, about_id=OuterRef("pk"), at__lte=now - LAST + SLACK)
    ready = list(_over(now - TWO_YEARS).filter(last_told)[:MOST])
    for some in batched(ready):
        _forget(some)
    _tell(LOG_GOES_SOON, _over(now - TWO_YEARS + FIRST), FIRST, now)
    _tell(LOG_GOES_VERY_SOON, _over(now - TWO_YEARS + LAST).filter(first_told), LAST, now)
    return len(ready)


def _over(before: dt.datetime) -> Any:
    return Track.objects.ended_before(local_day(before)).select_related("learner").order_by("pk")


def _tell(kind: Kind, found: Any, before: dt.timedelta, now: dt.datetime) -> None:
    goes_on = local_day(now + before).isoformat()
    for track in found.exclude(_told(kind, Track, about_id=OuterRef("pk")))[:MOST]:
        learner = track.learner
        words = {"track": track, "goes_on": goes_on}
        events.record(kind, by=None, about=track, tell=[learner], trail=trail_of(learner), **words)


@transaction.atomic
def _forget(some: list[Track]) -> None:
    """Everything of these tracks at once: experiences with all that hangs on them, what was asked, the tracks."""
    written = Experience.objects.filter(track__in=some)
    asked = Ask.objects.on_tracks(some)
    forget_trails([*(entry.trail for entry in written.only("public_id")), *(ask.trail for ask in asked)])
    written.delete()
    tracks.forget(some)


def feedback(now: dt.datetime) -> int:
    """Feedback and replies whose experience is gone stay with their giver for two years after they were sent (access.md
    R5)."""
    gone = sweep(Feedback.objects.filter(request=None, sent_at__lt=now - TWO_YEARS))
    return gone + sweep(Reply.objects.left_over().filter(said_at__lt=now - TWO_YEARS))


def reads(now: dt.datetime) -> int:
    """Who read what, longer than two years ago."""
    return sweep(Read.objects.filter(day__lt=local_day(now - TWO_YEARS)))


# --- Value checks ---------------------------------------------------------------------------------------------


def value_checks(now: dt.datetime) -> int:
    """Of the value checks of a team it stays that they were held, and when; not who was there, where, or why not."""
    before = now - TWO_YEARS
    never_held = Q(closed_at=None, skipped_at=None, starts_at__lt=before)
    old = ValueCheck.objects.filter(Q(closed_at__lt=before) | Q(skipped_at__lt=before) | never_held)
    old.exclude(place="", video_link="", facilitator=None, planned_by=None).update(
        place="", video_link="", facilitator=None, planned_by=None
    )
    old.exclude(skip_reason__in=["", NOTHING_LEFT]).update(skip_reason=NOTHING_LEFT)
    begun = ValueStory.objects.filter(value_check__skipped_at__lt=before)  # of one held apart, and taken back
    forget_trails(story.trail for story in begun)
    return sweep(Participant.objects.filter(value_check__in=old)) + sweep(
        Seat.objects.filter(value_check__skipped_at__lt=before)
    )


def sessions(now: dt.datetime) -> int:
    """Of what was told two years ago only counts are left (domain.md §6)."""
    old = Room.objects.filter(value_check__closed_at__lt=now - TWO_YEARS, value_check__seats__isnull=False)
    for some in batched(list(old.distinct().order_by("pk")[:MOST])):
        _count_and_forget(some)
    return _forget_alone(ValueStory.objects.told_alone().filter(told_at__lt=now - TWO_YEARS))


@transaction.atomic
def _forget_alone(stories: QuerySet[ValueStory]) -> int:
    """What was told outside a value check, with all that carried it: nobody else counts on a number of it."""
    some = list(stories.select_related("value_check").order_by("pk")[:MOST])
    forget_trails(story.trail for story in some)
    for story in some:
        story.value_check.delete()
    return len(some)


@transaction.atomic
def _count_and_forget(some: list[Room]) -> None:
    checks = [room.value_check_id for room in some]
    seats = Seat.objects.filter(value_check__in=checks)
    stories = ValueStory.objects.standing().filter(value_check__in=checks)
    notes = StoryNote.objects.confirmed().filter(story__in=stories)
    told_in = "story__value_check"
    levels: dict[int, dict[str, int]] = defaultdict(dict)
    for check, level, count in notes.order_by().values_list(told_in, "level").annotate(Count("story", distinct=True)):
        levels[check][level] = count
    present, told, noted = _each(seats, "value_check"), _each(stories, "value_check"), _each(notes, told_in)
    for room in some:
        check = room.value_check_id
        room.board = {}
        room.counts = {
            "present": present.get(check, 0),
            "stories": told.get(check, 0),
            "notes": noted.get(check, 0),
            "levels": levels[check],
        }
    Room.objects.bulk_update(some, ["counts", "board"])
    forget_trails(story.trail for story in ValueStory.objects.filter(value_check__in=checks))
    SessionMove.objects.filter(value_check__in=checks).delete()
    seats.delete()


def _each(found: QuerySet[Any], check: str) -> dict[int, int]:
    """How many there are of each value check."""
    return dict(found.order_by().values_list(check).annotate(Count("pk")))


@transaction.atomic
def forget_seats(person: User) -> None:
    """Somebody leaves Werkplek: their stories go, also from a board that is live (access.md R39)."""
    for seat in Seat.objects.of(person).select_related("value_check"):
        forget_seat(seat)


def forget_seat(seat: Seat) -> None:
    """Part of an action: this seat was never there."""
    check = seat.value_check
    if check.is_alone:
        check.delete()
        return
    if check.is_apart:
        seat.delete()
        return
    room = rooms.locked(check)
    about = Q(payload__story=seat.number) | Q(payload__seat=seat.number) | Q(payload__to=seat.number)
    SessionMove.objects.filter(Q(seat=seat) | about, value_check=check).delete()
    seat.delete()
    if check.closed_at is None:
        board = fold(rooms.moves_of(check))
        board.version = room.version
        Room.objects.filter(pk=room.pk).update(board=board.dump())


def files(now: dt.datetime) -> int:
    """What is left of files whose entry went with something else, such as a track that is forgotten."""
    return sweep(StoredFile.objects.filter(~Exists(Attachment.objects.filter(file=OuterRef("name")))))


def passes(now: dt.datetime) -> int:
    """The mail address of a colleague without an account is forgotten when the pass opens nothing any more."""
    return Pass.objects.addressed().filter(expires_at__lt=now).update(email="")


def guests(now: dt.datetime) -> int:
    """Invitations that nobody used, with a name and perhaps an address: two days after their session, and two weeks
    after its date when nobody opened it or said what became of it."""
    over = Q(value_check__closed_at__lt=now - AFTER) | Q(value_check__skipped_at__lt=now - AFTER)
    forgotten = Q(value_check__opened_at=None, value_check__starts_at__lt=now - dt.timedelta(days=14))
    return sweep(GuestPass.objects.filter(over | forgotten, seat=None))


SWEEPERS: list[Sweeper] = [drafts, logs, feedback, passes, guests, reads, value_checks, sessions, files]
