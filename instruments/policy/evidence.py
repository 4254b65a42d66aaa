"""What shows how it goes with a principle: pieces of the puzzle, and experiences that were shared."""

from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.values import YES, Answer, no
from instruments.extensions import EVIDENCE, Thing
from instruments.models.asks import Ask
from instruments.models.sheets import Evidence, Sheet
from instruments.policy.subjects import inside
from instruments.values.rounds import Moment
from learningtracks.models.pieces import Piece
from learningtracks.models.tracks import Track
from learningtracks.models.versions import PieceVersion
from learningtracks.values.instruments import Reading


def may_choose_evidence(person: User, ask: Ask) -> Answer:
    """Only the learner of a track chooses what shows it: before and after handing in, until it is closed."""
    if not inside(person, ask):
        return no(_("Je doet hier niet aan mee."))
    if ask.reading != Reading.SIDE_BY_SIDE or not ask.on or ask.on.learner_id != person.pk:
        return no(_("Alleen de student of medewerker zelf kan bewijs kiezen."))
    if ask.moment == Moment.BEFORE:
        return no(_("Vooraf is er nog niets om te laten zien."))
    return YES if ask.is_open else no(_("Dit is gesloten."))


def _pieces(person: User, track: Track) -> list[Thing]:
    """By the title of their newest version; concepts have none."""
    newest = PieceVersion.objects.live().filter(piece=OuterRef("pk")).order_by("-number")
    found = Piece.objects.visible_to(person).on_track(track).annotate(now_called=Subquery(newest.values("title")[:1]))
    url = track.get_absolute_url()
    return [(str(key), title, url) for key, title in found.values_list("public_id", "now_called") if title]


def to_choose(person: User, track: Track) -> dict[str, list[Thing]]:
    """What the learner may choose from: own pieces of the puzzle, and own experiences that somebody may read."""
    return {"piece": _pieces(person, track), "experience": sum(EVIDENCE(person, track), [])}


def shown(person: User, track: Track | None, sheets: list[Sheet]) -> dict[str, list[dict[str, Any]]]:
    """Per principle what was chosen and what this person may read of it, whoever chose it."""
    chosen = list(Evidence.objects.filter(sheet__in=sheets).select_related("piece", "item")) if track else []
    if not chosen or not track:
        return {}
    known = {
        key: {"title": title, "url": url} for some in to_choose(person, track).values() for key, title, url in some
    }
    found: dict[str, list[dict[str, Any]]] = {}
    for one in chosen:
        if one.shows in known:
            found.setdefault(one.item.key, []).append(known[one.shows])
    return found
