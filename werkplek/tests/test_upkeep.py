"""What the night throws away, and what it keeps."""

import datetime as dt
import os
import uuid

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.sessions.models import Session
from django.utils import timezone

from accounts.actions import retention
from accounts.models import Draft, Submission, User
from werkplek import tasks
from werkplek.actions import upkeep

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return User.objects.create_user("sam@werkplek.example", name="Sam")


def ago(days):
    return timezone.now() - dt.timedelta(days=days)


def test_receipts_of_forms_are_kept_a_week(person):
    for days in (6, 8):
        Submission.objects.create(person=person, key=uuid.uuid4(), answer=f"/{days}/", created_at=ago(days))
    tasks.tidy_up()

    assert [receipt.answer for receipt in Submission.objects.all()] == ["/6/"]


def test_texts_that_were_never_sent_are_kept_a_month(person):
    for days in (30, 32):
        Draft.objects.create(person=person, key=uuid.uuid4(), address=f"/{days}/", fields=[], saved_at=ago(days))
    tasks.tidy_up()

    assert [draft.address for draft in Draft.objects.all()] == ["/30/"]


def test_addresses_of_sessions_are_kept_half_a_year(person):
    for days in (180, 190):
        session = UserSession.objects.create(user=person, ip="192.0.2.1", user_agent="", session_key=str(days))
        UserSession.objects.filter(pk=session.pk).update(last_seen_at=ago(days))
    tasks.tidy_up()

    assert [session.session_key for session in UserSession.objects.all()] == ["180"]


def test_sessions_that_ended_are_dropped():
    Session.objects.create(session_key="now", session_data="", expire_date=timezone.now() + dt.timedelta(hours=1))
    Session.objects.create(session_key="old", session_data="", expire_date=ago(1))
    tasks.tidy_up()

    assert [session.session_key for session in Session.objects.all()] == ["now"]


def test_letters_in_files_are_kept_a_month(settings, tmp_path):
    settings.OUTBOX_DIR = tmp_path
    for days in (29, 31):
        letter = tmp_path / f"{days}.log"
        letter.touch()
        os.utime(letter, times=(ago(days).timestamp(),) * 2)
    tasks.tidy_up()

    assert [letter.name for letter in tmp_path.iterdir()] == ["29.log"]


def test_nothing_to_tidy_is_no_error(settings, tmp_path):
    settings.OUTBOX_DIR = tmp_path / "never made"

    assert tasks.tidy_up() is None


def test_what_administrators_did_is_kept_two_years(person):
    for days in (729, 731):
        LogEntry.objects.create(user=person, action_flag=CHANGE, object_repr=str(days), action_time=ago(days))
    tasks.tidy_up()

    assert [entry.object_repr for entry in LogEntry.objects.all()] == ["729"]


def test_one_that_fails_leaves_the_others_alone(person, monkeypatch):
    def fail(now):
        raise RuntimeError("no")

    monkeypatch.setattr(upkeep, "SWEEPERS", [fail, *upkeep.SWEEPERS])
    Submission.objects.create(person=person, key=uuid.uuid4(), answer="/", created_at=ago(8))
    tasks.tidy_up()

    assert not Submission.objects.exists()


def test_a_night_is_bounded_and_the_next_goes_on(person, monkeypatch):
    monkeypatch.setattr(retention, "PIECE", 2)
    monkeypatch.setattr(retention, "MOST", 4)
    for number in range(5):
        Submission.objects.create(person=person, key=uuid.uuid4(), answer=f"/{number}/", created_at=ago(8))

    assert [retention.receipts(timezone.now()) for _night in range(3)] == [4, 1, 0]
