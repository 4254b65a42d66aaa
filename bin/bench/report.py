"""How figures of pages are printed: a table for people, a line of JSON for programs."""

import json
import statistics
from dataclasses import dataclass
from typing import Any

from bench.slices import Slice

GROWS = 1.5  # a page of the school may cost this many times what it costs in the small installation
COUNTRY = 10  # times the school


@dataclass
class Figure:
    """One page: the turns in which it and the bare page were asked, and what it asks of the database."""

    page: dict[str, Any]
    turns: list[tuple[Slice, Slice]]
    scale: str
    small: float | None = None  # the ratio in the small installation

    @property
    def ratio(self) -> float:
        return statistics.median(own.cpu / bare.cpu for own, bare in self.turns)

    @property
    def p95_ratio(self) -> float:
        return statistics.median(own.p95 / bare.p95 for own, bare in self.turns)

    @property
    def wrong(self) -> list[int]:
        return sorted({status for own, _bare in self.turns for status in own.wrong})

    @property
    def most(self) -> float:
        """What it may cost: its target; at a school also not much more than in the small installation."""
        return self.page["target"] if self.small is None else GROWS * self.small

    @property
    def is_met(self) -> bool:
        return self.ratio <= self.most and not self.wrong and not self.page["slow"]

    def facts(self) -> dict[str, Any]:
        app = statistics.median(own.app for own, _bare in self.turns)
        database = statistics.median(own.database for own, _bare in self.turns)
        found = {"name": self.page["name"], "ratio": round(self.ratio, 2), "queries": self.page["queries"]}
        found |= {"scale": self.scale, "app_ms": round(app, 1), "database_ms": round(database, 1)}
        found |= {"sql_kb": self.page["sql_kb"], "p95_ratio": round(self.p95_ratio, 2), "most": round(self.most, 2)}
        return found | {"met": self.is_met, "wrong": self.wrong, "slow_ms": [one["ms"] for one in self.page["slow"]]}

    def country(self) -> float | None:
        """At ten times the school, if what came with the school goes on growing in a straight line."""
        return None if self.small is None else self.small + COUNTRY * max(0.0, self.ratio - self.small)


def head() -> None:
    names = f"{'page':24} {'app ms':>8} {'db ms':>7} {'ratio':>7} {'may be':>7} {'':7}"
    print(f"\n{names} {'queries':>7} {'SQL KB':>7} {'p95':>6}", flush=True)


def tell(figure: Figure, *, country: bool = False) -> None:
    facts = figure.facts()
    met = "met" if facts["met"] else "MISSED"
    line = f"{facts['name']:24} {facts['app_ms']:8.1f} {facts['database_ms']:7.1f} {facts['ratio']:7.2f}"
    line += f" {facts['most']:7.2f} {met:7} {facts['queries']:7} {facts['sql_kb']:7.1f} {facts['p95_ratio']:6.1f}"
    if country and (guess := figure.country()) is not None:
        line += f"  at {COUNTRY} x as many, extrapolated: {guess:.1f}"
        facts["country_ratio_extrapolated"] = round(guess, 2)
    if facts["wrong"]:
        line += f"  answered {', '.join(map(str, facts['wrong']))}"
    print(line)
    for one in figure.page["slow"]:
        print(f"{'':24} {one['ms']} ms: {one['sql'][:160]} … ({len(one['sql'])} characters)")
    print("BENCH", json.dumps(facts), flush=True)
