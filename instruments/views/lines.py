"""A line of one voice over time, drawn for the eye: of a HILL-check, or of a condition."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from instruments.values.rounds import TOGETHER
from partnerships.values import Party

WIDTH, HEIGHT, LEFT, TOP = 280, 96, 8, 10  # of one drawing
VOICES = [*Party.values, TOGETHER]
STEP = (HEIGHT - 2 * TOP) / 3


def voice_name(voice: str) -> str:
    """What a voice is called: a party, or the team as one."""
    return _("Samen") if voice == TOGETHER else str(Party(voice).label)


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


def line(voice: str, name: str, values: Sequence[float | None]) -> Line:
    """Values from 0 to 3 from left to right; where one is missing there is no dot."""
    across = (WIDTH - 2 * LEFT) / (len(values) - 1)
    points = [
        (LEFT + across * place, HEIGHT - TOP - STEP * value) for place, value in enumerate(values) if value is not None
    ]
    return Line(voice, name, points)
