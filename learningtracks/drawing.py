"""The drawn puzzle for one reader: which piece lies on top of its place, how it looks, and what a screen reader says.

Pure looking: everything comes from pieces that were loaded with their versions and votes (domain.md §4.4).
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from learningtracks.jigsaw import BOX, OUTLINES, Outline
from learningtracks.models.pieces import Piece
from learningtracks.models.versions import PieceVersion
from learningtracks.values import party_on
from learningtracks.values.pieces import GONE, SETTLED, PieceState, Slot

PARTY, ANGLE = "party", "angle"  # what the colours tell
LAID = SETTLED | {PieceState.REOPENED}  # an agreement is in force
ASIDE = GONE | {PieceState.PARKED}
FINISHED = (PieceState.DONE, PieceState.VALUED)
SILENT = (PieceState.PROPOSED, PieceState.AGREED)  # said already by the votes in the name
KINDS = {  # of the word beside a line of the list
    PieceState.ACTIVE: "busy",
    PieceState.AGREED: "done",
    PieceState.DONE: "done",
    PieceState.VALUED: "done",
}
MOST_LAYERS = 3  # of a stack; more cannot be told apart
LOOSE, INSET = 0.955, 0.94  # how large a piece that lies loose is drawn, and a hole
LEAN = (-1.3, 1.2)  # and how it lies, in degrees: never quite straight
STEP = (-5, -7)  # how far the next piece of a stack lies from the one below


@dataclass(frozen=True)
class Badge:
    """How one party voted on the newest version: "yes", "open" or "asked" (not yet, or a question)."""

    party: str
    standing: str


@dataclass(frozen=True)
class Shown:
    """One piece as it stands on a page."""

    piece: Piece
    party: str
    state: str
    word: str
    kind: str
    badges: tuple[Badge, ...]
    name: str
    meta: str
    url: str
    is_mine: bool
    is_finished: bool


@dataclass(frozen=True)
class Place:
    """One of the nine places, with the pieces that lie there; the first lies on top."""

    number: int
    slot: Slot
    pieces: tuple[Shown, ...]

    @cached_property
    def label(self) -> str:
        return str(self.slot.label)

    @property
    def outline(self) -> Outline:
        return OUTLINES[self.number]

    @property
    def top(self) -> Shown | None:
        return self.pieces[0] if self.pieces else None

    @property
    def rest(self) -> int:
        return len(self.pieces) - 1

    @property
    def shows_hole(self) -> bool:
        """Nothing lies here, or only something loose: its hole is seen round it."""
        return not any(one.state in LAID for one in self.pieces)


@dataclass(frozen=True)
class Layer:
    """One outline with its filling, from the table upwards."""

    number: int
    fill: str
    edge: str
    transform: str
    is_new: bool

    @property
    def path(self) -> str:
        return OUTLINES[self.number].rough


@dataclass(frozen=True)
class Drawing:
    places: tuple[Place, ...]
    layers: tuple[Layer, ...]
    aside: tuple[Shown, ...] = ()
    across: int = field(default=BOX[0])
    down: int = field(default=BOX[1])

    @property
    def svg(self) -> SafeString:
        """The drawing for a page, drawn once for every reader of the same puzzle."""
        return _svg(self.layers, self._holes, "_drawing")

    @property
    def small(self) -> SafeString:
        """The same as a small picture without inks and shades, to put beside a name."""
        return _svg(self.layers, self._holes, "_small")

    @property
    def _holes(self) -> tuple[int, ...]:
        return tuple(place.number for place in self.places if place.shows_hole)


@lru_cache(maxsize=400)  # of six kilobytes; a puzzle is looked at more often than it changes
def _svg(layers: tuple[Layer, ...], holes: tuple[int, ...], template: str) -> SafeString:
    """The drawing itself: outlines and no words."""
    context = {
        "across": BOX[0],
        "down": BOX[1],
        "outlines": OUTLINES.items(),
        "holes": [(number, OUTLINES[number].rough, _scaled(OUTLINES[number], INSET)) for number in holes],
        "layers": layers,
    }
    return render_to_string(f"learningtracks/puzzles/{template}.html", context)


def draw(pieces: Iterable[Piece], *, party: str | None = None, colour: str = PARTY, newest: str = "") -> Drawing:
    """The nine places with these pieces, as seen by somebody who speaks for `party`. `newest` is the public id of the
    piece that was agreed a moment ago and clicks into place."""
    shown = [show(piece, party) for piece in pieces]
    there: dict[str, list[Shown]] = defaultdict(list)
    for one in shown:
        if one.state not in ASIDE:
            there[one.piece.slot].append(one)
    places = tuple(Place(slot.position, slot, tuple(sorted(there[slot], key=_height, reverse=True))) for slot in Slot)
    layers = sorted((layer for place in places for layer in _layers(place, colour, newest)), key=lambda one: one[0])
    aside = tuple(one for one in shown if one.state in ASIDE)
    return Drawing(places, tuple(layer for _order, layer in layers), aside)


def _height(one: Shown) -> tuple[bool, bool, int]:
    """What lies on top: what waits for the reader, then what is agreed, then the newest."""
    return one.is_mine, one.state in LAID, one.piece.pk


def show(piece: Piece, party: str | None = None) -> Shown:
    """One piece with its words, as seen by somebody who speaks for `party`."""
    state, version, meta = PieceState(piece.state), version_of(piece), meta_of(piece)
    return Shown(
        piece=piece,
        party=piece.brought_by,
        state=state,
        word=str(state.label),
        kind=KINDS.get(state, "open"),
        badges=tuple(Badge(one, standing) for one, standing in version.standing().items()),
        name=_name_of(piece, state, meta),
        meta=meta,
        url=piece.get_absolute_url(),
        is_mine=party in piece.waits_for,
        is_finished=state in FINISHED,
    )


def version_of(piece: Piece) -> PieceVersion:
    """The version that says what the piece is: the one that is voted on, or the last one that was taken back."""
    found = piece.current or piece.newest_version
    assert found  # noqa: S101 - drafts are not drawn
    return found


def _name_of(piece: Piece, state: PieceState, meta: str) -> str:
    """The accessible name (domain.md §4.4): "Werk of klus: Intake doen. Ingebracht door werkplek. Akkoord van 2 van 3.
    Wacht op opleiding." and the state, when the votes do not say it."""
    title = piece.title
    name = f"{Slot(piece.slot).label}: {title}" + ("" if title.endswith((".", "?", "…")) else ".")
    said = [name, _("Ingebracht door %(party)s.") % {"party": _lower(piece, piece.brought_by)}, meta]
    if state not in SILENT:
        said.append(f"{state.label}.")
    return " ".join(said)


def meta_of(piece: Piece) -> str:
    """ "Akkoord van 2 van 3. Wacht op opleiding." """
    waits_for, parties = piece.waits_for, piece.parties
    agreed = set(version_of(piece).agreed_by()) & set(parties)
    said = _("%(count)s van de %(all)s akkoord.") % {"count": len(agreed), "all": len(parties)}
    if waits_for:
        said += " " + _("Aan zet: %(parties)s.") % {"parties": _joined([_lower(piece, party) for party in waits_for])}
    return said


def _lower(piece: Piece, party: str) -> str:
    return party_on(piece.track.learner_kind, party).lower()


def _joined(words: list[str]) -> str:
    return (
        words[0] if len(words) == 1 else _("%(some)s en %(last)s") % {"some": ", ".join(words[:-1]), "last": words[-1]}
    )


# --- Outlines -----------------------------------------------------------------------------------------------


def _layers(place: Place, colour: str, newest: str) -> Iterable[tuple[int, Layer]]:
    """The outlines of a stack, each with how high it lies: laid pieces, loose ones, what lies on others."""
    stack = list(reversed(place.pieces[:MOST_LAYERS]))
    for above, one in enumerate(stack):
        is_laid = one.state in LAID
        order = 2 + above if above else 0 if is_laid else 1
        yield (
            order,
            Layer(
                number=place.number,
                fill=one.party if colour == PARTY else str(place.slot.angle or place.slot),
                edge=_edge(one, is_lifted=bool(above)),
                transform=" ".join(_lying(place, above, is_laid)),
                is_new=str(one.piece.public_id) == newest,
            ),
        )


def _edge(one: Shown, *, is_lifted: bool) -> str:
    if one.state == PieceState.REOPENED:
        return "reopened"
    if one.state not in LAID:
        return "proposed"
    return "lifted" if is_lifted else "laid"


def _lying(place: Place, above: int, is_laid: bool) -> Iterable[str]:
    """Laid pieces fit; others lie a little loose, and each next one of a stack a step aside."""
    if above:
        yield f"translate({STEP[0] * above} {STEP[1] * above})"
    if not is_laid:
        x, y = place.outline.middle
        yield f"rotate({LEAN[place.number % 2]} {x:g} {y:g})"
        yield _scaled(place.outline, LOOSE)


def _scaled(outline: Outline, size: float) -> str:
    """Smaller around its own middle."""
    x, y = outline.middle
    return f"translate({x * (1 - size):.1f} {y * (1 - size):.1f}) scale({size})"
