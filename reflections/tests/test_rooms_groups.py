"""Two groups in the story round, one harvest (domain.md §5.1): who sits where, what each sees, when all meet."""

import pytest
from django.test import Client
from django.urls import reverse

from conftest import join, make_person
from partnerships.values import Role
from reflections.actions import guests, rooms
from reflections.live.board import Board, fold
from reflections.models.stories import ValueStory
from reflections.tests.live import Session, refused, text_of
from reflections.values import MoveKind, Phase, SessionRole, ValueLevel
from reflections.views.rooms import part_scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def many_people(company, team):
    """Bram, Cora and Daan, who belong to Team Beuk too."""
    people = [make_person(name) for name in ("Bram Mol", "Cora Kuik", "Daan Smit")]
    for person in people:
        join(person, Role.TEAM_MEMBER, company, team=team)
    return people


@pytest.fixture
def session(team, tom, sam, tina, track, many_people):
    """Tom leads; seats 1 to 5 are those of Tom, Sam, Tina, Bram and Cora. Daan comes late."""
    bram, cora, _daan = many_people
    return Session(team, tom, sam, tina, bram, cora)


@pytest.fixture
def bram(many_people):
    return many_people[0]


@pytest.fixture
def cora(many_people):
    return many_people[1]


@pytest.fixture
def daan(many_people):
    return many_people[2]


@pytest.fixture
def two(session, tom):
    """Sam and Bram are the second group, which Sam leads; the stories have begun."""
    session.do(tom, MoveKind.GROUPS, second="2,4", leader=2)
    session.go(tom, Phase.STORIES)
    return session


def half(session, who) -> Board:
    return session.board.of(session.number(who))


def test_a_proposal_is_even_and_leaves_who_leads_where_they_are(session, look_at, tom, sam):
    page = text_of(look_at(tom))

    assert 'name="second" value="2,4"><input type="hidden" name="leader" value="2"' in page
    assert "Voorstel voor groepje 2:" in page
    assert "Maak twee groepjes" not in text_of(look_at(sam))


def test_guests_are_spread_over_both(session, tom, tina):
    for name in ("Gerda", "Gijs"):
        Client().post(guests.invite(session.check, name=name, by=tom).get_absolute_url(), {"name": name})
    scene = part_scene(session.room, session.seat(tom))

    assert sum(1 for one in scene.groups.proposal if one.seat.is_guest) == 1


def test_somebody_is_moved_until_the_stories_begin(session, tom, send):
    send(tom, MoveKind.GROUPS, second="2,4", leader=2)
    send(tom, MoveKind.GROUPS, second="2,3,4", leader=2)
    assert session.board.apart == [2, 3, 4]

    session.go(tom, Phase.STORIES)
    assert refused(session, tom, MoveKind.GROUPS, second="2,4") == "De verhalen zijn al begonnen."


@pytest.mark.parametrize(
    ("second", "leader", "why"),
    [
        ("2", 2, "Een groepje is met minstens twee mensen."),
        ("2,3,4,5", 2, "Een groepje is met minstens twee mensen."),
        ("2,9", 2, "Een groepje is met minstens twee mensen."),
        ("1,2", 2, "Wie het gesprek leidt, blijft in groepje 1."),
    ],
)
def test_what_is_no_group_is_refused(session, tom, second, leader, why):
    assert refused(session, tom, MoveKind.GROUPS, second=second, leader=leader) == why


def test_a_guest_does_not_lead_a_group(session, tom):
    Client().post(guests.invite(session.check, name="Gerda", by=tom).get_absolute_url(), {"name": "Gerda"})

    assert refused(session, tom, MoveKind.GROUPS, second="2,6", leader=6) == "Een gast kan het gesprek niet leiden."


def test_who_follows_makes_no_groups(session, sam):
    assert refused(session, sam, MoveKind.GROUPS, second="2,4") == "Alleen de gespreksleider kan dit."


def test_each_group_goes_at_its_own_pace(two, tom, sam, tina, bram):
    two.do(tom, MoveKind.TURN, to=3)
    two.do(sam, MoveKind.TURN, to=4)
    two.do(sam, MoveKind.CLAIM, role=SessionRole.SCRIBE)
    two.do(tina, MoveKind.TITLE, title="Van Tina")
    two.do(sam, MoveKind.NOTE, story=4, level=ValueLevel.APPLIED, text="Bram belt eerst.")
    two.do(sam, MoveKind.TURN, to=0)

    first, second = half(two, tom), half(two, bram)
    assert (first.teller, first.told, first.scribe, first.facilitator) == (3, [], 0, 1)
    assert (second.teller, second.told, second.scribe, second.facilitator) == (0, [4], 2, 2)


@pytest.mark.parametrize(
    ("kind", "sent"),
    [(MoveKind.TURN, {"to": 4}), (MoveKind.LATER, {"seat": 4}), (MoveKind.HAND_OVER, {"role": "scribe", "to": 4})],
)
def test_who_leads_one_group_moves_nobody_in_the_other(two, tom, kind, sent):
    before = half(two, two.check.seats.get(number=4))
    two.do(tom, kind, **sent)

    after = half(two, two.check.seats.get(number=4))
    assert (after.teller, after.order, after.scribe) == (before.teller, before.order, before.scribe)
    assert half(two, tom).teller == 0


def test_no_word_of_the_other_group_is_seen_before_the_harvest(two, tom, sam, bram, look_at, signed_in):
    two.do(sam, MoveKind.TURN, to=4)
    two.do(bram, MoveKind.TITLE, title="Kanarietitel")
    two.do(sam, MoveKind.NOTE, story=4, level=ValueLevel.APPLIED, text="Kanarienotitie.")
    stale = signed_in(tom).post(
        reverse("reflections:room_moves", args=[two.check.public_id]),
        {"kind": "turn", "to": 3, "based_on": 1, "id": "b7a7e7f0-0000-4000-8000-000000000000"},
        headers={"accept": "application/json"},
    )
    pages = [look_at(tom), look_at(tom, "room_part"), look_at(tom, "room_wall"), stale]
    pages.append(signed_in(tom).get(f"{two.room.get_absolute_url()}?look=board"))

    assert (stale.status_code, "board" in stale.json()) == (409, True)
    for page in map(text_of, pages):
        assert ("Kanarietitel" in page, "Kanarienotitie" in page) == (False, False)
    assert "Kanarietitel" in text_of(look_at(bram))
    assert refused(two, tom, MoveKind.NOTE, story=4, level=ValueLevel.APPLIED, text="x") == (
        "Notities horen bij een verhaal."
    )

    two.do(sam, MoveKind.PHASE, to=Phase.HARVEST)
    two.do(tom, MoveKind.PHASE, to=Phase.HARVEST)
    assert "Kanarienotitie" in text_of(look_at(tom))


def test_who_listens_sees_the_own_group(two, tom, sam, tina, bram, look_at):
    """Parts that are made once for all who listen are made once a group."""
    two.do(tom, MoveKind.TURN, to=1)
    two.do(sam, MoveKind.TURN, to=2)
    of_tina, of_bram = text_of(look_at(tina, "room_part")), text_of(look_at(bram, "room_part"))

    assert ("Jij zit in groepje 1" in of_tina, "Jij zit in groepje 2" in of_bram) == (True, True)
    assert "Nu vertelt Sam" in " ".join(of_tina.split())


def test_the_harvest_begins_when_both_are_done(two, tom, sam, bram, look_at):
    two.do(sam, MoveKind.TURN, to=4)
    two.do(sam, MoveKind.PHASE, to=Phase.HARVEST)
    assert (two.board.phase, half(two, bram).is_done, half(two, tom).is_done) == (Phase.STORIES, True, False)
    assert "Jullie groepje is klaar." in text_of(look_at(bram))
    assert "Klaar met vertellen." in text_of(look_at(tom))

    two.do(tom, MoveKind.PHASE, to=Phase.HARVEST)
    board = two.board
    assert (board.phase, board.facilitator, board.told, board.other, board.apart) == (Phase.HARVEST, 1, [4], {}, [])
    assert Board.load(board.dump()) == fold(rooms.moves_of(two.check))
    assert ValueStory.objects.filter(value_check=two.check).count() == 1


def test_a_group_that_is_done_may_tell_one_more(two, sam):
    two.do(sam, MoveKind.PHASE, to=Phase.HARVEST)
    two.do(sam, MoveKind.TURN, to=4)

    assert half(two, sam).is_done is False


def test_a_group_takes_back_its_own_last_step(two, tom, sam):
    two.do(tom, MoveKind.TURN, to=3)
    two.do(sam, MoveKind.TURN, to=4)
    two.do(tom, MoveKind.UNDO, number=half(two, tom).flow[-1])

    assert (half(two, tom).teller, half(two, sam).teller) == (0, 4)


def test_the_start_of_the_harvest_can_be_taken_back(two, tom, sam):
    two.do(sam, MoveKind.PHASE, to=Phase.HARVEST)
    two.do(tom, MoveKind.PHASE, to=Phase.HARVEST)
    two.do(tom, MoveKind.UNDO, number=two.board.flow[-1])

    assert (two.board.phase, half(two, sam).is_done, half(two, tom).is_done) == (Phase.STORIES, True, False)


def test_a_late_comer_sits_in_the_smaller_group_and_tells_there(two, daan):
    rooms.enter(two.check, by=daan)

    assert (two.board.apart, half(two, daan).order[-1], half(two, daan).facilitator) == ([2, 4, 6], 6, 2)


def test_a_group_without_a_leader_goes_on_by_anybody(session, tom, bram, sam, look_at):
    session.do(tom, MoveKind.GROUPS, second="2,4", leader=0)
    session.go(tom, Phase.STORIES)
    assert "Lees dit samen" in text_of(look_at(bram))

    session.do(bram, MoveKind.TURN, to=2)
    session.do(sam, MoveKind.PHASE, to=Phase.HARVEST)
    assert half(session, bram).is_done


def test_who_took_over_before_the_stories_leads_the_first_group(session, tom, sam):
    session.do(tom, MoveKind.GROUPS, second="2,4", leader=2)
    session.do(tom, MoveKind.HAND_OVER, role=SessionRole.FACILITATOR, to=2)
    session.go(sam, Phase.STORIES)

    assert (session.board.facilitator, session.board.apart, session.board.other["facilitator"]) == (2, [1, 3, 5], 0)


def test_groups_come_together_again_with_all_they_had(two, tom, sam, bram, cora):
    two.do(tom, MoveKind.TURN, to=3)
    two.do(sam, MoveKind.TURN, to=4)
    two.do(bram, MoveKind.TITLE, title="Van Bram")
    assert refused(two, tom, MoveKind.PHASE, to=Phase.PREPARE) == "Breng eerst de groepjes bij elkaar."
    two.do(sam, MoveKind.GROUPS)

    board = two.board
    assert (board.phase, board.facilitator, board.teller, board.told) == (Phase.STORIES, 1, 3, [4])
    assert (sorted(board.order), [story.title for story in board.stories]) == ([1, 2, 5], ["", "Van Bram"])


def test_the_wall_shows_who_tells_in_each_group(two, tom, sam, look_at):
    two.do(sam, MoveKind.TURN, to=4)
    page = text_of(look_at(tom, "room_wall"))

    assert all(part in page for part in ("Groepje 1", "Groepje 2", "Bram Mol", "Wie vertelt?"))


def test_making_groups_is_coming_in(session, tom):
    """Nothing was said yet: the room closes without trace."""
    session.do(tom, MoveKind.GROUPS, second="2,4", leader=2)
    rooms.close_unused(session.check, by=tom)

    assert session.check.seats.count() == 0
