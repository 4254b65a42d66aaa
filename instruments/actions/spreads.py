"""Actions on what everybody answers apart: begin it until a day or as one, and choose what to work on (domain.md §2.5).
Closing, which counts, stands in `asks.py`."""

import datetime as dt
from collections.abc import Collection

from django.db import transaction

from accounts.actions.versions import check_version, locked
from accounts.models import User
from accounts.values import Refused, require, version_of
from instruments.actions import asks
from instruments.ask_kinds import AskKind
from instruments.events.asks import ASK_CHOSEN
from instruments.models.asks import Ask
from instruments.models.instruments import Item
from instruments.models.sheets import Answer, Sheet
from instruments.policy.asks import may_begin_apart, may_begin_spread, may_choose
from instruments.values.asks import MOST_CHOSEN, TOO_MANY
from partnerships import events
from partnerships.models.teams import Team


def _locked_team(team: Team) -> Team:
    """Two who begin at the same moment wait for each other here."""
    return locked(Team.objects.all(), team.pk)


@transaction.atomic
def begin(kind: AskKind, team: Team, *, until_on: dt.date, by: User) -> Ask:
    """Ask everybody in the team to answer apart, until a day."""
    team = _locked_team(team)
    require(may_begin_apart(by, team, kind))
    return asks.begin(kind, team, until_on=until_on, by=by)


@transaction.atomic
def begin_together(kind: AskKind, team: Team, *, by: User) -> Ask:
    """Go straight to the talk, with one answer of the whole team: for a team too small to answer apart unseen, or one
    that would rather talk."""
    team = _locked_team(team)
    require(may_begin_spread(by, team, kind))
    return asks.begin_together(kind, team, by=by)


@transaction.atomic
def choose(ask: Ask, *, items: Collection[Item], version: int, by: User) -> None:
    """Pick what the team works on; picking again replaces the choice. Raises Stale when a colleague was ahead."""
    ask = locked(Ask.objects.with_heads(), ask.pk)
    require(may_choose(by, ask))
    sheet, _new = Sheet.objects.get_or_create(ask=ask, person=None, organisation=None)
    chosen = chosen_in(sheet)
    check_version(chosen, version, version_of(*chosen))
    if len(set(items)) > MOST_CHOSEN:
        raise Refused(TOO_MANY)
    there = set(sheet.answers.values_list("item", flat=True))
    Answer.objects.bulk_create(Answer(sheet=sheet, item=item) for item in items if item.pk not in there)
    sheet.answers.exclude(item__in=items).update(chosen=False)
    sheet.answers.filter(item__in=items).update(chosen=True)
    events.record(ASK_CHOSEN, by=by, about=ask)


def chosen_in(sheet: Sheet | None) -> list[str]:
    """What the team works on: the slugs of the questions, in order."""
    return sorted(sheet.answers.filter(chosen=True).values_list("item__slug", flat=True)) if sheet else []
