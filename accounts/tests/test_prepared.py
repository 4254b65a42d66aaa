"""A prepared question answers as the question itself, for other keys and on another day."""

import datetime as dt

import pytest
from django.core.paginator import Paginator
from django.db.models.functions import Upper

from accounts import prepared
from accounts.models import User
from accounts.prepared import A_KEY, Prepared, Statement, at_once, by_keys, sql_of
from accounts.prepared_pages import PreparedPages

pytestmark = pytest.mark.django_db


def people_with(keys):
    return User.objects.filter(pk__in=keys).order_by("name")


@pytest.fixture
def people():
    return [User.objects.create_user(f"{name}@demo.werkplek.example", name=name) for name in ("Ada", "Bo", "Cas")]


def test_it_answers_for_the_keys_of_now(people):
    ask, (ada, bo, cas) = Prepared(people_with), people

    assert [ask([cas.pk, ada.pk]), ask([bo.pk]), ask([])] == [[ada, cas], [bo], []]
    assert ask([bo.pk, cas.pk]) == [bo, cas]


def test_no_answer_is_kept(people):
    ask, bo = Prepared(people_with), people[1]
    ask([bo.pk])

    User.objects.filter(pk=bo.pk).update(name="Bob")

    assert [one.name for one in ask([bo.pk])] == ["Bob"]


def test_it_is_put_together_once_a_day(people, monkeypatch):
    made = []
    ask = Prepared(lambda keys: made.append(1) or people_with(keys))

    for day in (1, 1, 2):
        monkeypatch.setattr(prepared, "today", lambda day=day: dt.date(2026, 11, day))
        ask([people[0].pk])

    assert len(made) == 2


def test_it_is_about_a_moment_as_well(people):
    (ada, bo, cas), now = people, dt.datetime(2026, 11, 30, 12, tzinfo=dt.UTC)
    for person, hours in ((ada, 1), (bo, 3), (cas, 5)):
        User.objects.filter(pk=person.pk).update(date_joined=now + dt.timedelta(hours=hours))
    ask = Prepared(lambda keys, since, but: people_with(keys).filter(date_joined__gt=since).exclude(pk=but))

    everybody = [person.pk for person in people]
    assert [ask(everybody, now, ada.pk), ask(everybody, now + dt.timedelta(hours=4), ada.pk)] == [[bo, cas], [cas]]


def test_three_keys_are_asked_as_four(people):
    made = []
    ask = Prepared(lambda keys: made.append(len(keys)) or people_with(keys))

    assert [ask([person.pk for person in people]), ask([one.pk for one in (*people, people[0])])] == [people, people]
    assert made == [4]


def test_one_of_two_kinds_of_key_may_be_missing(people):
    ask, (ada, _bo, cas) = Prepared(lambda these, those: people_with(these) | people_with(those)), people

    assert [ask([ada.pk], []), ask([], [cas.pk]), ask([], [])] == [[ada], [cas], []]


def test_very_many_keys_are_asked_in_the_ordinary_way(people):
    made = []
    ask = Prepared(lambda keys: made.append(len(keys)) or people_with(keys))

    assert ask([person.pk for person in people] * 50) == people
    assert made == [150]


def test_a_statement_changes_one_row_after_another_and_says_whether_it_was_one_of_them(people):
    (ada, bo, cas) = people
    mark = Statement(User.objects.filter(pk=A_KEY).exclude(name=cas.name), password=Upper("name"))

    assert [mark(ada.pk), mark(bo.pk), mark(cas.pk)] == [True, True, False]
    assert set(User.objects.values_list("password", flat=True)) == {ada.name.upper(), bo.name.upper(), cas.password}


def test_it_finds_one_by_its_public_id(people):
    ask, (ada, bo, cas) = Prepared(lambda public_id, keys: people_with(keys).filter(public_id=public_id)), people

    keys = [ada.pk, bo.pk]
    assert [ask(bo.public_id, keys), ask(ada.public_id, keys), ask(cas.public_id, keys)] == [[bo], [ada], []]


def test_it_finds_what_is_called_so(people):
    ask = Prepared(lambda name: User.objects.filter(name=name))

    assert [[one.name for one in ask(name)] for name in ("Bo", "Cas", "Bo%", "stands for 2000000001")] == [
        ["Bo"],
        ["Cas"],
        [],
        [],
    ]


def test_the_first_page_comes_with_how_many_there_are(people, django_assert_num_queries):
    listed, keys = PreparedPages(people_with, 2), [person.pk for person in people]
    with django_assert_num_queries(1):
        page = Paginator(listed(keys), 2).get_page(1)
        assert [page.paginator.count, list(page)] == [3, people[:2]]

    assert list(Paginator(listed(keys), 2).get_page(2)) == people[2:]
    assert Paginator(listed([]), 2).count == 0


def test_several_questions_are_one_query(people, django_assert_num_queries):
    ask, (ada, bo, cas) = (
        Prepared(lambda keys, but: people_with(keys).order_by().exclude(pk=but).values_list("pk")),
        people,
    )

    with django_assert_num_queries(1):
        found = at_once(
            [ask.sql([ada.pk, bo.pk], bo.pk), ask.sql([], bo.pk), sql_of(User.objects.none()), ask.sql([cas.pk], 0)]
        )
    assert sorted(found) == [(ada.pk,), (cas.pk,)]


def test_a_word_that_is_written_for_keys_is_asked_of_a_person(people):
    @by_keys(lambda person: (person.pk,))
    def neighbours(self, person):
        return self.exclude(pk=person).order_by("name")

    ask = Prepared(lambda *keys: neighbours.rows(User.objects.all(), *keys))
    ada, bo, cas = people
    assert [list(neighbours(User.objects.all(), bo)), ask(*neighbours.keys(cas))] == [[ada, cas], [ada, bo]]
