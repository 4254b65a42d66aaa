"""Opening and re-laying a puzzle (domain.md §4.3), and lending the vote of the workplace (access.md, WB)."""

import datetime as dt
from collections.abc import Mapping

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.values import YES, Answer, no, today
from learningtracks.models.delegations import VoteDelegation
from learningtracks.models.pieces import Piece
from learningtracks.models.puzzles import Puzzle
from learningtracks.models.tracks import Period, Track, TrackPerson
from learningtracks.policy.pieces import voice_of
from learningtracks.values.pieces import GONE, RELAY_AHEAD, Carry, Slot
from partnerships.values import Party, Role


def may_open(person: User, period: Period) -> Answer:
    """Begin the puzzle of a period: who has a whole voice, from two weeks before the period on. The first one lies open
    from when the track is set up (domain.md §2.1)."""
    if not voice_of(person, period.track).whole:
        return no(
            _("Alleen %(learner)s, de praktijkopleider en de opleiding kunnen de puzzel leggen.")
            % {"learner": period.track.the_learner()}
        )
    if period.track.is_over:
        return no(_("Dit traject is afgelopen."))
    if period.number > 1 and period.starts_on > today() + dt.timedelta(days=RELAY_AHEAD):
        return no(_("Deze periode begint later. De puzzel leg je vanaf twee weken ervoor."))
    return YES


def earlier_puzzle(period: Period) -> Puzzle | None:
    """The last puzzle before this period, with its pieces, when it is not closed yet: the one to lay anew."""
    before = Puzzle.objects.with_pieces().filter(period__track=period.track_id, period__number__lt=period.number)
    found = before.order_by("-period__number").first()
    return found if found and not found.is_frozen else None


def laying_anew(person: User, period: Period) -> tuple[Answer, Puzzle | None]:
    """May the learner go on to a new period, and from which puzzle? There is one when the answer is yes."""
    if not (answer := may_open(person, period)):
        return answer, None
    if voice_of(person, period.track).party != Party.LEARNER:
        learner = capfirst(period.track.the_learner())
        return no(_("%(learner)s kiest wat er meegaat naar de nieuwe periode.") % {"learner": learner}), None
    earlier = earlier_puzzle(period)
    return (YES, earlier) if earlier else (no(_("Er is geen eerdere puzzel om opnieuw te leggen.")), None)


def may_lay_anew(person: User, period: Period) -> Answer:
    """The learner goes on to a new period, from the puzzle of the one before."""
    return laying_anew(person, period)[0]


def _has_question(puzzle: Puzzle) -> bool:
    return any(piece.slot == Slot.QUESTION for piece in puzzle.laid_pieces)


def may_renew_question(person: User, period: Period) -> Answer:
    """First the leervraag: confirmed or renewed, once."""
    if not (answer := may_lay_anew(person, period)):
        return answer
    laid = _has_question(Puzzle.of(period))
    return no(_("Je leervraag ligt al in de nieuwe puzzel.")) if laid else YES


def may_confirm_question(person: User, period: Period) -> Answer:
    """Keep the leervraag: there must be one."""
    if not (answer := may_renew_question(person, period)):
        return answer
    earlier = earlier_puzzle(period)
    return YES if earlier and _has_question(earlier) else no(_("Er is nog geen leervraag. Schrijf er een."))


def may_relay(person: User, period: Period) -> Answer:
    """Then the other pieces."""
    if not (answer := may_lay_anew(person, period)):
        return answer
    return YES if _has_question(Puzzle.of(period)) else no(_("Bevestig of vernieuw eerst je leervraag."))


def may_choose_carry(choices: Mapping[Piece, str], puzzle: Puzzle) -> Answer:
    """One choice for each piece that is not finished; finished ones may go along too. Klaar asks for an agreement."""
    there = {piece.pk: piece for piece in puzzle.laid_pieces if piece.slot != Slot.QUESTION}
    chosen = {piece.pk: choice for piece, choice in choices.items()}
    if not set(chosen) <= set(there) or not set(chosen.values()) <= set(Carry.values):
        return no(_("Kies iets uit de lijst."))
    if {piece.pk for piece in puzzle.to_choose()} - set(chosen):
        return no(_("Kies voor elk stuk wat je ermee doet."))
    if any(choice == Carry.DONE and there[pk].in_force is None for pk, choice in chosen.items()):
        return no(_("Een stuk is pas klaar als jullie het eens zijn geworden. Neem het mee of laat het liggen."))
    return YES


def carried(puzzle: Puzzle, slot: str) -> list[Piece]:
    """Pieces of one slot that can go along."""
    return [piece for piece in puzzle.laid_pieces if piece.slot == slot and piece.state not in GONE]


# --- The lent vote --------------------------------------------------------------------------------------------


def may_delegate(person: User, track: Track) -> Answer:
    """The praktijkopleider of a track that is not over lends the vote of the workplace."""
    voice = voice_of(person, track)
    if voice.party != Party.WORKPLACE or not voice.whole:
        return no(_("Alleen de praktijkopleider kan de stem van de werkplek doorgeven."))
    return no(_("Dit traject is afgelopen.")) if track.is_over else YES


def may_lend(to: TrackPerson, track: Track, starts_on: dt.date, ends_on: dt.date) -> Answer:
    """To a werkbegeleider named on the same track, from today on, and not beyond its last day."""
    standing = TrackPerson.objects.standing().filter(pk=to.pk, track=track, role=Role.DAILY_SUPERVISOR)
    if not standing.exclude(person=track.learner_id).exists():
        return no(_("Kies een werkbegeleider van dit traject."))
    if VoteDelegation.objects.standing().filter(to=to).exists():
        return no(_("Deze werkbegeleider mag al stemmen."))
    if starts_on < today() or ends_on < starts_on:
        return no(_("Kies een eerste dag vanaf vandaag, en een laatste dag daarna."))
    return YES if ends_on <= track.last_day else no(_("Kies een laatste dag binnen het traject."))


def may_end_delegation(person: User, delegation: VoteDelegation) -> Answer:
    """A praktijkopleider of the track, or who holds the vote."""
    if not VoteDelegation.objects.standing().filter(pk=delegation.pk).exists():
        return no(_("Deze stem is al terug."))
    return YES if delegation.to.person_id == person.pk else may_delegate(person, delegation.track)
