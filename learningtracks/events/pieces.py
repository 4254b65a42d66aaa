"""Events about puzzles and pieces. Sentences name people and days, never what stands in a piece (access.md R9)."""

from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _

from learningtracks.models.pieces import Piece
from learningtracks.models.puzzles import Puzzle
from learningtracks.models.tracks import Track
from learningtracks.todos.pieces import PIECE_TO_ANSWER
from partnerships.events import Kind, register

_piece = partial(Kind, sees=Piece.objects.visible_to, load=("puzzle__period__track",))
_asks = partial(Kind, sees=Piece.objects.visible_to, load=("puzzle__period__track",), asks=PIECE_TO_ANSWER)
_puzzle = partial(Kind, sees=Puzzle.objects.visible_to, load=("period__track",))
_track = partial(Kind, sees=Track.objects.visible_to)


def _kind(make: Any, code: str, story: Any, notice: Any = "", **more: Any) -> Kind:
    return register(make(code, story=story, notice=notice, **more))


# --- These ask for an answer ------------------------------------------------------------------------------

PIECE_PROPOSED = _kind(
    _asks,
    "piece_proposed",
    _("%(by)s stelde dit stuk voor"),
    _("%(by)s doet een voorstel voor de puzzel van %(learner)s"),
)
PIECE_COUNTERED = _kind(
    _asks,
    "piece_countered",
    _("%(by)s maakte een nieuwe versie"),
    _("%(by)s doet een tegenvoorstel voor de puzzel van %(learner)s"),
)
PIECE_CHANGED = _kind(
    _asks,
    "piece_changed",
    _("%(by)s stelde een verandering voor"),
    _("%(by)s wil een afspraak veranderen in de puzzel van %(learner)s"),
)
PIECE_DROP_PROPOSED = _kind(
    _asks,
    "piece_drop_proposed",
    _("%(by)s stelde voor om dit stuk te laten vervallen"),
    _("%(by)s wil een afspraak laten vervallen in de puzzel van %(learner)s"),
)
PIECE_ASKED = _kind(
    _asks,
    "piece_asked",
    _("%(by)s stelde een vraag"),
    _("%(by)s stelt een vraag over een puzzelstuk van %(learner)s"),
)
PIECE_REMARKED = _kind(
    _asks,
    "piece_remarked",
    _("%(by)s reageerde"),
    _("%(by)s reageert op een puzzelstuk van %(learner)s"),
)
PIECE_NOT_YET = _kind(
    _asks,
    "piece_not_yet",
    _("%(by)s is nog niet akkoord"),
    _("%(by)s is nog niet akkoord met een puzzelstuk van %(learner)s"),
)
CHANGE_WITHDRAWN = _kind(
    _asks,
    "piece_change_withdrawn",
    _("%(by)s trok de laatste versie in"),
    _("%(by)s trok een nieuwe versie in van een puzzelstuk van %(learner)s"),
)
PIECE_UNPARKED = _kind(
    _asks,
    "piece_unparked",
    _("%(by)s haalde dit stuk terug"),
    _("%(by)s haalde een puzzelstuk van %(learner)s terug"),
)
PIECE_WAITS = _kind(
    _asks,
    "piece_waits",
    _("Werkplek herinnerde aan een puzzelstuk"),
    _("Een puzzelstuk van %(learner)s wacht op jou sinds %(since_on)s"),
    at_work=True,
)

# --- These tell -----------------------------------------------------------------------------------------------

PIECE_VOTED = _kind(
    _piece,
    "piece_voted",
    _("%(by)s ging akkoord"),
    _("%(by)s is akkoord met een puzzelstuk van %(learner)s"),
)
PIECE_AGREED = _kind(
    _piece,
    "piece_agreed",
    _("%(by)s ging akkoord. Nu zijn jullie het eens"),
    _("Jullie zijn het eens over een puzzelstuk van %(learner)s"),
)
PIECE_DROPPED = _kind(
    _piece,
    "piece_dropped",
    _("%(by)s ging akkoord. Dit stuk vervalt"),
    _("Een puzzelstuk van %(learner)s vervalt. Jullie waren het daarover eens"),
)
PIECE_WITHDRAWN = _kind(
    _piece,
    "piece_withdrawn",
    _("%(by)s trok dit stuk in"),
    _("%(by)s trok een puzzelstuk van %(learner)s in"),
)
PIECE_PARKED = _kind(
    _piece,
    "piece_parked",
    _("%(by)s parkeerde dit stuk"),
    _("%(by)s parkeerde een puzzelstuk van %(learner)s"),
)
PIECE_STARTED = _kind(
    _piece,
    "piece_started",
    _("%(by)s zei dat dit begonnen is"),
    _("%(by)s begon met een puzzelstuk van %(learner)s"),
)
PIECE_FINISHED = _kind(
    _piece,
    "piece_finished",
    _("%(by)s zei dat dit klaar is"),
    _("%(by)s is klaar met een puzzelstuk"),
)
PIECE_VALUED = _kind(
    _piece,
    "piece_valued",
    _("%(by)s schreef op wat dit opleverde"),
    _("%(by)s schreef op wat een puzzelstuk van %(learner)s opleverde"),
)

# --- On the history of the track, for who may open it ---------------------------------------------------------

PUZZLE_OPENED = _kind(_puzzle, "puzzle_opened", _("%(by)s begon de puzzel van periode %(number)s"))
QUESTION_CONFIRMED = _kind(
    _puzzle,
    "question_confirmed",
    _("%(by)s nam de leervraag mee naar periode %(number)s"),
    _("%(by)s neemt de leervraag mee naar een nieuwe periode"),
)
PUZZLE_RELAID = _kind(
    _puzzle,
    "puzzle_relaid",
    _("%(by)s legde de puzzel van periode %(number)s opnieuw"),
    _("%(by)s legde de puzzel opnieuw voor een nieuwe periode. Alle stemmen staan weer open"),
)
VOTE_LENT = _kind(
    _track,
    "vote_lent",
    _("%(by)s gaf de stem van de werkplek aan %(name)s, van %(starts_on)s tot en met %(ends_on)s"),
    _("%(name)s stemt namens de werkplek bij %(learner)s, van %(starts_on)s tot en met %(ends_on)s"),
)
VOTE_RETURNED = _kind(
    _track,
    "vote_returned",
    _("%(by)s beëindigde de stem van %(name)s namens de werkplek"),
    _("%(name)s stemt niet meer namens de werkplek bij %(learner)s"),
)
