"""What pages show of HILL-checks: the voices side by side, and a line per principle over rounds."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accounts.models import User
from learningtracks.editions import newest
from learningtracks.extensions import Panel
from learningtracks.models.instruments import Item
from learningtracks.models.rounds import Filling, Round
from learningtracks.models.tracks import Track
from learningtracks.policy.rounds import Score, scores_on
from learningtracks.values.instruments import Scale
from learningtracks.values.rounds import HILL, TOGETHER, HillCheck, View, biggest_first, mean
from learningtracks.values.spread import UNKNOWN
from partnerships.values import Party

WIDTH, HEIGHT, LEFT, TOP = 280, 96, 8, 10  # of the drawing of one principle
VOICES = [*Party.values, TOGETHER]
STEP = (HEIGHT - 2 * TOP) / 3


def said(value: float | None) -> str:
    """A value in the words of the scale; between two words it says so."""
    if value is None:
        return str(UNKNOWN)
    low = int(value)
    near = value - low
    if near < 0.25 or low == Scale.YES:
        return str(Scale(low).label)
    if near > 0.75:
        return str(Scale(low + 1).label)
    return _("tussen %(low)s en %(high)s") % {"low": Scale(low).label, "high": Scale(low + 1).label}


def voice_name(voice: str) -> str:
    """What a voice is called: a party, or the team as one."""
    return _("Samen") if voice == TOGETHER else str(Party(voice).label)


def scores_of(filling: Filling, principle: Item) -> list[int | None]:
    return [one.score for one in filling.answers.all() if one.item.slug.startswith(f"{principle.slug}.")]


def _views(principle: Item, fillings: Iterable[Filling]) -> list[View]:
    """How each voice that answered sees a principle."""
    found = []
    for voice in VOICES:
        mine = [one for one in fillings if (one.party or TOGETHER) == voice and scores_of(one, principle)]
        if mine:
            scores = [score for one in mine for score in scores_of(one, principle)]
            names = [str(one.person) for one in mine if one.person]
            found.append(View(voice, names, mean(scores)))
    return found


@dataclass(frozen=True)
class Side:
    """One line in the view side by side."""

    voice: str
    label: str
    names: str
    value: float | None
    word: str

    @property
    def percent(self) -> int:
        return round((self.value or 0) / Scale.YES * 100)


@dataclass(frozen=True)
class Compared:
    """One principle with its voices; `first` is what to talk about first."""

    principle: Item
    sides: list[Side]
    check: HillCheck
    evidence: list[Any]
    words: str  # what the principle says, in the voice of who reads

    @property
    def differs(self) -> bool:
        return self.check.difference > 0


def compare(
    round: Round, fillings: list[Filling], evidence: dict[str, list[Any]], words: tuple[str, str]
) -> list[Compared]:
    """The principles side by side, the biggest difference first; `words` as of `policy.rounds.words_for`."""
    by_slug = {one.key: one for one in round.hill.tree}
    checks = biggest_first(HillCheck(key, _views(one, fillings)) for key, one in by_slug.items())
    return [
        Compared(
            by_slug[check.principle],
            [
                Side(view.voice, voice_name(view.voice), ", ".join(view.names), view.value, said(view.value))
                for view in check.views
            ],
            check,
            evidence.get(check.principle, []),
            by_slug[check.principle].said_to(*words),
        )
        for check in checks
        if check.views
    ]


# --- Over rounds ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Line:
    """The line of one voice in the drawing of one principle."""

    voice: str
    label: str
    points: list[tuple[float, float]]

    @property
    def drawn(self) -> SafeString:
        """The line and its dots. Made here: a track has a hundred of them, and a template is slow in such things."""
        dots = [(f"{x:.1f}", f"{y:.1f}") for x, y in self.points]  # in the notation of drawings, whatever the language
        path = " ".join(f"{x},{y}" for x, y in dots)
        circles = format_html_join("", '<circle cx="{}" cy="{}" r="4.5"/>', dots)
        return format_html('<polyline points="{}"/>{}', path, circles)


@dataclass(frozen=True)
class Trend:
    """One principle over rounds: lines for the eye, and the same in words: what each voice said in each round."""

    name: str
    note: str
    lines: list[Line]
    said: list[tuple[str, list[str]]]


@dataclass(frozen=True)
class Trends:
    """The lines of all principles, and the rounds they go over, oldest first."""

    rounds: list[Round]
    principles: list[Trend]

    @property
    def heads(self) -> list[tuple[str, dt.datetime]]:
        """Above the columns of each table: which round, and when it began."""
        return [(str(one.get_moment_display()), one.started_at) for one in self.rounds]

    @property
    def voices(self) -> list[Line]:
        """One line of each voice, for the key to all drawings."""
        return list({line.voice: line for one in self.principles for line in one.lines}.values())


def trends(rounds: list[Round], scores: list[Score]) -> Trends:
    """A line per principle over rounds, oldest first; no lines as long as there is one round with answers."""
    answered = {one.round for one in scores}
    rounds = [one for one in rounds if one.pk in answered]
    if len(rounds) < 2:
        return Trends(rounds, [])
    seen: dict[tuple[str, str, int], list[int | None]] = {}
    for one in scores:
        seen.setdefault((one.slug.split(".")[1], one.voice, one.round), []).append(one.score)
    found, names = [], {voice: voice_name(voice) for voice in VOICES}
    words: dict[float | None, str] = {None: "–"}
    for principle in newest(HILL).entries:
        key = principle.key
        values = {voice: [mean(seen.get((key, voice, one.pk), [])) for one in rounds] for voice in VOICES}
        known = {voice: some for voice, some in values.items() if any(value is not None for value in some)}
        words |= {value: said(value) for some in known.values() for value in some if value not in words}
        lines = [line(voice, names[voice], some) for voice, some in known.items()]
        in_words = [(names[voice], [words[value] for value in some]) for voice, some in known.items()]
        found.append(Trend(str(principle.name), str(principle.note), lines, in_words))
    return Trends(rounds, found)


def line(voice: str, name: str, values: Sequence[float | None]) -> Line:
    """Values from 0 to 3 from left to right; where one is missing there is no dot."""
    across = (WIDTH - 2 * LEFT) / (len(values) - 1)
    points = [
        (LEFT + across * place, HEIGHT - TOP - STEP * value) for place, value in enumerate(values) if value is not None
    ]
    return Line(voice, name, points)


def panel(track: Track, person: User) -> Panel | None:
    """The HILL-check on the page of a track: the line per principle, and the way to fill in."""
    there, scores = scores_on(person, track)
    if not there and track.is_over:
        return None
    waiting = [one for one in there if one.is_open]
    facts = {"trends": trends(there, scores), "count": len(there), "waiting": waiting[-1] if waiting else None}
    return Panel("learningtracks/panels/hill.html", facts)
