"""Who belongs where: both directions of every question agree, whatever happened, and nothing is kept too long."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from accounts.prepared import Prepared
from accounts.values import today
from learningtracks.belonging import tracks_of
from learningtracks.models.delegations import voices_on
from learningtracks.models.tracks import Track, TrackPerson
from learningtracks.policy.pieces import voice_of
from partnerships import belonging, policy
from partnerships.models.memberships import Membership
from partnerships.models.organisations import Organisation
from partnerships.models.partnerships import PartnershipParty
from partnerships.models.teams import Team
from partnerships.values import Party, Role
from reflections.models.value_checks import Participant, ValueCheck
from werkplek.tests.casting import join, name_on
from werkplek.tests.world import World

YESTERDAY, TOMORROW = today() - dt.timedelta(days=1), today() + dt.timedelta(days=1)


@pytest.fixture
def peopled(world: World) -> World:
    """Who is in two places, who holds a lent vote, who stands in from tomorrow; a session to which all were asked."""
    people, track, team = world.people, world.things["track"], world.things["team"]
    near = Track.objects.create(
        partnership=track.partnership,
        learner=people["S2"],
        title="Ernaast",
        workplace=track.workplace,
        team=team,
        starts_on=track.starts_on,
        ends_on=track.ends_on,
    )
    join(people["wim"], Role.TEAM_MEMBER, team.organisation, team=team)
    join(people["karima"], Role.COORDINATOR, track.school, partnership=track.partnership)
    stand_in = people["PO2"].memberships.get()
    samira = track.people.get(person=people["samira"])
    name_on(track, stand_in, starts_on=TOMORROW, ends_on=TOMORROW, stands_in_for=samira)
    name_on(near, samira.membership)
    held = track.people.get(person=people["wim"])
    track.vote_delegations.create(given_by=samira, to=held, ends_on=track.ends_on)
    check = ValueCheck.objects.create(team=team, cycle="nu", due_on=today(), starts_at=timezone.now())
    Participant.objects.bulk_create(Participant(value_check=check, person=one) for one in people.values())
    world.things["value_check"] = check
    return world


HAPPENED: list[Callable[[], object]] = [
    lambda: None,
    lambda: Membership.objects.filter(role=Role.LEARNER).update(ends_on=YESTERDAY),
    lambda: Membership.objects.filter(team__isnull=False).update(ended_at=timezone.now()),
    lambda: Membership.objects.update(starts_on=TOMORROW),
    lambda: Membership.objects.update(ends_on=today()),
    lambda: PartnershipParty.objects.filter(organisation__kind="school").update(left_on=today()),
    lambda: PartnershipParty.objects.filter(organisation__kind="workplace").update(agreed_at=None),
    lambda: User.objects.filter(name__startswith="S").update(is_active=False),
    lambda: Track.objects.update(starts_on=TOMORROW),
    lambda: Track.objects.update(starts_on=YESTERDAY, ends_on=YESTERDAY),
    lambda: Track.objects.update(ended_on=today() - dt.timedelta(days=31)),
    lambda: Track.objects.update(team=None),
    lambda: TrackPerson.objects.update(ended_at=timezone.now()),
    lambda: TrackPerson.objects.update(starts_on=YESTERDAY, ends_on=today()),
    lambda: Participant.objects.update(removed_at=timezone.now()),
]


@pytest.mark.parametrize("happened", HAPPENED, ids=range(len(HAPPENED)))
def test_both_directions_agree(peopled, happened):
    """From each person to the things, and from each thing to its people."""
    happened()
    with belonging.remembered():
        everybody = list(User.objects.filter(is_active=True))
        of_people = {(kind, thing, one.pk) for one in everybody for kind, keys in keys_of(one) for thing in keys}

        assert of_people == set(of_things())


def keys_of(person: User) -> list[tuple[str, Iterable[int]]]:
    mine, tracks = belonging.of(person), tracks_of(person)
    invited = ValueCheck.objects.invited_to(person)
    return [
        ("in team", belonging.teams_of(person)),
        ("leads", mine.teams(Role.TEAM_LEAD)),
        ("belongs", mine.organisations()),
        ("coordinates", mine.coordinated),
        ("manages", mine.managed),
        ("guides", tracks.guided()),
        ("learns", [track.pk for track in tracks.own if track.pk in tracks.learning and track.is_running]),
        ("invited", invited.values_list("pk", flat=True)),
        *(
            (party, [track.pk for track in Track.objects.all() if voice_of(person, track).party == party])
            for party in Party
        ),
    ]


def of_things() -> Iterator[tuple[str, int, int]]:
    for team in Team.objects.all():
        yield from (("in team", team.pk, one.pk) for one in belonging.people_in(team.pk))
        yield from (("leads", team.pk, one.pk) for one in team.leads())
    for organisation in Organisation.objects.all():
        yield from (("belongs", organisation.pk, one.pk) for one in policy.colleagues(organisation))
        yield from (("coordinates", organisation.pk, one.pk) for one in policy.coordinators(organisation))
    for party in PartnershipParty.objects.present():
        yield from (("manages", party.partnership_id, one.pk) for one in policy.coordinators(party.organisation))
    for track in Track.objects.all():
        yield from (("guides", track.pk, one.person_id) for one in track.people.readable())
        for party, voices in voices_on(track).items():
            yield from ((party, track.pk, one.pk) for one in voices)
    yield from (("learns", track.pk, track.learner_id) for track in Track.objects.learning())
    for check in ValueCheck.objects.all():
        yield from (("invited", check.pk, one.pk) for one in check.invited())


# --- Kept for a request, no longer ----------------------------------------------------------------------------------


def test_outside_a_request_everything_is_read_anew(sam, team, track):
    before = belonging.teams_of(sam)

    sam.memberships.update(ended_at=timezone.now())

    assert (before, belonging.teams_of(sam)) == ({team.pk}, set())


def test_within_a_request_a_person_is_read_once(sam, team, track):
    with belonging.remembered():
        belonging.teams_of(sam)
        with CaptureQueriesContext(connection) as queries, belonging.remembered():
            assert (belonging.teams_of(sam), tracks_of(sam).learning) == ({team.pk}, {track.pk})

    assert len(queries) == 0


def test_a_union_is_no_writing(sam, team, track):
    with belonging.remembered():
        belonging.teams_of(sam)
        list(Team.objects.order_by().values("pk").union(Track.objects.order_by().values("pk"), all=True))
        with CaptureQueriesContext(connection) as queries:
            belonging.teams_of(sam)

    assert len(queries) == 0


def test_a_prepared_question_is_no_writing(sam, team, track):
    with belonging.remembered():
        belonging.teams_of(sam)
        Prepared(lambda keys: Team.objects.filter(pk__in=keys))([team.pk])
        with CaptureQueriesContext(connection) as queries:
            belonging.teams_of(sam)

    assert len(queries) == 0


def test_what_is_written_within_a_request_counts_at_once(sam, samira, track):
    with belonging.remembered():
        assert tracks_of(samira).guided() == {track.pk}
        samira.memberships.update(ended_at=timezone.now())
        assert tracks_of(samira).guided() == set()


@pytest.mark.django_db(transaction=True)
def test_what_a_rollback_undoes_is_not_remembered(sam, team, track):
    """The page that brings a refused form back would show what never came about."""
    with belonging.remembered():
        with suppress(ValidationError), transaction.atomic():
            sam.memberships.update(ended_at=timezone.now())
            inside = belonging.teams_of(sam)
            raise ValidationError("no")
        assert (inside, belonging.teams_of(sam)) == (set(), {team.pk})


def test_many_questions_in_one_make_nothing_forgotten(sam, team, track):
    with belonging.remembered(), CaptureQueriesContext(connection) as queries:
        belonging.of(sam)
        before = len(queries)
        found = Team.objects.filter(pk=team.pk).order_by()
        list(found.union(found, all=True))
        belonging.of(sam)

    assert len(queries) - before == 1


def test_who_waited_for_a_lock_looks_again(sam, team, track):
    with belonging.remembered(), CaptureQueriesContext(connection) as queries:
        belonging.of(sam)
        before = len(queries)
        list(Team.objects.select_for_update().filter(pk=team.pk))
        belonging.of(sam)

    read_again = connection.features.has_select_for_update
    assert len(queries) - before == 1 + read_again
