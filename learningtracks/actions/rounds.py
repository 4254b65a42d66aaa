"""Actions on rounds: start, write, hand in, close, and what an answer becomes (domain.md §2.5, §3.1-§3.6)."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.actions.versions import check_version, locked
from accounts.models import User
from accounts.values import require, today, version_of
from learningtracks.actions import action_points, pieces, puzzles
from learningtracks.events.rounds import (
    ASK_ANSWERED,
    ASK_MADE,
    ROUND_CLOSED,
    ROUND_HANDED_IN,
    ROUND_STARTED,
)
from learningtracks.models.action_points import ActionPoint
from learningtracks.models.instruments import Instrument, Item
from learningtracks.models.pieces import Piece
from learningtracks.models.rounds import Filling, HelpAsk, LookBack, Round, RoundAnswer, RoundEvidence
from learningtracks.models.tracks import Period
from learningtracks.models.trainings import Training
from learningtracks.policy.own_lists import may_ask_list
from learningtracks.policy.rounds import (
    RoundSubject,
    may_act_on,
    may_answer_ask,
    may_ask_help,
    may_choose_evidence,
    may_close_round,
    may_fill,
    may_fill_together,
    may_look_back_on,
    may_make_piece,
    may_start_round,
    people_of,
    voice_in,
)
from learningtracks.values.rounds import CHECKLIST, HILL, SLOT_OF
from partnerships import events
from partnerships.models.teams import Team

A_MONTH = dt.timedelta(weeks=4)  # an action point in one tap is due then; its owner can change that


@dataclass(frozen=True)
class Given:
    """One answer as it was typed."""

    score: int | None = None
    done: str = ""
    text: str = ""


@transaction.atomic
def start(
    subject: RoundSubject,
    *,
    moment: str,
    by: User,
    title: str = "",
    whole: bool = False,
    checklist: Instrument | None = None,
) -> Round:
    """Begin a round on the newest versions of the lists, and invite everybody who takes part."""
    require(may_start_round(by, subject))
    if checklist and checklist.organisation_id:
        require(may_ask_list(subject, checklist))
    current = Instrument.objects.ours().newest()
    made = Round.objects.create(
        moment=moment,
        period=subject if isinstance(subject, Period) else None,
        training=subject if isinstance(subject, Training) else None,
        team=subject if isinstance(subject, Team) else None,
        title=title.strip(),
        whole=whole,
        hill=current.get(slug=HILL),
        checklist=checklist or current.get(slug=CHECKLIST[moment]),  # type: ignore[index]
        started_by=by,
    )
    events.record(ROUND_STARTED, by=by, about=made, tell=people_of(made))
    return made


@transaction.atomic
def write(round: Round, *, by: User, answers: Mapping[Item, Given], version: int, together: bool = False) -> Filling:
    """Keep what was typed, alone or as a team. Raises Stale when another tab or colleague was ahead.

    Writing leaves no event: when somebody writes is nobody's business (access.md R7).
    """
    locked(Round.objects.all(), round.pk)
    require(may_fill_together(by, round) if together else may_fill(by, round))
    writer = None if together else by
    filling = Filling.objects.filter(round=round, person=writer).first()
    check_version(filling, version, filling.version if filling else 0)
    if not filling:
        party = "" if together else voice_in(by, round)
        filling = Filling.objects.create(round=round, person=writer, party=party)
    RoundAnswer.objects.bulk_create(  # a whole list at once: saving costs as much for forty questions as for one
        [
            RoundAnswer(filling=filling, item=item, score=given.score, done=given.done, text=given.text.strip())
            for item, given in answers.items()
        ],
        update_conflicts=True,
        unique_fields=["filling", "item"],
        update_fields=["score", "done", "text"],
    )
    filling.answers.exclude(item__in=answers).delete()
    filling.edited_at = timezone.now()
    filling.save(update_fields=["edited_at"])
    return filling


@transaction.atomic
def choose_evidence(
    round: Round,
    *,
    by: User,
    pieces_for: Mapping[str, Iterable[Piece]],
    experiences_for: Mapping[str, Iterable[Any]],
    version: int,
) -> None:
    """What the learner chose to show, per principle; what was chosen before goes. Raises Stale when another window was
    ahead."""
    require(may_choose_evidence(by, round))
    filling, _new = Filling.objects.select_for_update(of=("self",)).get_or_create(
        round=round, person=by, defaults={"party": voice_in(by, round)}
    )
    shown = filling.shown()
    check_version(shown, version, version_of(shown))
    filling.evidence.all().delete()
    RoundEvidence.objects.bulk_create(
        [RoundEvidence(filling=filling, principle=key, piece=one) for key, some in pieces_for.items() for one in some]
        + [
            RoundEvidence(filling=filling, principle=key, experience=one)
            for key, some in experiences_for.items()
            for one in some
        ]
    )


@transaction.atomic
def hand_in(round: Round, *, by: User) -> None:
    """Show the own answers to the others on the track, or count them in a team. A second time changes nothing."""
    filling = Filling.objects.select_for_update().filter(round=round, person=by).first()
    if filling and filling.handed_in_at:
        return
    require(may_fill(by, round))
    if not filling:
        filling = Filling.objects.create(round=round, person=by, party=voice_in(by, round))
    filling.handed_in_at = timezone.now()
    filling.save(update_fields=["handed_in_at"])
    # In a team nobody learns who answered and who did not (access.md R16).
    tell = [] if round.team_id else [one.person for one in round.fillings.handed_in().with_answers() if one.person]
    events.record(ROUND_HANDED_IN, by=None if round.team_id else by, about=round, tell=tell)


@transaction.atomic
def close(round: Round, *, by: User) -> None:
    """No more answers; from now on everybody who takes part sees what may be seen. A second time changes nothing."""
    round = locked(Round.objects.with_heads(), round.pk)
    if not round.is_open:
        return
    require(may_close_round(by, round))
    people = list(people_of(round))
    round.closed_at, round.members = timezone.now(), len(people)
    round.save(update_fields=["closed_at", "members"])
    events.record(ROUND_CLOSED, by=by, about=round, tell=people)


# --- What an answer becomes ---------------------------------------------------------------------------------------


@transaction.atomic
def propose_tip(round: Round, *, tip: Item, by: User) -> Piece:
    """A suggestion for a principle becomes a proposal in the puzzle of that period, in one tap."""
    require(may_make_piece(by, round))
    principle = tip.slug.split(".")[1]
    return _piece(round, slot=SLOT_OF[principle], text=tip.text, by=by)


@transaction.atomic
def propose_task(round: Round, *, text: str, by: User) -> Piece:
    """The task that somebody wrote down beforehand becomes a proposal in the puzzle (item 8)."""
    require(may_make_piece(by, round))
    return _piece(round, slot=SLOT_OF["informal"], text=text, by=by)


def _piece(round: Round, *, slot: str, text: str, by: User) -> Piece:
    assert round.period  # noqa: S101 - the policy said so; for the type checker
    puzzle = puzzles.open(round.period, by=by)
    title = text if len(text) <= LONGEST_TITLE else f"{text[: LONGEST_TITLE - 1]}…"
    return pieces.propose(puzzle, slot=slot, by=by, title=title, what=text)


LONGEST_TITLE = 60  # domain.md §4.1


@transaction.atomic
def act_on_tip(round: Round, *, tip: Item, by: User) -> ActionPoint:
    """A suggestion becomes an action point of the team or the track, for who presses, due in a month."""
    subject = round.team or round.track
    require(may_act_on(by, round))
    assert subject  # noqa: S101 - the policy said so; for the type checker
    return action_points.make(
        subject, by=by, text=tip.text, owner=by, due_on=today() + A_MONTH, origin=f"round:{tip.slug}"
    )


@transaction.atomic
def ask_help(round: Round, *, asked: User, text: str, by: User) -> HelpAsk:
    """Put a question for help to somebody by name (items 5 and 6)."""
    require(may_ask_help(by, round, asked))
    made = HelpAsk.objects.create(round=round, by=by, asked=asked, text=text.strip())
    events.record(ASK_MADE, by=by, about=made, tell=[asked])
    return made


@transaction.atomic
def answer_ask(ask: HelpAsk, *, yes: bool, by: User) -> None:
    """Yes or no to a question for help."""
    ask = locked(HelpAsk.objects.select_related("by"), ask.pk)
    require(may_answer_ask(by, ask))
    ask.answered_at, ask.yes = timezone.now(), yes
    ask.save(update_fields=["answered_at", "yes"])
    events.record(ASK_ANSWERED, by=by, about=ask, tell=[ask.by])


@transaction.atomic
def look_back_on(round: Round, *, day: dt.date, by: User) -> LookBack:
    """A day to look back along the way (item 4); on that day its owner gets a notice."""
    require(may_look_back_on(by, round, day))
    made, _ = LookBack.objects.get_or_create(round=round, person=by, on=day)
    return made
