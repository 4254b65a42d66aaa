"""The home page: per role what it comes for, for several roles all of it, and always a next step."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.values import today
from conftest import join, make_person, name_on
from learningtracks.actions import action_points
from learningtracks.models.tracks import Track
from learningtracks.tests.laying import lay, puzzle_of
from partnerships import todos
from partnerships.models.events import Event
from partnerships.models.invitations import Invitation
from partnerships.models.notices import Mail
from partnerships.models.partnerships import Partnership, PartnershipParty
from partnerships.values import Role
from reflections.models.experiences import Experience, Share
from reflections.models.feedback import Feedback, FeedbackRequest
from reflections.models.rhythms import Rhythm
from reflections.models.value_checks import Participant, ValueCheck
from reflections.models.wonder import WonderEntry
from reflections.values import Part


@pytest.fixture
def home(signed_in):
    """The words on somebody's home page: `home(sam)`."""

    def read(person):
        answer = signed_in(person).get("/")
        assert answer.status_code == 200
        return answer.content.decode()

    return read


@pytest.fixture
def ask(track):
    """A learner of a track asks somebody for feedback: `ask(samira)`; with a track for each question if told so."""

    def do(asked, on=track):
        experience = Experience.objects.create(
            author=on.learner, track=on, situation="Ik was te laat", saved_at=timezone.now()
        )
        Share.objects.create(experience=experience, person=asked, part=Part.STORY, from_version=1)
        made = FeedbackRequest.objects.create(experience=experience, asked=asked, question="Wat zag jij?")
        todos.update(made)
        return made

    return do


# --- Who learns -----------------------------------------------------------------------------------------


def test_a_learner_first_logs(home, sam, track):
    text = home(sam)

    assert text.index("Ervaring vastleggen") < text.index("Zo begin je") < text.index("Wat verbaasde jou vandaag")


def test_before_there_is_a_leervraag_three_lines_lead_to_one(signed_in, home, sam, track):
    text = home(sam)
    assert (text.count("<li>", text.index("ownpuzzle__how"), text.index("Wat is je leervraag?")), "jigsaw" in text) == (
        3,
        False,
    )

    answer = signed_in(sam).post(
        reverse("learningtracks:piece_new", args=[track.public_id]),
        {"slot": "question", "title": "Hoe blijf ik rustig?"},
        follow=True,
    )
    assert "Je voorstel is verstuurd." in answer.content.decode()


def test_the_puzzle_stands_at_home_with_its_leervraag_and_one_step(home, sam, track):
    lay(puzzle_of(track), "question", "Hoe blijf ik rustig?", by="learner", votes="yyy")
    text = home(sam)

    assert text.index("Ervaring vastleggen") < text.index("jigsaw--small") < text.index("Hoe blijf ik rustig?")
    assert (text.count("Stel iets voor"), text.count("button--primary")) == (1, 1)


def test_a_learner_without_a_track_reads_what_will_come(home, sam):
    assert "Hier komt je traject" in home(sam)


def test_a_draft_waits_to_be_finished(home, sam, track):
    Experience.objects.create(author=sam, situation="Vandaag viel het mee")

    assert "Vandaag viel het mee" in home(sam)


def test_new_feedback_is_the_learners_turn_until_the_reaction(home, sam, samira, ask):
    feedback = Feedback.objects.create(request=ask(samira), author=samira, receiver=sam, text="Goed gedaan")
    text = home(sam)
    assert ("Jij bent aan zet" in text, "Goed gedaan" in text) == (True, False)

    Feedback.objects.filter(pk=feedback.pk).update(thanked_at=timezone.now())
    assert "Jij bent aan zet" not in home(sam)


def test_feedback_of_somebody_who_left_has_no_name(home, sam, samira, ask):
    Feedback.objects.create(request=ask(samira), author=None, receiver=sam, text="Goed gedaan")

    assert "Je hebt feedback gekregen" in home(sam)


def test_who_answered_the_question_of_wonder_reads_the_answer(home, sam, track):
    WonderEntry.objects.create(person=sam, text="Een lege gang")
    text = home(sam)

    assert ("Een lege gang" in text, "Wat verbaasde jou" in text) == (True, False)


def test_the_next_value_check_of_the_team(home, sam, track, team):
    check = ValueCheck.objects.create(team=team, cycle="2027-01-01", due_on=today(), starts_at=timezone.now())
    Participant.objects.create(value_check=check, person=sam)
    assert "Waardecheck met Team Beuk" in home(sam)


# --- Who guides -----------------------------------------------------------------------------------------


def test_an_educator_first_sees_the_oldest_questions(home, samira, ask):
    for _question in range(4):
        ask(samira)
    text = home(samira)

    assert ("Er staan 4 vragen voor je klaar" in text, text.count("vraagt om feedback")) == (True, 3)


def test_one_question_leads_to_that_question(home, wim, ask):
    assert ask(wim).get_absolute_url() in home(wim)


def test_an_educator_without_questions_sees_the_tracks(home, samira, track):
    text = home(samira)

    assert ("Je bent bij." in text, "Sam de Vries" in text) == (True, True)


def test_before_the_first_track_it_says_what_will_come(home, karima):
    assert "Hier komen de mensen die je begeleidt" in home(karima)


def test_a_school_supervisor_sees_where_somebody_is_missing(home, karima, track):
    assert "Nog iemand toevoegen" not in home(karima)

    track.people.exclude(person=karima).update(ended_at=timezone.now())
    assert "Nog niemand namens de werkplek" in home(karima)


def test_tracks_of_all_partnerships_stand_together(home, samira, track, company):
    other = Partnership.objects.create(name="Anders leren")
    PartnershipParty.objects.create(partnership=other, organisation=company, agreed_at=timezone.now())
    join(samira, Role.PRACTICE_EDUCATOR, company, partnership=other)

    assert "Sam de Vries" in home(samira)


# --- Who sets up, leads, advises, runs the machine -------------------------------------------------------


def test_a_coordinator_sees_the_set_up_and_what_is_stuck(home, nora, track, karima, company):
    track.people.filter(person=karima).update(ended_at=timezone.now())
    text = home(nora)

    assert ("Samen leren in de zorg" in text, "Nog niemand namens de opleiding" in text) == (True, True)


def test_more_stuck_tracks_stand_on_their_own_page(home, nora, track, karima):
    Track.objects.all().update(title="Een")
    track.people.all().delete()
    for _track in range(3):
        Track.objects.create(
            **{name: getattr(track, name) for name in ("partnership", "learner", "title", "school", "workplace")},
            starts_on=today(),
            ends_on=today(),
        )

    assert "Alle stilgevallen trajecten" in home(nora)


def test_a_coordinator_where_nothing_is_stuck(home, nora, track):
    assert "Elk traject heeft begeleiders." in home(nora)


def test_a_coordinator_without_a_partnership_goes_to_the_organisation(home, company):
    person = make_person("Nieuwe Coördinator")
    join(person, Role.COORDINATOR, company)

    assert "Hier komen je partnerschappen." in home(person)


def test_a_team_lead_has_one_button(home, tom, team):
    text = home(tom)

    assert reverse("reflections:value_check_plan", args=[team.public_id]) in text
    assert text.count("button--primary") == 1


def test_a_planned_value_check_is_shown_with_its_date(home, tom, team):
    moment = timezone.now() + dt.timedelta(days=3)
    check = ValueCheck.objects.create(team=team, cycle="2027-01-01", due_on=today(), starts_at=moment, place="Zaal 2")
    text = home(tom)

    assert (check.get_absolute_url() in text, "Zaal 2" in text) == (True, True)


@pytest.mark.parametrize(
    ("starts", "opened", "button"),
    [
        (dt.timedelta(days=3), False, "Bekijk de waardecheck"),
        (dt.timedelta(minutes=20), False, "Start de waardecheck"),
        (-dt.timedelta(hours=1), False, "Start de waardecheck"),
        (-dt.timedelta(hours=1), True, "Bekijk de waardecheck"),  # not invited, so there is no room to go to
        (-dt.timedelta(days=1), False, "Is het doorgegaan?"),
    ],
)
def test_the_one_button_of_a_lead_follows_the_hour(home, tom, team, starts, opened, button):
    now = timezone.now()
    ValueCheck.objects.create(
        team=team, cycle="now", due_on=today(), starts_at=now + starts, opened_at=now if opened else None
    )

    text = home(tom)

    first = text[text.index("button--primary") :].replace("</button>", "</a>")
    assert (text.count("button--primary"), first[: first.index("</a>")].endswith(button)) == (1, True)


def test_one_press_opens_the_room(signed_in, tom, team):
    made = ValueCheck.objects.create(team=team, cycle="now", due_on=today(), starts_at=timezone.now())

    signed_in(tom).post(reverse("reflections:room_open", args=[made.public_id]))

    made.refresh_from_db()
    assert made.opened_at is not None


def test_the_quarters_stand_in_a_row_with_their_gaps(home, tom, team):
    team.__class__.objects.update(started_on=today() - dt.timedelta(days=400))

    text = home(tom)

    assert (text.count('class="quarters__piece'), "Geen waardecheck" in text) == (6, True)


def test_what_the_team_agreed_to_do_stands_at_home(home, tom, team):
    action_points.make(team, by=tom, text="Families bellen", owner=tom, due_on=today())

    assert "Families bellen" in home(tom)


def test_an_overdue_value_check_says_so(home, tom, team):
    team.__class__.objects.update(started_on=today() - dt.timedelta(weeks=30))

    assert "was rond" in home(tom)


def test_a_resting_team_says_so(home, tom, team):
    Rhythm.objects.create(team=team, weeks=4, paused_from=today() - dt.timedelta(weeks=9))

    assert "heeft nu pauze" in home(tom)


def test_a_team_member_waits_for_the_next_value_check(home, neighbours):
    assert "Hier komt de volgende waardecheck van Team Beuk" in home(neighbours["TM"])


def test_an_adviser_sees_numbers_and_no_names(home, neighbours, track, team):
    text = home(neighbours["LA"])

    assert ("Lopende trajecten" in text, "Sam de Vries" in text) == (True, False)


def test_a_platform_administrator_sees_how_the_mail_does(home, neighbours, sam):
    assert "Geen mail in de rij" in home(neighbours["PA"])

    Mail.objects.create(person=sam, key="digest:2026-11-23")
    text = home(neighbours["PA"])
    assert ("Geen mail in de rij" in text, sam.name in text) == (False, False)


# --- Who has nothing, and who has more -------------------------------------------------------------------


def test_somebody_without_any_role_reads_what_now(home, db):
    person = make_person("Nieuw Hier")
    text = home(person)

    assert ("Je doet nog nergens aan mee" in text, person.email in text) == (True, True)


def test_a_learner_whose_time_is_over_keeps_the_own_log(home, sam, track):
    sam.memberships.update(ended_at=timezone.now())

    assert "Wat je hebt geschreven, blijft van jou" in home(sam)


def test_several_roles_stand_on_one_page_with_one_button(home, sam, samira, team, company, track, ask):
    join(sam, Role.DAILY_SUPERVISOR, company, partnership=track.partnership)
    join(sam, Role.TEAM_LEAD, company, team=team)
    join(sam, Role.COORDINATOR, company)
    text = home(sam)
    parts = ["Ervaring vastleggen", "Zo begin je", "Wie je begeleidt", "Inrichten", "Volgende waardecheck"]

    assert sorted(parts, key=text.index) == parts
    assert (text.count("button--primary"), text.count("Wat verbaasde jou vandaag")) == (1, 1)


def test_who_guides_and_works_in_a_team_finds_both(home, wim, team, company, track):
    join(wim, Role.TEAM_MEMBER, company, team=team)
    text = home(wim)

    assert ("Wie je begeleidt" in text, team.get_absolute_url() in text) == (True, True)


def test_who_leads_two_teams_finds_both(home, tom, team, company):
    other = type(team).objects.create(organisation=company, name="Team Eik", started_on=today())
    join(tom, Role.TEAM_LEAD, company, team=other)
    text = home(tom)

    assert [reverse("reflections:value_check_plan", args=[one.public_id]) in text for one in (team, other)] == [
        True
    ] * 2


def test_of_each_team_the_soonest_few_points_are_there(home, tom, team, company):
    other = type(team).objects.create(organisation=company, name="Team Eik", started_on=today())
    join(tom, Role.TEAM_LEAD, company, team=other)
    for number in range(40):
        action_points.make(team, by=tom, text=f"Punt {number:02}", owner=tom, due_on=today())
    action_points.make(other, by=tom, text="Later", owner=tom, due_on=today() + dt.timedelta(days=9))
    text = home(tom)

    assert ["Punt 02" in text, "Punt 03" in text, "Later" in text] == [True, False, True]


@pytest.mark.parametrize("code", ["wim", "tom"])
def test_a_value_check_that_runs_stands_on_top(home, request, code, team, company, track):
    person = request.getfixturevalue(code)
    now = timezone.now()
    check = ValueCheck.objects.create(team=team, cycle="now", due_on=today(), starts_at=now, opened_at=now)
    Participant.objects.create(value_check=check, person=person)
    if code == "wim":
        join(person, Role.TEAM_MEMBER, company, team=team)
        ValueCheck.objects.create(team=team, cycle="soon", due_on=today(), starts_at=now - dt.timedelta(hours=3))
    text = home(person)

    first = text[text.index("button--primary") :]
    assert (
        text.index("Bezig: waardecheck van")
        < text.index("button--primary")
        < text.index("Volgende waardecheck" if code == "tom" else "Wie je begeleidt")
    )
    assert first.startswith(
        f'button--primary button--wide" href="{reverse("reflections:room", args=[check.public_id])}"'
    )


def test_two_value_checks_that_run_at_once_both_stand_on_top(home, wim, team, company, track):
    """Somebody of two teams: each is waited for in both."""
    other, now = company.teams.create(name="Team Eik"), timezone.now()
    for one in (team, other):
        join(wim, Role.TEAM_MEMBER, company, team=one)
        facts = {"cycle": "now", "due_on": today(), "starts_at": now, "opened_at": now}
        Participant.objects.create(value_check=ValueCheck.objects.create(team=one, **facts), person=wim)
    text = home(wim)

    rooms = [reverse("reflections:room", args=[check.public_id]) for check in ValueCheck.objects.all()]
    assert [text.count(f"Bezig: waardecheck van {one}</h2>") for one in (team, other)] == [1, 1]
    assert all(f'href="{room}"' in text for room in rooms)
    assert text.count("button--primary") == 1


def test_somebody_may_keep_the_machine_and_learn(home, neighbours, school, partnership):
    join(neighbours["PA"], Role.LEARNER, school, partnership=partnership)
    text = home(neighbours["PA"])

    assert text.index("Ervaring vastleggen") < text.index("Geen mail in de rij")


# --- What it costs ---------------------------------------------------------------------------------------


@pytest.fixture
def fill(track, sam, samira, karima, wim, ask, team, school, partnership, company, nora):
    """Makes so many of everything a home page shows."""

    def make(number):
        for count in range(number):
            learner = make_person(f"Lerende {count:02}")
            join(learner, Role.LEARNER, school, partnership=partnership)
            facts = {name: getattr(track, name) for name in ("partnership", "title", "school", "workplace", "team")}
            other = Track.objects.create(**facts, learner=learner, starts_on=track.starts_on, ends_on=track.ends_on)
            for person in (samira, karima, wim):
                if count % 2 or person == karima:
                    name_on(other, person.memberships.get())
            Track.objects.create(**facts, learner=sam, starts_on=track.starts_on, ends_on=track.ends_on)
            Experience.objects.create(author=sam, situation=f"Concept {count}")
            Feedback.objects.create(request=ask(karima), author=karima, receiver=sam, text="Mooi")
            for asked in (samira, wim):
                ask(asked)
            day = today() + dt.timedelta(days=count)
            check = ValueCheck.objects.create(team=team, cycle=day.isoformat(), due_on=day, starts_at=timezone.now())
            Participant.objects.create(value_check=check, person=sam)
            Invitation.objects.create(
                email=f"{count}@werkplek.example",
                organisation=company,
                role=Role.TEAM_MEMBER,
                invited_by=nora,
                expires_at=timezone.now() + dt.timedelta(days=7),
            )
        assert Event.objects.count() == 0

    return make


MOST_QUERIES = 16  # with at most five that say where the person belongs (docs/decisions/0070)


@pytest.mark.long("test_queries asks it of every page, in a world with more of everything")
@pytest.mark.parametrize("name", ["sam", "samira", "karima", "wim", "nora", "tom", "TM", "LA", "PA"])
def test_the_home_page_costs_as_much_with_thirty_as_with_one(
    signed_in, request, name, fill, neighbours, tom, django_assert_num_queries, django_assert_max_num_queries
):
    person = neighbours.get(name) or request.getfixturevalue(name)
    browser = signed_in(person)
    fill(1)
    browser.get("/")
    with django_assert_max_num_queries(MOST_QUERIES) as with_one:
        browser.get("/")
    Experience.objects.all().delete()
    ValueCheck.objects.all().delete()
    Invitation.objects.all().delete()
    Track.objects.exclude(learner__name="Sam de Vries").delete()
    type(person).objects.filter(name__startswith="Lerende").delete()
    fill(30)
    with django_assert_num_queries(len(with_one)):
        browser.get("/")


MOST_OF_ALL_ROLES = 34
MORE_ROLES = (Role.DAILY_SUPERVISOR, Role.COORDINATOR, Role.TEAM_LEAD, Role.TEAM_MEMBER, Role.LND_ADVISER)


def test_all_roles_together_cost_as_much_with_nine_as_with_one(
    signed_in, sam, fill, company, team, partnership, django_assert_num_queries, django_assert_max_num_queries
):
    for role in MORE_ROLES:
        in_team = {"team": team} if role in (Role.TEAM_LEAD, Role.TEAM_MEMBER) else {}
        join(sam, role, company, **in_team, partnership=partnership if role == Role.DAILY_SUPERVISOR else None)
    browser = signed_in(sam)
    fill(1)
    assert browser.get("/").status_code == 200
    with django_assert_max_num_queries(MOST_OF_ALL_ROLES) as with_one:
        browser.get("/")
    Experience.objects.all().delete()
    ValueCheck.objects.all().delete()
    Invitation.objects.all().delete()
    Track.objects.exclude(learner=sam).delete()
    type(sam).objects.filter(name__startswith="Lerende").delete()
    fill(9)
    with django_assert_num_queries(len(with_one)):
        browser.get("/")
