"""Actions on condition scans: begin, answer alone, close, talk, choose (domain.md §2.5)."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions.versions import check_version, locked
from accounts.models import User
from accounts.values import Refused, require, today, version_of
from learningtracks.events.condition_scans import (
    SCAN_ANSWERED,
    SCAN_CHOSEN,
    SCAN_CLOSED,
    SCAN_OPENED,
    SCAN_OPENED_TOGETHER,
    SCAN_TALKED,
)
from learningtracks.models.condition_scans import ConditionAnswer, ConditionScan, ConditionSheet, ConditionTalk
from learningtracks.policy.condition_scans import (
    may_answer_scan,
    may_begin_scan,
    may_close_scan,
    may_open_scan,
    may_talk,
)
from learningtracks.values.conditions import MOST_CHOSEN, Condition
from learningtracks.values.spread import spread
from partnerships import belonging, events
from partnerships.models.teams import Team
from partnerships.values import Role


@dataclass(frozen=True)
class Said:
    """What somebody answers on one condition: a score, or none for "Weet ik niet"; the note is theirs alone."""

    score: int | None
    note: str = ""


def _locked_team(team: Team) -> Team:
    """Two who begin at the same moment wait for each other here."""
    return locked(Team.objects.all(), team.pk)


@transaction.atomic
def begin(team: Team, *, until_on: dt.date, content: str, by: User) -> ConditionScan:
    """Ask everybody in the team to answer alone, until a day. `content` is the version of the questions."""
    team = _locked_team(team)
    require(may_open_scan(by, team, until_on))
    scan = ConditionScan.objects.create(team=team, until_on=until_on, content=content, opened_by=by)
    words: dict[str, Any] = {"team": team, "until_on": until_on.isoformat()}
    events.record(SCAN_OPENED, by=by, about=scan, tell=belonging.people_in(team.pk), **words)
    return scan


@transaction.atomic
def begin_together(team: Team, *, content: str, by: User) -> ConditionScan:
    """Go straight to the talk, with one answer of the whole team: for a team too small to answer alone unseen, or one
    that would rather talk."""
    team = _locked_team(team)
    require(may_begin_scan(by, team))
    scan = ConditionScan.objects.create(
        team=team, until_on=today(), content=content, together=True, opened_by=by, closed_at=timezone.now()
    )
    events.record(SCAN_OPENED_TOGETHER, by=by, about=scan, tell=belonging.people_in(team.pk), team=team)
    return scan


@transaction.atomic
def answer(
    scan: ConditionScan,
    *,
    said: Mapping[str, Said],
    version: int,
    by: User,
    hand_in: bool = False,
    shows_own: bool = False,
) -> ConditionSheet:
    """Keep what somebody answered so far; with `hand_in` it counts. It can be changed until the scan is closed.

    Nobody is told, and nobody else can read or count it. Raises Stale when another window saved meanwhile.
    """
    scan = locked(ConditionScan.objects.select_related("team"), scan.pk)
    require(may_answer_scan(by, scan))
    if hand_in and set(said) != set(Condition.values):
        raise Refused(_("Geef op alle zeven een antwoord. Weet ik niet mag ook."))
    sheet, _is_new = ConditionSheet.objects.get_or_create(scan=scan, person=by)
    check_version(sheet, version)
    sheet.version += 1
    sheet.handed_in_at = timezone.now() if hand_in else sheet.handed_in_at
    sheet.shows_own = shows_own and scan.team_id in belonging.of(by).teams(Role.TEAM_LEAD)
    sheet.save()
    sheet.answers.all().delete()
    ConditionAnswer.objects.bulk_create(
        ConditionAnswer(sheet=sheet, condition=condition, score=one.score, note=one.note.strip())
        for condition, one in said.items()
    )
    if hand_in:
        events.record(SCAN_ANSWERED, by=by, about=scan, trail=f"person:{by.public_id}")
    return sheet


@transaction.atomic
def close(scan: ConditionScan, *, by: User) -> ConditionScan:
    """Close it and count, once, what may be shown. Sheets that were not handed in are thrown away unread."""
    scan = locked(ConditionScan.objects.select_related("team"), scan.pk)
    require(may_close_scan(by, scan))
    scan.sheets.filter(handed_in_at__isnull=True).delete()
    scan.closed_at, scan.totals = timezone.now(), _totals(scan)
    scan.save()
    people = belonging.people_in(scan.team_id)
    events.record(SCAN_CLOSED, by=by, about=scan, tell=people, team=scan.team)
    return scan


def _totals(scan: ConditionScan) -> dict[str, tuple[int, ...]]:
    """The counts per condition, or nothing when five answers are not there or one to four people are left over."""
    sheets = scan.sheets.filter(handed_in_at__isnull=False)
    inside = set(belonging.people_in(scan.team_id).values_list("pk", flat=True))
    members = len(inside | set(sheets.values_list("person", flat=True)))
    given = ConditionAnswer.objects.filter(sheet__in=sheets)
    found = {
        condition: spread(given.filter(condition=condition).values_list("score", flat=True), members)
        for condition in Condition.values
    }
    return {condition: one.counts for condition, one in found.items() if one}


@transaction.atomic
def talk(scan: ConditionScan, *, condition: str, note: str, score: int | None, version: int, by: User) -> ConditionTalk:
    """Write down what the team said about one condition, and what they answer together if they do."""
    require(may_talk(by, scan))
    row = _talk_of(scan, condition)
    check_version(row, version)
    row.note, row.score, row.edited_by = note.strip(), score, by
    row.version += 1
    row.save()
    events.record(SCAN_TALKED, by=by, about=scan)
    return row


def _talk_of(scan: ConditionScan, condition: str) -> ConditionTalk:
    ConditionTalk.objects.get_or_create(scan=scan, condition=condition)
    return ConditionTalk.objects.select_for_update().get(scan=scan, condition=condition)


@transaction.atomic
def choose(scan: ConditionScan, *, conditions: Collection[str], version: int, by: User) -> None:
    """Pick at most three conditions to work on; picking again replaces the choice. Raises Stale when a colleague was
    ahead."""
    scan = locked(ConditionScan.objects.select_related("team"), scan.pk)
    require(may_talk(by, scan))
    chosen = scan.chosen()
    check_version(chosen, version, version_of(*chosen))
    if len(set(conditions)) > MOST_CHOSEN:
        raise Refused(_("Kies er hoogstens drie."))
    for condition in conditions:
        _talk_of(scan, condition)
    scan.talks.exclude(condition__in=conditions).update(chosen=False)
    scan.talks.filter(condition__in=conditions).update(chosen=True)
    events.record(SCAN_CHOSEN, by=by, about=scan)
