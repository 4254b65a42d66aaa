"""What a team agreed is kept up in the room: by whose it is, and by who leads (domain.md §5.1)."""

import datetime as dt
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.values import Refused, today
from learningtracks.actions import action_points
from learningtracks.models.action_points import ActionPoint
from learningtracks.values.actions import ActionStatus
from partnerships.models.notices import Notice
from reflections.actions import agreed, guests, rooms
from reflections.models.rooms import SessionMove, points_to_look_back_on
from reflections.tests.live import text_of
from reflections.values import MoveKind, Phase

pytestmark = pytest.mark.django_db
DUE = today() + dt.timedelta(days=9)


@pytest.fixture
def point(team, tina, track):
    return action_points.make(team, by=tina, text="Elke familie bellen", owner=tina, due_on=DUE)


@pytest.fixture
def looking(session, tom, point):
    """The group looks back on one action point of Tina."""
    session.go(tom, Phase.LOOK_BACK)
    return session


def facts(point, **changes):
    stored = {"status": point.status, "words": "", "owner": point.owner, "due_on": point.due_on}
    return stored | {"version": point.version} | changes


def say(session, who, point, key=None, **changes):
    sent = facts(point, **changes)
    return agreed.look_back(session.check, point, client_id=key or uuid.uuid4(), by=session.seat(who), **sent)


def sent(point, **changes):
    """The fields of the form."""
    fields = facts(point, **changes)
    fields |= {"owner": fields["owner"].public_id, "kind": "mend", "id": uuid.uuid4()}
    return fields


def send(client, session, point, **more):
    address = reverse("reflections:room_mend", args=[session.check.public_id, point.public_id])
    return client.post(address, sent(point, **more))


def page_of(client, session):
    return client.get(session.room.get_absolute_url())


@pytest.mark.parametrize(
    ("status", "words", "result", "reason"),
    [
        (ActionStatus.BUSY, "", "", ""),
        (ActionStatus.BUSY, "De helft is gebeld", "De helft is gebeld", ""),
        (ActionStatus.DONE, "Elf families gebeld", "Elf families gebeld", ""),
        (ActionStatus.STOPPED, "Geen tijd", "", "Geen tijd"),
    ],
)
def test_its_owner_says_how_it_goes(looking, tina, point, status, words, result, reason):
    version = looking.room.version
    say(looking, tina, point, status=status, words=words)

    point.refresh_from_db()
    assert (point.status, point.result, point.stop_reason) == (status, result, reason)
    assert looking.room.version == version + 1  # the screens of the others are told


def test_who_leads_does_it_for_somebody_else_with_another_owner_and_another_day(looking, tom, sam, point):
    day = today() + dt.timedelta(days=30)
    say(looking, tom, point, status=ActionStatus.BUSY, owner=sam, due_on=day)

    point.refresh_from_db()
    assert (point.owner, point.due_on, point.status) == (sam, day, ActionStatus.BUSY)
    assert Notice.objects.filter(person=sam, event__kind="action_point_given").count() == 1


def test_who_leads_is_whoever_leads_in_the_room(looking, tom, sam, tina, point):
    with pytest.raises(Refused, match="Alleen de eigenaar"):
        say(looking, sam, point, status=ActionStatus.BUSY)
    looking.do(tom, MoveKind.HAND_OVER, role="facilitator", to=looking.number(sam))

    say(looking, sam, point, status=ActionStatus.BUSY)
    point.refresh_from_db()
    assert point.status == ActionStatus.BUSY


def test_a_guest_mends_nothing_and_reads_none(looking, tom, point, client):
    gerda = guests.sit(guests.invite(looking.check, name="Gerda", by=tom), name="Gerda")

    with pytest.raises(Refused, match="Een gast past geen actiepunt aan"):
        agreed.look_back(looking.check, point, client_id=uuid.uuid4(), by=gerda, **facts(point))


def test_a_slip_is_mended(looking, tina, point):
    say(looking, tina, point, status=ActionStatus.STOPPED, words="Verkeerd gedrukt")
    for status in (ActionStatus.BUSY, ActionStatus.OPEN):
        point.refresh_from_db()
        say(looking, tina, point, status=status)

    point.refresh_from_db()
    assert (point.status, point.stopped_at, point.started_at) == (ActionStatus.OPEN, None, None)


def test_two_people_at_once_the_second_reads_that_there_is_a_newer_version(looking, tom, tina, point, signed_in):
    say(looking, tina, point, status=ActionStatus.DONE, words="Klaar, zegt Tina")
    answer = send(signed_in(tom), looking, point, status="stopped", words="Gestopt, zegt Tom")
    page = text_of(answer)

    assert answer.status_code == 409
    assert [words in page for words in ("Er is een nieuwe versie", "Klaar, zegt Tina", "Gestopt, zegt Tom")] == [
        True
    ] * 3
    assert ActionPoint.objects.get().status == ActionStatus.DONE


def test_the_same_id_does_it_once(looking, tina, point):
    key = uuid.uuid4()
    first = say(looking, tina, point, key=key, status=ActionStatus.BUSY)
    again = say(looking, tina, point, key=key, status=ActionStatus.BUSY)

    assert (again.again, again.number, ActionPoint.objects.get().version) == (True, first.number, 2)


def test_its_words_stay_out_of_the_room(looking, tina, point):
    say(looking, tina, point, status=ActionStatus.DONE, words="Iets van thuis")

    assert "thuis" not in str([move.payload for move in rooms.moves_of(looking.check)])
    assert SessionMove.objects.filter(kind=MoveKind.MEND).count() == 1


def test_what_was_settled_today_stays_in_the_look_back(looking, tina, point):
    say(looking, tina, point, status=ActionStatus.DONE, words="Gelukt")

    assert list(points_to_look_back_on(looking.check)) == [point]
    ActionPoint.objects.update(finished_at=timezone.now() - dt.timedelta(days=2))
    assert list(points_to_look_back_on(looking.check)) == []


def test_before_the_look_back_nothing_is_mended(session, tina, point):
    with pytest.raises(Refused, match="vanaf het terugkijken"):
        say(session, tina, point, status=ActionStatus.BUSY)


# --- On the screen ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("who", "mends"), [("tina", True), ("tom", True), ("sam", False)])
def test_only_who_mends_it_has_a_form(looking, point, signed_in, request, who, mends):
    page = text_of(page_of(signed_in(request.getfixturevalue(who)), looking))

    assert ("Elke familie bellen" in page, "Bijwerken" in page) == (True, mends)


def test_by_form_it_comes_back_to_the_room(looking, tina, point, signed_in):
    browser = signed_in(tina)
    answer = send(browser, looking, point, status="done", words="Elf families gebeld")

    assert (answer.status_code, answer.url) == (302, looking.room.get_absolute_url())
    assert "Elf families gebeld" in text_of(page_of(browser, looking))


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"status": "done"}, "Schrijf op wat het heeft opgeleverd"),
        ({"status": "stopped", "words": " "}, "of waarom jullie stoppen"),
        ({"status": "stopped", "words": "x" * 301}, "hoogstens 300 tekens"),
        ({"status": "gone"}, "gone"),
        ({"due_on": "gisteren"}, "Vul een datum in"),
        ({"due_on": today() - dt.timedelta(days=1)}, "Kies een dag vanaf vandaag"),
    ],
)
def test_what_is_not_complete_is_said_at_the_field(looking, tina, point, signed_in, change, complaint):
    answer = send(signed_in(tina), looking, point, **change)
    page = text_of(answer)

    assert (answer.status_code, complaint in page) == (400, True)
    assert page.index("errors-title") < page.index('class="room__more" open') < page.rindex(complaint)


def test_a_day_that_passed_may_stay(looking, tina, point):
    ActionPoint.objects.update(due_on=today() - dt.timedelta(days=3))
    point.refresh_from_db()
    say(looking, tina, point, status=ActionStatus.BUSY)

    assert ActionPoint.objects.get().status == ActionStatus.BUSY


def test_what_was_agreed_today_is_mended_in_the_room(session, tom, sam, signed_in):
    session.go(tom, Phase.ACTIONS)
    wanted = {"text": "Belen", "owner": sam, "due_on": DUE, "how_noticed": ""}
    agreed.make(session.check, **wanted, client_id=uuid.uuid4(), by=session.seat(tom))
    point = ActionPoint.objects.get()
    browser = signed_in(sam)
    assert "Aanpassen" in text_of(page_of(browser, session))

    answer = send(browser, session, point, text="Families bellen", how_noticed="Ze kennen ons")

    point.refresh_from_db()
    assert (answer.status_code, point.text, point.how_noticed) == (302, "Families bellen", "Ze kennen ons")
    assert session.board.actions == 1


def test_what_was_settled_long_ago_is_not_in_this_room(looking, tom, team, signed_in):
    earlier = action_points.make(team, by=tom, text="x", owner=tom, due_on=DUE)
    settled = {"finished_at": timezone.now() - dt.timedelta(days=3), "result": "Lang geleden"}
    ActionPoint.objects.filter(pk=earlier.pk).update(**settled)

    assert send(signed_in(tom), looking, earlier, status="busy").status_code == 404


def test_the_forms_of_thirty_cost_as_much_as_of_one(looking, team, tom, signed_in, point, django_assert_num_queries):
    browser = signed_in(tom)
    page_of(browser, looking)
    with CaptureQueriesContext(connection) as with_one:
        page_of(browser, looking)
    for count in range(29):
        action_points.make(team, by=tom, text=f"Punt {count}", owner=tom, due_on=DUE)
    with django_assert_num_queries(len(with_one)):
        assert text_of(page_of(browser, looking)).count("Bijwerken") == 30
