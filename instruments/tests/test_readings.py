"""Who reads what when: the table of access.md §3.1. Every sheet has a word of its own, and each line says
which words somebody reads at a stage. Whoever may not open what was asked reads nothing of it."""

import datetime as dt

import pytest
from django.utils import timezone

from instruments.actions import trainings
from instruments.models.asks import Ask, Named
from instruments.policy.readings import READINGS, figures_for, sheets_for
from instruments.policy.subjects import inside
from instruments.tests.asking import ask_of_two, make_ask, write
from learningtracks.values.instruments import Reading
from partnerships import belonging
from partnerships.models.partnerships import PartnershipParty
from partnerships.values import Party

HOUR = dt.timedelta(hours=1)


def words(person, ask):
    """What this person reads of it now; the tick where a note is not for them."""
    found = Ask.objects.readable_by(person).with_heads().filter(pk=ask.pk).first()
    sheets = sheets_for(person, found) if found else []
    return {answer.text or answer.choice for sheet in sheets for answer in sheet.answers.all()}


def read(ask, **people):
    return {name: words(person, ask) for name, person in people.items()}


def stage(ask, **facts):
    Ask.objects.filter(pk=ask.pk).update(**facts)


def ends(person):
    person.memberships.update(ended_at=timezone.now())


@pytest.fixture
def now():
    return timezone.now()


def test_there_are_six():
    assert set(READINGS) == set(Reading)


def test_alone(track, tom, sam, samira, otto, now):
    ask = make_ask(trainings.make(title="Tillen", ends_on=now.date(), by=sam), Reading.ALONE, by=sam)
    write(ask, "sam", person=sam, handed_in_at=now)
    assert (inside(sam, ask), inside(tom, ask)) == (True, False)

    for facts in ({}, {"closed_at": now + HOUR}):
        stage(ask, **facts)
        assert read(ask, sam=sam, samira=samira, tom=tom, otto=otto) == {
            "sam": {"sam"},
            "samira": set(),
            "tom": set(),
            "otto": set(),
        }


def test_side_by_side_on_a_track(track, tom, sam, samira, wim, karima, otto, now):
    ask = make_ask(track.periods.first(), Reading.SIDE_BY_SIDE, by=sam)
    write(ask, "sam", person=sam, handed_in_at=now)
    write(ask, "samira", person=samira, handed_in_at=now)
    write(ask, "wim", person=wim)
    people = {"sam": sam, "samira": samira, "wim": wim, "karima": karima, "tom": tom, "otto": otto}

    nobody = {"tom": set(), "otto": set()}
    both = {"sam", "samira"}
    assert read(ask, **people) == {"sam": both, "samira": both, "wim": {"wim"}, "karima": set(), **nobody}

    stage(ask, closed_at=now + HOUR)
    assert read(ask, **people) == {"sam": both, "samira": both, "wim": {"wim", *both}, "karima": both, **nobody}

    for person in (sam, samira):
        ends(person)
    assert read(ask, sam=sam, samira=samira) == {"sam": both, "samira": set()}  # R31, R28


def test_side_by_side_in_an_organisation(neighbours, company, track, tom, sam, otto, now):
    lars, tina, tara = (neighbours[code] for code in ("LA", "TM", "TM2"))
    ask = make_ask(company, Reading.SIDE_BY_SIDE, by=lars)
    write(ask, "samen")
    write(ask, "tina", person=tina, handed_in_at=now)
    write(ask, "tara", person=tara)
    for person in (tina, tara):
        Named.objects.create(ask=ask, person=person, writes=True)
    people = {"lars": lars, "tina": tina, "tara": tara, "tom": tom, "sam": sam, "otto": otto}

    nobody = {"sam": set(), "otto": set()}
    both = {"samen", "tina"}
    assert read(ask, **people) == {"lars": both, "tina": {"tina"}, "tara": {"tara"}, "tom": set(), **nobody}

    stage(ask, closed_at=now + HOUR)
    assert read(ask, **people) == {"lars": both, "tina": {"tina"}, "tara": {"tara"}, "tom": set(), **nobody}

    stage(ask, opened_at=now + HOUR)
    assert read(ask, **people) == {"lars": both, "tina": both, "tara": {"tara", "samen"}, "tom": {"samen"}, **nobody}

    ends(tina)
    assert words(tina, ask) == set()


@pytest.mark.parametrize(("handed_in", "lead"), [(5, set()), (6, {"2"})])
def test_spread(team, crew, otto, now, handed_in, lead):
    ask = make_ask(team, Reading.SPREAD, by=crew[0])
    write(ask, "samen")
    for number, person in enumerate(crew[:handed_in]):
        write(ask, str(number), choice="2", person=person, handed_in_at=now, shows_own=number == 0)
    someone, silent = crew[1], crew[-1]
    assert read(ask, someone=someone, silent=silent, otto=otto) == {
        "someone": {"1", "samen"},
        "silent": {"samen"},
        "otto": set(),
    }

    stage(ask, closed_at=now + HOUR)
    assert read(ask, someone=someone, silent=silent, otto=otto) == {
        "someone": {"1", "samen", *lead},
        "silent": {"samen", *lead},
        "otto": set(),
    }
    assert words(crew[0], ask) == {"0", "samen"}

    ends(someone)
    assert words(someone, ask) == set()


def test_what_the_group_wrote_is_nobody_beside_the_lead(team, crew, now):
    ask = make_ask(team, Reading.SPREAD, by=crew[0], closed_at=now + HOUR)
    write(ask, "samen", handed_in_at=now)
    for number, person in enumerate(crew[:5]):
        write(ask, str(number), person=person, handed_in_at=now, shows_own=number == 0)

    assert words(crew[1], ask) == {"1", "samen"}


@pytest.mark.parametrize(("skipped", "lead"), [(0, {"2"}), (1, set())])
def test_the_lead_stands_beside_five_others_at_each_question(team, crew, now, skipped, lead):
    ask = make_ask(team, Reading.SPREAD, by=crew[0], closed_at=now + HOUR)
    for number, person in enumerate(crew[:6]):
        tick = "" if number > 5 - skipped else "2"
        write(ask, str(number), choice=tick, person=person, handed_in_at=now, shows_own=number == 0)

    assert words(crew[1], ask) == {"1", *lead}


def test_figures_are_for_who_is_in_the_team_once_it_is_closed(team, crew, otto, now):
    ask = make_ask(team, Reading.SPREAD, by=crew[0], totals={"team.follow_up.f1": [0, 1, 2, 2, 0]})
    assert figures_for(crew[1], ask) == {}

    stage(ask, closed_at=now + HOUR)
    ask.refresh_from_db()
    assert figures_for(crew[1], ask)["team.follow_up.f1"].counts == (0, 1, 2, 2, 0)
    assert figures_for(otto, ask) == {}


def test_open_together(partnership, school, company, track, sam, samira, karima, nora, otto, now):
    third = school._meta.model.objects.create(name="Thuiszorg Noord", kind=company.kind)
    PartnershipParty.objects.create(partnership=partnership, organisation=third, agreed_at=now)
    ask = make_ask(partnership, Reading.OPEN_TOGETHER, by=karima)
    write(ask, "school", organisation=school, handed_in_at=now)
    write(ask, "bedrijf", organisation=company)
    write(ask, "noord", organisation=third, handed_in_at=now)
    write(ask, "sam", person=sam, party=Party.LEARNER, handed_in_at=now)
    people = {"sam": sam, "karima": karima, "samira": samira, "nora": nora, "otto": otto}

    own = {"sam": {"school", "sam"}, "karima": {"school"}, "samira": {"bedrijf"}, "nora": {"bedrijf"}, "otto": set()}
    assert read(ask, **people) == own

    stage(ask, opened_at=now + HOUR, closed_at=now + HOUR)
    write(ask, "samen")
    ready = {"school", "noord", "sam", "samen"}
    mine = {"bedrijf", *ready}  # what was not ready in time is still of who wrote it
    open_now = {"sam": ready, "karima": ready, "samira": mine, "nora": mine, "otto": set()}
    assert read(ask, **people) == open_now

    PartnershipParty.objects.filter(organisation=third).update(left_on=now.date())
    assert words(karima, ask) == {"school", "sam", "samen"}
    PartnershipParty.objects.filter(organisation=school).update(left_on=now.date())
    assert (words(karima, ask), words(samira, ask)) == (set(), {"bedrijf", "sam", "samen"})


def test_a_meeting_is_open_from_its_start(team, tom, otto, now):
    ask = make_ask(team, Reading.OPEN_TOGETHER, by=tom, opened_at=now)
    write(ask, "samen")

    assert read(ask, tom=tom, otto=otto) == {"tom": {"samen"}, "otto": set()}


def test_two(team, track, neighbours, tom, sam, otto, now):
    tina = neighbours["TM"]
    ask = ask_of_two(team, tom, sam)
    write(ask, "sam", person=sam)
    people = {"sam": sam, "tom": tom, "tina": tina, "otto": otto}

    only_sam = {"sam": {"sam"}, "tom": set(), "tina": set(), "otto": set()}
    for facts in ({}, {"withdrawn_at": now}, {"withdrawn_at": None, "declined_at": now}):
        stage(ask, **facts)
        assert read(ask, **people) == only_sam

    stage(ask, declined_at=None, closed_at=now + HOUR)
    assert read(ask, **people) == only_sam | {"tom": {"sam"}}
    assert not Ask.objects.visible_to(tina).exists()

    stage(ask, offered_at=now + HOUR)
    assert read(ask, **people) == only_sam | {"tom": {"sam"}, "tina": {"sam"}}

    ends(tom)
    assert words(tom, ask) == set()


def test_learner_only(track, tom, sam, samira, wim, otto, now):
    ask = make_ask(track, Reading.LEARNER_ONLY, by=sam)
    write(ask, "sam", person=sam)
    people = {"sam": sam, "samira": samira, "wim": wim, "tom": tom, "otto": otto}

    only_sam = {"sam": {"sam"}, "samira": set(), "wim": set(), "tom": set(), "otto": set()}
    assert read(ask, **people) == only_sam
    stage(ask, closed_at=now + HOUR)
    assert read(ask, **people) == only_sam

    named = Named.objects.create(ask=ask, person=samira)
    Named.objects.create(ask=ask, person=otto)  # by name is not enough: they are not on the track
    assert read(ask, **people) == only_sam | {"samira": {"sam"}}
    Named.objects.filter(pk=named.pk).update(ended_at=now)
    assert read(ask, **people) == only_sam

    named = Named.objects.create(ask=ask, person=samira)
    for person in (sam, samira):
        ends(person)
    assert read(ask, sam=sam, samira=samira) == {"sam": {"sam"}, "samira": set()}


def test_two_queries_however_many_sheets(team, crew, now, django_assert_num_queries):
    ask = make_ask(team, Reading.OPEN_TOGETHER, by=crew[0], opened_at=now)
    for person in crew:
        write(ask, "ja", person=person, handed_in_at=now - HOUR)
    found = Ask.objects.with_heads().get(pk=ask.pk)
    with belonging.remembered():
        belonging.read_at_once([crew[0]])
        with django_assert_num_queries(2):
            assert len(sheets_for(crew[0], found)) == len(crew)


def test_what_somebody_may_be_told_of_is_what_they_see_and_stands(team, track, tom, sam, now):
    ask = ask_of_two(team, tom, sam)
    assert all(Ask.objects.standing_for(person).exists() for person in (tom, sam))

    stage(ask, withdrawn_at=now)
    assert not any(Ask.objects.standing_for(person).exists() for person in (tom, sam))
    assert all(Ask.objects.visible_to(person).exists() for person in (tom, sam))


@pytest.mark.parametrize("reading", Reading.values)
def test_a_reading_asks_itself_who_is_inside(team, track, tom, sam, otto, now, reading):
    """Also where nothing looked before it whether this person may open what was asked."""
    asked = sam if reading == Reading.TWO else None
    ask = make_ask(
        track if reading == Reading.LEARNER_ONLY else team,
        reading,
        by=otto if asked else tom,
        asked=asked,
        closed_at=now + HOUR,
    )
    write(ask, "sam", person=sam, handed_in_at=now)

    assert sheets_for(otto, ask) == []
