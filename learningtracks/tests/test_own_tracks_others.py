"""Two own tracks at the same moment, and what others see of one and may do on it (docs/decisions/0165)."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from accounts.values import Refused, today
from conftest import join
from learningtracks.actions import conversations, guides
from learningtracks.models.tracks import Track
from learningtracks.policy.own_tracks import Spot
from learningtracks.policy.tracks import began, colleagues_for, others_for
from partnerships.actions import memberships
from partnerships.models.organisations import Organisation
from partnerships.models.partnerships import PartnershipParty
from partnerships.models.workplaces import Workplace
from partnerships.values import OrganisationKind, Role
from werkplek.tests.filling_talks import plan_of


@pytest.mark.django_db(transaction=True)
@pytest.mark.both("locks, and who waits for whom")
def test_two_employers_at_once_are_one_own_track(begin, tom, workplace, partnership):
    other = Organisation.objects.create(name="Thuiszorg Noord", kind=OrganisationKind.WORKPLACE)
    PartnershipParty.objects.create(partnership=partnership, organisation=other, agreed_at=timezone.now())
    join(tom, Role.DAILY_SUPERVISOR, other, partnership=partnership)
    start, there = Barrier(2), Workplace.objects.create(organisation=other, name="De Wilg")

    def at(place):
        start.wait()
        try:
            return begin(tom, spot=Spot(partnership, place))
        except Refused as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        came = list(pool.map(at, (workplace, there)))

    assert sum(isinstance(one, Refused) for one in came) == 1
    assert Track.objects.get().learner == tom


def test_a_coordinator_sees_no_talk_and_no_looking_back(begin, tom, samira, nora, signed_in):
    made = begin(tom, starts_on=today() - dt.timedelta(weeks=13), speaker=samira.memberships.get())
    conversations.plan(made, by=tom, details=plan_of([samira]))
    seen = {who: signed_in(who).get(made.get_absolute_url()).context for who in (tom, nora)}

    shown = {who: (len(page["talks"]), bool(page["looks_back"])) for who, page in seen.items()}
    assert shown == {tom: (1, True), nora: (0, False)}


def test_nobody_steps_back_from_what_is_over(begin, tom, samira, signed_in):
    made = begin(tom, speaker=samira.memberships.get())
    guide = made.people.get()
    for past in ({"ended_on": today()}, {"ended_on": None, "ends_on": today() - dt.timedelta(days=1)}):
        Track.objects.update(starts_on=today() - dt.timedelta(days=9), **past)
        url = reverse("learningtracks:guide_end", args=[guide.public_id])
        assert url not in signed_in(samira).get(made.get_absolute_url()).content.decode()
        assert signed_in(samira).get(url).status_code == 404
    guide.track.refresh_from_db()
    with pytest.raises(Refused):
        guides.take_off(guide, by=samira)


def test_who_stands_in_later_finds_no_way_to_step_back_yet(begin, tom, samira, nora, company, partnership, signed_in):
    made = begin(tom, speaker=samira.memberships.get())
    place, first = join(nora, Role.PRACTICE_EDUCATOR, company, partnership=partnership), today() + dt.timedelta(days=3)
    later = guides.stand_in(made.people.get(), place, starts_on=first, ends_on=first, by=tom)
    url = reverse("learningtracks:guide_end", args=[later.public_id])

    assert url not in signed_in(nora).get(made.get_absolute_url()).content.decode()
    assert signed_in(nora).get(url).status_code == 404


def test_who_coordinates_both_sides_puts_nobody_of_work_on_it_along_the_way(
    begin, track, tom, nora, school, partnership
):
    join(nora, Role.COORDINATOR, school, partnership=partnership)
    own = begin(tom, school=school)
    offered = {role: list(others_for(nora, track, role)) for role in (Role.PRACTICE_EDUCATOR, Role.SCHOOL_SUPERVISOR)}

    assert offered == {Role.PRACTICE_EDUCATOR: [], Role.SCHOOL_SUPERVISOR: [own]}


def test_who_left_the_employer_has_it_in_hand_no_more_though_they_learn_through_a_school(
    begin, sam, samira, nora, company, partnership, signed_in
):
    work = join(sam, Role.DAILY_SUPERVISOR, company, partnership=partnership)
    made = begin(sam)
    held = Track.objects.steered_by(sam), Track.objects.edited_by(sam)
    assert ([list(one) for one in held], began(sam, made)) == ([[made], [made]], True)
    for role in (work, sam.memberships.get(role=Role.LEARNER, organisation=company)):
        memberships.end(role, by=nora)

    held = Track.objects.steered_by(sam), Track.objects.edited_by(sam)
    assert ([list(one) for one in held], began(sam, made)) == ([[], []], False)
    assert samira.memberships.get() not in colleagues_for(sam, made, Role.PRACTICE_EDUCATOR)
    assert signed_in(sam).get(reverse("learningtracks:puzzle", args=[made.public_id])).status_code == 200
