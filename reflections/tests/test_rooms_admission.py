"""Admission to a room: who may no longer look is out within five seconds, whatever token their screen holds (R30)."""

import datetime as dt

import pytest
from django.contrib.sessions.models import Session as BrowserSession
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from reflections.actions import guests
from reflections.live import admission, pings, questions, tokens
from reflections.models.rooms import GuestPass, Seat
from reflections.models.value_checks import Participant
from reflections.policy.rooms import may_stay
from reflections.tests.live import look_of, screen_token
from reflections.values import Phase

pytestmark = pytest.mark.django_db


class Clock:
    """Seconds that pass when a test says so."""

    def __init__(self):
        self.now = 1_000.0

    def monotonic(self):
        return self.now


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr(admission, "time", clock)
    return clock


@pytest.fixture
def screen(session, tina, signed_in):
    """`screen()`: the status when Tina's screen asks, and whether the view had to answer."""
    client = signed_in(tina)
    address = reverse("reflections:room_part", args=[session.check.public_id])
    token, tag = screen_token(session, tina, client), session.room.tag

    def ask():
        answer = client.get(address, headers={"x-room": token, "if-none-match": f'"{tag}"'})
        return answer.status_code, "X-Room" in answer.headers or answer.status_code != 304

    ask.browser = client.cookies["session"].value
    return ask


SHORT = (304, False)


def leave(how, session, tina, browser):
    if how == "membership":
        tina.memberships.update(ended_at=timezone.now())
    elif how == "invitation":
        Participant.objects.filter(person=tina).update(removed_at=timezone.now())
    elif how == "account":
        User.objects.filter(pk=tina.pk).update(is_active=False)
    elif how == "password":
        tina.set_password("een heel ander wachtwoord")
        tina.save()
    elif how == "signed out":
        BrowserSession.objects.filter(session_key=browser).delete()
    elif how == "session too old":
        BrowserSession.objects.filter(session_key=browser).update(expire_date=timezone.now() - dt.timedelta(hours=1))
    else:
        session.check.closed_at = timezone.now()
        session.check.save()


@pytest.mark.parametrize(
    "how", ["membership", "invitation", "account", "password", "signed out", "session too old", "the end"]
)
def test_a_screen_is_closed_two_seconds_after_its_reader_may_no_longer_look(session, tina, screen, clock, how):
    assert screen() == SHORT
    leave(how, session, tina, screen.browser)
    clock.now += admission.KEPT_FOR
    status, by_the_view = screen()

    assert (status in (302, 404, 410), by_the_view) == (True, True)
    assert admission.KEPT_FOR + 3 < 5  # a screen asks every three seconds at least (static/js/room.js)


def test_all_screens_of_a_room_are_looked_up_together(session, sam, tina, signed_in, clock, django_assert_num_queries):
    looks = [(look_of(session, person, client := signed_in(person)), client) for person in (sam, tina)]
    looks = [(look, client.cookies["session"].value) for look, client in looks]
    for look, browser in looks:
        assert admission.lets_in(look, browser)
    clock.now += admission.KEPT_FOR
    with django_assert_num_queries(2):  # who may, and whose browser is signed in
        assert [admission.lets_in(look, browser) for look, browser in looks * 5] == [True] * 10


def test_a_browser_that_no_longer_asks_is_forgotten(session, sam, tina, signed_in, clock):
    first, second = signed_in(sam), signed_in(tina)
    admission.lets_in(look_of(session, sam, first), first.cookies["session"].value)
    clock.now += admission.BROWSER_FOR
    admission.lets_in(look_of(session, tina, second), second.cookies["session"].value)

    assert list(admission._admissions[session.room.pk].browsers) == [second.cookies["session"].value]


def test_a_token_is_good_in_one_browser_and_one_room(session, sam, tina, signed_in):
    first, second = signed_in(tina), signed_in(sam)
    mine, theirs = first.cookies["session"].value, second.cookies["session"].value
    look = look_of(session, tina, first)

    assert admission.lets_in(look, mine)
    assert not admission.lets_in(look, theirs)
    assert not admission.lets_in(look, "")
    assert not admission.lets_in(tokens.Look(0, 1, tokens.ROOM, "nl", look.bond), mine)


def test_a_guest_is_let_in_until_the_pass_ends(session, tom, client, clock):
    session.go(tom, Phase.CHECK_IN)
    guest_pass = guests.invite(session.check, name="Gijs", by=tom)
    seat = guests.sit(guest_pass, name="Gijs")
    client.session.save()
    look = look_of(session, seat, client)
    browser = client.cookies["session"].value

    assert admission.lets_in(look, browser)
    GuestPass.objects.update(ended_at=timezone.now())
    clock.now += admission.KEPT_FOR
    assert not admission.lets_in(look, browser)


def test_signs_of_life_are_noted_every_few_seconds_for_all(session, tom, sam, tina, clock):
    first, again = admission.give_sign(look_of(session, tom)), admission.give_sign(look_of(session, sam))
    clock.now += admission.NOTED_EVERY

    assert (first, again) == ({session.number(tom)}, set())
    assert admission.give_sign(look_of(session, tina)) == {session.number(sam), session.number(tina)}
    assert admission.give_sign(tokens.Look(0, 1, tokens.ROOM, "nl", "")) == set()


def test_few_rooms_are_remembered(session, tina, signed_in, monkeypatch):
    monkeypatch.setattr(admission, "MOST_ROOMS", 1)
    client = signed_in(tina)
    browser = client.cookies["session"].value
    admission.lets_in(look_of(session, tina, client), browser)
    admission._admissions[0] = admission._admissions.pop(session.room.pk)

    assert admission.lets_in(look_of(session, tina, client), browser)
    assert list(admission._admissions) == [session.room.pk]


@pytest.mark.parametrize("end", ["nobody", "membership", "invitation", "account", "track", "the end"])
def test_who_is_admitted_is_who_may_stay_by_policy(session, tom, sam, tina, track, end):
    """One question for all against the rule for each."""
    if end == "track":
        track.ended_on = timezone.localdate() - dt.timedelta(days=1)
        track.save()
    elif end != "nobody":
        leave(end, session, tina, "")
    session.check.refresh_from_db()
    seats = Seat.objects.filter(value_check=session.check)
    may = {seat.number for seat in seats if may_stay(Seat.objects.get(pk=seat.pk), session.check)}

    assert set(questions.admitted(session.check.pk, session.check.team_id)) == may


def test_a_screen_gets_a_new_way_to_listen_with_its_token(session, tina, signed_in, settings):
    """Only from the view, after its rules: who may no longer look listens for some minutes at most (R30)."""
    settings.SIGNAL_URL = "/signals/"
    client, address = signed_in(tina), reverse("reflections:room_part", args=[session.check.public_id])

    token = client.get(address).headers["X-Signal"].removeprefix("/signals/?room=")
    leave("membership", session, tina, "")

    room, seconds = pings.room_of(token)
    assert (room, 0 < seconds <= pings.GOOD_FOR, pings.GOOD_FOR <= 600) == (str(session.check.public_id), True, True)
    assert "X-Signal" not in client.get(address).headers
