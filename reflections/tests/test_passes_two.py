"""Two colleagues at most at once about one experience, each with a question of their own (domain.md §2.1)."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.values import Refused
from conftest import join, make_person
from partnerships.values import Role
from reflections.actions import passes
from reflections.models.passes import Pass
from werkplek.tests.pages import text_of


@pytest.fixture
def tina(company, team):
    person = make_person("Tina Vos")
    join(person, Role.TEAM_MEMBER, company, team=team)
    return person


def ask(experience, name="Joke", question="Hoe deed jij dat?"):
    email = f"{name.lower()}@elders.example"
    return passes.ask(experience, name=name, email=email, question=question, by=experience.author)


def ask_tina(experience, tina, team):
    return passes.ask_teammate(experience, person=tina, team=team, question="Herken je dit?", by=experience.author)


@pytest.fixture
def two(experience, tina, team):
    """Joke by mail, and a teammate."""
    return ask(experience), ask_tina(experience, tina, team)


def test_a_third_waits(two, experience, sam, signed_in):
    with pytest.raises(Refused, match="al twee collega's gevraagd"):
        ask(experience, "Piet")
    page = signed_in(sam).get(reverse("reflections:pass_ask", args=[experience.public_id]))

    assert (page.status_code, "al twee collega" in text_of(page)) == (403, True)


def test_each_reads_the_own_question_and_no_other(two):
    pages = [text_of(Client().get(one.get_absolute_url())) for one in two]

    assert ["Hoe deed jij dat?" in page for page in pages] == [True, False]
    assert ["Herken je dit?" in page for page in pages] == [False, True]


def test_an_answer_of_one_leaves_the_other_open_and_makes_room(two, experience):
    passes.answer(two[0], text="Zo.")
    ask(experience, "Piet")

    assert [one.called for one in Pass.objects.open()] == ["Tina Vos", "Piet"]


def test_taking_one_back_leaves_the_other_open(two, experience):
    passes.withdraw(two[1], by=experience.author)

    assert (list(Pass.objects.open()), two[0].email) == ([two[0]], "joke@elders.example")


def test_asking_the_second_takes_nothing_from_the_first(experience):
    first = ask(experience)
    ask(experience, "Piet")

    first.refresh_from_db()
    assert (first.is_open, first.email) == (True, "joke@elders.example")


def test_nobody_has_two_questions_at_once(experience, tina, team):
    ask_tina(experience, tina, team)
    with pytest.raises(Refused, match="al een vraag van je"):
        ask_tina(experience, tina, team)
    passes.answer(Pass.objects.get(), text="Ja.")
    ask(experience)
    with pytest.raises(Refused, match="al een vraag van je"):
        ask(experience)


def test_the_page_of_its_author_names_both_and_asks_for_one_more_as_long_as_it_may(experience, sam, signed_in):
    client, at = signed_in(sam), experience.get_absolute_url()
    pages = [text_of(client.get(at))]
    for name in ("Joke", "Piet"):
        ask(experience, name)
        pages.append(text_of(client.get(at)))

    assert ["Vraag een collega, ook zonder account" in page for page in pages] == [True, False, False]
    assert ["Vraag nog een collega" in page for page in pages] == [False, True, False]
    assert [f"{name} leest de situatie" in pages[2] for name in ("Joke", "Piet")] == [True, True]


def test_the_table_knows_that_nobody_is_asked_twice(two):
    for one in two:
        again = Pass.objects.get(pk=one.pk)
        again.pk, again.public_id = None, "00000000-0000-4000-8000-000000000001"
        with pytest.raises(IntegrityError), transaction.atomic():
            again.save(force_insert=True)
