"""What a queryset reads alongside its rows is what `prefetch_related` would fetch, and cannot be asked further."""

import uuid

import pytest

from accounts.alongside import AlongsideQuerySet, gather
from accounts.models import Submission, User
from accounts.prepared import Prepared

pytestmark = pytest.mark.django_db


def receipts(people):
    gather(people, "submissions", Prepared(lambda keys: Submission.objects.filter(person__in=keys).order_by("pk")))


@pytest.fixture
def people():
    """Ada with two receipts, Bo with none."""
    ada, bo = [User.objects.create_user(f"{name}@demo.werkplek.example", name=name) for name in ("Ada", "Bo")]
    for answer in ("/one/", "/two/"):
        Submission.objects.create(person=ada, key=uuid.uuid4(), answer=answer)
    return ada, bo


@pytest.fixture
def with_receipts(people):
    return AlongsideQuerySet(User).filter(pk__in=[one.pk for one in people]).alongside(receipts).order_by("name")


def test_each_row_gets_its_own_and_they_know_it(with_receipts, django_assert_num_queries):
    with django_assert_num_queries(2):
        found = {person: [(one.answer, one.person) for one in person.submissions.all()] for person in with_receipts}

    ada, bo = found
    assert found == {ada: [("/one/", ada), ("/two/", ada)], bo: []}


def test_one_row_is_read_with_what_lies_beside_it(with_receipts, people):
    assert [one.answer for one in with_receipts.filter(name="Ada").get().submissions.all()] == ["/one/", "/two/"]


def test_columns_alone_have_nothing_beside_them(with_receipts, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert list(with_receipts.values_list("name", flat=True)) == ["Ada", "Bo"]


def test_what_was_read_cannot_be_asked_further(with_receipts):
    with pytest.raises(AttributeError):
        with_receipts[0].submissions.filter(answer="/one/")
