"""The folder of messages: a worker takes a message, and reads who gets it, whole or not at all."""

import contextlib
import threading
import time
from queue import Empty

import pytest
from kombu import Connection

from werkplek.celery import app
from werkplek.folder import Channel, Transport
from werkplek.tests.services import until

MESSAGES = 500


@pytest.fixture
def channels(tmp_path):
    """The end where messages are put, and the end where they are taken."""
    folder = {"data_folder_in": str(tmp_path), "data_folder_out": str(tmp_path), "control_folder": str(tmp_path / "c")}
    ends = [Connection(transport=Transport, transport_options=folder) for _end in range(2)]
    yield [end.default_channel for end in ends]
    for end in ends:
        end.close()


def test_no_message_is_taken_before_it_is_whole(channels):
    """Celery's own gave half a message one time in a hundred, and the worker died of it."""
    put, take = channels
    taken = []

    def write():
        for number in range(MESSAGES):
            time.sleep(0.001)  # the folder is nearly always empty: the reader looks at the moment of writing
            put._put("celery", {"number": number, "body": "x" * 1500})

    def all_taken():
        with contextlib.suppress(Empty):
            taken.append(take._get("celery")["number"])
        return len(taken) == MESSAGES

    writer = threading.Thread(target=write)
    writer.start()
    assert until(all_taken, every=0)
    writer.join()
    assert sorted(taken) == list(range(MESSAGES))


def test_no_table_is_read_before_it_is_whole(channels):
    """Two workers that start together: Celery's own found an empty table now and then, and did not start."""
    bind, read = channels
    names = [f"exchange{number}" for number in range(MESSAGES)]

    def write():
        for name in names:
            bind._queue_bind(name, "key", "", "queue")

    writer = threading.Thread(target=write)
    writer.start()
    for name in names:
        assert until(lambda name=name: read.get_table(name), every=0)
    writer.join()
    assert {tuple(read.get_table(name)[0]) for name in names} == {("key", "", "queue")}


def test_without_redis_workers_use_it(settings):
    if settings.CELERY_BROKER_URL.startswith("filesystem"):
        assert isinstance(app.connection_for_write().default_channel, Channel)
    else:
        assert not hasattr(settings, "CELERY_BROKER_TRANSPORT")
