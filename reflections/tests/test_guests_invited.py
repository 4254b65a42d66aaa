"""Guests who are invited, before the room is open and while it is; and what two of them on one tablet send."""

import datetime as dt
import uuid

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.values import Refused
from partnerships.actions import mails
from partnerships.models.events import Event
from partnerships.models.notices import Mail, Notice
from reflections.actions import guests, rooms, value_checks
from reflections.models.rooms import GuestPass, Seat
from reflections.models.value_checks import ValueCheck
from reflections.policy.guests import MOST_EXPECTED, may_have_guests
from reflections.tests.live import text_of
from reflections.tests.planned import details
from reflections.values import CheckForm, MoveKind, Phase, SessionRole
from reflections.views import guests as views

pytestmark = pytest.mark.django_db


@pytest.fixture
def planned(team, tom, sam, tina, track):
    """A session of next week that Tina is to lead, with everybody of the team."""
    wanted = details(team, facilitator=tina, place="Teamkamer")
    return value_checks.plan(team, starts_at=timezone.now() + dt.timedelta(days=7), details=wanted, by=tom)


def page_of(check):
    return reverse("reflections:value_check_guests", args=[check.public_id])


@pytest.fixture
def invited(session, tom):
    return guests.invite(session.check, name="Gerda", by=tom)


def test_the_lead_invites_a_guest_before_the_room_is_open(planned, signed_in, tom, client):
    lead = signed_in(tom)
    assert "Gast uitnodigen" in text_of(lead.get(planned.get_absolute_url()))
    answer = lead.post(page_of(planned), {"name": " Gerda  Bos ", "once": uuid.uuid4()}, follow=True)

    made = GuestPass.objects.get()
    page = text_of(answer)
    assert (made.name, made.invited_by, made.seat) == ("Gerda Bos", tom, None)
    assert f'value="http://testserver{made.get_absolute_url()}"' in page
    assert ('class="qr"' in page, "mailto:?subject=" in page, made.own_url in page) == (True, True, False)
    assert "Gerda Bos" in text_of(lead.get(planned.get_absolute_url()))
    told = text_of(client.get(made.get_absolute_url()))
    assert all(word in told for word in ("Tom Visser nodigt je uit", "Teamkamer", "Ik kan niet", "In je agenda"))
    assert "Ik doe mee" not in told


def test_who_may_have_guests(planned, tom, sam, tina, otto):
    assert [bool(may_have_guests(one, planned)) for one in (tom, tina, sam, otto)] == [True, True, False, False]
    with pytest.raises(Refused, match="teamleider en de gespreksleider"):
        guests.invite(planned, name="Gerda", by=sam)
    value_checks.skip(planned, reason="Te druk", by=tom)
    with pytest.raises(Refused, match="al voorbij"):
        guests.invite(ValueCheck.objects.get(), name="Gerda", by=tom)


def test_where_nobody_comes_together_there_is_no_guest(planned, tom):
    last_on = planned.day + dt.timedelta(days=7)
    ValueCheck.objects.filter(pk=planned.pk).update(form=CheckForm.APART, last_on=last_on)
    with pytest.raises(Refused, match="niet samen"):
        guests.invite(ValueCheck.objects.get(), name="Gerda", by=tom)


def test_who_took_over_the_talk_invites_too(session, tom, sam):
    assert not may_have_guests(sam, session.check)
    session.do(tom, MoveKind.HAND_OVER, role=SessionRole.FACILITATOR, to=session.number(sam))

    assert may_have_guests(sam, session.check)


def test_a_guest_comes_in_with_a_name_only(session, client, invited):
    link = invited.get_absolute_url()
    assert 'value="Gerda"' in text_of(client.get(link))
    assert Seat.objects.count() == 3
    assert client.post(link, {"name": ""}).status_code == 200
    answer = client.post(link, {"name": "Gerda  Bos"}, follow=True)

    invited.refresh_from_db()
    assert "Gerda Bos (gast)" in text_of(answer)
    assert (invited.name, invited.seat.guest_name) == ("", "Gerda Bos")
    assert client.get(link).url == session.room.get_absolute_url()
    assert client.get(reverse("reflections:room_part", args=[session.check.public_id])).status_code == 200


def test_a_guest_who_cannot_come_says_so(planned, tom, client):
    made = guests.invite(planned, name="Gerda", email="gerda@elders.example", by=tom)

    assert "Jammer" in text_of(client.post(made.get_absolute_url(), {"away": "yes"}))
    assert GuestPass.objects.count() == 0
    assert client.get(made.get_absolute_url()).status_code == 404
    assert Event.objects.filter(kind="guest_stays_away", by=None).count() == 1
    assert [notice.person for notice in Notice.objects.filter(event__kind="guest_stays_away")] == [tom]
    mails.deliver()
    assert [letter.to for letter in mail.outbox if letter.to != [tom.email]] == []


def test_the_appointment_for_the_agenda_of_a_guest(planned, tom, client):
    made = guests.invite(planned, name="Gerda", by=tom)
    address = reverse("reflections:guest_calendar", args=[made.token])
    file = client.get(address)

    assert file["Content-Type"].startswith("text/calendar")
    assert made.get_absolute_url() in file.content.decode().replace("\r\n ", "")
    guests.withdraw(made, by=tom)
    assert [client.get(one).status_code for one in (address, "/guest/x/calendar/")] == [404, 404]


@pytest.fixture
def two(session, tom, client):
    """Gerda comes in, and then Bram with a link of his own on the same tablet: their links and seats."""
    links = {}
    for name in ("Gerda", "Bram"):
        links[name] = guests.invite(session.check, name=name, by=tom).get_absolute_url()
        client.post(links[name], {"name": name})
    return links, [Seat.objects.get(guest_name=name) for name in links]


def test_of_two_guests_on_one_tablet_the_last_who_came_in_sits_there(session, client, two):
    links, (gerda, bram) = two
    room, part = (reverse(f"reflections:{name}", args=[session.check.public_id]) for name in ("room", "room_part"))

    assert client.get(part).headers["X-Seat"] == str(bram.number)
    assert client.get(room).context["s"].number == bram.number
    assert bram.guest_pass.own_url in text_of(client.get(room))
    page = text_of(client.get(links["Gerda"]))
    assert ("Ik doe mee" in page, 'value="Gerda"' in page) == (True, True)
    assert client.get(part).headers["X-Seat"] == str(bram.number)  # looking changes nothing
    client.post(links["Gerda"])
    assert client.get(part).headers["X-Seat"] == str(gerda.number)
    assert [client.get(link).status_code for link in links.values()] == [302, 200]
    assert Seat.objects.filter(guest_pass__isnull=False).count() == 2


def test_what_a_guest_had_open_sends_nothing_in_the_name_of_the_next(session, client, two):
    _links, (gerda, bram) = two
    address, version = reverse("reflections:room_moves", args=[session.check.public_id]), session.room.version
    later = {"kind": "pass", "seat": bram.number, "id": uuid.uuid4(), "based_on": version}

    refused = client.post(address, later, headers={"X-Seat": str(gerda.number), "Accept": "application/json"})

    assert (refused.status_code, session.room.version) == (403, version)
    assert "nu iemand anders" in refused.json()["message"]
    assert refused.headers["Cache-Control"].count("no-store")
    own = client.post(address, later, headers={"X-Seat": str(bram.number), "Accept": "application/json"})
    assert "nu iemand anders" not in own.content.decode()


def test_a_guest_sees_this_room_and_nothing_else(session, client, invited):
    client.post(invited.get_absolute_url(), {"name": "Gerda"})
    check = session.check

    assert client.get(check.get_absolute_url()).status_code == 302  # the way in
    assert client.get(reverse("reflections:room_wall", args=[check.public_id])).status_code == 404
    assert client.get(page_of(check)).status_code == 302
    assert client.get(reverse("reflections:room", args=[uuid.uuid4()])).status_code == 302


def test_a_guest_plays_along(session, client, invited, tom, tina):
    client.post(invited.get_absolute_url(), {"name": "Gerda"})
    gerda = Seat.objects.get(guest_name="Gerda")
    session.tell(tom, gerda, tina, "Van buiten zie je meer.")
    address = reverse("reflections:room", args=[session.check.public_id])

    assert ("Jij vertelt" in text_of(client.get(address)), session.board.notes[0].story) == (True, gerda.number)
    for phase in (Phase.PREPARE, Phase.LOOK_BACK, Phase.HARVEST, Phase.ACTIONS):
        session.go(tom, phase)
        assert client.get(address).status_code == 200
    action = reverse("reflections:room_action", args=[session.check.public_id])
    assert client.post(action, {"text": "x"}).status_code == 403


def test_a_link_works_once_and_not_when_made_up(session, client, invited):
    link = invited.get_absolute_url()
    client.post(link, {"name": "Gerda"})
    other = Client()

    assert [other.get(address).status_code for address in (link, link[:-3] + "xx/", "/guest/nothing/")] == [404] * 3
    assert other.post(link, {"name": "Anna"}).status_code == 404


def test_whoever_guesses_links_too_often_waits(session, invited, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"pass_guess": "3/10m/ip"}
    guesser = Client(REMOTE_ADDR="192.0.2.49")
    made_up = ["/guest/a/", "/guest/own/b/", "/guest/own/c/erase/", "/guest/d/", "/guest/own/e/"]

    assert [guesser.get(address).status_code for address in made_up] == [404, 404, 404, 429, 429]
    assert guesser.get(invited.get_absolute_url()).status_code == 200  # who holds one is not held up


def test_a_visit_that_is_ended(session, client, invited, signed_in, tom):
    client.post(invited.get_absolute_url(), {"name": "Gerda"})
    withdraw = reverse("reflections:guest_withdraw", args=[session.check.public_id])
    lead = signed_in(tom)
    assert "doet mee" in text_of(lead.get(page_of(session.check)))
    assert lead.post(withdraw, {"guest": "no pass"}).status_code == 302
    lead.post(withdraw, {"guest": invited.public_id})

    over = client.get(session.room.get_absolute_url(), follow=True)
    assert "Dank je wel, Gerda" in text_of(over)
    assert client.get(reverse("reflections:room_part", args=[session.check.public_id])).status_code == 410
    moves = reverse("reflections:room_moves", args=[session.check.public_id])
    assert client.post(moves, {"kind": "pass", "id": uuid.uuid4(), "based_on": 9}).status_code == 403


def test_an_invitation_that_is_taken_back_is_gone(session, invited, tom, sam):
    with pytest.raises(Refused):
        guests.withdraw(invited, by=sam)
    guests.withdraw(invited, by=tom)

    assert GuestPass.objects.count() == 0


def test_twenty_guests_at_the_same_time(session, signed_in, tom):
    for number in range(MOST_EXPECTED):
        guests.invite(session.check, name=f"Gast {number}", by=tom)

    answer = signed_in(tom).post(page_of(session.check), {"name": "Nog een", "once": uuid.uuid4()})

    assert (answer.status_code, GuestPass.objects.count()) == (403, MOST_EXPECTED)


def test_a_pass_that_was_used_meanwhile_is_refused(session, client, invited, monkeypatch):
    def too_late(*args, **kwargs):
        raise Refused("te laat")

    monkeypatch.setattr(views.actions, "sit", too_late)

    assert client.post(invited.get_absolute_url(), {"name": "Gerda"}).status_code == 404


def test_a_guest_of_a_room_that_was_closed_unused_is_expected_again(session, client, invited, tom):
    client.post(invited.get_absolute_url(), {"name": "Gerda Bos"})
    guests.knock(session.check, name="Bram", key=uuid.uuid4())
    rooms.close_unused(session.check, by=tom)

    [left] = GuestPass.objects.all()
    assert (left.pk, left.name, left.seat) == (invited.pk, "Gerda Bos", None)
    assert "Tom Visser nodigt je uit" in text_of(client.get(invited.get_absolute_url()))


# --- By mail


def letters():
    mails.deliver()
    found, mail.outbox[:] = list(mail.outbox), []
    return found


def test_a_guest_by_mail(planned, signed_in, tom):
    sent = {"name": "Gerda", "email": "Gerda@Elders.example", "once": uuid.uuid4()}
    page = signed_in(tom).post(page_of(planned), sent, follow=True)
    made = GuestPass.objects.get()
    [letter] = letters()

    assert ("De mail is onderweg" in text_of(page), made.email) == (True, "gerda@elders.example")
    assert (letter.to, letter.subject) == (["gerda@elders.example"], "Uitnodiging voor een waardecheck")
    assert all(word in letter.body for word in ("Tom Visser", "Team Beuk", made.get_absolute_url()))


def test_a_guest_by_mail_is_told_of_another_day_and_of_none(planned, tom):
    guests.invite(planned, name="Gerda", email="gerda@elders.example", by=tom)
    guests.invite(planned, name="Bram", by=tom)
    letters()
    later = timezone.now() + dt.timedelta(days=9)
    value_checks.postpone(planned, starts_at=later, version=planned.plan_version, by=tom)
    [moved] = letters()
    planned.refresh_from_db()
    value_checks.skip(planned, reason="Te druk", by=tom)
    [off] = letters()

    assert "nodigt je uit" in moved.body
    assert "overgeslagen" in off.body


def test_a_mail_that_never_arrives_is_told_and_one_about_what_began_goes_nowhere(planned, signed_in, tom, client):
    made = guests.invite(planned, name="Gerda", email="gerda@elders.example", by=tom)
    Mail.objects.update(failed_at=timezone.now())
    assert "niet aangekomen" in text_of(signed_in(tom).get(page_of(planned)))
    Mail.objects.update(failed_at=None)
    rooms.open(planned, by=tom)

    assert (letters(), GuestPass.objects.get().email) == ([], "gerda@elders.example")
    client.post(made.get_absolute_url(), {"name": "Gerda"})
    assert GuestPass.objects.get().email == ""
