"""Help that explains: a topic a page, for everybody, signed in or not."""

import re

import pytest
from django.urls import reverse
from django.utils import translation
from django.utils.html import strip_tags

from learningtracks.editions import LEVELS, newest
from partnerships.values import ROLES, Role
from reflections.values import HOUSE_RULES, PHASE_MINUTES, Phase
from werkplek.tests.access_rows import Row
from werkplek.tests.pages import browser_of, dead_links, text_of
from werkplek.values import TOPICS

MOST_WORDS = 350  # on one page: two minutes of reading
MAIN = re.compile(r"<main.*?</main>", re.DOTALL)
PEOPLE = ["", "sam", "samira", "wim", "karima", "tom", "nora"]


def page_of(topic: str) -> str:
    return reverse("help_topic", args=[topic])


def main_of(page) -> str:
    [found] = MAIN.findall(text_of(page))
    return found


def words_of(page) -> list[str]:
    return re.findall(r"[\w'-]+", strip_tags(main_of(page)))


@pytest.fixture(params=PEOPLE, ids=lambda name: name or "nobody")
def reader(request, client, signed_in):
    return signed_in(request.getfixturevalue(request.param)) if request.param else client


def test_everybody_reads_every_topic(reader):
    topics = reader.get(reverse("help"))

    for slug, topic in TOPICS.items():
        page = reader.get(page_of(slug))
        assert page.status_code == 200
        assert f"<h1>{topic.title}</h1>" in text_of(page)
        assert f'href="{page_of(slug)}"' in text_of(topics)
        assert dead_links(page) == set()


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("topic", TOPICS)
def test_a_topic_is_read_in_two_minutes(client, topic, language):
    client.cookies["django_language"] = language
    with translation.override(language):
        page = client.get(page_of(topic))

    assert f'<html lang="{language}"' in text_of(page)
    assert 60 < len(words_of(page)) <= MOST_WORDS


@pytest.mark.django_db
def test_what_is_not_a_topic_is_not_there(client):
    assert client.get("/help/soup/").status_code == 404


def test_topics_lead_on_to_each_other():
    assert {slug for topic in TOPICS.values() for slug in topic.see} <= set(TOPICS)
    assert [topic.slug for topic in TOPICS.values() if topic.slug in topic.see or not topic.see] == []


# --- What the program says elsewhere, help says too ----------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("topic", "facts"),
    [
        ("kinds-of-value", [text for one in LEVELS for text in (one.name, one.official, one.example)]),
        ("hill", [str(words) for one in newest("hill").entries for words in (one.name, one.text)]),
        ("value-check", [*HOUSE_RULES, "42 minuten", "8 minuten voor elk verhaal"]),
        ("lead-a-value-check", [phase.label for phase in PHASE_MINUTES] + [Phase.LOBBY.label]),
        ("lead-a-value-check", [f"{minutes} minuten" for minutes in PHASE_MINUTES.values()]),
        ("roles", [role.label for role in Role] + ["bpv-begeleider", "schoolopleider"]),
    ],
)
def test_the_facts_come_from_the_program(client, topic, facts):
    shown = main_of(client.get(page_of(topic))).replace("&amp;", "&").replace("&#x27;", "'")

    assert [str(fact) for fact in facts if str(fact) not in shown] == []


@pytest.mark.django_db
@pytest.mark.parametrize("topic", ["puzzle", "kinds-of-value", "hill", "value-check", "lead-a-value-check"])
def test_a_method_names_its_source(client, topic):
    assert main_of(client.get(page_of(topic))).count("Naar: ") == 1


@pytest.mark.parametrize(
    ("person", "role"), [("sam", Role.LEARNER), ("tom", Role.TEAM_LEAD), ("nora", Role.COORDINATOR)]
)
def test_your_own_role_is_pointed_out(request, signed_in, person, role):
    shown = main_of(signed_in(request.getfixturevalue(person)).get(page_of("roles")))

    assert re.findall(r'<a href="#(\w+)">', shown) == [role]


@pytest.mark.django_db
def test_every_role_is_told(client):
    told = re.findall(r'<section class="help__role" aria-labelledby="(\w+)">', main_of(client.get(page_of("roles"))))

    assert sorted(told) == sorted([*ROLES, "guest"])


@pytest.mark.browser
@pytest.mark.django_db
def test_the_guide_for_who_leads_fits_on_one_sheet(desktop):
    desktop.goto(page_of("lead-a-value-check"))
    sheets = desktop.pdf(prefer_css_page_size=True)

    assert len(re.findall(rb"/Type\s*/Page\b", sheets)) == 1


# --- One step back -------------------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("came_from", "back"),
    [
        ("", "/help/"),
        ("http://testserver/help/", "/help/"),
        ("http://testserver/help/puzzle/", "/help/"),
        ("https://elsewhere.example/", "/help/"),
        ("javascript:alert(1)", "/help/"),
        ("http://testserver/my-data/", "http://testserver/my-data/"),
    ],
)
def test_back_is_where_you_were(client, came_from, back):
    shown = main_of(client.get(page_of("hill"), headers={"referer": came_from}))

    assert re.findall(r'<a class="back" href="([^"]*)"', shown) == [back]


# --- One tap from where it is needed ---------------------------------------------------------------------------------

NEEDED = [
    ("S", Row("learningtracks:puzzle", "track"), "puzzle"),
    ("S", Row("learningtracks:piece_new", "track"), "puzzle"),
    ("S", Row("learningtracks:piece_new", "track", query="?slot=work"), "puzzle"),
    ("S", Row("learningtracks:piece", "piece"), "puzzle"),
    ("S", Row("reflections:experience_step", "experience", more=(5,)), "kinds-of-value"),
    ("TL", Row("reflections:team_trend", "team"), "kinds-of-value"),
    ("TL", Row("reflections:value_matrix", "team"), "kinds-of-value"),
    ("S", Row("instruments:track_rounds", "track"), "hill"),
    ("S", Row("instruments:answer", "begun_round"), "hill"),
    ("S", Row("instruments:ask", "track_round"), "hill"),
    ("S", Row("instruments:evidence", "begun_round"), "hill"),
    ("S", Row("instruments:rounds"), "hill"),
    ("S", Row("instruments:condition_scans", "team"), "words"),
    ("S", Row("instruments:ask", "open_scan"), "words"),
    ("S", Row("reflections:experience", "experience"), "kinds-of-value"),
    ("S", Row("learningtracks:review", "review"), "words"),
    ("S", Row("instruments:training", "training"), "hill"),
    ("S", Row("instruments:training_new"), "hill"),
    ("S", Row("learningtracks:track_history", "track"), "words"),
    ("S", Row("partnerships:notices"), "words"),
    ("S", Row("learningtracks:track", "track"), "hill"),
    ("S", Row("learningtracks:track", "track"), "words"),
    ("S", Row("instruments:answer", "personal_check"), "kinds-of-value"),
    ("S", Row("instruments:ask", "personal_check"), "value-check"),
    ("S", Row("reflections:personal_checks"), "value-check"),
    ("S", Row("reflections:value_story", "story"), "kinds-of-value"),
    ("S", Row("instruments:partnership_conversations", "partnership"), "words"),
    ("S", Row("instruments:own_side", "writing_conversation"), "words"),
    ("OA", Row("instruments:ask", "opened_conversation"), "words"),
    ("PO", Row("learningtracks:conversation_new", "track"), "words"),
    ("TL", Row("partnerships:team", "team"), "words"),
    ("S", Row("reflections:value_checks", "team"), "value-check"),
    ("S", Row("reflections:value_check", "value_check"), "value-check"),
    ("S", Row("reflections:value_stories"), "value-check"),
    ("TL", Row("reflections:value_check", "value_check"), "lead-a-value-check"),
    ("TL", Row("reflections:room", "live_check"), "lead-a-value-check"),
    ("TL", Row("reflections:value_check_plan", "led_team"), "lead-a-value-check"),
    ("S", Row("reflections:experience_share", "experience"), "privacy"),
    ("S", Row("my_data"), "privacy"),
    ("PO", Row("queue"), "roles"),
    ("PO", Row("queue"), "words"),
    ("OA", Row("home"), "roles"),
]


def test_each_page_that_needs_a_topic_leads_to_it(filled):
    there = {
        (code, row.url(filled), topic): f'href="{page_of(topic)}"'
        in text_of(browser_of(filled.who(code)).get(row.url(filled)))
        for code, row, topic in NEEDED
    }

    assert [wanted for wanted, found in there.items() if not found] == []


def test_only_who_leads_is_told_how_to_lead(filled):
    check = Row("reflections:value_check", "value_check").url(filled)

    assert page_of("lead-a-value-check") not in text_of(browser_of(filled.who("S")).get(check))
