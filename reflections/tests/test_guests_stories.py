"""What a guest finds afterwards by the own link: thanks, the own story, to change, withdraw or erase."""

import datetime as dt
import uuid

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.values import Refused
from partnerships.models.events import Event
from reflections.actions import guests, retention, rooms, stories
from reflections.models.rooms import GuestPass, Seat
from reflections.models.stories import CheckOutWord, StoryNote, ValueStory
from reflections.models.value_checks import ValueCheck
from reflections.tests.live import text_of
from reflections.values import MoveKind, Phase, ValueLevel

pytestmark = pytest.mark.django_db


@pytest.fixture
def live(session, tom, tina, client):
    """Gerda came in with this browser and told; Tina wrote two notes."""
    made = guests.invite(session.check, name="Gerda", by=tom)
    client.post(made.get_absolute_url(), {"name": "Gerda"})
    gerda = Seat.objects.get(guest_name="Gerda")
    session.tell(tom, gerda, tina, "Van buiten zie je meer.", "Ik bel nu eerst.", title="De klant aan tafel")
    session.go(tom, Phase.CHECK_OUT)
    session.do(gerda, MoveKind.WORD, text="warm")
    return session


@pytest.fixture
def told(live, tom):
    rooms.end(live.check, by=live.seat(tom))
    return GuestPass.objects.select_related("value_check", "seat").get()


def way(name, found, *more):
    return reverse(f"reflections:{name}", args=[found.own_token, *more])


def story_of(found):
    return ValueStory.objects.get(seat=found.seat)


def test_a_warm_farewell_with_the_own_story_and_its_link(live, told, client):
    page = text_of(client.get(live.room.get_absolute_url(), follow=True))

    assert all(word in page for word in ("Dank je wel, Gerda", "De klant aan tafel", "Van buiten zie je meer."))
    assert f'value="http://testserver{told.own_url}"' in page
    assert ('class="qr"' in page, "2 notities zijn nog niet bevestigd" in page) == (True, True)
    answer = Client().get(told.own_url)  # any browser: the link is the right
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    assert "noindex" in answer.headers["X-Robots-Tag"]


def test_who_invited_cannot_open_the_story_of_the_guest(told, signed_in, tom):
    lead, invitation = signed_in(tom), told.get_absolute_url()

    assert (lead.get(invitation).status_code, invitation.split("/")[2] in told.own_url) == (404, False)
    borrowed = reverse("reflections:guest_own", args=[told.token])
    assert lead.get(borrowed).status_code == 404


def test_a_guest_says_yes_to_the_notes(told, client):
    version = story_of(told).version
    client.post(way("guest_story_confirm", told), {"version": version})

    assert StoryNote.objects.confirmed().count() == 2
    again = client.post(way("guest_story_confirm", told), {"version": version}, follow=True)
    assert "nieuwe versie" in text_of(again)


def test_a_guest_changes_title_and_notes(told, client):
    story, note = story_of(told), StoryNote.objects.first()
    assert client.get(way("guest_story_change", told)).status_code == 200
    client.post(way("guest_story_change", told), {"title": "Aan tafel", "version": story.version})
    page = client.get(way("guest_note", told, note.public_id))
    sent = {"text": "Samen zie je meer.", "level": ValueLevel.REFRAMING, "version": story.version + 1}
    client.post(way("guest_note", told, note.public_id), sent)
    note.refresh_from_db()

    assert "Van buiten zie je meer." in text_of(page)
    assert (story_of(told).title, note.text, note.level) == ("Aan tafel", "Samen zie je meer.", ValueLevel.REFRAMING)
    assert note.confirmed_at is not None
    assert client.post(way("guest_note", told, note.public_id), sent).url == told.own_url  # a second click


def test_two_screens_of_one_guest_keep_both_texts(told, client):
    note, version = StoryNote.objects.first(), story_of(told).version
    address = way("guest_note", told, note.public_id)
    first, second = ({"text": text, "level": note.level, "version": version} for text in ("Eerste.", "Tweede."))
    client.post(address, first)
    answer = client.post(address, second)

    assert (answer.status_code, StoryNote.objects.first().text) == (409, "Eerste.")
    assert ("Eerste." in text_of(answer), "Tweede." in text_of(answer)) == (True, True)
    assert client.post(way("guest_story_change", told), {"title": "Anders", "version": 1}).status_code == 409


def test_a_guest_removes_a_note(told, client):
    note = StoryNote.objects.first()
    address = way("guest_note_remove", told, note.public_id)
    client.post(address, {"version": story_of(told).version})

    assert (StoryNote.objects.standing().count(), StoryNote.objects.get(pk=note.pk).text) == (1, "")
    assert client.post(address, {"version": 9}).url == told.own_url
    assert client.get(way("guest_note", told, note.public_id)).status_code == 404


def test_a_guest_withdraws_and_still_reads(told, client, sam, signed_in):
    story = story_of(told)
    address = way("guest_story_withdraw", told)
    assert signed_in(sam).get(story.get_absolute_url()).status_code == 200
    assert "Niemand anders leest het nog" in text_of(client.get(address))
    page = text_of(client.post(address, follow=True))

    assert ("Je hebt dit verhaal ingetrokken" in page, "De klant aan tafel" in page) == (True, True)
    assert signed_in(sam).get(story.get_absolute_url()).status_code == 404
    assert client.post(address).status_code == 302
    assert Event.objects.filter(kind="value_story_withdrawn", by=None).count() == 1


def test_nobody_else_holds_the_story_of_a_guest(told, session, tom, sam):
    story = story_of(told)
    for stranger in (tom, sam, session.seat(sam)):
        with pytest.raises(Refused, match="iemand anders"):
            stories.withdraw(story, by=stranger)
    guests.withdraw(told, by=tom) if told.ended_at is None else None
    assert Client().get(told.own_url).status_code == 200


def test_nothing_of_the_story_opens_before_the_session_is_over(live, client):
    found = GuestPass.objects.get()
    note = StoryNote.objects.first()
    closed = ["guest_story_change", "guest_story_withdraw", "guest_erase"]

    assert [client.get(way(name, found)).status_code for name in closed] == [404] * 3
    assert client.get(way("guest_note", found, note.public_id)).status_code == 404
    with pytest.raises(Refused, match="nog bezig"):
        guests.erase(found)


def test_a_tablet_that_died_is_no_end(live, client):
    found = GuestPass.objects.get()
    assert client.get(found.own_url).url == live.room.get_absolute_url()
    phone = Client()
    assert "Je plek is er nog" in text_of(phone.get(found.own_url))
    phone.post(found.own_url)

    assert "Gerda (gast)" in text_of(phone.get(live.room.get_absolute_url()))


def test_a_visit_that_was_ended_keeps_the_story(live, tom):
    found = GuestPass.objects.get()
    guests.withdraw(found, by=tom)
    assert "Het gesprek gaat nog even door" in text_of(Client().get(found.own_url))
    rooms.end(live.check, by=live.seat(tom))

    assert "De klant aan tafel" in text_of(Client().get(found.own_url))


def test_who_only_listened_is_thanked_too(session, tom, client):
    made = guests.invite(session.check, name="Bram", by=tom)
    client.post(made.get_absolute_url(), {"name": "Bram"})
    session.go(tom, Phase.CHECK_OUT)
    rooms.end(session.check, by=session.seat(tom))
    made.refresh_from_db()

    assert "Je hebt geluisterd" in text_of(client.get(made.get_absolute_url(), follow=True))
    assert client.get(way("guest_story_change", made)).status_code == 404


def test_a_shared_device_forgets_a_guest(live, told, client):
    assert "Klaar op dit apparaat" in text_of(client.get(told.own_url))
    client.post(told.own_url)

    assert client.get(live.room.get_absolute_url()).status_code == 302
    assert "Klaar op dit apparaat" not in text_of(client.get(told.own_url))


def test_a_guest_erases_everything(live, told, client, sam):
    heard = Event.objects.filter(trail=story_of(told).trail)
    stories.confirm(story_of(told), version=1, by=told.seat)
    assert heard.count() == 1
    assert "Alles verwijderen" in text_of(client.get(way("guest_erase", told)))
    assert "Alles is verwijderd" in text_of(client.post(way("guest_erase", told)))

    left = [model.objects.count() for model in (GuestPass, ValueStory, StoryNote, CheckOutWord)]
    assert (left, Seat.objects.filter(guest_name="Gerda").count(), heard.count()) == ([0, 0, 0, 0], 0, 0)
    assert [client.get(one).status_code for one in (told.own_url, way("guest_erase", told))] == [404, 404]


def test_an_invitation_erases_itself_when_nobody_used_it(session, tom):
    made = guests.invite(session.check, name="Gerda", by=tom)
    guests.erase(made)

    assert GuestPass.objects.count() == 0


@pytest.mark.parametrize(
    ("change", "left"),
    [
        ({"closed_at": -1}, 1),
        ({"closed_at": -3}, 0),
        ({"skipped_at": -3}, 0),
        ({"starts_at": -13, "opened_at": None}, 1),
        ({"starts_at": -15, "opened_at": None}, 0),
    ],
)
def test_what_nobody_used_goes_by_itself(session, tom, change, left):
    guests.invite(session.check, name="Gerda", email="gerda@elders.example", by=tom)
    now = timezone.now()
    facts = {name: days and now + dt.timedelta(days=days) for name, days in change.items()}
    reason = {"skip_reason": "Te druk"} if "skipped_at" in facts else {}
    ValueCheck.objects.filter(pk=session.check.pk).update(**facts, **reason)

    retention.guests(now)

    assert GuestPass.objects.count() == left


def test_a_guest_who_sat_stays_until_the_session_is_forgotten(told):
    retention.guests(timezone.now() + dt.timedelta(days=30))
    assert Client().get(told.own_url).status_code == 200
    retention.sessions(timezone.now() + dt.timedelta(days=800))

    assert (GuestPass.objects.count(), Client().get(told.own_url).status_code) == (0, 404)


def test_a_made_up_note_or_link_is_nothing(told, client):
    assert client.get(way("guest_note", told, uuid.uuid4())).status_code == 404
    assert client.get("/guest/own/nothing/change/").status_code == 404
