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
    _("%(by)s heeft dit stuk voorgesteld"),
    _("%(by)s doet een voorstel voor de puzzel van %(learner)s"),
)
PIECE_COUNTERED = _kind(
    _asks,
    "piece_countered",
    _("%(by)s heeft een nieuwe versie gemaakt"),
    _("%(by)s doet een tegenvoorstel voor de puzzel van %(learner)s"),
)
PIECE_CHANGED = _kind(
    _asks,
    "piece_changed",
    _("%(by)s heeft een aanpassing voorgesteld"),
    _("%(by)s wil een afspraak aanpassen in de puzzel van %(learner)s"),
)
PIECE_DROP_PROPOSED = _kind(
    _asks,
    "piece_drop_proposed",
    _("%(by)s heeft voorgesteld om dit stuk te laten vervallen"),
    _("%(by)s wil een afspraak laten vervallen in de puzzel van %(learner)s"),
)
PIECE_ASKED = _kind(
    _asks,
    "piece_asked",
    _("%(by)s heeft een vraag gesteld"),
    _("%(by)s stelt een vraag over een puzzelstuk van %(learner)s"),
)
PIECE_REMARKED = _kind(
    _asks,
    "piece_remarked",
    _("%(by)s heeft gereageerd"),
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
    _("%(by)s heeft de laatste versie ingetrokken"),
    _("%(by)s heeft een nieuwe versie ingetrokken van een puzzelstuk van %(learner)s"),
)
PIECE_UNPARKED = _kind(
    _asks,
    "piece_unparked",
    _("%(by)s heeft dit stuk teruggelegd"),
    _("%(by)s heeft een puzzelstuk van %(learner)s teruggelegd"),
)
PIECE_WAITS = _kind(
    _asks,
    "piece_waits",
    _("Herinnering gestuurd: een puzzelstuk"),
    _("Een puzzelstuk van %(learner)s staat sinds %(since_on)s voor je klaar"),
    at_work=True,
)

# --- These tell -----------------------------------------------------------------------------------------------

PIECE_VOTED = _kind(
    _piece,
    "piece_voted",
    _("%(by)s is akkoord gegaan"),
    _("%(by)s is akkoord met een puzzelstuk van %(learner)s"),
)
PIECE_AGREED = _kind(
    _piece,
    "piece_agreed",
    _("%(by)s is akkoord gegaan. Nu zijn jullie het eens"),
    _("Jullie zijn het eens over een puzzelstuk van %(learner)s"),
)
PIECE_DROPPED = _kind(
    _piece,
    "piece_dropped",
    _("%(by)s is akkoord gegaan. Dit stuk vervalt"),
    _("Een puzzelstuk van %(learner)s vervalt. Jullie zijn het daarover eens"),
)
PIECE_WITHDRAWN = _kind(
    _piece,
    "piece_withdrawn",
    _("%(by)s heeft dit stuk ingetrokken"),
    _("%(by)s heeft een puzzelstuk van %(learner)s ingetrokken"),
)
PIECE_PARKED = _kind(
    _piece,
    "piece_parked",
    _("%(by)s heeft dit stuk geparkeerd"),
    _("%(by)s heeft een puzzelstuk van %(learner)s geparkeerd"),
)
PIECE_STARTED = _kind(
    _piece,
    "piece_started",
    _("%(by)s is hiermee begonnen"),
    _("%(by)s is begonnen met een puzzelstuk van %(learner)s"),
)
PIECE_FINISHED = _kind(
    _piece,
    "piece_finished",
    _("%(by)s heeft dit afgerond"),
    _("%(by)s is klaar met een puzzelstuk"),
)
PIECE_VALUED = _kind(
    _piece,
    "piece_valued",
    _("%(by)s heeft opgeschreven wat dit opleverde"),
    _("%(by)s heeft opgeschreven wat een puzzelstuk van %(learner)s opleverde"),
)

# --- On the history of the track, for who may open it ---------------------------------------------------------

PUZZLE_OPENED = _kind(_puzzle, "puzzle_opened", _("%(by)s is de puzzel van periode %(number)s begonnen"))
QUESTION_CONFIRMED = _kind(
    _puzzle,
    "question_confirmed",
    _("%(by)s heeft de leervraag meegenomen naar periode %(number)s"),
    _("%(by)s neemt de leervraag mee naar een nieuwe periode"),
)
PUZZLE_RELAID = _kind(
    _puzzle,
    "puzzle_relaid",
    _("%(by)s heeft de puzzel van periode %(number)s opnieuw gelegd"),
    _("%(by)s heeft de puzzel opnieuw gelegd voor een nieuwe periode. Alle stemmen zijn weer open"),
)
VOTE_LENT = _kind(
    _track,
    "vote_lent",
    _("%(by)s heeft de stem van de werkplek aan %(name)s gegeven, van %(starts_on)s tot en met %(ends_on)s"),
    _("%(name)s stemt namens de werkplek bij %(learner)s, van %(starts_on)s tot en met %(ends_on)s"),
)
VOTE_RETURNED = _kind(
    _track,
    "vote_returned",
    _("%(by)s heeft de stem van %(name)s namens de werkplek beëindigd"),
    _("%(name)s stemt niet meer namens de werkplek bij %(learner)s"),
)
