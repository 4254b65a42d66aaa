"""What `alongside` and `gather` take from inside Django is as it was when we read it. After an upgrade: read
accounts/alongside.py with the new source beside it, and only then change what stands here."""

import inspect
import uuid

import django
import pytest
from django.db.models import QuerySet, prefetch_related_objects
from django.db.models.fields.related_descriptors import (
    create_forward_many_to_many_manager as many_to_many,
)
from django.db.models.fields.related_descriptors import create_reverse_many_to_one_manager as many_to_one

from accounts.alongside import AlongsideQuerySet
from accounts.models import Submission, User

pytestmark = pytest.mark.django_db
CHECKED_WITH = (5, 2)
KEPT = "_prefetched_objects_cache"
READINGS = {
    "a loop": lambda rows: [row.pk for row in rows],
    "a list": list,
    "one of it": lambda rows: rows.get(),
    "the first": lambda rows: rows.first(),
    "the last": lambda rows: rows.last(),
    "a number": lambda rows: rows[0],
    "a part": lambda rows: list(rows[:1]),
    "its length": len,
    "whether": bool,
    "by key": lambda rows: rows.in_bulk(),
}


@pytest.fixture
def ada():
    person = User.objects.create_user("ada@demo.werkplek.example", name="Ada")
    Submission.objects.create(person=person, key=uuid.uuid4(), answer="/one/")
    return person


def test_the_version_is_one_that_was_read():
    assert django.VERSION[:2] == CHECKED_WITH


@pytest.mark.parametrize("read", READINGS.values(), ids=READINGS)
def test_rows_are_read_in_the_one_method_that_we_extend(ada, read):
    read_beside = []

    read(AlongsideQuerySet(User).filter(pk=ada.pk).alongside(read_beside.extend))

    assert read_beside == [ada]


def test_the_methods_that_we_extend_take_what_they_took():
    assert [list(inspect.signature(one).parameters) for one in (QuerySet._fetch_all, QuerySet._clone)] == [["self"]] * 2


def test_rows_lie_in_the_queryset_from_the_first_reading(ada):
    rows = User.objects.filter(pk=ada.pk)
    assert rows._result_cache is None

    rows._fetch_all()

    assert rows._result_cache == [ada]


def test_a_queryset_knows_whether_it_gives_rows_or_columns():
    everybody = User.objects.all()

    assert (everybody._fields, everybody.values("name")._fields) == (None, ("name",))
    assert everybody.values_list("name", flat=True)._fields == ("name",)


def test_django_itself_keeps_what_it_fetches_where_we_put_it(ada):
    prefetch_related_objects([ada], "submissions", "groups")

    assert set(vars(ada)[KEPT]) == {"submissions", "groups"}


@pytest.mark.parametrize("name", ["submissions", "groups"])
def test_what_lies_there_is_the_answer_as_it_lies(ada, name, django_assert_num_queries):
    vars(ada)[KEPT] = {name: ["what was gathered"]}

    with django_assert_num_queries(0):
        found = getattr(ada, name).get_queryset()

    assert found == ["what was gathered"]


def test_all_gives_a_row_that_lies_there_without_a_question(ada, django_assert_num_queries):
    rows = list(ada.submissions.all())
    vars(ada)[KEPT] = {"submissions": rows}

    with django_assert_num_queries(0):
        assert ada.submissions.all() is rows


def test_who_adds_or_reads_anew_finds_what_is_stored(ada):
    vars(ada)[KEPT] = {"submissions": []}
    ada.submissions.create(key=uuid.uuid4(), answer="/two/")
    assert ada.submissions.count() == 2

    vars(ada)[KEPT] = {"submissions": []}
    ada.refresh_from_db()
    assert ada.submissions.count() == 2


def test_both_kinds_of_manager_look_there_first():
    assert [KEPT in inspect.getsource(kind) for kind in (many_to_one, many_to_many)] == [True, True]
