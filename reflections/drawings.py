"""The geometry of the drawings about value: the story stream between levels, and how often levels are reached.

Pure: numbers in, coordinates out. Templates draw them; every drawing stands beside a table with the same figures.
"""

from dataclasses import dataclass

from reflections.trends import Group, Reached, Stream
from reflections.values import LEVELS, LevelText

# --- The stream: five levels under each other, an arc for every way that threads go. Down stands at the right, up at
# the left, so that there and back never lie over each other. No way is better than the other.

WIDTH, ROW, TOP = 360, 92, 46
LEFT, RIGHT = 102, 258  # where arcs touch the middle column
SLIM, THICK = 3.0, 15.0  # the stroke of one thread, and of most


@dataclass(frozen=True)
class Stop:
    """One level on the middle line."""

    text: LevelText
    y: int
    threads: int

    @property
    def lines(self) -> list[tuple[str, int]]:
        """The words of its name under each other, each with its height; one word stands in the middle."""
        words = self.text.name.split(" ", 1)
        first = self.y + (19 if len(words) == 1 else 11)
        return [(word, first + 18 * place) for place, word in enumerate(words)]

    @property
    def drawing(self) -> str:
        return f"components/icons/{self.text.level}.svg"


@dataclass(frozen=True)
class Arc:
    """One way from level to level. `x` and `y` are where its number stands, `tip` where its arrow points."""

    path: str
    tip: str
    width: float
    threads: int
    x: int
    y: int
    source: LevelText
    target: LevelText
    goes_down: bool

    @property
    def stroke(self) -> str:
        """With a point, whatever the language: a comma would be two numbers."""
        return f"{self.width:.1f}"

    @property
    def number_y(self) -> int:
        return self.y + 6


@dataclass(frozen=True)
class StreamDrawing:
    stops: list[Stop]
    arcs: list[Arc]
    width: int = WIDTH
    height: int = TOP * 2 + ROW * (len(LEVELS) - 1)


def draw_stream(stream: Stream) -> StreamDrawing:
    """Arcs leave a level a little under its middle and arrive a little above it (or the other way round when they go
    up), spread out when several share a side, the shortest inside."""
    places = {text.level.value: index for index, text in enumerate(LEVELS)}
    stops = [Stop(text, _y(places[text.level]), stream.at.get(text.level, 0)) for text in LEVELS]
    most = max(stream.edges.values(), default=1)
    arcs = [_arc(places[source], places[target], threads, most) for (source, target), threads in stream.edges.items()]
    return StreamDrawing(stops, sorted(arcs, key=lambda arc: -arc.threads))


def _y(place: int) -> int:
    return TOP + ROW * place


def _arc(source: int, target: int, threads: int, most: int) -> Arc:
    down = target > source
    side = 1 if down else -1
    edge = RIGHT if down else LEFT
    steps = abs(target - source)
    leave, arrive = _y(source) + 4 * steps * side, _y(target) - 4 * steps * side - side * 6
    reach = 20 + 16 * steps
    bulge = edge + side * reach * 4 / 3  # a cubic touches three quarters of the way to its handles
    width = round(SLIM + (THICK - SLIM) * (threads - 1) / max(1, most - 1), 1) if most > 1 else SLIM
    tip = edge + side * 12
    path = f"M{edge} {leave}C{bulge:.0f} {leave} {bulge:.0f} {arrive} {tip} {arrive}"
    half = max(7.0, width * 0.75)
    point = f"{edge},{arrive} {tip},{arrive - half:.1f} {tip},{arrive + half:.1f}"
    x = edge + side * (reach + 1)
    return Arc(path, point, width, threads, x, (leave + arrive) // 2, LEVELS[source], LEVELS[target], down)


# --- Reached levels: for every level a small row of bars, one a quarter.

BAR, GAP, HEIGHT = 26, 10, 40


@dataclass(frozen=True)
class Bar:
    """One quarter of one level; `height` nothing when there were too few stories."""

    x: int
    y: int
    height: int
    share: int
    is_shown: bool


@dataclass(frozen=True)
class BarRow:
    text: LevelText
    bars: list[Bar]
    last: Reached | None

    @property
    def width(self) -> int:
        return len(self.bars) * (BAR + GAP) - GAP

    @property
    def share(self) -> int:
        """Of the latest quarter with figures."""
        return self.last.share(self.text.level) if self.last else 0


def draw_reached(quarters: list[Reached]) -> list[BarRow]:
    """In the order of the levels; a quarter without figures is a dashed line instead of a bar."""
    last = next((one for one in reversed(quarters) if one.is_shown), None)
    return [BarRow(text, [_bar(place, one, text) for place, one in enumerate(quarters)], last) for text in LEVELS]


def _bar(place: int, one: Reached, text: LevelText) -> Bar:
    share = one.share(text.level)
    height = round(HEIGHT * share / 100) if one.is_shown else 0
    return Bar(place * (BAR + GAP), HEIGHT - height, height, share, one.is_shown)


# --- A quarter: under each other its groups, with a bar for every line on a ground as long as the whole.

QUARTER, LABEL, GROUND = 300, 124, 144  # the whole width; where a ground begins, and how long it is
LINE, HEAD, AIR = 26, 30, 14


@dataclass(frozen=True)
class QuarterLine:
    label: str
    count: int
    y: int
    width: int

    @property
    def bar_y(self) -> int:
        return self.y - 12

    @property
    def end(self) -> int:
        return self.y - 5


@dataclass(frozen=True)
class QuarterGroup:
    title: str
    y: int
    lines: list[QuarterLine]


@dataclass(frozen=True)
class QuarterDrawing:
    groups: list[QuarterGroup]
    height: int
    width: int = QUARTER
    left: int = LABEL
    ground: int = GROUND


def draw_quarter(groups: list[Group]) -> QuarterDrawing:
    """Every bar is a part of its own whole, so bars of one group compare and groups do not."""
    drawn, top = [], 0
    for group in groups:
        lines = [
            QuarterLine(label, count, top + HEAD + LINE * (place + 1) - 8, round(GROUND * count / group.whole))
            for place, (label, count) in enumerate(group.lines)
        ]
        drawn.append(QuarterGroup(group.title, top + 20, lines))
        top += HEAD + LINE * len(lines) + AIR
    return QuarterDrawing(drawn, top)
