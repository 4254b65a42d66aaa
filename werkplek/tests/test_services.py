"""The parts that other tests talk to do what those tests rely on."""

import smtplib

import pytest
from django.core import mail
from django.db import connection

from werkplek.tests import servers
from werkplek.tests.services import until

pytestmark = pytest.mark.both("other parts to talk to")

LETTER = ("Onderwerp", "Tekst", "from@werkplek.example", ["to@werkplek.example"])


def test_the_mail_server_keeps_what_it_gets(smtp_sink):
    mail.send_mail(*LETTER)

    assert [letter["Subject"] for letter in smtp_sink.sent_to("to@werkplek.example")] == ["Onderwerp"]


@pytest.mark.parametrize(("answer", "code"), [("451 Later", 451), ("550 Never", 550)])
def test_the_mail_server_refuses(smtp_sink, answer, code):
    smtp_sink.answer = answer

    with pytest.raises(smtplib.SMTPDataError) as refusal:
        mail.send_mail(*LETTER)
    assert (refusal.value.smtp_code, smtp_sink.messages, smtp_sink.attempts) == (code, [], 1)


def test_the_mail_server_refuses_one_address(smtp_sink):
    smtp_sink.refused_addresses = {"to@werkplek.example"}

    with pytest.raises(smtplib.SMTPRecipientsRefused):
        mail.send_mail(*LETTER)


def test_the_mail_server_hangs_up_without_a_word(smtp_sink):
    smtp_sink.answer = "drop"

    with pytest.raises((smtplib.SMTPServerDisconnected, ConnectionError)):
        mail.send_mail(*LETTER)
    assert len(smtp_sink.messages) == 1


@pytest.mark.delivery
def test_a_process_reads_what_the_test_wrote(processes, sam):
    code = "from accounts.models import User; print('found', User.objects.get())"
    process = processes.start("python", "manage.py", "shell", "-v", "0", "-c", code)

    assert process.wait_for("found").output().strip() == "found Sam de Vries"


@pytest.mark.delivery
def test_a_killed_process_is_gone(processes):
    worker = processes.worker()
    worker.kill()

    assert worker.popen.returncode == -9


def test_waiting_ends():
    assert until(lambda: False, seconds=0.1) is False


def test_the_database_is_one_that_others_can_open(db):
    assert ":memory:" not in str(connection.settings_dict["NAME"])


def test_a_program_that_is_not_there_is_told(monkeypatch):
    monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")

    with pytest.raises(servers.Missing, match="CHROMIUM=/nowhere/chromium is not a program"):
        servers.chromium()
