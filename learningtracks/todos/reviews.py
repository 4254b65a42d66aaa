"""Periods at their end on which the party of somebody has yet to look back (domain.md §2.3 step 6)."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.values import today
from learningtracks.models.reviews import TrackReview, opens_on
from learningtracks.models.tracks import Period, Track, TrackPerson
from learningtracks.todos.places import GUIDES_TRACK
from partnerships.models.memberships import Membership
from partnerships.models.partnerships import Partnership
from partnerships.todos import Owed, Said, ToDoKind, register
from partnerships.values import AMSTERDAM, PARTY_OF_ROLE, SPEAKS, Role, day_end, morning_of

ASKED_FOR = dt.timedelta(days=30)  # after its end a period is not asked about for longer


def _owed(things: Any) -> Iterator[Owed]:
    periods = list(things.filter(ends_on__gte=today() - ASKED_FOR).select_related("track"))
    there = {(one.period_id, one.party) for one in TrackReview.objects.firsts().filter(period__in=periods)}
    named = TrackPerson.objects.named().filter(track__periods__in=periods, role__in=SPEAKS).distinct()
    for person in named:
        party = PARTY_OF_ROLE[Role(person.role)]
        for period in periods:
            if period.track_id == person.track_id and (period.pk, party) not in there:
                day = opens_on(period)
                yield Owed(
                    person.person_id,
                    period.pk,
                    morning_of(day),
                    GUIDES_TRACK,
                    period.track_id,
                    opens_at=dt.datetime.combine(day, dt.time(0), AMSTERDAM),
                    closes_at=day_end(period.ends_on + ASKED_FOR),
                )


def _says(things: Any, person: User) -> list[Said]:
    said = _("Terugblik te schrijven: periode %(number)s")
    return [(one, said % {"number": one.number}, str(one.track)) for one in things]


def _link(period: Period) -> str:
    return reverse("learningtracks:review_new", args=[period.track.public_id, period.number])


PERIOD_TO_REVIEW = register(
    ToDoKind(
        "review",
        Period,
        owed=_owed,
        says=_says,
        label=gettext_lazy("Terugblik"),
        shown=lambda things: things.select_related("track"),
        link=_link,
        around={
            TrackReview: lambda review: Period.objects.filter(pk=review.period_id),
            Track: lambda track: track.periods.all(),
            Membership: lambda one: Period.objects.filter(track__people__membership=one),
            Partnership: lambda one: Period.objects.filter(track__partnership=one),
        },
    )
)
