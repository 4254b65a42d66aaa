"""A database that was started again costs no screen its answer (reliability.md §1.6)."""

import pytest
from django.db import close_old_connections, connection

from reflections.live import questions
from reflections.tests.live import Session

pytestmark = pytest.mark.both("each database has a line of its own")


@pytest.fixture
def session(team, tom, sam, track):
    return Session(team, tom, sam)


def end_the_line():
    """As after a restart of PostgreSQL; SQLite has no line."""
    if connection.vendor == "sqlite":
        return
    connection.ensure_connection()
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [connection.connection.get_backend_pid()])
    other.close()


@pytest.mark.django_db(transaction=True)
def test_a_database_that_was_started_again_costs_nobody_an_answer(session):
    room = session.room
    end_the_line()
    close_old_connections()  # as at the start of each request

    assert questions.tag_of(room.pk) == room.tag
