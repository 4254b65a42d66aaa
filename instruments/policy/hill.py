"""What somebody may read of many asks at once: the scores on the HILL-check, for the lines over time."""

from dataclasses import dataclass
from typing import Any

from django.db.models import F

from accounts.models import User
from accounts.prepared import Prepared
from instruments.models.asks import Ask, AskQuerySet
from instruments.values.asks import COUNTED, Choice
from instruments.values.rounds import HILL, TOGETHER
from learningtracks.models.tracks import Track
from partnerships.models.teams import Team


@dataclass(frozen=True)
class Score:
    """One answer on the scale, in one round of many: which voice, which question."""

    ask: int
    voice: str
    slug: str
    score: int | None


def _everything(asks: AskQuerySet) -> Any:
    """Asks with all their answers, as plain rows: one query, also for those that nobody answered."""
    return (
        asks.exclude(moment="")
        .oldest_first()
        .values(
            "pk",
            "public_id",
            "moment",
            "started_at",
            "closed_at",
            who=F("sheets__person"),
            voice=F("sheets__party"),
            handed_in_at=F("sheets__handed_in_at"),
            slug=F("sheets__answers__item__slug"),
            choice=F("sheets__answers__choice"),
        )
    )


@Prepared
def _everything_on(track: int) -> Any:
    return _everything(Ask.objects.filter(period__track=track))


@Prepared
def _everything_in(team: int) -> Any:
    return _everything(Ask.objects.filter(team=team).exclude(kind=COUNTED))


def _asks_in(there: list[dict[str, Any]]) -> list[Ask]:
    heads = ("pk", "public_id", "moment", "started_at", "closed_at")
    each = {row["pk"]: row for row in there}  # an ask has a row for each of its answers
    return [Ask(**{name: row[name] for name in heads}) for row in each.values()]


def _score(row: dict[str, Any], voice: str) -> Score:
    known = row["choice"] and row["choice"] != Choice.UNKNOWN
    return Score(row["pk"], voice, row["slug"], int(row["choice"]) if known else None)


def _is_scored(row: dict[str, Any]) -> bool:
    return bool(row["slug"]) and row["slug"].startswith(f"{HILL}.")


def scores_on(person: User, track: Track) -> tuple[list[Ask], list[Score]]:
    """What was asked on a track, and the scores in it that this person may read: side by side (readings.py), of many
    at once in one query."""
    there = _everything_on(track.pk)
    done = {row["pk"] for row in there if row["who"] == person.pk and row["handed_in_at"]}
    return _asks_in(there), [
        _score(row, row["voice"])
        for row in there
        if _is_scored(row)
        and (row["who"] == person.pk or (row["handed_in_at"] and (row["closed_at"] or row["pk"] in done)))
    ]


def scores_together(team: Team) -> tuple[list[Ask], list[Score]]:
    """What was asked of a team, and what it answered as one; one query."""
    there = _everything_in(team.pk)
    return _asks_in(there), [_score(row, TOGETHER) for row in there if _is_scored(row) and not row["who"]]
