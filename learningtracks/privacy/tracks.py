"""What we keep of tracks, the people on them and their periods."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.privacy import Kept, OnErasure, Table, Until, changed, technical
from accounts.values import today
from learningtracks.models.tracks import Period, Track, TrackPerson, TrackQuerySet

TRACK = Until(_("Tot twee jaar na het einde van het traject. De lerende krijgt eerst bericht."), "logs")


def _going_on(person: User) -> TrackQuerySet:
    return Track.objects.filter(learner=person, ended_on=None, ends_on__gte=today())


TABLES = [
    Table(
        "learningtracks.Track",
        _("Je traject"),
        (
            Kept(
                "learner learner_kind title partnership school workplace team starts_on ends_on ended_on period_weeks "
                "self_begun",
                _("Wat je leert, waar en van wanneer tot wanneer."),
                TRACK,
                OnErasure.NAMELESS,
            ),
            technical("public_id version", TRACK, OnErasure.NAMELESS),
        ),
        lambda person: Track.objects.filter(learner=person),
        leaving=(changed(_going_on, ended_on=today),),
    ),
    Table(
        "learningtracks.TrackPerson",
        _("Trajecten die je begeleidt"),
        (
            Kept(
                "person track role starts_on ends_on ended_at",
                _("Welke trajecten je begeleidt, in welke rol, van wanneer tot wanneer."),
                TRACK,
                OnErasure.NAMELESS,
            ),
            technical("public_id membership stands_in_for", TRACK, OnErasure.NAMELESS),
        ),
        lambda person: TrackPerson.objects.filter(person=person),
        leaving=(
            changed(lambda person: TrackPerson.objects.filter(person=person, ended_at=None), ended_at=timezone.now),
        ),
    ),
    Table(
        "learningtracks.Period",
        _("Periodes van je traject"),
        (
            Kept("track number starts_on ends_on", _("De periodes van je traject."), TRACK, OnErasure.NAMELESS),
            technical("public_id", TRACK, OnErasure.NAMELESS),
        ),
        lambda person: Period.objects.filter(track__learner=person),
    ),
]
