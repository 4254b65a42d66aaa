"""What others have makes no page slow: a thousand tracks and 20,000 experiences around people who ask for their own.
PostgreSQL tells how it would answer each question (reliability.md §2)."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from bench import fill_school
from bench.school import Size
from partnerships.models.memberships import Membership
from partnerships.values import Role
from reflections.models.experiences import Experience
from werkplek.actions import erasure
from werkplek.tests.pages import browser_of

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.once("postgresql", "plans of a planner that only it has"),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="the school is filled by SQL of PostgreSQL"),
]
SIZE = Size(places=1, schools=1, teams=12, learners=1_000, experiences=20_000, checks=1, busiest=40)
LARGE = 3_000  # rows: a table of which a learner here has a thousandth


@pytest.fixture
def school(db: None) -> None:
    fill_school.fill(SIZE)


def test_a_thousand_tracks_around_somebody(school):
    """As PostgreSQL comes: with `jit` on, and five seconds for a question."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL jit = on")
        cursor.execute("SET LOCAL statement_timeout = '5s'")
    answers = {}
    for role in (Role.COORDINATOR, Role.PRACTICE_EDUCATOR, Role.LEARNER):
        of_school = Membership.objects.filter(role=role, person__email__endswith="@school.example").order_by("pk")
        client = browser_of(of_school[0].person, just_confirmed=True)
        for page in ("home", "queue", "learningtracks:tracks"):
            answers[role, page] = client.get(reverse(page)).status_code

    assert set(answers.values()) == {200}, answers


def test_the_own_rows_are_found_by_indexes(school):
    """Whom to ask for feedback, a download, and leaving."""
    learner = User.objects.get(email="l7@school.example")
    draft = Experience.objects.filter(author=learner).order_by("pk")[0]
    Experience.objects.filter(pk=draft.pk).update(saved_at=None)
    client = browser_of(learner, just_confirmed=True)

    with CaptureQueriesContext(connection) as asked:
        step = client.get(reverse("reflections:experience_step", args=[draft.public_id, 3]))
        data = client.get(reverse("my_data_json"))
        erasure.erase(learner)

    assert (step.status_code, data.status_code, Experience.objects.filter(author=learner).exists()) == (200, 200, False)
    assert read_whole(asked) == set()


def read_whole(asked: CaptureQueriesContext) -> set[str]:
    """Large tables of which these questions read every row, each with the question."""
    found = set()
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relkind = 'r' AND reltuples > %s", [LARGE])
        large = {name for (name,) in cursor.fetchall()}
        assert {"reflections_experience", "reflections_feedbackrequest", "learningtracks_vote"} <= large
        cursor.execute("SET LOCAL random_page_cost = 1.1")  # as of a disk without arms, whatever this machine has
        for query in asked.captured_queries:
            if query["sql"].startswith(("SELECT", "UPDATE", "DELETE", "(SELECT", "EXECUTE")):
                cursor.execute(f"EXPLAIN (FORMAT JSON) {query['sql']}")
                [[plan]] = cursor.fetchall()
                there = {node["Relation Name"] for node in nodes(plan) if node.get("Node Type") == "Seq Scan"}
                found |= {f"{name}: {query['sql'][:400]}" for name in there & large}
    return found


def nodes(plan: Any) -> Iterator[dict[str, Any]]:
    for part in json.loads(plan) if isinstance(plan, str) else plan:
        yield from _below(part["Plan"])


def _below(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for inner in node.get("Plans", []):
        yield from _below(inner)
