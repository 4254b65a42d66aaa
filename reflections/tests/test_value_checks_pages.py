"""The pages of value checks: who sees what (access.md row 18), what they hold, and what they cost."""

import datetime as dt
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.values import Refused, today, version_of
from conftest import join, make_person
from partnerships.models.events import Event
from partnerships.values import Role
from reflections.actions import value_checks
from reflections.models.experiences import Experience
from reflections.models.rhythms import Rhythm
from reflections.models.value_checks import ValueCheck
from reflections.tests.conftest import local
from reflections.tests.planned import details
from reflections.values import HOUSE_RULES


@pytest.fixture
def check(team, tom, track):
    starts_at = timezone.now() + dt.timedelta(weeks=4)
    wanted = details(team, place="Huiskamer van De Beuk", video_link="https://video.example/beuk")
    return value_checks.plan(team, starts_at=starts_at, details=wanted, by=tom)


@pytest.fixture
def tina(check):
    """A member of the team who came after the plan and is not on the list."""
    person = make_person("Tina Vos")
    join(person, Role.TEAM_MEMBER, check.team.organisation, team=check.team)
    return person


def address(name, thing):
    return reverse(f"reflections:{name}", args=[thing.public_id])


def text(client, url):
    return client.get(url).content.decode()


def experience(person, situation="Een lastig gesprek", **facts):
    return Experience.objects.create(author=person, situation=situation, saved_at=timezone.now(), **facts)


# --- One session ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["tom", "sam"])
def test_lead_and_invited_see_everything_known_so_far(request, check, who, signed_in):
    page = text(signed_in(request.getfixturevalue(who)), check.get_absolute_url())

    for said in ("Huiskamer van De Beuk", "video.example", "60 minuten", "Tom Visser, Sam de Vries", *HOUSE_RULES):
        assert str(said) in page
    for question in check.cards:
        assert str(question.text) in page


def test_only_who_leads_starts_it_and_reads_how(team, tom, sam, track, signed_in):
    """Sam comes in. Who was asked to lead reads how, also without being team lead."""
    soon = timezone.now() + dt.timedelta(minutes=5)
    check = value_checks.plan(team, starts_at=soon, details=details(team, facilitator=tom), by=tom)
    here, start, how = "Ik ben er", "Start de waardecheck", "/help/lead-a-value-check/"

    def offered(person):
        page = signed_in(person).get(check.get_absolute_url()).content.decode()
        return [words for words in (here, start, how) if words in page]

    assert (offered(tom), offered(sam)) == ([start, how], [here])
    ValueCheck.objects.filter(pk=check.pk).update(facilitator=sam)
    assert offered(sam) == [start, how]


def test_a_member_who_is_not_invited_sees_the_head_only(check, tina, signed_in):
    page = text(signed_in(tina), check.get_absolute_url())

    assert "niet uitgenodigd" in page
    for hidden in ("Huiskamer", "video.example", "Sam de Vries", "In je agenda"):
        assert hidden not in page


@pytest.mark.parametrize("who", ["nora", "otto", "samira", "karima"])
def test_everybody_else_finds_nothing(request, check, who, signed_in):
    assert signed_in(request.getfixturevalue(who)).get(check.get_absolute_url()).status_code == 404


def test_who_left_the_team_finds_nothing_at_the_next_request(check, sam, track, signed_in):
    browser = signed_in(sam)
    assert browser.get(check.get_absolute_url()).status_code == 200

    track.ended_on = today()
    track.save()

    assert browser.get(check.get_absolute_url()).status_code == 404


def test_a_learner_whose_membership_ended_is_out_as_well(check, sam, signed_in):
    sam.memberships.update(ended_at=timezone.now())

    assert signed_in(sam).get(check.get_absolute_url()).status_code == 404


def test_the_lead_is_asked_whether_it_was_held_once_it_has_begun(check, tom, signed_in):
    ValueCheck.objects.update(starts_at=timezone.now() - dt.timedelta(hours=3))
    page = text(signed_in(tom), check.get_absolute_url())

    assert (page.count("button--primary"), "Is het doorgegaan?" in page) == (1, True)


def test_skipped_and_held_sessions_stay_readable(check, tom, signed_in):
    value_checks.skip(check, reason="Verbouwing", by=tom)
    assert "Verbouwing" in text(signed_in(tom), check.get_absolute_url())

    ValueCheck.objects.update(skipped_at=None, skip_reason="", closed_at=timezone.now())
    assert "Afgerond" in text(signed_in(tom), check.get_absolute_url())


# --- "Kies alvast een verhaal" ------------------------------------------------------------------------------


def test_a_participant_picks_own_stories_privately(check, sam, tom, signed_in):
    mine = experience(sam, "Mijn geheime moment")
    fields = {"once": str(uuid4()), "chosen": [mine.public_id], "version": version_of()}
    answers = [signed_in(sam).post(address("value_check_stories", check), fields).url for _number in range(2)]

    assert answers == [check.get_absolute_url()] * 2
    assert "Mijn geheime moment" in text(signed_in(sam), check.get_absolute_url())
    assert "Mijn geheime moment" not in text(signed_in(tom), check.get_absolute_url())
    assert "value_check_stories_chosen" not in Event.objects.on_trail(check.trail).values_list("kind", flat=True)


def test_a_story_of_somebody_else_cannot_be_picked(check, sam, tom, signed_in):
    theirs = experience(tom)
    page = signed_in(sam).post(address("value_check_stories", check), {"chosen": [theirs.public_id]})
    value_checks.choose_stories(check, chosen=[theirs], version=version_of(), by=sam)

    assert (page.status_code, list(check.participants.get(person=sam).chosen.all())) == (200, [])


def test_three_at_most(check, sam, signed_in):
    four = [experience(sam, f"Moment {number}") for number in range(4)]
    page = signed_in(sam).post(address("value_check_stories", check), {"chosen": [one.public_id for one in four]})

    assert page.context["form"].errors == {"chosen": ["Kies er hoogstens drie."]}
    with pytest.raises(Refused, match="hoogstens drie"):
        value_checks.choose_stories(check, chosen=four, version=version_of(), by=sam)


def test_long_stories_are_shown_by_their_first_words(check, sam, signed_in):
    experience(sam, "woord " * 60)

    assert "…" in text(signed_in(sam), address("value_check_stories", check))


def test_without_experiences_the_page_offers_to_log_one(check, sam, signed_in):
    assert "Ervaring vastleggen" in text(signed_in(sam), address("value_check_stories", check))


def test_only_who_is_invited_picks_and_only_before_the_end(check, tina, sam, signed_in):
    assert signed_in(tina).get(address("value_check_stories", check)).status_code == 403

    ValueCheck.objects.update(starts_at=timezone.now() - dt.timedelta(hours=3))
    assert signed_in(sam).get(address("value_check_stories", check)).url == check.get_absolute_url()
    check.refresh_from_db()
    with pytest.raises(Refused, match="voorbij"):
        value_checks.choose_stories(check, chosen=[], version=0, by=sam)


# --- The list of a team ---------------------------------------------------------------------------------------


def test_a_quarter_without_a_value_check_stays_visible_as_a_gap(diary, signed_in):
    diary.at("2027-02-10")
    diary.team_due("2026-04-01")
    facts = [("2026-05-20", "closed_at"), ("2026-12-15", "skipped_at")]
    for day, fact in facts:
        reason = "Te druk" if fact == "skipped_at" else ""
        due_on = dt.date.fromisoformat(day)
        ValueCheck.objects.create(
            team=diary.team, cycle=day, due_on=due_on, starts_at=local(day), skip_reason=reason, **{fact: local(day)}
        )
    page = signed_in(diary.tom).get(address("value_checks", diary.team))

    assert [(str(stretch.quarter), stretch.label) for stretch in page.context["strip"]] == [
        ("2026-Q1", "Geen waardecheck"),
        ("2026-Q2", "Gehouden"),
        ("2026-Q3", "Geen waardecheck"),
        ("2026-Q4", "Overgeslagen"),
        ("2027-Q1", "Nog te plannen"),
        ("2027-Q2", "Nog niets"),
    ]


def test_a_planned_session_stands_in_its_quarter(diary, signed_in):
    diary.team_due("2027-01-20")
    diary.session("2027-01-20 14:00")
    page = signed_in(diary.tom).get(address("value_checks", diary.team))

    assert [(str(s.quarter), s.label, s.is_now) for s in page.context["strip"]] == [
        ("2026-Q4", "Nog niets", True),
        ("2027-Q1", "Gepland", False),
    ]


def test_a_due_row_counts_as_still_to_plan(diary, signed_in):
    due_on = dt.date(2026, 12, 1)
    diary.team_due("2026-12-01")
    ValueCheck.objects.create(team=diary.team, cycle="2026-12-01", due_on=due_on)
    page = signed_in(diary.tom).get(address("value_checks", diary.team))

    assert page.context["strip"][-2].label == "Nog te plannen"


@pytest.mark.parametrize("paused_until", [None, "2031-01-01"])
def test_a_resting_team_says_so(team, tom, track, signed_in, paused_until):
    Rhythm.objects.create(team=team, paused_from=today(), paused_until=paused_until)

    assert "Het ritme staat stil" in text(signed_in(tom), address("value_checks", team))


def test_a_coordinator_sees_how_many_and_no_more(check, nora, signed_in):
    page = text(signed_in(nora), address("value_checks", check.team))

    assert "Jij ziet alleen hoe vaak" in page
    assert (check.get_absolute_url() in page, "Per kwartaal" in page) == (False, False)


STANDINGS = {
    "due": {},
    "planned": {"starts_at": dt.timedelta(weeks=2)},
    "begun": {"starts_at": dt.timedelta(hours=-2)},
}


@pytest.mark.parametrize("facts", STANDINGS.values(), ids=STANDINGS.keys())
def test_one_primary_button_for_the_lead(team, tom, track, signed_in, facts):
    if facts:
        starts_at = timezone.now() + facts["starts_at"]
        ValueCheck.objects.create(team=team, cycle="x", due_on=today(), starts_at=starts_at)

    assert text(signed_in(tom), address("value_checks", team)).count("button--primary") == 1


@pytest.mark.parametrize(("who", "status"), [("tom", 200), ("sam", 200), ("nora", 200), ("otto", 404), ("samira", 404)])
def test_who_gets_the_list(request, check, who, status, signed_in):
    assert signed_in(request.getfixturevalue(who)).get(address("value_checks", check.team)).status_code == status


# --- What a page costs -----------------------------------------------------------------------------------------


def queries(client, url, django_assert_max_num_queries):
    client.get(url)  # the first page of a session notes the session
    with django_assert_max_num_queries(16) as found:
        assert client.get(url).status_code == 200
    return len(found)


def test_as_many_queries_for_thirty_as_for_one(check, sam, tom, signed_in, django_assert_max_num_queries):
    pages = [
        (tom, address("value_checks", check.team)),
        (tom, check.get_absolute_url()),
        (sam, check.get_absolute_url()),
        (tom, address("value_check_change", check)),
        (sam, address("value_check_stories", check)),
    ]
    experience(sam)
    signed = {person: signed_in(person) for person in (sam, tom)}
    few = [queries(signed[person], url, django_assert_max_num_queries) for person, url in pages]

    for number in range(30):
        member = make_person(f"Lid {number}")
        join(member, Role.TEAM_MEMBER, check.team.organisation, team=check.team)
        check.participants.create(person=member)
        experience(sam, f"Moment {number}")
        day = today() - dt.timedelta(days=number + 1)
        facts = {"closed_at": timezone.now() - dt.timedelta(days=number + 1), "facilitator": member}
        ValueCheck.objects.create(team=check.team, cycle=str(day), due_on=day, **facts)
    many = [queries(signed[person], url, django_assert_max_num_queries) for person, url in pages]

    assert few == many


def test_planning_costs_the_same_for_thirty_people(team, tom, track, signed_in, django_assert_max_num_queries):
    browser, url = signed_in(tom), address("value_check_plan", team)
    few = queries(browser, url, django_assert_max_num_queries)
    for number in range(30):
        join(make_person(f"Lid {number}"), Role.TEAM_MEMBER, team.organisation, team=team)

    assert queries(browser, url, django_assert_max_num_queries) == few
