"""The lines of the drawn puzzle: nine interlocking pieces, three by three (domain.md §4.4).

Pure geometry, always the same: an edge belongs to the two places that share it, so neighbours fit whatever lies there.
Places are numbered as in domain.md §4.1: 0 is the leervraag in the middle, 1 the top left, and so on clockwise. The
middle gives a tab to all four beside it, since the leervraag links them; round it every place gives one to the next.
"""

import re
from dataclasses import dataclass

WIDE, HIGH = 340, 276  # one place, in units of the drawing
MARGIN = 26  # room around it for pieces that lie a little loose
BOX = (3 * WIDE + 2 * MARGIN, 3 * HIGH + 2 * MARGIN)  # the whole drawing
TAB = 22.5  # half the neck of a tab; it reaches two and a half times as far
CORNER = 16  # how round the four outer corners are
AT = {0: (1, 1), 1: (0, 0), 2: (1, 0), 3: (2, 0), 4: (2, 1), 5: (2, 2), 6: (1, 2), 7: (0, 2), 8: (0, 1)}

Point = tuple[float, float]

# How far each shared edge strays from the plain one, as a hand with a fretsaw would: the slope of both ends, the shift
# along the edge, the lean of the tab, its depth. Between place and place; the first one gives the tab.
EDGES: dict[tuple[int, int], tuple[float, float, float, float, float]] = {
    (1, 2): (-3, 5, -4, 2, 1),
    (2, 3): (5, -4, 7, -2, -1),
    (3, 4): (-4, 4, -9, -2, 0),
    (4, 5): (4, -3, 8, 2, 1),
    (5, 6): (-5, 4, -3, -2, 0),
    (6, 7): (4, -4, 5, 2, 1),
    (7, 8): (-4, 3, 9, 2, -1),
    (8, 1): (3, -5, -7, -2, 1),
    (0, 2): (4, -4, -6, 2, 0),
    (0, 4): (-4, 5, 4, -2, 1),
    (0, 6): (5, -3, 8, 2, 0),
    (0, 8): (-3, 4, -5, -2, 1),
}
SIDES = {"top": (0, -1), "right": (1, 0), "bottom": (0, 1), "left": (-1, 0)}


@dataclass(frozen=True)
class Outline:
    """One place: its closed path, and its middle."""

    path: str
    middle: Point

    @property
    def rough(self) -> str:
        """The path in whole units: as good in a small picture, and a quarter shorter."""
        return re.sub(r"\d+\.\d", lambda found: f"{float(found[0]):.0f}", self.path)


def outline(place: int) -> Outline:
    """The edge of a place, clockwise from its top left corner."""
    column, row = AT[place]
    left, top = MARGIN + column * WIDE, MARGIN + row * HIGH
    corners = [(left, top), (left + WIDE, top), (left + WIDE, top + HIGH), (left, top + HIGH)]
    lines = [
        _side(place, side, start, end)
        for side, start, end in zip(SIDES, corners, [*corners[1:], corners[0]], strict=True)
    ]
    path = f"M{_pair(lines[0][0])}" + "".join(line for _start, line in lines) + "Z"
    return Outline(path, (left + WIDE / 2, top + HIGH / 2))


def _side(place: int, side: str, start: Point, end: Point) -> tuple[Point, str]:
    """Where a side begins and the line to its end; a straight one when nobody lies on the other side of it."""
    neighbour = beside(place, side)
    if neighbour is None:
        return _straight(start, end)
    if (place, neighbour) in EDGES:
        return start, _cut(start, end, EDGES[place, neighbour])
    points = _curve(end, start, EDGES[neighbour, place])
    backwards = [*reversed([end, *points])][1:]
    return start, _drawn(backwards)


def beside(place: int, side: str) -> int | None:
    """The place that shares this side, or None at the outside."""
    column, row = AT[place]
    across, down = SIDES[side]
    return next((other for other, at in AT.items() if at == (column + across, row + down)), None)


def _straight(start: Point, end: Point) -> tuple[Point, str]:
    """A line along the outside, round where it meets a corner of the whole."""
    (x1, y1), (x2, y2) = start, end
    long = abs(x2 - x1) + abs(y2 - y1)
    dx, dy = (x2 - x1) / long, (y2 - y1) / long
    first, last = start, end
    if _is_corner(start):
        first = (x1 + CORNER * dx, y1 + CORNER * dy)
    if not _is_corner(end):
        return first, f"L{_pair(last)}"
    last = (x2 - CORNER * dx, y2 - CORNER * dy)
    turned = (x2 - CORNER * dy, y2 + CORNER * dx)  # clockwise: the next side starts a quarter to the right
    return first, f"L{_pair(last)}Q{_pair(end)} {_pair(turned)}"


def _is_corner(point: Point) -> bool:
    across, down = BOX
    return point[0] in (MARGIN, across - MARGIN) and point[1] in (MARGIN, down - MARGIN)


def _cut(start: Point, end: Point, stray: tuple[float, float, float, float, float]) -> str:
    return _drawn(_curve(start, end, stray))


def _curve(start: Point, end: Point, stray: tuple[float, float, float, float, float]) -> list[Point]:
    """The points of three curves from start to end, with a tab to the left of that direction: along the edge, round the
    tab, and on. Where they meet they share a tangent, so the line has no kinks."""
    slope, leave, shift, lean, depth = stray
    (x1, y1), (x2, y2) = start, end
    long = abs(x2 - x1) + abs(y2 - y1)
    along, across = ((x2 - x1) / long, (y2 - y1) / long), ((y2 - y1) / long, (x1 - x2) / long)
    half, t = long / 2 + shift, TAB
    local = [
        (long * 0.2, slope),
        (half + lean, -t + depth),
        (half - t, t + depth),
        (half - 2 * t - lean, 3 * t + depth),
        (half + 2 * t - lean, 3 * t + depth),
        (half + t, t + depth),
        (half + lean, -t + depth),
        (long * 0.8, leave),
        (long, 0.0),
    ]
    return [(x1 + a * along[0] + b * across[0], y1 + a * along[1] + b * across[1]) for a, b in local]


def _drawn(points: list[Point]) -> str:
    return "C" + " ".join(_pair(point) for point in points)


def _pair(point: Point) -> str:
    return " ".join(f"{value:.1f}".removesuffix(".0") for value in point)


OUTLINES = {place: outline(place) for place in AT}
