"""What we keep of Terugblikken. They stay with the track, with the name of who wrote them (access.md R33, R40)."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.privacy import Kept, OnErasure, Step, Table, Until, any_of, changed, technical
from learningtracks.models.reviews import EarlierReview, TrackReview, TrackReviewQuerySet
from learningtracks.privacy.tracks import TRACK

REVIEW = Until(
    _(
        "Tot twee jaar na het einde van het traject. Een concept verwijderen we als je er negentig "
        "dagen niet aan werkt."
    ),
    "draft_reviews logs",
)


def _about(person: User) -> TrackReviewQuerySet:
    return TrackReview.objects.filter(period__track__learner=person)


TABLES = [
    Table(
        "learningtracks.TrackReview",
        _("Terugblikken"),
        (
            Kept(
                "period party corrects started_at edited_at submitted_at",
                _("Namens wie iemand terugblikte, op welke periode en wanneer."),
                REVIEW,
                OnErasure.STAYS,
            ),
            Kept(
                "author author_name went_well next_up",
                _("Wat je begeleider heeft geschreven over een periode. De naam blijft erbij staan."),
                REVIEW,
                OnErasure.STAYS,
            ),
            Kept("reaction reacted_at", _("Wat de lerende daarop heeft geantwoord."), REVIEW),
            technical("public_id version", REVIEW, OnErasure.STAYS),
        ),
        lambda person: any_of(
            TrackReview, Q(author=person), Q(period__track__learner=person, submitted_at__isnull=False)
        ),
        leaving=(
            Step(lambda person: TrackReview.objects.filter(author=person, submitted_at=None)),
            changed(lambda person: TrackReview.objects.filter(author=person), author=None),
            changed(_about, reaction="", reacted_at=None),
        ),
    ),
    Table(
        "learningtracks.EarlierReview",
        _("Eerdere versies van terugblikken"),
        (
            Kept(
                "review went_well next_up replaced_at",
                _("Wat er eerst stond, als iemand een terugblik heeft aangepast."),
                TRACK,
                OnErasure.STAYS,
            ),
        ),
        lambda person: any_of(EarlierReview, Q(review__author=person), Q(review__period__track__learner=person)),
    ),
]
