"""Pieces of the puzzle: who may propose, vote, change, let go (domain.md §4.2; access.md row 6, R10, WB).

One person has one voice on a track. Who speaks for a party does everything below; a werkbegeleider with the lent vote
of the workplace answers proposals and asks; everybody else on the track reads.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.values import YES, Answer, no
from learningtracks.belonging import tracks_of
from learningtracks.models.pieces import Piece
from learningtracks.models.puzzles import Puzzle
from learningtracks.models.tracks import Track
from learningtracks.models.versions import PieceVersion
from learningtracks.values.levels import ValueLevel
from learningtracks.values.pieces import CHOICES_OF, GONE, Content, PieceState, Slot
from partnerships.values import Party


@dataclass(frozen=True)
class Voice:
    """For which party somebody speaks on a track, if any. `whole` is false for who holds only the vote for a while."""

    party: Party | None = None
    whole: bool = False


def voice_of(person: User, track: Track) -> Voice:
    """The voice of this person on this track today: nobody's when access ended (access.md R10, R28). Who could speak
    for two parties speaks for the first one (docs/decisions/0020)."""
    mine = tracks_of(person)
    return Voice(mine.party_on(track.pk), whole=track.pk in mine.spoken)


# --- What every action asks ---------------------------------------------------------------------------------


def _takes_part(voice: Voice, piece: Piece) -> Answer:
    """Somebody with a voice, on a track that is not over and a puzzle that is not closed."""
    if voice.party is None:
        return no(_("Je leest mee, maar je beslist niet mee over deze puzzel."))
    return _goes_on(piece.puzzle)


def _goes_on(puzzle: Puzzle) -> Answer:
    if puzzle.track.is_over:
        return no(_("Dit traject is afgelopen."))
    return no(_("Deze puzzel is afgesloten. Kijk in de puzzel van de nieuwe periode.")) if puzzle.is_frozen else YES


def _speaks(voice: Voice, piece: Piece) -> Answer:
    """The same, with a whole voice."""
    if voice.party and not voice.whole:
        return no(_("Je mag alleen stemmen en vragen stellen. De praktijkopleider doet de rest."))
    return _takes_part(voice, piece)


def _is_there(piece: Piece) -> Answer:
    if piece.state == PieceState.DRAFT:
        return no(_("Dit stuk is nog een concept."))
    if piece.state in GONE:
        return no(_("Dit stuk is er niet meer."))
    return no(_("Dit stuk is geparkeerd. Leg het eerst terug.")) if piece.parked_at else YES


def _not_agreed(piece: Piece) -> Answer:
    """Withdrawing and parking are free before agreement only."""
    return (
        no(_("Jullie zijn het al eens geworden. Stel voor om het stuk te laten vervallen.")) if piece.in_force else YES
    )


# --- The actions, one answer each -----------------------------------------------------------------------------


def _vote(voice: Voice, piece: Piece) -> Answer:
    """Say akkoord or "not yet", once a party and version."""
    if not (answer := _takes_part(voice, piece) and _is_there(piece)):
        return answer
    if not piece.is_open or piece.current is None:
        return no(_("Jullie zijn het hierover al eens."))
    return no(_("Jouw partij is al akkoord met deze versie.")) if voice.party in piece.current.agreed_by() else YES


def _ask(voice: Voice, piece: Piece) -> Answer:
    """Ask a question or react, also about what is agreed."""
    return _takes_part(voice, piece) and _is_there(piece)


def _counter(voice: Voice, piece: Piece) -> Answer:
    """Make a new version: a counterproposal, or a change of what was agreed."""
    return _speaks(voice, piece) and _is_there(piece)


def _withdraw(voice: Voice, piece: Piece) -> Answer:
    """Take the whole piece back: the party that brought it in, before agreement. A parked piece too."""
    if not (answer := _speaks(voice, piece)):
        return answer
    if not piece.parked_at and not (there := _is_there(piece)):
        return there
    if piece.brought_by != voice.party:
        return no(_("Alleen de maker kan dit stuk intrekken."))
    return _not_agreed(piece)


def _withdraw_change(voice: Voice, piece: Piece) -> Answer:
    """Take the newest version back: the party that made it. What lay there before holds again, with its votes."""
    if not (answer := _speaks(voice, piece) and _is_there(piece)):
        return answer
    if len(piece.live_versions) < 2 or not piece.is_open or piece.current is None:
        return no(_("Er is geen aanpassing om in te trekken."))
    return YES if piece.current.party == voice.party else no(_("Alleen de maker kan deze versie intrekken."))


def _park(voice: Voice, piece: Piece) -> Answer:
    return _speaks(voice, piece) and _is_there(piece) and _not_agreed(piece)


def _unpark(voice: Voice, piece: Piece) -> Answer:
    if not (answer := _speaks(voice, piece)):
        return answer
    return YES if piece.state == PieceState.PARKED else no(_("Dit stuk is niet geparkeerd."))


def _propose_drop(voice: Voice, piece: Piece) -> Answer:
    """After agreement a piece goes only when all parties agree to that."""
    if not (answer := _speaks(voice, piece) and _is_there(piece)):
        return answer
    if piece.in_force is None:
        return no(_("Jullie zijn het nog niet eens. Je kunt het stuk parkeren of intrekken."))
    drops = piece.current is not None and piece.current.drops
    return no(_("Er ligt al een voorstel om dit stuk te laten vervallen.")) if drops else YES


def _start(voice: Voice, piece: Piece) -> Answer:
    """Learner or workplace say that it has begun. What is agreed stays in force while a change lies on the table."""
    if not (answer := _speaks(voice, piece) and _is_there(piece)):
        return answer
    if voice.party == Party.EDUCATION:
        return no(
            _("%(learner)s of de werkplek zegt wanneer het begint.") % {"learner": capfirst(piece.track.the_learner())}
        )
    if piece.in_force is None:
        return no(_("Word het eerst samen eens."))
    return no(_("Dit stuk loopt al.")) if piece.started_at else YES


def _finish(voice: Voice, piece: Piece) -> Answer:
    if not (answer := _speaks(voice, piece) and _is_there(piece)):
        return answer
    if voice.party != Party.LEARNER:
        return no(_("%(learner)s zegt wanneer dit klaar is.") % {"learner": capfirst(piece.track.the_learner())})
    if piece.in_force is None or not piece.started_at:
        return no(_("Dit stuk loopt nog niet."))
    return no(_("Dit stuk is al klaar.")) if piece.is_finished else YES


def _value(voice: Voice, piece: Piece) -> Answer:
    """Say what a finished piece was worth; looking back goes on when the puzzle is closed or the track over, until
    nobody has a voice on it any more."""
    if voice.party is None:
        return _takes_part(voice, piece)
    return YES if piece.is_finished else no(_("Dit stuk is nog niet klaar."))


RULES: dict[str, Callable[[Voice, Piece], Answer]] = {
    "agree": _vote,
    "not_yet": _vote,
    "ask": _ask,
    "remark": _ask,
    "counter": _counter,
    "withdraw": _withdraw,
    "withdraw_change": _withdraw_change,
    "park": _park,
    "unpark": _unpark,
    "propose_drop": _propose_drop,
    "start": _start,
    "finish": _finish,
    "value": _value,
}


def may(action: str, person: User, piece: Piece) -> Answer:
    """May this person do this action of `RULES` with this piece now?"""
    return RULES[action](voice_of(person, piece.track), piece)


def actions_on(person: User, piece: Piece) -> dict[str, Answer]:
    """The answer to every action at once, for the buttons of a page."""
    voice = voice_of(person, piece.track)
    return {action: rule(voice, piece) for action, rule in RULES.items()}


may_vote = partial(may, "agree")
may_ask = partial(may, "ask")
may_counter = may_change = partial(may, "counter")
may_withdraw = partial(may, "withdraw")
may_withdraw_change = partial(may, "withdraw_change")
may_park = partial(may, "park")
may_unpark = partial(may, "unpark")
may_propose_drop = partial(may, "propose_drop")
may_start = partial(may, "start")
may_finish = partial(may, "finish")
may_value = partial(may, "value")


def may_be_changed(piece: Piece) -> Answer:
    """The same as `may_counter` for a page that knows already that its reader speaks on the track."""
    return _goes_on(piece.puzzle) and _is_there(piece)


def may_take_part(voice: Voice, piece: Piece) -> Answer:
    """Has somebody a voice on this piece, whatever its state? Asked before what they saw is compared."""
    return _takes_part(voice, piece)


def may_with(action: str, voice: Voice, piece: Piece) -> Answer:
    """The same as `may`, for who asked already whose voice it is."""
    return RULES[action](voice, piece)


# --- Proposing ----------------------------------------------------------------------------------------------


def may_propose(person: User, puzzle: Puzzle) -> Answer:
    """Bring a piece in, or begin a draft of one; in a puzzle that nobody opened yet too."""
    voice = voice_of(person, puzzle.track)
    if not voice.whole:
        return no(
            _("Alleen %(learner)s, de praktijkopleider en de opleiding kunnen stukken voorstellen.")
            % {"learner": puzzle.track.the_learner()}
        )
    return _goes_on(puzzle)


def may_edit_draft(person: User, piece: Piece) -> Answer:
    """A concept is its author's alone."""
    if piece.author_id != person.pk or not piece.is_draft:
        return no(_("Dit concept is niet van jou, of het is al voorgesteld."))
    return may_propose(person, piece.puzzle)


def may_say(content: Content, *, slot: str, puzzle: Puzzle) -> Answer:
    """Is this a piece that others can agree to? The form says the same at the field."""
    if not content.title:
        return no(_("Geef het stuk een titel."))
    if slot == Slot.EVIDENCE and not content.noticed:
        return no(_("Schrijf waaraan jullie het merken. Bij bewijs hoort dat erbij."))
    if content.goal_kinds and slot != Slot.QUESTION:
        return no(_("Alleen bij een leervraag kies je voor wie of wat."))
    return may_store(content, puzzle=puzzle)


def may_store(content: Content, *, puzzle: Puzzle) -> Answer:
    """Nothing is too long or unknown; the leervragen lie in the same puzzle."""
    for field in PieceVersion._meta.get_fields():
        longest = getattr(field, "max_length", None)
        if longest and hasattr(content, field.name) and len(getattr(content, field.name)) > longest:
            return no(_("Deze tekst is te lang."))
    for name, choices in CHOICES_OF.items():
        given = getattr(content, name)
        if not set([given] if isinstance(given, str) else given) <= {"", *choices.values}:
            return no(_("Kies iets uit de lijst."))
    if any(one.slot != Slot.QUESTION or one.puzzle_id != puzzle.pk for one in content.questions):
        return no(_("Kies een leervraag uit deze puzzel."))
    return YES


def may_counter_with(content: Content, piece: Piece) -> Answer:
    """A new version says something else than the one that lies there."""
    current = piece.current
    if current and not current.drops and current.content == content:
        return no(_("Er is niets aangepast. Kies Akkoord als je het ermee eens bent."))
    return may_say(content, slot=piece.slot, puzzle=piece.puzzle)


def may_write(text: str) -> Answer:
    """A question, a "not yet" and a remark have words."""
    if not text.strip():
        return no(_("Schrijf eerst wat je wilt zeggen."))
    return YES if len(text) <= 2_000 else no(_("Deze tekst is te lang."))


def may_note(notes: Mapping[str, tuple[str, bool]]) -> Answer:
    """At least one level, and lines that fit (domain.md §3.12)."""
    if not notes:
        return no(_("Kies minstens één soort waarde."))
    if not set(notes) <= set(ValueLevel.values):
        return no(_("Kies iets uit de lijst."))
    return YES if all(len(text) <= 300 for text, _fell_short in notes.values()) else no(_("Deze tekst is te lang."))
