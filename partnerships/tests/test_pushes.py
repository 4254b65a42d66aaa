"""Messages on somebody's own device: by kind, off until asked, once, and without a word of what it is about
(docs/decisions/0150)."""

import datetime as dt

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection
from django.urls import reverse

from accounts.models import User
from accounts.sessions import BEGAN, USED
from partnerships import events, reminders
from partnerships.actions import clocks, pushes, retention
from partnerships.events import KINDS
from partnerships.forms.pushes import is_push_service
from partnerships.models.notices import LEASE, WAITS, Notice
from partnerships.models.partnerships import Partnership
from partnerships.models.pushes import Push, PushDevice
from partnerships.models.teams import Team
from partnerships.models.todos import ToDo
from partnerships.reminders import ReminderKind
from partnerships.tests.conftest import local
from partnerships.tests.push_service import Browser, PushService

pytestmark = pytest.mark.django_db
NOON, EVENING = local("2027-03-02 12:00"), local("2027-03-02 19:00")
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture(autouse=True)
def _our_clock(monkeypatch):
    monkeypatch.setattr(clocks, "agree", lambda now: True)


@pytest.fixture
def service(settings):
    settings.PUSH_SERVICES = ["127.0.0.1"]
    running = PushService()
    yield running
    running.close()


@pytest.fixture
def phone(service) -> Browser:
    return Browser(service)


def used(client, at):
    """The session of this browser, last used at that moment."""
    session = client.session
    session.update({BEGAN: at.date().toordinal(), USED: at.date().toordinal()})
    session.save()
    Session.objects.update(expire_date=NOON + dt.timedelta(days=90))


@pytest.fixture
def phone_of(signed_in, phone):
    """Somebody's own phone; messages are switched on there with `phone_of(person)("asked", "news")`."""

    def own(person):
        client = signed_in(person)
        client.post("/settings/sessions/", {"own": "yes"})

        def switch_on(*kinds, **given):
            chosen = {**dict.fromkeys(kinds, "on"), **phone.given, **given}
            answer = client.post("/notices/device/", chosen, follow=True)
            PushDevice.objects.update(since=NOON - dt.timedelta(days=9), due_at=NOON - dt.timedelta(days=9))
            used(client, NOON)
            return answer.content.decode()

        switch_on.client = client
        return switch_on

    return own


@pytest.fixture
def on_phone(samira, phone_of):
    return phone_of(samira)


def said(service, phone):
    """The kind of every push that came, in order."""
    return [phone.read(body)["kind"] for _path, _headers, body in service.got]


# --- On and off


def test_it_is_off_until_somebody_asks(samira, signed_in, tell, service):
    signed_in(samira)
    tell(samira, NOON)

    assert (pushes.push_due(NOON), PushDevice.objects.count(), service.got) == (0, 0, [])


def test_on_and_off_again(on_phone):
    on = on_phone("asked", "news")
    device = PushDevice.objects.get()
    off = on_phone(endpoint="", p256dh="", auth="")

    assert ("Je krijgt meldingen op dit apparaat." in on, "geen meldingen meer" in off) == (True, True)
    assert (device.wants_asked, device.wants_reminded, device.wants_news) == (True, False, True)
    assert PushDevice.objects.count() == 0


def test_only_on_ones_own_device(samira, signed_in, phone):
    client = signed_in(samira)
    page = client.get("/notices/device/").content.decode()
    answer = client.post("/notices/device/", {"asked": "on", **phone.given})

    assert ("alleen op je eigen apparaat" in page, answer.status_code, PushDevice.objects.count()) == (True, 403, 0)


def test_without_the_keys_of_the_installation_there_is_no_such_page(samira, signed_in, settings, tell):
    settings.PUSH_KEY = ""
    client = signed_in(samira)

    assert (client.get("/notices/device/").status_code, pushes.push_due(NOON)) == (404, 0)
    assert (pushes.public_key(), reverse("partnerships:push") in client.get("/settings/").content.decode()) == (
        "",
        False,
    )


@pytest.mark.parametrize(
    "given",
    [
        {"endpoint": "https://evil.example/push"},
        {"endpoint": "https://127.0.0.1.evil.example/"},
        {"endpoint": "http://[bad"},
        {"endpoint": ""},
        {"p256dh": "AAAA"},
        {"auth": "é"},
        {"auth": "A"},
    ],
)
def test_we_send_to_push_services_only(on_phone, given):
    page = on_phone("asked", **given)

    assert ("Deze browser kan geen meldingen krijgen" in page, PushDevice.objects.count()) == (True, 0)


@pytest.mark.parametrize(
    ("address", "is_one"),
    [
        ("https://fcm.googleapis.com/fcm/send/abc:APA91b-_", True),
        ("https://abc.push.apple.com/QGuQyavXutnMH", True),
        ("https://evil.example\\.push.apple.com/", False),  # what sends it ends the host at a backslash
        ("https://evil.example/.push.apple.com", False),
        ("https://evil.example#.push.apple.com", False),
        ("https://evil.example\t.push.apple.com/", False),
        ("https://x.push.apple.com@evil.example/", False),
        ("https://evil.example@x.push.apple.com/", False),
        ("https://x.push.apple.com:443:80/", False),
        ("ftp://x.push.apple.com/", False),
    ],
)
def test_what_is_an_address_of_a_push_service(settings, address, is_one):
    settings.PUSH_SERVICES = ["fcm.googleapis.com", ".push.apple.com"]

    assert is_push_service(address) is is_one


def test_with_https_a_push_service_is_https_too(on_phone, settings):
    settings.HTTPS = True

    assert "Deze browser kan geen meldingen krijgen" in on_phone("asked")


def test_who_comes_after_on_the_same_browser_is_told_instead(on_phone, phone_of, tom):
    on_phone("asked")
    phone_of(tom)("asked")

    assert PushDevice.objects.get().session.user == tom


def test_signing_out_ends_it(on_phone):
    on_phone("asked")
    on_phone.client.post("/account/logout/")

    assert PushDevice.objects.count() == 0


def test_out_on_that_device_from_another_ends_it(on_phone, samira, signed_in):
    on_phone("asked")
    signed_in(samira).post("/settings/sessions/")

    assert PushDevice.objects.count() == 0


def test_the_command_makes_a_key_that_works(settings, capsys):
    call_command("push_key")
    name, _is, settings.PUSH_KEY = capsys.readouterr().out.strip().partition("=")

    assert (name, len(settings.PUSH_KEY), len(pushes.public_key())) == ("PUSH_KEY", 43, 87)


# --- What is said


def test_a_push_says_of_which_kind_it_is_and_nothing_else(on_phone, tell, service, phone):
    on_phone("news")
    notice = tell(PushDevice.objects.get().session.user, NOON, name="kanarie")

    assert pushes.push_due(NOON) == 1
    [(path, headers, body)] = service.got
    assert phone.read(body) == {"kind": "news", "text": "Er is nieuws voor jou.", "url": "/notices/"}
    assert (path, headers["topic"], headers["authorization"][:6]) == ("/phone", "news", "vapid ")
    assert Push.objects.get().notice == notice


def test_in_the_language_of_the_reader(on_phone, tell, service, phone, samira):
    on_phone("news")
    User.objects.filter(pk=samira.pk).update(language="en")
    tell(samira, NOON)
    pushes.push_due(NOON)

    assert phone.read(service.got[0][2])["text"] == "There is news for you."


def test_three_notices_of_one_kind_are_one_push_and_come_once(on_phone, tell, service, phone, samira):
    on_phone("news")
    for _time in range(3):
        tell(samira, NOON)

    assert [pushes.push_due(NOON + number * MINUTE) for number in range(3)] == [1, 0, 0]
    assert said(service, phone) == ["news"]


def test_a_question_is_a_kind_of_its_own_until_it_is_answered(phone_of, tom, team, kind, duty, service, phone):
    phone_of(tom)("asked")
    asks = kind("asked", sees=Team.objects.with_member, asks=duty)
    event = events.record(asks, by=None, about=team, tell=[tom])
    event.notices.update(created_at=NOON)
    first = pushes.push_due(NOON)
    Push.objects.all().delete()
    ToDo.objects.update(settled_at=NOON)

    assert (first, pushes.push_due(NOON + MINUTE), said(service, phone)) == (1, 0, ["asked"])


def test_a_reminder_is_a_kind_of_its_own(on_phone, tell, kind, service, phone, samira, monkeypatch):
    reminder = kind("remember", sees=Partnership.objects.visible_to)
    monkeypatch.setitem(reminders.KINDS, "remember", ReminderKind("remember", User, reminder, due=list, why_not=list))
    on_phone("reminded")
    tell(samira, NOON, kind=reminder)
    tell(samira, NOON)
    pushes.push_due(NOON)

    assert said(service, phone) == ["reminded"]
    assert Push.objects.count() == 2  # what is not wanted here is settled here


def test_what_was_seen_meanwhile_or_is_no_longer_theirs_is_not_said(on_phone, tell, kind, service, samira):
    on_phone("asked", "reminded", "news")
    Notice.objects.filter(pk=tell(samira, NOON).pk).update(seen_at=NOON)
    tell(samira, NOON, kind=kind("gone", sees=lambda person: Partnership.objects.none()))

    assert (pushes.push_due(NOON), service.got) == (0, [])


def test_a_kind_of_a_newer_process_waits_for_that(on_phone, tell, kind, samira, monkeypatch):
    on_phone("news")
    tell(samira, NOON, kind=kind("newer", sees=Partnership.objects.visible_to))
    monkeypatch.delitem(KINDS, "newer")

    assert (pushes.push_due(NOON), Push.objects.count()) == (0, 0)


# --- When


@pytest.mark.parametrize("told", ["2027-03-02 18:01", "2027-03-01 23:00"])
def test_in_the_evening_and_at_night_nobody_is_disturbed(on_phone, tell, service, samira, told):
    on_phone("news")
    tell(samira, local(told))

    assert (pushes.push_due(EVENING), pushes.push_due(local("2027-03-03 08:00"))) == (0, 1)


def test_nothing_of_before_it_was_switched_on_and_nothing_stale(on_phone, tell, samira):
    on_phone("news")
    tell(samira, NOON - dt.timedelta(days=4))
    PushDevice.objects.update(since=NOON - MINUTE)
    tell(samira, NOON - 2 * MINUTE)

    assert pushes.push_due(NOON) == 0


def test_nothing_while_the_account_is_off(on_phone, tell, samira):
    on_phone("news")
    tell(samira, NOON)
    User.objects.filter(pk=samira.pk).update(is_active=False)

    assert (pushes.push_due(NOON), retention.devices(NOON), PushDevice.objects.count()) == (0, 0, 1)


@pytest.mark.parametrize(
    "over",
    [
        lambda client: Session.objects.update(expire_date=NOON),
        lambda client: used(client, NOON - dt.timedelta(days=31)),
        lambda client: client.post("/settings/sessions/", {"own": "no"}),
    ],
    ids=["ran out", "idle", "taken back"],
)
@pytest.mark.parametrize("forget", [pushes.push_due, retention.devices])
def test_a_browser_that_is_nobodys_own_any_more_is_forgotten(on_phone, tell, service, samira, over, forget):
    on_phone("news")
    tell(samira, NOON)
    over(on_phone.client)
    forget(NOON)

    assert (service.got, PushDevice.objects.count()) == ([], 0)


def test_clocks_that_differ_send_nothing(on_phone, tell, samira, monkeypatch):
    on_phone("news")
    tell(samira, NOON)
    monkeypatch.setattr(clocks, "agree", lambda now: False)

    assert pushes.push_due(NOON) == 0


def test_when_time_is_up_the_rest_goes_in_the_next_round(on_phone, tell, samira, monkeypatch):
    on_phone("news")
    tell(samira, NOON)
    monkeypatch.setattr(pushes, "WITHIN", -1.0)
    first = pushes.push_due(NOON)
    monkeypatch.undo()
    monkeypatch.setattr(clocks, "agree", lambda now: True)

    assert (first, PushDevice.objects.due(NOON).count()) == (0, 1)


# --- When it goes wrong


@pytest.mark.parametrize("status", [404, 410])
def test_a_browser_that_is_gone_is_forgotten(on_phone, tell, service, samira, status):
    on_phone("news")
    tell(samira, NOON)
    service.status = status

    assert (pushes.push_due(NOON), PushDevice.objects.count(), UserSession.objects.count()) == (0, 0, 1)


@pytest.mark.parametrize("status", [400, 403, 429, 503])
def test_a_push_service_in_trouble_is_asked_again_later(on_phone, tell, service, phone, samira, status):
    on_phone("news")
    tell(samira, NOON)
    service.status = status
    first = pushes.push_due(NOON)
    service.status = 201
    too_soon, later = pushes.push_due(NOON + WAITS[0] - MINUTE / 2), pushes.push_due(NOON + WAITS[0])

    assert (first, too_soon, later, PushDevice.objects.get().tries) == (0, 0, 1, 0)


def test_a_push_service_that_is_away_for_good_is_given_up(on_phone, tell, service, samira):
    on_phone("news")
    tell(samira, NOON)
    service.close()
    PushDevice.objects.update(tries=len(WAITS))

    assert (pushes.push_due(NOON), PushDevice.objects.count()) == (0, 0)


def test_nobody_is_sent_on_to_another_address(on_phone, tell, service, samira):
    on_phone("news")
    tell(samira, NOON)
    service.status, service.to = 307, service.url + "/elsewhere"

    assert pushes.push_due(NOON) == 0
    assert [path for path, _headers, _body in service.got] == ["/phone"]


def test_what_another_sender_holds_is_left_until_its_lease_ends(on_phone, tell, samira):
    on_phone("news")
    tell(samira, NOON)
    PushDevice.objects.update(claimed_until=NOON + LEASE)

    assert (pushes.push_due(NOON), pushes.push_due(NOON + LEASE + MINUTE)) == (0, 1)


def test_a_sender_that_died_after_sending_sends_with_the_same_tag(on_phone, tell, service, phone, samira):
    on_phone("news")
    tell(samira, NOON)
    pushes.push_due(NOON)
    Push.objects.all().delete()  # as if it had not come so far
    pushes.push_due(NOON + MINUTE)

    assert [headers["topic"] for _path, headers, _body in service.got] == ["news", "news"]


def test_a_device_that_another_sender_took_meanwhile_is_left_to_it(on_phone, tell, service, samira):
    on_phone("news")
    tell(samira, NOON)
    device, took = PushDevice.objects.get(), []

    def another_sender(execute, sql, *rest):
        if sql.startswith("UPDATE") and PushDevice._meta.db_table in sql and not took:
            took.append(device.pk)
            PushDevice.objects.filter(pk=device.pk).update(claimed_until=NOON + LEASE)
        return execute(sql, *rest)

    with connection.execute_wrapper(another_sender):
        sent = pushes.push_due(NOON)

    assert (took, sent, service.got) == ([device.pk], 0, [])
