"""PostgreSQL plans a prepared question once a connection."""

import datetime as dt

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from accounts.prepared import Prepared

pytestmark = [
    pytest.mark.once("postgresql", "plans that only it keeps"),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite keeps statements itself"),
]


@pytest.fixture
def ask():
    return Prepared(lambda keys, name, since: User.objects.filter(pk__in=keys, name=name, date_joined__gt=since))


@pytest.fixture
def about(db):
    ada, bo = [User.objects.create_user(f"{name}@demo.werkplek.example", name=name) for name in ("Ada", "Bo")]
    return [ada.pk, bo.pk], "Bo", dt.datetime(2020, 1, 1, tzinfo=dt.UTC)


def plans():
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, generic_plans + custom_plans FROM pg_prepared_statements")
        return dict(cursor.fetchall())


def names(found):
    return [one.name for one in found]


def test_it_is_planned_once_and_then_carried_out(ask, about):
    before, (both, name, since) = plans(), about
    with CaptureQueriesContext(connection) as asked:
        assert [names(ask(*one)) for one in (about, (both, "Ada", since), ([0], name, since))] == [["Bo"], ["Ada"], []]

    new = {name: times for name, times in plans().items() if name not in before}
    assert sorted(new.values()) == [1, 2]  # for one key, and for two
    assert all(query["sql"].startswith(tuple(f"EXECUTE {name}" for name in new)) for query in asked)


@pytest.mark.django_db(transaction=True)
def test_a_new_connection_makes_its_own_plan(ask, about):
    assert names(ask(*about)) == ["Bo"]
    connection.close()
    assert names(ask(*about)) == ["Bo"]


@pytest.mark.django_db(transaction=True)
def test_a_plan_outlives_the_transaction_that_made_it(ask, about):
    with transaction.atomic():
        assert names(ask(*about)) == ["Bo"]
        transaction.set_rollback(True)
    assert names(ask(*about)) == ["Bo"]


def test_a_quote_in_what_it_is_about_stays_one(ask, about):
    User.objects.filter(name="Bo").update(name="Bo 'n' $1 %s")

    assert names(ask(about[0], "Bo 'n' $1 %s", about[2])) == ["Bo 'n' $1 %s"]
