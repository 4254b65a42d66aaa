"""What of this floor waits for somebody (partnerships/waiting.py)."""

import datetime as dt
from typing import Any

from django.db.models import Case, CharField, F, QuerySet, Value, When
from django.db.models.functions import Coalesce, NullIf
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.values import today
from learningtracks.models import (
    ActionPoint,
    ConditionScan,
    Conversation,
    FollowUp,
    HelpAsk,
    PartnershipConversation,
    Piece,
    Round,
    opens_on,
    periods_to_review,
)
from partnerships.values import AMSTERDAM
from partnerships.waiting import Entry


def pieces(person: User) -> list[Entry]:
    """Puzzle pieces on which it is the turn of the party that this person votes for."""
    return [_entry(piece, person) for piece in Piece.objects.awaiting(person).with_the_latest(person)]


def _entry(piece: Any, person: User) -> Entry:
    """What happened last, in one sentence. Only who votes for the track reads the title."""
    name = piece.asker or piece.maker or _("Iemand")
    if piece.asked_at:
        said = _("%(name)s vraagt iets over: %(title)s")
    elif piece.latest_drops:
        said = _("%(name)s wil laten vervallen: %(title)s")
    elif piece.latest_number > 1:
        said = _("%(name)s maakte een nieuwe versie: %(title)s")
    else:
        said = _("%(name)s stelt voor: %(title)s")
    track = piece.track
    who = track.title if track.learner_id == person.pk else str(track.learner)
    about = f"{who}, {piece.get_slot_display()}"
    return Entry(said % {"name": name, "title": piece.latest_title}, about, piece.since, piece.get_absolute_url())


def reviews(person: User) -> list[Entry]:
    """Periods at their end on which the party of this person has yet to look back (domain.md §2.3 step 6)."""
    return [
        Entry(
            _("Terugblik te schrijven: periode %(number)s") % {"number": period.number},
            f"{period.track.learner}, {period.track}",
            dt.datetime.combine(opens_on(period), dt.time(8), AMSTERDAM),
            reverse("learningtracks:review_new", args=[period.track.public_id, period.number]),
        )
        for period in periods_to_review(person)
    ]


def talks(person: User) -> list[Entry]:
    """Talks that this person planned, whose moment is over, and that nobody rounded off."""
    return [
        Entry(_("Driehoeksgesprek af te ronden"), str(talk.track.learner), talk.ends_at, talk.get_absolute_url())
        for talk in Conversation.objects.to_round_off(person)
    ]


def action_points(person: User) -> list[Entry]:
    """Own action points whose day has come."""
    due = ActionPoint.objects.visible_to(person).owned_by(person).standing().due_by(today())
    return [
        Entry(_("Lukt je actiepunt?"), str(point.subject), _since(point.due_on), point.get_absolute_url())
        for point in due.with_heads()
    ]


def to_fill_in(person: User) -> list[Entry]:
    """Rounds and condition scans that this person did not hand in, partnership conversations for which an own
    organisation is not ready, questions for help and questions about a training without an answer. Together one query:
    the queue has a dozen."""
    nothing = Value("", output_field=CharField())
    names = [F("period__track__title"), F("training__title"), NullIf(F("title"), Value("")), F("team__name")]
    learner = Case(
        When(period__track__learner=person, then=nothing), default=Coalesce(F("period__track__learner__name"), nothing)
    )
    rounds = Round.objects.open_for(person).values_list(
        Value("round"), "public_id", "started_at", learner, Coalesce(*names)
    )
    scans = ConditionScan.objects.waiting_for(person).values_list(
        Value("condition_scan"), "public_id", "opened_at", nothing, "team__name"
    )
    talks = PartnershipConversation.objects.waiting_for(person).values_list(
        Value("partnership_conversation"), "public_id", "started_at", "side", "partnership__name"
    )
    asks = HelpAsk.objects.waiting_for(person).values_list(
        Value("help_ask"), "public_id", "asked_at", "by__name", nothing
    )
    back = FollowUp.objects.waiting_for(person).values_list(
        Value("follow_up"), "public_id", "asked_at", "by__name", "title"
    )
    parts: list[QuerySet[Any, Any]] = [each.order_by() for each in (rounds, scans, talks, asks, back)]
    found = parts[0].union(*parts[1:], all=True)
    said = {
        "round": _("Vul de ronde in"),
        "condition_scan": _("Vul de conditiescan in"),
        "partnership_conversation": _("Schrijf voor het partnerschapsgesprek"),
        "help_ask": _("Beantwoord de vraag om hulp"),
        "follow_up": _("Vertel hoe je training was"),
    }
    return [
        Entry(said[kind], ", ".join(filter(None, about)), since, reverse(f"learningtracks:{kind}", args=[public_id]))
        for kind, public_id, since, *about in found
    ]


def _since(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(8), AMSTERDAM)
