"""Access decorators of the reflections layer."""

import uuid
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from accounts.access import View, marked
from accounts.allauth_internals import consume, respond_429
from accounts.models import User
from accounts.prepared import Prepared
from learningtracks.belonging import tracks_of
from partnerships import belonging
from partnerships.access import found_by, found_for
from partnerships.models.partnerships import Partnership
from partnerships.models.teams import Team
from reflections.models.attachments import Attachment
from reflections.models.experiences import Experience
from reflections.models.feedback import Feedback, FeedbackRequest
from reflections.models.harvest import HarvestItem, harvest_readable_by
from reflections.models.improvements import ImprovementTrack, SituationCard
from reflections.models.indicators import Indicator
from reflections.models.passes import Pass
from reflections.models.promises import Promise
from reflections.models.rooms import GuestPass, Room, Seat, own_pass_of
from reflections.models.stories import StoryNote, ValueStory
from reflections.models.value_checks import ValueCheck, tracks_alone
from reflections.models.wonder import WonderEntry


def _teams_in_rhythm(person: User) -> QuerySet[Team]:
    """Teams whose rhythm this person knows: who takes part, and who coordinates (access.md rows 18 and 27)."""
    return Team.objects.visible_to(person).select_related("rhythm", "organisation", "workplace")


@Prepared
def _check_among(public_id: uuid.UUID, teams: list[int]) -> QuerySet[ValueCheck]:
    found = ValueCheck.objects.filter(public_id=public_id, team__in=teams)
    return found.select_related("team__organisation", "facilitator", "room", "questions")


def _check(person: User, public_id: uuid.UUID) -> list[ValueCheck]:
    return _check_among(public_id, belonging.teams_of(person))


@Prepared
def _among_own(public_id: uuid.UUID, person: int) -> QuerySet[Experience]:
    found = Experience.objects.filter(author=person, public_id=public_id)
    return found.select_related("author", "track", "asked_person")


def _own(person: User, public_id: uuid.UUID) -> list[Experience]:
    return _among_own(public_id, person.pk)


@Prepared
def _among_readable(public_id: uuid.UUID, tracks: list[int], person: int) -> QuerySet[Experience]:
    brings = Exists(Attachment.objects.filter(experience=OuterRef("pk"), shown=True))
    told = Exists(ValueStory.objects.filter(experience=OuterRef("pk"), withdrawn_at__isnull=True))
    found = Experience.objects.readable_on(tracks, person).filter(public_id=public_id)
    found = found.annotate(brings=brings, has_story=told)
    return found.select_related("author", "track", "asked_person")


def _readable(person: User, public_id: uuid.UUID) -> list[Experience]:
    return _among_readable(public_id, tracks_of(person).guided(), person.pk)


def _others(person: User) -> QuerySet[Experience]:
    return Experience.objects.shared_with(person).select_related("author")


def _reader_of(experience: Experience, public_id: uuid.UUID, person: User) -> User | None:
    """With whom this person writes about the experience: its author with everybody it was ever shared with, a reader as
    oneself."""
    if experience.author_id != person.pk:
        return person if person.public_id == public_id else None
    return User.objects.filter(public_id=public_id, shares_received__experience=experience).first()


def for_thread(view: View) -> View:
    """What the author of an experience and one reader write to each other; the view gets `experience` and `reader`."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, public_id: Any, reader: Any, **kwargs: Any) -> HttpResponse:
        person: Any = request.user
        experience = next(iter(_readable(person, public_id)), None)
        other = experience and _reader_of(experience, reader, person)
        if other is None:
            raise Http404
        return view(request, *args, experience=experience, reader=other, **kwargs)

    return marked(guarded, "author of the experience, or this reader of it")


def _attachments(person: User) -> QuerySet[Attachment]:
    return Attachment.objects.visible_to(person).select_related("experience")


def _own_attachments(person: User) -> QuerySet[Attachment]:
    return Attachment.objects.visible_to(person).written_by(person).select_related("experience")


def partnerships_in_totals(person: User) -> QuerySet[Partnership]:
    """Who coordinates a partner, or advises one on learning: totals only (access.md row 33, LA)."""
    return Partnership.objects.filter(pk__in=belonging.of(person).totalled)


def _stories(person: User) -> QuerySet[ValueStory]:
    return ValueStory.objects.closed().visible_to(person).with_teller()


def _own_stories(person: User) -> QuerySet[ValueStory]:
    return ValueStory.objects.closed().told_by(person).with_teller()


def _own_notes(person: User) -> QuerySet[StoryNote]:
    own = ValueStory.objects.closed().told_by(person).values("pk")
    return StoryNote.objects.standing().filter(story__in=own).select_related("story__value_check", "story__seat")


def _own_promises(person: User) -> QuerySet[Promise]:
    return Promise.objects.made_by(person).with_heads()


def _heard_notes(person: User) -> QuerySet[StoryNote]:
    """Notes that count, on stories one reads as one of those present."""
    heard = StoryNote.objects.confirmed().heard_by(person)
    return heard.select_related("story__seat__person", "story__value_check__team")


def _indicators(person: User) -> QuerySet[Indicator]:
    return Indicator.objects.visible_to(person).select_related("team")


def _improvements(person: User) -> QuerySet[ImprovementTrack]:
    return ImprovementTrack.objects.visible_to(person).select_related("team", "lead")


def _cards(person: User) -> QuerySet[SituationCard]:
    return SituationCard.objects.visible_to(person).select_related("improvement__team", "author")


def _own_cards(person: User) -> QuerySet[SituationCard]:
    return _cards(person).filter(author=person)


def _asked_items(person: User) -> QuerySet[HarvestItem]:
    return HarvestItem.objects.asked_of(person).with_source()


def _published_items(person: User) -> QuerySet[HarvestItem]:
    return HarvestItem.objects.of_teller(person).published().with_source()


for_author = found_by("experience", "author of the experience", _own)
for_experience_reader = found_by("experience", "author, or named in a running share", _readable)
for_named_reader = found_for("experience", "named in a running share, not the author", _others)
for_attachment = found_for("attachment", "brought it, or may read the story or the thread it is with", _attachments)
for_own_attachment = found_for("attachment", "brought it, and may see what it is with", _own_attachments)
for_wonder = found_for("entry", "wrote the wonder entry", WonderEntry.objects.written_by)
for_feedback = found_for("request_for", "asker or the person asked", FeedbackRequest.objects.visible_to)
for_asker_of_pass = found_for("found", "asked the question of the pass", Pass.objects.asked_by)
for_given_feedback = found_for(
    "feedback", "gave the feedback and may still see the question", Feedback.objects.changeable_by
)
for_received_feedback = found_for("feedback", "received the feedback", Feedback.objects.received_by)
for_indicator = found_for("indicator", "takes part in the team that chose it", _indicators)
for_improvement = found_for("improvement", "takes part in the team that improves its work", _improvements)
for_card = found_for("card", "takes part in the team of the situation", _cards)
for_card_author = found_for("card", "wrote the situation, and takes part in the team", _own_cards)
for_team_in_rhythm = found_for("team", "takes part in the team, or coordinates it", _teams_in_rhythm)
for_value_check = found_by("check", "takes part in the team of the value check", _check)
for_track_alone = found_for("track", "learns on this track, which has no team", tracks_alone)
for_participant = found_for("team", "takes part in the value checks of the team", Team.objects.with_member)
for_partnership_trend = found_for("partnership", "coordinates or advises a partner", partnerships_in_totals)
for_harvest_reader = found_for("organisation", "works in a team of it, or coordinates it", harvest_readable_by)
for_story_reader = found_for("story", "teller, present in the session, or the teller widened it", _stories)
for_teller = found_for("story", "teller of the story", _own_stories)
for_teller_of_note = found_for("note", "teller of the story of the note", _own_notes)
for_teller_of_promise = found_for("promise", "teller of the story of the promise", _own_promises)
for_hearer_of_note = found_for("note", "present in the session, on a story that stands", _heard_notes)
for_asked_teller = found_for("item", "teller whose yes is asked", _asked_items)
for_teller_of_item = found_for("item", "teller who said yes", _published_items)


# --- The room of a live session: invited people, and guests on a pass (access.md R15, R20) ---------------------------

GUEST_SEATS = "guest_seats"  # in the session of the browser: public ids of seats; in one room the last one counts


def _room_of(request: HttpRequest, public_id: Any) -> tuple[Room, Seat | None] | None:
    """The open room that this browser may look into, with the seat it has there."""
    rooms = Room.objects.select_related("value_check__team", "value_check__questions")
    if isinstance(request.user, User):
        check = ValueCheck.objects.invited_to(request.user).filter(public_id=public_id)
        if room := rooms.filter(value_check__in=check).first():
            seat = Seat.objects.of(request.user).filter(value_check=room.value_check).first()
            if seat:
                seat.person = request.user  # known already
            return room, seat
    if seat := guest_seat(request, public_id):
        return rooms.get(value_check=seat.value_check_id), seat
    return None


def _invited_to(request: HttpRequest, public_id: Any) -> ValueCheck | None:
    """The session whose room is not open, or not any more, for who follows a link to it."""
    if request.method not in ("GET", "HEAD") or not isinstance(request.user, User):
        return None
    return ValueCheck.objects.invited_to(request.user).filter(public_id=public_id).first()


def guest_seat(request: HttpRequest, public_id: Any) -> Seat | None:
    """The seat of the guest who is at this browser, in the session of this value check."""
    held = request.session.get(GUEST_SEATS, [])
    seats = Seat.objects.filter(public_id__in=held, value_check__public_id=public_id).select_related("guest_pass")
    return max(seats, key=lambda one: held.index(str(one.public_id)), default=None)


def sits_here(request: HttpRequest, seat: Seat | None) -> bool:
    """Did this guest come in in this browser?"""
    return seat is not None and str(seat.public_id) in request.session.get(GUEST_SEATS, [])


def leave_seat(request: HttpRequest, seat: Seat) -> None:
    """This browser is no longer that of this guest."""
    left = [held for held in request.session.get(GUEST_SEATS, []) if held != str(seat.public_id)]
    request.session[GUEST_SEATS] = left


def take_seat(request: HttpRequest, seat: Seat) -> None:
    """From now on this browser is that of this guest, also when another one sat here before."""
    others = [held for held in request.session.get(GUEST_SEATS, []) if held != str(seat.public_id)]
    request.session[GUEST_SEATS] = [*others, str(seat.public_id)]


def _of_another() -> HttpResponse:
    """The page that sends this was made for another seat than this browser has by now (static/js/room.js)."""
    message = _("Op dit apparaat doet nu iemand anders mee. Dit is niet verstuurd.")
    return JsonResponse({"message": message}, status=403)


def _guarded(view: View, rule: str, *, sitting: bool) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, public_id: Any, **kwargs: Any) -> HttpResponse:
        found = _room_of(request, public_id)
        if found is None and not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if found is None and not sitting and (planned := _invited_to(request, public_id)):
            return redirect(planned)
        if found is None or (sitting and found[1] is None):
            raise Http404
        room, seat = found
        if seat and request.headers.get("X-Seat", str(seat.number)) != str(seat.number):
            response = _of_another()
        else:
            response = view(request, *args, room=room, seat=seat, **kwargs)
        add_never_cache_headers(response)
        return unkept(response)

    return marked(login_not_required(guarded), rule)


def unkept(response: HttpResponse) -> HttpResponse:
    """Who has no account is nobody to the middleware, and what they read stays in no cache and no search engine all the
    same. Its address goes to no other site (settings.SECURE_REFERRER_POLICY)."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    if response.status_code == 429:
        response.headers["Retry-After"] = "600"
    return response


def for_room(view: View) -> View:
    """Who is invited, or holds a guest pass. The view gets `room` and `seat`; the seat is empty before sitting down."""
    return _guarded(view, "invited to the session, or guest of it", sitting=False)


def for_sitter(view: View) -> View:
    """Only who sits in the room; the view gets `room` and `seat`."""
    return _guarded(view, "present in the session", sitting=True)


def _with_own_link(view: View, rule: str, *, with_story: bool) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, token: str, **kwargs: Any) -> HttpResponse:
        found = own_pass_of(token)
        if found is None and not consume(request, action="pass_guess", key=token[:80], looks=True):
            return unkept(respond_429(request))
        if with_story:
            kwargs["story"] = _story_of(found)
        return unkept(view(request, *args, found=found, **kwargs))

    return marked(login_not_required(guarded), rule)


def _story_of(found: GuestPass | None) -> ValueStory:
    told = ValueStory.objects.closed().with_teller().filter(seat=found.seat_id) if found and found.seat_id else None
    story = told.first() if told is not None else None
    if story is None:
        raise Http404
    return story


def for_own_link(view: View) -> View:
    """Whoever holds the own link of a guest: the link is signed, and shown to that guest only. The view gets `found`,
    the pass, which is empty when the link opens nothing."""
    return _with_own_link(view, "anyone: the link is signed and shown to one guest only", with_story=False)


def for_guest_teller(view: View) -> View:
    """The same, once a story was told and the session is over; the view gets `found` and `story`."""
    return _with_own_link(view, "anyone: the link is signed and shown to the guest who told only", with_story=True)
