"""The matrix and the trend of the demo, beside numbers that were counted by hand from `demo/told.py`."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.urls import reverse

from accounts.models import User
from accounts.values import today
from partnerships.models.teams import Team
from reflections.calendar import Quarter
from reflections.sentences import about_reached, about_stream
from reflections.trends import Told, reached, stream
from reflections.values import ValueLevel
from werkplek.demo.alone import DAYS_AGO
from werkplek.demo.sessions import working_day
from werkplek.demo.told import THREADS

B, P, T, G, H = ValueLevel.values
FIRST = Quarter(2026, 1)
# In how many stories each kind of value is, session by session, the oldest first: B, P, T, G, H and how many stories.
BY_HAND = {
    "beuk": [(4, 2, 0, 0, 1, 4), (1, 2, 3, 0, 0, 4), (1, 1, 2, 1, 1, 4), (0, 0, 2, 3, 1, 3), (1, 2, 0, 2, 1, 4)]
    + [(1, 0, 4, 1, 2, 4)],
    "eik": [(1, 1, 2, 0, 0, 3), (1, 1, 1, 0, 1, 3), (0, 1, 0, 2, 0, 3), (0, 1, 1, 1, 1, 3), (2, 0, 2, 1, 0, 3)]
    + [(0, 0, 2, 1, 1, 3)],
    "noord": [(1, 2, 1, 0, 0, 3), (0, 1, 1, 1, 0, 3), (1, 0, 2, 0, 2, 3), (1, 0, 1, 2, 0, 3), (1, 0, 1, 1, 0, 3)]
    + [(0, 0, 2, 1, 1, 3)],
}
SAMS = (0, 0, 0, 1, 1, 1)  # what Sam told alone
# How many stories with what followed them go a way, the widest first, and how many there are.
WAYS = {
    "beuk": ({(P, T): 7, (T, G): 6, (B, P): 3, (G, T): 3, (B, H): 2, (T, H): 2, (G, H): 2, (B, T): 1, (T, B): 1}, 10),
    "eik": ({(T, G): 5, (P, T): 4, (B, T): 2, (B, P): 1, (T, B): 1, (T, H): 1, (G, H): 1, (H, T): 1}, 8),
    "noord": ({(T, G): 4, (B, T): 2, (P, T): 2, (T, H): 2, (B, P): 1, (B, G): 1, (P, B): 1, (H, T): 1}, 8),
}


def quarter(number: int) -> Quarter:
    found = FIRST
    for _step in range(number):
        found = found.next
    return found


def told(team: str) -> list[Told]:
    found: list[Told] = []
    for login, stories in THREADS[team]:
        before = None
        for number, _title, notes in stories:
            levels = tuple(level for level, _text in notes)
            found.append(Told(len(found), quarter(number).first_day, login, 1, levels, before))
            before = found[-1].key
    return found


@pytest.mark.both("sums of the demo")
@pytest.mark.parametrize("team", BY_HAND)
def test_what_the_stories_of_the_demo_are_about(team):
    rows = reached(told(team), [quarter(number) for number in range(6)])

    assert [(*row.by_level.values(), row.stories) for row in rows] == BY_HAND[team]


@pytest.mark.both("sums of the demo")
@pytest.mark.parametrize("team", WAYS)
def test_how_the_stories_of_the_demo_went_on(team):
    flow = stream(told(team))

    assert (flow.edges, flow.threads) == WAYS[team]


SAID = {
    "one most": ("beuk", 5, "In april – juni 2027 gaan verhalen het vaakst over “Anders doen”: 4 van de 4."),
    "two equal": (
        "beuk",
        4,
        "In januari – maart 2027 gaan verhalen het vaakst over “Voor later” en “Effect”: elk 2 van de 4.",
    ),
    "three equal": ("noord", 1, "In april – juni 2026 komen 3 soorten waarde het vaakst voor: elk bij 1 van de 3."),
}


@pytest.mark.both("words of the demo")
@pytest.mark.parametrize(("team", "number", "said"), SAID.values(), ids=SAID.keys())
def test_a_sentence_about_the_demo_is_true_on_ties(team, number, said):
    assert about_reached(reached(told(team), [quarter(number)])) == said


@pytest.mark.both("words of the demo")
def test_the_sentence_about_the_ways_of_the_demo():
    said = "Bij 7 van de 10 verhalen kwam na “Voor later” later “Anders doen”. Dat kwam het vaakst voor."

    assert about_stream(stream(told("beuk"))) == said


def test_the_matrix_of_the_demo_shows_the_last_session_and_what_the_team_saw(db, settings, client):
    """Five weeks ago, and what Sam told alone since; on a few days of a year the session before it was in the same
    quarter."""
    settings.DEMO = True
    call_command("demo")
    days = [working_day(today() - dt.timedelta(weeks=5 + 13 * back)) for back in range(6)]
    newest_first = zip(reversed(BY_HAND["beuk"]), days, strict=True)
    here = [row for row, day in newest_first if Quarter.of(day) == Quarter.of(days[0])]
    if Quarter.of(today() - dt.timedelta(days=DAYS_AGO - 1)) == Quarter.of(days[0]):
        here.append(SAMS)
    by_hand = {level: sum(row[place] for row in here) for place, level in enumerate(ValueLevel.values)}
    team = Team.objects.get(name__endswith="Beuk")
    client.force_login(User.objects.get(email__startswith="tom@"))
    page = client.get(reverse("reflections:value_matrix", args=[team.public_id]) + f"?quarter={Quarter.of(days[0])}")

    assert {line.text.level.value: line.stories for line in page.context["lines"]} == by_hand
    assert "Hoe vaak de bel gaat" in page.content.decode()
