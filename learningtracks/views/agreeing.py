"""What waits for the akkoord of one party on a track, on one page: read it all, and agree with what is ticked."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.access import PersonRequest
from accounts.directions import apart
from accounts.models import User
from accounts.views.forms import form_page
from accounts.views.replays import answers_again
from learningtracks.access import for_track
from learningtracks.actions import pieces as actions
from learningtracks.drawing import version_of
from learningtracks.models.pieces import Piece
from learningtracks.models.tracks import Track
from learningtracks.policy.pieces import voice_of
from learningtracks.values.pieces import Slot
from learningtracks.views.said import before, lines_between, lines_of, slot_name


@for_track
@require_http_methods(["GET", "HEAD", "POST"])
@answers_again
def pieces_agree(request: PersonRequest, track: Track) -> HttpResponse:
    """Each piece in full, with what changed in it; a tick says akkoord with the version that stands there."""

    def agree() -> str:
        ticked = dict(one.rpartition(":")[::2] for one in request.POST.getlist("agree"))
        chosen = [
            (piece, ticked[key]) for piece in _waiting(track, request.user) if (key := str(piece.public_id)) in ticked
        ]
        left = actions.agree_to_all([(piece, _number(seen)) for piece, seen in chosen], by=request.user)
        return _went_on(request, track, len(chosen) - len(left), left)

    def shown(newer: None) -> dict[str, Any]:
        return {"track": track, "pieces": [_shown(piece) for piece in _waiting(track, request.user)]}

    votes = voice_of(request.user, track).party is not None  # who does not gets the page, on which nothing is ready
    return form_page(request, None, agree, "learningtracks/pieces/agree.html", shown, hold=not votes)


def _waiting(track: Track, person: User) -> list[Piece]:
    """What waits for the party that this person votes for, in the order of the puzzle."""
    party = voice_of(person, track).party
    if party is None:
        return []
    open_ones = list(Piece.objects.on_track(track).in_negotiation().values_list("pk", flat=True))
    found = Piece.objects.filter(pk__in=open_ones).with_questions()
    waiting = [piece for piece in found if party in piece.waits_for]
    return sorted(waiting, key=lambda piece: (Slot(piece.slot).position, piece.created_at, piece.pk))


def _number(seen: str) -> int:
    return int(seen) if seen.isdecimal() and len(seen) < 6 else 0


def _shown(piece: Piece) -> dict[str, Any]:
    current, old = version_of(piece), before(piece)
    return {
        "piece": piece,
        "slot_label": slot_name(piece),
        "current": current,
        "old": old,
        "lines": lines_between(old, current) if old else lines_of(current),
        "remarks": list(current.remarks.all()),
    }


def _went_on(request: PersonRequest, track: Track, agreed: int, left: list[Piece]) -> str:
    """Say what happened; what was left is shown again, and else it goes on to what waits next."""
    if agreed:
        said = ngettext(
            "Je bent akkoord met %(number)s voorstel.", "Je bent akkoord met %(number)s voorstellen.", agreed
        )
        messages.success(request, said % {"number": agreed})
    if left:
        titles = ", ".join(apart(piece.title) for piece in left)
        messages.warning(
            request, _("Dit heeft iemand net aangepast: %(titles)s. Daar is je stem niet geteld.") % {"titles": titles}
        )
    elif not agreed:
        messages.warning(request, _("Vink aan waarmee je akkoord bent."))
    if left or not agreed:
        return reverse("learningtracks:pieces_agree", args=[track.public_id])
    return reverse("queue_next")
