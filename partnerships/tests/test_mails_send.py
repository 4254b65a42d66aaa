"""From mails to the mail server: claimed, checked again, sent, tried again; in a real SMTP conversation."""

import contextlib
import datetime as dt
import smtplib
import time

import pytest
from allauth.account.models import EmailAddress
from django.utils import timezone

from accounts.values import MailRhythm
from partnerships.actions import composing, mails
from partnerships.models.notices import LEASE, Mail, Notice
from reflections.todos.feedback import QUESTION_TO_ANSWER
from werkplek.tests.servers import free_port

pytestmark = pytest.mark.django_db
NOW = timezone.now()
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def letter(tell):
    """Plans a mail that is due now and tells something."""

    def plan(person, key="notice:x", **fields):
        mail = Mail.objects.create(person=person, key=key, **{"due_at": NOW, **fields})
        Notice.objects.filter(pk=tell(person).pk).update(mail=mail)
        return mail

    return plan


def fresh(mail):
    mail.refresh_from_db()
    return mail


def test_what_is_due_is_sent_and_marked(letter, samira, smtp_sink):
    mail = letter(samira)

    assert mails.send_due(NOW) == 1
    assert [message["To"] for message in smtp_sink.messages] == [samira.email]
    assert (fresh(mail).sent_at, mail.claimed_until, mail.tries) == (NOW, None, 1)


def test_what_went_does_not_go_again(letter, samira, smtp_sink):
    letter(samira)

    assert [mails.send_due(NOW), mails.send_due(NOW + MINUTE)] == [1, 0]
    assert len(smtp_sink.messages) == 1


def test_a_mail_ends_with_for_whom_it_is_and_who_helps(letter, tell, samira, nora, smtp_sink):
    letter(samira)
    mail = Mail.objects.create(person=nora, key="notice:y", due_at=NOW)
    Notice.objects.filter(pk=tell(nora, by=samira).pk).update(mail=mail)

    mails.send_due(NOW)

    texts = {one["To"]: one.get_payload(0).get_payload(decode=True).decode() for one in smtp_sink.messages}
    ends = {to: " ".join(text.split("Groet, ")[1].split("--")[0].split()) for to, text in texts.items()}
    assert ends == {
        samira.email: "Werkplek, namens Zorggroep De Linde. Vragen? Nora Smit helpt je.",
        nora.email: "Werkplek, namens Zorggroep De Linde.",
    }


def test_many_letters_share_one_conversation(letter, samira, wim, smtp_sink, monkeypatch):
    for number in range(5):
        letter(samira, key=f"notice:{number}")
    opened = []
    monkeypatch.setattr(mails, "get_connection", lambda real=mails.get_connection: opened.append(1) or real())

    assert (mails.send_due(NOW), len(opened)) == (5, 1)


def test_what_another_sender_claimed_is_left_alone_until_the_lease_ends(letter, samira, smtp_sink):
    letter(samira, claimed_until=NOW + LEASE, tries=1)

    assert mails.send_due(NOW) == 0
    assert mails.send_due(NOW + LEASE + MINUTE) == 1


def test_a_lease_or_a_wait_of_a_clock_that_ran_ahead_does_not_count(letter, samira, smtp_sink):
    year = dt.timedelta(days=365)
    letter(samira, key="a", claimed_until=NOW + year, tries=1)
    mail = letter(samira, key="b")
    Mail.objects.filter(pk=mail.pk).update(due_at=NOW + year)

    assert mails.send_due(NOW) == 2


def test_of_two_senders_one_gets_the_mail(letter, samira):
    mail = letter(samira)

    assert mails.Batch.claim(NOW).waiting == [mail.pk]
    assert mails.Batch.claim(NOW + MINUTE) is None


@pytest.mark.both("locks, and who waits for whom")
def test_a_sender_that_lost_its_lease_stops_after_one_mail(letter, samira, wim, smtp_sink, monkeypatch):
    """As when its machine stood still, between the server's yes and the mark, until another sender took them over."""
    letter(samira)
    letter(wim)
    slow, send = mails.Batch.claim(NOW), mails._send

    def stand_still(*args):
        monkeypatch.setattr(mails, "_send", send)
        ending = send(*args)
        mails.send_due(NOW + 6 * MINUTE)
        return ending

    monkeypatch.setattr(mails, "_send", stand_still)
    with contextlib.closing(mails.Line()) as line:
        assert slow.send(line, time.monotonic() + 60) == 0

    assert (len(smtp_sink.messages), len({message["Message-ID"] for message in smtp_sink.messages})) == (3, 2)


@pytest.mark.both("locks, and who waits for whom")
def test_what_a_dead_sender_held_comes_last_and_one_by_one(letter, samira):
    held = [letter(samira, key=f"held {nth}", claimed_until=NOW - MINUTE, due_at=NOW - MINUTE) for nth in range(2)]
    free = letter(samira, key="free")

    assert [mails.Batch.claim(NOW).waiting for _nth in range(3)] == [[free.pk], [held[0].pk], [held[1].pk]]


def test_rights_of_many_are_asked_at_once(letter, samira, wim, karima, smtp_sink, django_assert_max_num_queries):
    for person in (samira, wim, karima):
        for nth in range(30):
            letter(person, key=f"notice:{nth}")

    with django_assert_max_num_queries(90 + 21):  # one to write each down
        assert mails.send_due(NOW) == 90


def test_rights_are_asked_again_when_the_mail_server_is_slow(letter, samira, wim, smtp_sink, monkeypatch):
    letter(samira)
    letter(wim)
    monkeypatch.setattr(mails, "FRESH", 0.1)
    smtp_sink.pause = 0.2
    asked = []
    monkeypatch.setattr(composing, "to_tell", lambda *args, real=composing.to_tell: asked.append(args) or real(*args))

    assert (mails.send_due(NOW), len(asked)) == (2, 2)


def test_one_odd_mail_holds_up_no_other(letter, samira, wim, smtp_sink, monkeypatch):
    odd, good = letter(samira), letter(wim)

    def to_tell(some, now, real=composing.to_tell):
        if odd in some:
            raise ValueError("a thing that cannot be read")
        return real(some, now)

    monkeypatch.setattr(composing, "to_tell", to_tell)

    assert mails.send_due(NOW) == 1
    assert (fresh(good).sent_at, fresh(odd).sent_at) == (NOW, None)
    assert fresh(odd).due_at > NOW or fresh(odd).failed_at


def test_time_is_up(letter, samira, smtp_sink, monkeypatch):
    letter(samira)
    monkeypatch.setattr(mails, "WITHIN", -1.0)

    assert mails.send_due(NOW) == 0


# --- Checked again at the moment of sending (access.md R32) --------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        {"is_active": False},
        {"mail_rhythm": MailRhythm.NONE},
        {"mail_refused_at": NOW},
        {"email": None},
    ],
)
def test_who_may_not_or_will_not_get_mail_gets_none(letter, samira, smtp_sink, change):
    mail = letter(samira)
    for name, value in change.items():
        setattr(samira, name, value)
    samira.save()

    assert (mails.send_due(NOW), smtp_sink.messages) == (0, [])
    assert fresh(mail).lapsed_at == NOW


def test_who_left_is_told_nothing_any_more(letter, samira, smtp_sink):
    mail = letter(samira)
    samira.memberships.update(ended_at=NOW)

    assert (mails.send_due(NOW), smtp_sink.messages) == (0, [])
    assert fresh(mail).lapsed_at == mail.notices.get().lapsed_at == NOW


def test_what_was_seen_or_done_meanwhile_is_left_out(letter, tell, kind, samira, partnership, smtp_sink):
    asked = kind("asked", notice="doe dit", may_know=lambda *_: True, asks=QUESTION_TO_ANSWER)
    mail = letter(samira)
    done, seen = tell(samira, kind=asked), tell(samira)
    Notice.objects.filter(pk__in=[done.pk, seen.pk]).update(mail=mail)
    Notice.objects.filter(pk=seen.pk).update(seen_at=NOW)
    mails.send_due(NOW)

    assert [message["Subject"] for message in smtp_sink.messages] == ["Nieuws uit Werkplek"]


def test_a_digest_with_nothing_left_lapses(letter, samira, smtp_sink):
    mail = letter(samira)
    Notice.objects.update(seen_at=NOW)

    assert (mails.send_due(NOW), fresh(mail).lapsed_at) == (0, NOW)


def test_what_only_a_newer_process_knows_waits_for_that_process(letter, samira, smtp_sink, monkeypatch):
    mail = letter(samira)
    with monkeypatch.context() as older:
        older.delitem(composing.events.KINDS, "greeting")
        mails.send_due(NOW)
    before = len(smtp_sink.messages)

    assert (before, Notice.objects.get().lapsed_at, fresh(mail).due_at) == (0, None, NOW + MINUTE)
    assert mails.send_due(NOW + MINUTE) == 1


def test_an_address_that_is_not_proved_gets_no_mail(letter, samira, smtp_sink):
    letter(samira)
    EmailAddress.objects.create(user=samira, email=samira.email, verified=False, primary=True)

    assert mails.send_due(NOW) == 0


def test_an_address_changed_meanwhile_gets_the_mail_once_it_is_proved(letter, samira, smtp_sink):
    letter(samira)
    samira.email = "samira@nieuw.example"
    samira.save()
    EmailAddress.objects.create(user=samira, email=samira.email, verified=True, primary=True)
    mails.send_due(NOW)

    assert [message["To"] for message in smtp_sink.messages] == ["samira@nieuw.example"]


# --- A mail server that is not well --------------------------------------------------------------------


def test_the_ladder_of_tries(letter, samira, smtp_sink):
    mail = letter(samira)
    smtp_sink.answer = "451 Later, please"
    now, waits = NOW, []
    while fresh(mail).failed_at is None:
        assert mails.send_due(now) == 0
        waits.append((fresh(mail).due_at - now) // MINUTE)
        now = mail.due_at

    assert waits[:-1] == [1, 5, 30, 120, 720]
    assert (smtp_sink.attempts, mail.tries, mail.sent_at) == (6, 6, None)


def test_a_letter_goes_when_the_server_is_well_again(letter, samira, smtp_sink):
    mail = letter(samira)
    smtp_sink.answer = "451 Later, please"
    mails.send_due(NOW)
    smtp_sink.answer = ""

    assert [mails.send_due(NOW), mails.send_due(NOW + MINUTE)] == [0, 1]
    assert fresh(mail).tries == 2


def test_an_unknown_address_is_marked_and_the_rest_of_the_batch_goes(letter, samira, wim, smtp_sink):
    smtp_sink.refused_addresses = {samira.email}
    refused, other = letter(samira), letter(wim)

    assert mails.send_due(NOW) == 1
    assert (fresh(refused).failed_at, fresh(other).sent_at) == (NOW, NOW)
    samira.refresh_from_db()
    wim.refresh_from_db()
    assert (samira.mail_refused_at, wim.mail_refused_at) == (NOW, None)


def test_a_letter_refused_after_data_fails_alone(letter, samira, wim, smtp_sink):
    smtp_sink.answer = "550 We do not like this letter"
    mail = letter(samira)
    mails.send_due(NOW)
    samira.refresh_from_db()

    assert (fresh(mail).failed_at, samira.mail_refused_at) == (NOW, None)


def test_a_mailbox_refused_after_data_is_marked(letter, samira, smtp_sink):
    smtp_sink.answer = "550 5.1.1 Mailbox unknown"
    letter(samira)
    mails.send_due(NOW)
    samira.refresh_from_db()

    assert samira.mail_refused_at == NOW


def test_a_line_that_drops_after_data_sends_again_with_the_same_id(letter, samira, wim, smtp_sink):
    smtp_sink.answer = "drop"
    mail, other = letter(samira), letter(wim)
    assert mails.send_due(NOW) == 0
    smtp_sink.answer = ""
    assert mails.send_due(NOW + MINUTE) == 2

    twice = [message["Message-ID"] for message in smtp_sink.sent_to(samira.email)]
    assert twice == [composing.message_id(mail)] * 2
    assert composing.message_id(other) != twice[0]


def test_a_server_that_cannot_be_reached_costs_no_try(letter, samira, settings, smtp_sink):
    mail = letter(samira)
    settings.EMAIL_PORT = free_port()

    assert mails.send_due(NOW) == 0
    assert (fresh(mail).tries, mail.claimed_until) == (0, None)


def test_a_letter_that_cannot_be_written_holds_up_no_other(letter, samira, wim, smtp_sink, monkeypatch):
    broken, well = letter(samira), letter(wim)

    def compose(mail, told, real=composing.compose):
        if mail == broken:
            raise ZeroDivisionError
        return real(mail, told)

    monkeypatch.setattr(composing, "compose", compose)

    assert mails.send_due(NOW) == 1
    assert (fresh(broken).due_at, fresh(well).sent_at) == (NOW + MINUTE, NOW)


@pytest.mark.parametrize(
    ("error", "address", "letter_itself"),
    [
        (smtplib.SMTPRecipientsRefused({"a@b": (550, b"5.1.1 Unknown")}), True, False),
        (smtplib.SMTPRecipientsRefused({"a@b": (553, b"No such mailbox")}), True, False),
        (smtplib.SMTPRecipientsRefused({"a@b": (554, b"5.7.1 Relay access denied")}), False, False),
        (smtplib.SMTPRecipientsRefused({"a@b": (450, b"4.2.0 Greylisted")}), False, False),
        (smtplib.SMTPDataError(550, b"5.1.1 Unknown"), True, True),
        (smtplib.SMTPDataError(554, "5.2.1 Mailbox disabled"), True, True),
        (smtplib.SMTPDataError(550, b"5.7.1 Looks like spam"), False, True),
        (smtplib.SMTPDataError(451, b"4.3.0 Later"), False, False),
        (smtplib.SMTPSenderRefused(550, b"5.1.8 Sender", "x"), False, False),
        (smtplib.SMTPServerDisconnected("gone"), False, False),
        (TimeoutError(), False, False),
    ],
)
def test_what_a_refusal_means(error, address, letter_itself):
    assert (mails.refuses_address(error), mails.refuses_letter(error)) == (address, letter_itself)


# --- The whole round ---------------------------------------------------------------------------------


def test_one_round_gathers_and_sends(tell, samira, smtp_sink):
    samira.mail_rhythm = MailRhythm.DIRECT
    samira.save()
    tell(samira)

    assert mails.deliver() == 1


def test_nothing_goes_while_the_clocks_differ(tell, samira, smtp_sink, monkeypatch):
    samira.mail_rhythm = MailRhythm.DIRECT
    samira.save()
    tell(samira)
    monkeypatch.setattr(mails.timezone, "now", lambda: NOW + dt.timedelta(days=365))

    assert (mails.deliver(), Mail.objects.count()) == (0, 0)
