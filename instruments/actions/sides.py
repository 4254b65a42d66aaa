"""Actions where partners write apart: begin, write, hand in, open everything at once (domain.md §2.5)."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.actions.versions import check_version, locked
from accounts.models import User
from accounts.values import Refused, require
from instruments.actions.asks import put
from instruments.actions.sheets import keep_answers
from instruments.ask_kinds import KINDS, AskKind
from instruments.models.asks import Ask
from instruments.models.instruments import Item
from instruments.models.sheets import Sheet
from instruments.policy.asks import may_be_on
from instruments.policy.sides import (
    everybody_is_ready,
    learners_of,
    may_begin_talk,
    may_open_now,
    may_write_now,
    present,
    speaks_as,
)
from instruments.values.asks import NOTHING_YET, Given
from learningtracks.policy.action_points import people_of_sides
from partnerships import events, todos
from partnerships.models.organisations import Organisation
from partnerships.models.partnerships import Partnership
from partnerships.values import Party


@transaction.atomic
def begin(kind: AskKind, partnership: Partnership, *, until_on: dt.date, by: User) -> Ask:
    """Ask every partner to write first, until a day, and who learns there to write along. Two who begin at the same
    moment wait for each other at the partnership."""
    partnership = locked(Partnership.objects.all(), partnership.pk)
    require(may_begin_talk(by, partnership))
    require(may_be_on(kind, until_on))
    made = put(kind, partnership, by=by, until_on=until_on)
    tell = [*_people(partnership), *learners_of(partnership)]
    events.record(kind.begun, by=by, about=made, tell=tell, **speaks_as(by, made))
    return made


@transaction.atomic
def write(ask: Ask, *, side: Organisation | None, answers: Mapping[Item, Given], version: int, by: User) -> Sheet:
    """Keep what was written for the own organisation, where colleagues write on, or by somebody who learns for
    themselves. What was ready is not any more. Raises Stale when another was ahead."""
    ask = _locked(ask)
    require(may_write_now(by, ask, side))
    sheet = _sheet(ask, side, by)
    check_version(sheet, version)
    keep_answers(sheet, answers, by=by if side else None)
    was_ready = sheet.handed_in_at
    sheet.handed_in_at, sheet.edited_by = None, by
    sheet.save(update_fields=["handed_in_at", "edited_by"])
    if was_ready:
        todos.update(ask)
    return sheet


@transaction.atomic
def hand_in(ask: Ask, *, side: Organisation | None, by: User) -> Ask:
    """Say that it is ready. The last organisation that is opens everything; of who learns nothing is awaited."""
    ask = _locked(ask)
    require(may_write_now(by, ask, side))
    sheet = _sheet(ask, side, by)
    if not sheet.answers.exists():
        raise Refused(NOTHING_YET)
    sheet.handed_in_at = timezone.now()
    sheet.save(update_fields=["handed_in_at"])
    sides = KINDS[ask.kind].sides
    assert sides  # noqa: S101 - the policy said so; for the type checker
    events.record(sides.written, by=by, about=ask, trail=f"person:{by.public_id}")
    if side and everybody_is_ready(ask):
        _open(ask)
    return ask


@transaction.atomic
def open_now(ask: Ask, *, by: User) -> Ask:
    """Do not wait any longer: what is not ready stays closed for good."""
    ask = _locked(ask)
    require(may_open_now(by, ask))
    _open(ask)
    return ask


def _open(ask: Ask) -> None:
    """Nobody did this alone, so it has no doer. Of who left, nothing opens."""
    partnership = ask.partnership
    assert partnership  # noqa: S101 - only of a partnership is written apart; for the type checker
    gone = Q(organisation__isnull=False) & ~Q(organisation__in=present(ask))
    gone |= Q(person__isnull=False) & ~Q(person__in=learners_of(partnership))
    ask.sheets.filter(gone).update(handed_in_at=None)
    ask.opened_at = ask.closed_at = timezone.now()
    ask.save(update_fields=["opened_at", "closed_at"])
    tell = [*_people(partnership), *learners_of(partnership)]
    over = KINDS[ask.kind].over
    assert over  # noqa: S101 - what opens together says so; for the type checker
    events.record(over, by=None, about=ask, tell=tell, partnership=partnership)


def _sheet(ask: Ask, side: Organisation | None, by: User) -> Sheet:
    whose = {"organisation": side} if side else {"person": by}
    made, _new = Sheet.objects.get_or_create(ask=ask, **whose, defaults={} if side else {"party": Party.LEARNER})
    return made


def _people(partnership: Partnership) -> list[User]:
    """Who guides or coordinates for any partner."""
    present = Organisation.objects.filter(pk__in=partnership.parties.present().values("organisation"))
    return list(people_of_sides(partnership, present))


def _locked(ask: Ask) -> Ask:
    return locked(Ask.objects.with_heads(), ask.pk)
