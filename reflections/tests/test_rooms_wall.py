"""The screen on the wall (domain.md §5.1, access.md R21): what it says in each part, and what never."""

import pytest
import qrcode
from django.urls import reverse

from accounts.values import today
from learningtracks.models.action_points import ActionPoint
from reflections.actions import guests, rooms
from reflections.tests.live import text_of
from reflections.values import PHASES, MoveKind, Phase
from werkplek.templatetags.qr import MARGIN, qr

pytestmark = [pytest.mark.django_db, pytest.mark.once("sqlite", "what the wall shows: its moves are made on both")]
IN_ROOM = [phase for phase in PHASES if phase != Phase.CLOSED]


@pytest.fixture
def wall(look_at, sam):
    """What stands on the wall, opened by Sam."""
    return lambda: text_of(look_at(sam, "room_wall"))


@pytest.fixture
def agreed(team, tom, session):
    """What the team still has to do."""
    return ActionPoint.objects.create(team=team, text="Elke vrijdag bellen.", owner=tom, due_on=today())


@pytest.mark.parametrize("phase", IN_ROOM)
def test_who_comes_late_finds_the_way_in_at_every_part(session, wall, tom, phase, settings):
    settings.SITE_URL = "https://leren.example"
    session.go(tom, phase)
    page = wall()

    drawing = str(qr(f"https://leren.example/join/?code={session.room.code}", "QR-code om mee te doen"))
    assert ("leren.example/join/" in page, session.room.code in page, drawing in page) == (True, True, True)


def test_the_code_is_the_address_in_the_squares_of_its_standard():
    made = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_M, border=MARGIN)
    made.add_data("https://leren.example/join/?code=bcdfgh")
    rows, drawing = made.get_matrix(), str(qr("https://leren.example/join/?code=bcdfgh", 'Een "code"'))

    strokes = [part.rstrip("z").replace("v1", "") for part in drawing.split('d="')[1].split('"')[0].split("M")[1:]]
    dark = set()
    for at, wide in (stroke.split("h")[:2] for stroke in strokes):
        x, y = map(int, at.split())
        dark |= {(x + step, y) for step in range(int(wide))}
    assert dark == {(x, y) for y, row in enumerate(rows) for x, module in enumerate(row) if module}
    assert (f'viewBox="0 0 {len(rows)} {len(rows)}"' in drawing, "Een &quot;code&quot;" in drawing) == (True, True)


def test_who_scans_the_code_of_the_wall_finds_it_filled_in(session, client):
    answer = client.get(f"{reverse('reflections:join')}?code={session.room.code}")

    assert f'value="{session.room.code}"' in text_of(answer)


def test_it_says_whose_turn_it_is_and_who_comes_next(session, wall, tom, sam, tina):
    session.go(tom, Phase.CHECK_IN)
    session.do(tom, MoveKind.SAID)
    assert wall().index("Nu aan de beurt") < wall().index("Sam de Vries") < wall().index("Tina Vos")
    for person in (sam, tina):
        session.do(person, MoveKind.SAID)

    assert ("Iedereen heeft een zin gezegd." in wall(), "Nu aan de beurt" in wall()) == (True, False)


def test_it_counts_who_is_still_to_come_and_who_is_ready_with_writing(session, wall, tom, sam):
    assert "Er zijn 3 deelnemers" in wall()
    session.go(tom, Phase.PREPARE)
    assert "klaar" not in wall()
    session.do(sam, MoveKind.SAID)

    assert "1 van de 3 is klaar" in wall()


def test_it_says_what_happens_in_which_minute_of_a_story(session, wall, tom, sam, tina):
    session.tell(tom, sam, tina)

    assert ("Nu vertelt Sam de Vries. Luister alleen." in wall(), "data-began" in wall()) == (True, True)


def test_it_looks_back_on_what_was_agreed(session, wall, tom, agreed):
    session.go(tom, Phase.LOOK_BACK)

    assert ("Elke vrijdag bellen." in wall(), "<strong>1</strong> open" in wall()) == (True, True)


def test_what_the_team_agreed_is_not_for_a_guest(session, wall, tom, agreed):
    guests.sit(guests.invite(session.check, name="Gerda", by=tom), name="Gerda")
    session.go(tom, Phase.LOOK_BACK)

    assert ("Elke vrijdag bellen." in wall(), "Er is een gast bij." in wall()) == (False, True)


def test_nothing_was_agreed_before(session, wall, tom):
    session.go(tom, Phase.LOOK_BACK)

    assert "Er zijn nog geen actiepunten om op terug te kijken." in wall()


def test_the_newest_words_stand_on_top_and_the_yes_of_a_teller_with_them(session, wall, tom, sam, tina):
    first, _second = session.tell(tom, sam, tina, "Eerst vragen.", "Dan pas doen.")
    assert wall().index("Dan pas doen.") < wall().index("Eerst vragen.")
    session.go(tom, Phase.HARVEST)
    session.do(sam, MoveKind.CONFIRM, notes=[first])

    assert ("1 van de 2 zinnen bevestigd" in wall(), wall().count('aria-label="klopt"')) == (True, 1)


def test_who_has_a_question_stands_on_it(session, wall, tom, sam, tina):
    session.tell(tom, sam, tina)
    assert "Daarna: Tom Visser" in " ".join(wall().split())
    session.do(tina, MoveKind.ASK)

    assert "Een vraag van Tina Vos" in " ".join(wall().split())


def test_nothing_of_who_opened_it_stands_on_it(session, look_at, signed_in, tom, sam):
    """Not the message of their last action, which comes on their own next page; no name, menu or bell."""
    session.go(tom, Phase.CHECK_OUT)
    address = reverse("reflections:room_end", args=[session.check.public_id])
    client = signed_in(tom)
    before = text_of(client.get(reverse("reflections:room_wall", args=[session.check.public_id])))
    client.post(address)
    after = text_of(client.get(reverse("reflections:room_wall", args=[session.check.public_id])))

    for page in (before, after):
        assert [word for word in ("<nav", "<button", "<form", '<a class="bar', tom.email) if word in page] == []
    assert ("Dank jullie wel" in after, "eigen notities" in after, "Tom" in after) == (True, False, False)
    assert "Kijk of je eigen notities kloppen." in text_of(client.get(session.check.get_absolute_url()))


def test_it_ends_with_thanks_in_figures(session, look_at, wall, tom, sam, tina):
    [note] = session.tell(tom, sam, tina, "Ik vraag nu eerst.")
    session.tell(tom, tina, sam, "Dit bleef onbevestigd.")
    session.do(sam, MoveKind.CONFIRM, notes=[note])
    session.go(tom, Phase.CHECK_OUT)
    session.do(tom, MoveKind.NEXT_DATE, on="2099-03-05")
    rooms.end(session.check, by=session.seat(tom))
    page = wall()

    assert "<strong>2</strong> verhalen" in page
    assert ("<strong>1</strong> zin in de oogst" in page, "5 maart 2099" in page) == (True, True)
    assert [word for word in ("Ik vraag nu eerst.", "Sam", "data-room", "join/") if word in page] == []
    assert look_at(sam, "room_wall", headers={"x-requested-with": "fetch"}).status_code == 410


def test_an_end_without_a_story_is_thanked_for_as_well(session, wall, tom):
    session.go(tom, Phase.CHECK_OUT)
    rooms.end(session.check, by=session.seat(tom))

    assert ("Dank jullie wel" in wall(), "wall__figures" in wall()) == (True, False)
