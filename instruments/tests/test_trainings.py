"""Trainings: written down, asked about once, and counted for a team by five (domain.md §2.5, access.md R17)."""

import datetime as dt
from contextlib import contextmanager
from functools import partial
from html import unescape

import pytest
from django.db.models.signals import post_save
from django.utils import timezone

from accounts.values import Refused, today
from instruments.actions import sheets, trainings
from instruments.kinds.trainings import TRAININGS_COUNTED, USE
from instruments.models.asks import Ask
from instruments.models.sheets import Answer, Sheet
from instruments.models.trainings import Training
from instruments.policy.asks import may_answer
from instruments.policy.hill import scores_together
from instruments.policy.readings import figures_for
from instruments.tests.asking import colleagues, text, told
from instruments.values.asks import Given
from learningtracks.models.action_points import ActionPoint
from partnerships import todos
from partnerships.actions import reminders
from partnerships.models.events import Event
from partnerships.models.notices import Notice
from partnerships.models.todos import ToDo
from partnerships.tests.test_people_at_once import at_once
from partnerships.values import Role
from reflections.models.experiences import Experience
from werkplek.actions.erasure import erase
from werkplek.tests.casting import join
from werkplek.tests.filling_asks import answer_ask
from werkplek.tests.filling_rounds import answer, start
from werkplek.tests.queue import queue_of


def long_ago(days):
    return today() - dt.timedelta(days=days)


@pytest.fixture
def training(sam):
    return trainings.make(title="Klinisch redeneren", ends_on=long_ago(8), by=sam)


@pytest.fixture
def crew(team):
    return colleagues(team, 6)


@contextmanager
def another_worker(action):
    """Does the same once, right after the first event was written. Gives what that action answered."""
    answers = []

    def once(**_sent):
        if post_save.disconnect(once, sender=Event):
            answers.append(action())

    post_save.connect(once, sender=Event)
    try:
        yield answers
    finally:
        post_save.disconnect(once, sender=Event)


# --- Al gebruikt? --------------------------------------------------------------------------------------------------


def test_a_training_is_asked_about_once(training, sam, remind):
    assert remind() == 1
    assert remind() == 0
    assert told(sam) == ["use_asked"]
    assert (Ask.objects.get().training, [one.slug for one in Ask.objects.get().sources()]) == (training, [*USE.lists])
    assert [(one.what, one.who) for one in queue_of(sam)] == [
        ("Vertel of je je training gebruikt", "Klinisch redeneren")
    ]


@pytest.mark.both("locks, and who waits for whom")
def test_two_workers_at_once_ask_about_each_training_once(training, sam, tom, remind):
    trainings.make(title="Tillift", ends_on=training.ends_on, by=tom)

    with another_worker(remind) as other:
        assert (remind(), len(other)) == (1, 1)
    assert [told(person).count("use_asked") for person in (sam, tom)] == [1, 1]
    assert Ask.objects.count() == 2


@pytest.mark.parametrize("days", [6, 15])
def test_not_too_soon_and_not_after_two_weeks(sam, days, remind):
    trainings.make(title="Kort", ends_on=long_ago(days), by=sam)

    assert remind() == 0


def test_who_is_ahead_of_the_question_is_not_asked(training, sam, otto, remind):
    reminders.plan(timezone.now())
    with pytest.raises(Refused):
        trainings.ask_use(training, by=otto)
    ask = trainings.ask_use(training, by=sam)

    assert trainings.ask_use(training, by=sam) == ask
    assert (remind(), told(sam), len(queue_of(sam))) == (0, [], 1)


def test_the_notice_and_the_line_go_with_the_answer_which_may_change(training, sam, remind):
    remind()
    ask = Ask.objects.get()
    answer_ask(ask, sam, "Geen tijd.")
    sheets.hand_in(ask, by=sam)

    assert not Notice.objects.filter(seen_at=None).exists()
    assert queue_of(sam) == []
    assert may_answer(sam, ask, Sheet.objects.get())
    answer_ask(ask, sam, "Toch wel.", version=1)
    assert set(Answer.objects.values_list("text", flat=True)) == {"Toch wel."}


def test_the_question_waits_for_thirty_days(training, sam):
    ask = trainings.ask_use(training, by=sam)
    assert (ask.until_on, ToDo.objects.get().closes_at.date()) == (today() + dt.timedelta(days=30), ask.until_on)

    Ask.objects.update(until_on=long_ago(1))
    todos.put_right()

    assert not ToDo.objects.open().exists()


def test_closing_it_tells_nobody_anything(training, sam, signed_in):
    made = trainings.ask_use(training, by=sam)

    there = signed_in(sam).post(f"{made.get_absolute_url()}close/")
    made.refresh_from_db()

    assert (there.status_code, made.closed_at is not None) == (302, True)
    assert Event.objects.count() == Event.objects.filter(kind__in=["training_made", "use_asked"]).count()


def test_from_adding_to_using_and_what_comes_of_it(sam, team, tom, signed_in):
    join(sam, Role.TEAM_MEMBER, team.organisation, team=team)
    client = signed_in(sam)
    client.post("/trainings/new/", {"title": "Reanimatie", "ends_on": long_ago(1)})
    made = Training.objects.get()
    assert "Al gebruikt? Wat houdt je tegen?" in text(client, made.get_absolute_url())
    there = client.post(f"{made.get_absolute_url()}ask/")["Location"]
    assert "1. Gebruik je al wat je hebt geleerd?" in text(client, there)

    said = {"training-use-u1": "1", "training-use-u2": "Ik vraag door.", "training-use-u3": "Er is maar één lift."}
    page = client.post(there, {**said, "version": "0", "then": "hand_in"}, follow=True)
    shown = unescape(page.content.decode())
    assert all(words in shown for words in ("Afgerond", "Een beetje", "Ik vraag door.", "Alleen jij leest dit."))
    ask = Ask.objects.get()
    become = f"{ask.get_absolute_url()}become/training.use."
    client.post(f"{become}u2/value_note/", {"at_once": "1"})
    assert (
        "Er is maar één lift.</textarea>"
        in client.get(f"{become}u3/barrier/?place=team-{team.public_id}").content.decode()
    )
    what = {"text": "Een lift lenen", "owner": tom.public_id, "due_on": today().isoformat(), "how_noticed": ""}
    client.post(f"{become}u3/barrier/?place=team-{team.public_id}", what)

    point = ActionPoint.objects.get()
    assert (point.team, point.owner, point.text) == (team, tom, "Een lift lenen")
    assert Experience.objects.get().author == sam
    assert "Een lift lenen" in text(client, ask.get_absolute_url())
    assert all(words not in text(signed_in(tom), point.get_absolute_url()) for words in ("één lift", "Reanimatie"))
    client.post(f"{made.get_absolute_url()}remove/")
    assert not Ask.objects.exists()


@pytest.mark.parametrize("was", ["use", "act"])
def test_the_old_addresses_lead_to_the_training(training, sam, otto, signed_in, was):
    there = f"{training.get_absolute_url()}{was}/"

    assert signed_in(sam).get(there).status_code == 301
    assert signed_in(sam).get(there)["Location"] == training.get_absolute_url()
    assert signed_in(otto).get(there).status_code == 404


def test_what_somebody_answered_stays_to_read_and_to_change(training, sam, signed_in):
    made = start(training, moment="after", by=sam)
    answer(made, sam, 2)
    sheets.hand_in(made, by=sam)

    page = text(signed_in(sam), made.get_absolute_url())
    assert "Ik kan uitleggen waarom ik dit nu wil leren. Jij Grotendeels" in page
    assert "Aanpassen" in page
    assert "Inleveren" not in text(signed_in(sam), f"{made.get_absolute_url()}answer/")


# --- Counted for a team --------------------------------------------------------------------------------------------


def ready(person, team, score=2, moment="after"):
    """Somebody filled in a HILL-check about an own training that counts for this team."""
    made = trainings.make(title="Tillen", ends_on=long_ago(1), by=person, team=team)
    ask = start(made, moment=moment, by=person)
    answer(ask, person, score)
    return ask


def after(person, team, score=2, moment="after"):
    """The same, and handed in."""
    ask = ready(person, team, score, moment)
    sheets.hand_in(ask, by=person)
    return ask


def counted():
    return list(Ask.objects.of_kind(TRAININGS_COUNTED.code))


def test_five_people_are_figures_and_four_are_nothing(team, tom, crew):
    for person in crew[:4]:
        after(person, team)
    assert counted() == []

    after(crew[4], team, 0)

    [made] = counted()
    assert set(map(tuple, made.totals.values())) == {(1, 0, 4, 0, 0)}
    assert figures_for(tom, made)["hill.urgency.i1"].total == 5
    assert set(Sheet.objects.values_list("counted_in", flat=True)) == {made.pk}


@pytest.mark.both("locks, and who waits for whom")
@pytest.mark.django_db(transaction=True)
def test_five_who_hand_in_at_the_same_moment_are_counted_once(team, crew):
    asks = [ready(person, team) for person in crew[:5]]

    came = at_once(*[partial(sheets.hand_in, ask, by=ask.by) for ask in asks])

    assert [str(one) for one in came if isinstance(one, Refused)] == []
    [made] = counted()
    assert {sum(some) for some in made.totals.values()} == {5}
    assert set(Sheet.objects.values_list("counted_in", flat=True)) == {made.pk}


def test_a_sixth_waits_for_four_others_and_changes_nothing(team, crew):
    for person in crew:
        after(person, team)

    [made] = counted()
    assert {sum(some) for some in made.totals.values()} == {5}
    assert Sheet.objects.filter(counted_in=None).count() == 1


def test_one_person_counts_once(team, crew):
    for _time in range(5):
        after(crew[0], team)
    for person in crew[1:4]:
        after(person, team)
    assert counted() == []
    after(crew[4], team)
    assert Sheet.objects.filter(counted_in=counted()[0]).count() == 5

    for person in crew:  # again, and now a sixth: laid beside the first figures these would tell what that one answered
        after(person, team)

    assert len(counted()) == 1


def test_only_afterwards_for_the_same_team_by_who_is_in_it(team, tom, crew):
    for person in crew[:3]:
        after(person, team)
    after(crew[3], team, moment="before")
    after(crew[4], None)
    left = after(crew[5], team)
    crew[5].memberships.update(ended_at=timezone.now())
    after(tom, team)

    assert counted() == []
    assert left.sheets.get().counted_in is None


def test_what_was_counted_stays_whatever_happens_to_a_sheet(team, tom, crew):
    asks = [after(person, team) for person in crew[:5]]
    figures = counted()[0].totals
    answer(asks[0], crew[0], 0)
    sheets.hand_in(asks[0], by=crew[0])
    trainings.discard(asks[1].training, by=crew[1])
    erase(crew[2])

    [made] = counted()
    assert made.totals == figures


def test_one_counts_for_an_own_team_only(team, sam, signed_in):
    with pytest.raises(Refused):
        trainings.make(title="Tillen", ends_on=today(), by=sam, team=team)

    assert "Mag een team meetellen" not in text(signed_in(sam), "/trainings/new/")


def test_the_team_finds_the_figures_and_whoever_answers_knows(team, tom, crew, otto, signed_in):
    page = text(signed_in(crew[0]), "/trainings/new/")
    assert "Mag een team meetellen wat je antwoordt?" in page
    there = {"title": "Tillen", "ends_on": long_ago(1), "team": team.public_id}
    made = signed_in(crew[0]).post("/trainings/new/", there)["Location"]
    assert "Team Beuk ziet hoe vaak elk antwoord" in text(signed_in(crew[0]), made)
    own = after(crew[0], team)
    assert "Team Beuk ziet hoe vaak elk antwoord" in text(signed_in(crew[0]), f"{own.get_absolute_url()}answer/")
    for person in crew[1:5]:
        after(person, team)

    [figures] = counted()
    assert "Wat jullie zeggen over trainingen" in text(signed_in(tom), f"/teams/{team.public_id}/rounds/")
    page = text(signed_in(tom), figures.get_absolute_url())
    assert page.count("hebben jullie geantwoord") == 1
    assert all(words in page for words in ("Vijf of meer mensen", "Ik kan uitleggen waarom ik dit", "Grotendeels 5"))
    assert "Tillen" not in page
    assert signed_in(otto).get(figures.get_absolute_url()).status_code == 404
    assert scores_together(team) == ([], [])  # it is no round of the team, so it has no place in its lines


def test_with_too_little_ticked_it_waits(team, crew):
    for person in crew[:4]:
        after(person, team)
    made = trainings.make(title="Tillen", ends_on=long_ago(1), by=crew[4], team=team)
    ask = start(made, moment="after", by=crew[4])
    sheets.write(ask, by=crew[4], answers={ask.sources()[1].tree[0]: Given(text="Leuk")}, version=0)
    sheets.hand_in(ask, by=crew[4])

    assert counted() == []
