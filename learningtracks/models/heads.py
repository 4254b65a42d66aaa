"""Whose a track is, in one line: who learns, at which school, and the leervraag (domain.md §2.3)."""

from collections.abc import Collection
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse

from accounts.models import User
from accounts.prepared import Prepared
from learningtracks.belonging import tracks_of
from learningtracks.models.tracks import Track
from learningtracks.models.versions import PieceVersion
from learningtracks.values.pieces import Slot
from partnerships.todos import Head


@Prepared
def _heads(tracks: list[int]) -> QuerySet[Any]:
    asked = PieceVersion.objects.live().filter(
        piece__puzzle__period__track=OuterRef("pk"), piece__slot=Slot.QUESTION, piece__withdrawn_at=None, drops=False
    )
    newest = asked.order_by("-piece__puzzle__period__number", "piece__created_at", "-number").values("title")[:1]
    found = Track.objects.filter(pk__in=tracks).annotate(wants=Subquery(newest)).order_by()
    learner = ("learner", "learner__name", "learner__email")
    return found.values_list("pk", "public_id", "title", *learner, "school__name", "wants")


def heads_of(tracks: Collection[int], person: User) -> dict[int, Head]:
    """By the key of each track its head, in one query. To who learns there it has the name they gave it; what they want
    to learn only to who may open the track (access.md row 6)."""
    found, mine = {}, tracks_of(person)
    for pk, public_id, title, learner, name, email, school, wants in _heads(list(tracks)) if tracks else []:
        own = learner == person.pk
        question = wants if wants and pk in mine.readable else ""
        url = reverse("learningtracks:track", args=[public_id])
        whose = title if own else name or email or str(User())
        found[pk] = Head(str(public_id), whose, "" if own else school or "", question, url)
    return found
