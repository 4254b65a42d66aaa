"""What shows how it goes with a principle: pieces of the puzzle, and experiences that were shared."""

from typing import Any

from django.db.models import OuterRef, Subquery

from accounts.models import User
from learningtracks.extensions import ROUND_EVIDENCE, Evidence
from learningtracks.models.pieces import Piece
from learningtracks.models.rounds import Filling, RoundEvidence
from learningtracks.models.tracks import Track
from learningtracks.models.versions import PieceVersion


def _pieces(person: User, track: Track) -> list[Evidence]:
    """By the title of their newest version; concepts have none."""
    newest = PieceVersion.objects.live().filter(piece=OuterRef("pk")).order_by("-number")
    found = Piece.objects.visible_to(person).on_track(track).annotate(now_called=Subquery(newest.values("title")[:1]))
    url = track.get_absolute_url()
    return [(str(key), title, url) for key, title in found.values_list("public_id", "now_called") if title]


def to_choose(person: User, track: Track) -> dict[str, list[Evidence]]:
    """What the learner may choose from: own pieces of the puzzle, and own experiences that somebody may read."""
    return {"piece": _pieces(person, track), "experience": sum(ROUND_EVIDENCE(person, track), [])}


def shown(person: User, track: Track | None, fillings: list[Filling]) -> dict[str, list[dict[str, Any]]]:
    """Per principle what was chosen and what this person may read of it, whoever chose it."""
    chosen = list(RoundEvidence.objects.filter(filling__in=fillings).select_related("piece")) if track else []
    if not chosen or not track:
        return {}
    known = {
        key: {"title": title, "url": url} for some in to_choose(person, track).values() for key, title, url in some
    }
    found: dict[str, list[dict[str, Any]]] = {}
    for one in chosen:
        key = str(one.piece.public_id if one.piece else one.experience)
        if key in known:
            found.setdefault(one.principle, []).append(known[key])
    return found
