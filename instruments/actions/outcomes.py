"""Making something of an answer. What is made tells of itself; here is only asked whose words go along."""

import datetime as dt
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.values import Refused, require
from instruments.actions import asks
from instruments.kinds.help_questions import HELP_QUESTION
from instruments.models.asks import Ask
from instruments.models.review_dates import ReviewDate
from instruments.outcome_kinds import OutcomeKind, Said
from instruments.policy.asks import may_ask
from instruments.policy.outcomes import may_become, may_look_back_on, places_to_ask_in, puzzle_of, said_by
from learningtracks.actions import action_points, conversations, pieces, puzzles
from learningtracks.actions.conversations import Plan
from learningtracks.models.action_points import ActionPoint, Subject
from learningtracks.models.conversations import Conversation
from learningtracks.models.pieces import Piece
from learningtracks.models.tracks import Track


@transaction.atomic
def become(said: Said, kind: OutcomeKind, *, by: User, **facts: Any) -> models.Model:
    """Make this of an answer, which is read anew: who lost sight of it meanwhile makes nothing of it."""
    now = said_by(by, Ask.objects.with_heads().get(pk=said.ask.pk), said.item.slug, said.token)
    if now is None:
        raise Refused(_("Dit antwoord kun je niet meer lezen."))
    require(may_become(by, now, kind))
    return kind.make(now, by=by, **facts)


def action_point(said: Said, *, by: User, place: Subject, **facts: Any) -> ActionPoint:
    """For who makes it, or whom they choose."""
    return action_points.make(said.ask.place or place, by=by, origin=said.origin, **facts)


def piece(said: Said, *, by: User, track: Track, slot: str, **facts: Any) -> Piece:
    """A proposal in the puzzle of the period, which begins with it when there was none."""
    puzzle = puzzles.open(puzzle_of(said.ask, track).period, by=by)
    return pieces.propose(puzzle, slot=slot, by=by, origin=said.origin, **facts)


def review_date(said: Said, *, by: User, on: dt.date) -> ReviewDate:
    """A day on which the maker gets a notice, and nobody else."""
    require(may_look_back_on(on))
    made, _new = ReviewDate.objects.get_or_create(ask=said.ask, person=by, on=on, defaults={"item": said.item})
    return made


def help_question(said: Said, *, by: User, asked: User, text: str) -> Ask:
    """A question to somebody by name, on the track or in the team that they share."""
    places = places_to_ask_in(by, said.ask)
    place = next((one for one in places if may_ask(by, one, asked)), places[0])
    return asks.ask(HELP_QUESTION, place, asked=asked, text=text, by=by, made_of=said.origin)


def talk(said: Said, *, by: User, plan: dict[str, Any], agenda: str) -> Conversation:
    """A driehoeksgesprek with these words on its agenda."""
    track = said.ask.place
    assert isinstance(track, Track)  # noqa: S101 - the policy said so; for the type checker
    return conversations.plan(track, by=by, details=Plan(**plan), agenda=agenda, origin=said.origin)
