"""A line per principle over rounds: lines for the eye, and the same in words."""

import datetime as dt
from dataclasses import dataclass

from accounts.models import User
from instruments.models.asks import Ask
from instruments.policy.hill import Score, scores_on
from instruments.values.rounds import HILL, mean
from instruments.views.compared import said
from instruments.views.lines import VOICES, Line, line, voice_name
from learningtracks.editions import newest
from learningtracks.extensions import Panel
from learningtracks.models.tracks import Track


@dataclass(frozen=True)
class Trend:
    """One principle over rounds: lines for the eye, and the same in words: what each voice said in each round."""

    name: str
    lines: list[Line]
    said: list[tuple[str, list[str]]]


@dataclass(frozen=True)
class Trends:
    """The lines of all principles, and the rounds they go over, oldest first."""

    asks: list[Ask]
    principles: list[Trend]

    @property
    def heads(self) -> list[tuple[str, dt.datetime]]:
        """Above the columns of each table: which round, and when it began."""
        return [(str(one.get_moment_display()), one.started_at) for one in self.asks]

    @property
    def voices(self) -> list[Line]:
        """One line of each voice, for the key to all drawings."""
        return list({line.voice: line for one in self.principles for line in one.lines}.values())


def trends(asks: list[Ask], scores: list[Score]) -> Trends:
    """A line per principle over rounds, oldest first; no lines as long as there is one round with answers."""
    answered = {one.ask for one in scores}
    asks = [one for one in asks if one.pk in answered]
    if len(asks) < 2:
        return Trends(asks, [])
    seen: dict[tuple[str, str, int], list[int | None]] = {}
    for one in scores:
        seen.setdefault((one.slug.split(".")[1], one.voice, one.ask), []).append(one.score)
    found, names = [], {voice: voice_name(voice) for voice in VOICES}
    words: dict[float | None, str] = {None: "–"}
    for principle in newest(HILL).entries:
        key = principle.key
        values = {voice: [mean(seen.get((key, voice, one.pk), [])) for one in asks] for voice in VOICES}
        known = {voice: some for voice, some in values.items() if any(value is not None for value in some)}
        words |= {value: said(value) for some in known.values() for value in some if value not in words}
        lines = [line(voice, names[voice], some) for voice, some in known.items()]
        in_words = [(names[voice], [words[value] for value in some]) for voice, some in known.items()]
        found.append(Trend(str(principle.name), lines, in_words))
    return Trends(asks, found)


def panel(track: Track, person: User) -> Panel | None:
    """The HILL-check on the page of a track: the line per principle, and the way to fill in."""
    there, scores = scores_on(person, track)
    if not there and track.is_over:
        return None
    waiting = [one for one in there if one.is_open]
    facts = {"trends": trends(there, scores), "count": len(there), "waiting": waiting[-1] if waiting else None}
    return Panel("instruments/panels/hill.html", facts)
