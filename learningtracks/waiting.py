"""What of this floor waits for somebody (partnerships/waiting.py)."""

from typing import Any

from django.utils.translation import gettext as _

from accounts.models import User
from learningtracks.models import Piece
from partnerships.waiting import Entry


def pieces(person: User) -> list[Entry]:
    """Puzzle pieces on which it is the turn of the party that this person votes for."""
    return [_entry(piece, person) for piece in Piece.objects.awaiting(person).with_the_latest(person)]


def _entry(piece: Any, person: User) -> Entry:
    """What happened last, in one sentence. Only who votes for the track reads the title."""
    name = piece.asker or piece.maker or _("Iemand")
    if piece.asked_at:
        said = _("%(name)s vraagt iets over: %(title)s")
    elif piece.latest_drops:
        said = _("%(name)s wil laten vervallen: %(title)s")
    elif piece.latest_number > 1:
        said = _("%(name)s maakte een nieuwe versie: %(title)s")
    else:
        said = _("%(name)s stelt voor: %(title)s")
    track = piece.track
    who = track.title if track.learner_id == person.pk else str(track.learner)
    about = f"{who}, {piece.get_slot_display()}"
    return Entry(said % {"name": name, "title": piece.latest_title}, about, piece.since, piece.get_absolute_url())
