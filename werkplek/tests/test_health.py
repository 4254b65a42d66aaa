"""The two health pages, with every part broken in turn."""

import datetime as dt

import pytest
from django.db import OperationalError
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.utils import timezone

from accounts.models import User
from partnerships.actions import heartbeats
from partnerships.models.heartbeats import Heartbeat
from partnerships.models.notices import Mail
from partnerships.tasks import send_mail
from werkplek import tasks
from werkplek.tests.services import until
from werkplek.views import health

pytestmark = pytest.mark.django_db
WELL = {"database": "ok", "migrations": "ok", "broker": "ok", "mail": "ok", "worker": "ok"}
SILENT = "no beat in the last 3 minutes"


@pytest.fixture
def beating(db):
    """The workers gave their beats a moment ago."""
    tasks.beat()
    send_mail()


@pytest.fixture
def letter():
    """Plans a mail that was due some minutes ago."""

    def plan(minutes, **fields):
        person = User.objects.create_user("late@werkplek.example", name="Laat")
        due = timezone.now() - dt.timedelta(minutes=minutes)
        return Mail.objects.create(person=person, key="digest:x", due_at=due, **fields)

    return plan


def test_the_process_answers(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get("/healthz").json() == {"process": "ok"}


@pytest.mark.both("other parts to ask")
def test_ready_when_every_part_is(client, beating):
    response = client.get("/readyz")

    assert (response.status_code, response.json()) == (200, {"ready": True, "parts": WELL})


def test_not_ready_before_the_first_beat(client):
    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json() == {"ready": False, "parts": {**WELL, "mail": SILENT, "worker": SILENT}}


@pytest.mark.parametrize("queue", [heartbeats.WORKER, heartbeats.MAIL])
def test_not_ready_when_the_beat_of_one_queue_is_old(client, beating, queue):
    Heartbeat.objects.filter(name=queue).update(at=timezone.now() - dt.timedelta(minutes=4))
    response = client.get("/readyz")

    assert (response.status_code, response.json()["parts"]) == (503, {**WELL, queue: SILENT})


def test_not_ready_when_mail_is_late(client, beating, letter):
    letter(minutes=31)

    assert client.get("/readyz").json()["parts"] == {**WELL, "mail": "oldest unsent mail is 31 minutes late"}


@pytest.mark.parametrize(
    ("minutes", "fields"),
    [
        (29, {}),
        (-60, {}),
        (60, {"sent_at": timezone.now()}),
        (60, {"failed_at": timezone.now()}),
        (60, {"lapsed_at": timezone.now()}),
    ],
)
def test_ready_when_nothing_is_late(client, beating, letter, minutes, fields):
    letter(minutes, **fields)

    assert client.get("/readyz").status_code == 200


@pytest.mark.both("other parts to ask")
def test_not_ready_when_a_migration_is_missing(client, beating):
    MigrationRecorder.Migration.objects.filter(app="sessions").delete()

    assert client.get("/readyz").json()["parts"] == {**WELL, "migrations": "1 not applied"}


def test_not_ready_without_the_folder_of_messages(client, beating, settings, tmp_path):
    settings.REDIS_URL = ""
    settings.CELERY_BROKER_TRANSPORT_OPTIONS = {"data_folder_in": str(tmp_path / "gone")}

    assert client.get("/readyz").json()["parts"] == {**WELL, "broker": "the folder of messages cannot be written"}


def test_ready_with_the_folder_of_messages(client, beating, settings, tmp_path):
    settings.REDIS_URL = ""
    settings.CELERY_BROKER_TRANSPORT_OPTIONS = {"data_folder_in": str(tmp_path)}

    assert client.get("/readyz").status_code == 200


def test_not_ready_while_redis_is_away_and_again_once_it_is_back(client, beating, settings, redis_server):
    settings.REDIS_URL = redis_server.url
    before = client.get("/readyz").status_code
    redis_server.stop()
    during = client.get("/readyz")
    redis_server.start()

    assert (before, during.status_code, client.get("/readyz").status_code) == (200, 503, 200)
    assert during.json()["parts"] == {**WELL, "broker": "cannot be reached (OperationalError)"}


def test_a_part_that_breaks_is_told_and_never_an_error_page(client, beating, monkeypatch):
    def broken():
        raise OperationalError

    monkeypatch.setitem(health.LOOKS, "database", broken)

    assert client.get("/readyz").json()["parts"] == {**WELL, "database": "cannot be reached (OperationalError)"}


def test_anybody_may_ask_but_only_about_parts(client, beating):
    assert Client().get("/readyz").content == client.get("/readyz").content


@pytest.mark.delivery
def test_clock_broker_and_workers_make_the_beats_together(processes, client):
    processes.worker()
    processes.beat()

    assert until(lambda: client.get("/readyz").status_code == 200)


@pytest.mark.delivery
def test_a_worker_that_leaves_mail_to_another_gives_no_beat_of_mail(processes, client):
    processes.worker("-Q", "celery")
    processes.beat()

    assert until(lambda: client.get("/readyz").json()["parts"] == {**WELL, "mail": SILENT})
    processes.worker("-Q", "mail", "-n", "mail@%h")
    assert until(lambda: client.get("/readyz").status_code == 200)
