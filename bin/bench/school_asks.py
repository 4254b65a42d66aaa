"""What is asked in a school that is filled: two rounds of each track, one a period, and scans of each team."""

import json
from collections.abc import Sequence

from bench.bulk import insert
from bench.school import LONG, STAFF, School, one_of
from instruments.kinds.condition_scans import CONDITION_SCAN
from instruments.kinds.rounds import ROUND
from instruments.models.asks import Ask, Asked
from instruments.models.instruments import Instrument, Item
from instruments.models.sheets import Answer, Sheet
from instruments.values.asks import SCALE
from instruments.values.rounds import HILL, Moment
from learningtracks.values.instruments import Reading
from partnerships.values import Party

VOICES = [Party.LEARNER, Party.WORKPLACE, Party.EDUCATION]
SCANS = 4  # of a team, all closed
SHEETS = STAFF + 1  # of a scan: one of each of the staff, and one of the group


def fill_rounds(s: School) -> None:
    """Everybody on the track handed in. Of one track in ten the second round is open: only the guide handed in."""
    count = 2 * s.size.learners
    track, is_open = "((n - 1) / 2 + 1)", "n % 20 = 2"
    begins = f"(SELECT starts_on FROM learningtracks_period WHERE id = {s.periods} + n)::timestamp"
    asks = insert(
        Ask,
        count,
        kind=f"'{ROUND.code}'",
        reading=f"'{Reading.SIDE_BY_SIDE}'",
        moment=f"'{Moment.DURING}'",
        period=f"{s.periods} + n",
        by=f"{s.learners} + {track}",
        started_at=begins,
        closed_at=f"CASE WHEN NOT {is_open} THEN {begins} + interval '12 hours' END",
    )
    hill = Instrument.objects.current(HILL)
    _put(asks, count, [hill, *(Instrument.objects.current(f"checklist.{one}") for one in (Moment.DURING, "guide"))])
    ask, voice = "((n - 1) / 3 + 1)", "((n - 1) % 3)"
    track, is_open = track.replace("n -", f"{ask} -"), is_open.replace("n %", f"{ask} %")
    educator = f"(SELECT person_id FROM partnerships_membership WHERE id = {s.named} + {s.supervisor_of(track)})"
    person = f"CASE {voice} WHEN 0 THEN {s.learners} + {track} WHEN 1 THEN {s.staff} + {s.guide_of(track)}"
    sheets = insert(
        Sheet,
        3 * count,
        f"{voice} = 1 OR NOT {is_open}",
        ask=f"{asks} + {ask}",
        person=f"{person} ELSE {educator} END",
        party=one_of(VOICES, voice),
        handed_in_at="now()",
        version="1",
    )
    items = [item for entry in hill.tree for item in entry.indicators if item.short]
    sheet = f"((n - 1) / {len(items)} + 1)"
    there = f"({sheet} - 1) % 3 = 1 OR NOT ((({sheet} - 1) / 3 + 1) % 20 = 2)"
    _answer(sheets, 3 * count, items, choice=one_of(SCALE, "n / 7 + n"), where=there)


def fill_scans(s: School) -> None:
    """Each of the staff handed in, the group wrote to each condition, and it was counted."""
    count = s.size.places * s.size.teams * SCANS
    conditions = Instrument.objects.current(CONDITION_SCAN.lists[0])
    totals = json.dumps({item.slug: [1, 3, 4, 3, 1] for item in conditions.tree})
    team, closed = f"((n - 1) / {SCANS})", f"now() - (20 + 90 * ((n - 1) % {SCANS})) * interval '1 day'"
    asks = insert(
        Ask,
        count,
        kind=f"'{CONDITION_SCAN.code}'",
        reading=f"'{Reading.SPREAD}'",
        team=f"{s.teams} + 1 + {team}",
        by=f"{s.staff} + 1 + {team} * {STAFF}",
        started_at=f"{closed} - interval '14 days'",
        until_on=f"({closed})::date",
        closed_at=closed,
        totals=f"'{totals}'::jsonb",
    )
    _put(asks, count, [conditions])
    ask, place = f"((n - 1) / {SHEETS})", f"((n - 1) % {SHEETS})"
    sheets = insert(
        Sheet,
        SHEETS * count,
        ask=f"{asks} + 1 + {ask}",
        person=f"CASE WHEN {place} < {STAFF} THEN {s.staff} + 1 + ({ask} / {SCANS}) * {STAFF} + {place} END",
        handed_in_at=f"CASE WHEN {place} < {STAFF} THEN now() END",
        version="1",
    )
    of_the_group = f"(((n - 1) / {len(conditions.tree)}) % {SHEETS} = {STAFF})"
    text = f"CASE WHEN {of_the_group} THEN '{LONG}' ELSE '' END"
    _answer(sheets, SHEETS * count, conditions.tree, choice=one_of(SCALE, "n / 7 + n"), text=text, version="1")


def _put(asks: int, count: int, lists: Sequence[Instrument]) -> None:
    """Each of these lists in every one of what is asked."""
    instrument = _key_of(lists, "n - 1")
    place = f"(n - 1) % {len(lists)}"
    insert(Asked, len(lists) * count, ask=f"{asks} + 1 + (n - 1) / {len(lists)}", instrument=instrument, place=place)


def _answer(sheets: int, count: int, items: Sequence[Item], where: str = "true", **said: str) -> None:
    """An answer to each question on every sheet."""
    sheet = f"{sheets} + 1 + (n - 1) / {len(items)}"
    insert(Answer, len(items) * count, where, sheet=sheet, item=_key_of(items, "n - 1"), **said)


def _key_of(rows: Sequence[Instrument] | Sequence[Item], number: str) -> str:
    """The key of the row of this list at which this number comes, round and round."""
    return f"({one_of([str(row.pk) for row in rows], number)})::bigint"
