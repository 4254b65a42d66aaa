"""The pages of a partnership conversation. Nothing of another party leaves the server before everything opens."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.values import today
from learningtracks.actions import partnership_conversations as actions
from learningtracks.models.action_points import ActionPoint
from learningtracks.models.partnership_conversations import PartnershipConversation, PartnershipSheet

pytestmark = pytest.mark.django_db
SOON = today() + dt.timedelta(days=14)
OF_SCHOOL = {f"p{number}": f"kanarieschool{number} & co" for number in (1, 2, 3, 4)}
OF_COMPANY = {f"p{number}": f"kanariezorg{number}" for number in (1, 2, 3, 4)}


def page(name, thing, *more):
    return reverse(f"learningtracks:{name}", args=[thing.public_id, *more])


def write_page(talk, side):
    return page("partnership_conversation_write", talk, side.public_id)


@pytest.fixture
def talk(partnership, karima, nora, samira, sam):
    return actions.begin(partnership, until_on=SOON, content="praatplaat@1", by=karima)


@pytest.fixture
def opened(talk, school, company, karima, nora):
    actions.write(talk, side=school, answers=OF_SCHOOL, ready=True, version=0, by=karima)
    actions.write(talk, side=company, answers=OF_COMPANY, ready=True, version=0, by=nora)
    talk.refresh_from_db()
    return talk


def everywhere(client, talk, partnership, *sides):
    """Every raw answer that could hold something of this conversation: head and body of pages, refusals, exports."""
    names = ("conversation", "conversation_open", "conversation_agree")
    addresses = [page(f"partnership_{name}", talk) for name in names] + [write_page(talk, side) for side in sides]
    addresses += [
        page("partnership_conversations", partnership),
        page("partnership_conversation_new", partnership),
        page("partnership_action_points", partnership),
        f"{page('partnership_action_point_new', partnership)}?from={talk.public_id}",
        partnership.get_absolute_url(),
        reverse("partnerships:partnership_history", args=[partnership.public_id]),
        reverse("partnerships:notices"),
        reverse("queue"),
        reverse("home"),
        reverse("my_data"),
        reverse("my_data_json"),
        reverse("my_data_html"),
    ]
    answers = [client.get(address, follow=True) for address in addresses]
    answers += [client.post(write_page(talk, side), {"version": 0, "p1": "Ik"}) for side in sides]
    return b"".join(answer.serialize() if hasattr(answer, "serialize") else answer.content for answer in answers)


def test_two_parties_write_and_nothing_of_the_other_leaves_before_opening(
    signed_in, talk, partnership, school, company, karima, nora, samira, sam
):
    teacher, coordinator = signed_in(karima), signed_in(nora)
    teacher.post(write_page(talk, school), OF_SCHOOL | {"version": 0})  # half, for later
    for again in (0, 1):
        if again:
            teacher.post(write_page(talk, school), OF_SCHOOL | {"version": 1, "ready": "1"})
        for person in (nora, samira):
            raw = everywhere(signed_in(person), talk, partnership, school)
            assert (b"kanarieschool" in raw, b"Jullie zijn klaar" in raw) == (False, False)
    assert b"kanarieschool4 &amp; co" in everywhere(signed_in(sam), talk, partnership)  # the own party reads along

    coordinator.post(write_page(talk, company), OF_COMPANY | {"version": 0, "ready": "1"})

    for client in (teacher, coordinator, signed_in(sam)):
        seen = client.get(talk.get_absolute_url()).content.decode()
        assert [f"kanarieschool{number} &amp; co" in seen for number in (1, 2, 3, 4)] == [True] * 4
        assert [f"kanariezorg{number}" in seen for number in (1, 2, 3, 4)] == [True] * 4


def test_a_page_is_the_same_whatever_the_other_side_wrote(signed_in, talk, school, company, karima, nora):
    """No text, no count, no sign that there is something: not in the length of a page either."""
    client = signed_in(nora)
    addresses = [talk.get_absolute_url(), write_page(talk, company)]

    def look():
        return [len(client.get(address).content) for address in addresses]

    look()
    before = look()
    actions.write(talk, side=school, answers=OF_SCHOOL, ready=True, version=0, by=karima)

    assert look() == before


def test_what_was_not_ready_stays_with_its_own_party(signed_in, talk, partnership, school, company, karima, nora):
    actions.write(talk, side=school, answers=OF_SCHOOL, ready=False, version=0, by=karima)
    actions.write(talk, side=company, answers=OF_COMPANY, ready=True, version=0, by=nora)
    PartnershipConversation.objects.update(until_on=today() - dt.timedelta(days=1))
    client, address = signed_in(nora), page("partnership_conversation_open", talk)
    assert address in client.get(talk.get_absolute_url()).content.decode()
    answer = client.post(address, {"once": uuid.uuid4()})
    assert answer["Location"] == talk.get_absolute_url()

    seen = client.get(talk.get_absolute_url()).content.decode()
    assert ("kanariezorg1" in seen, "kanarieschool" in seen) == (True, False)
    assert "Nog niet ingeleverd toen alles openging: ROC Waterland." in " ".join(seen.split())
    own = signed_in(karima).get(talk.get_absolute_url()).content.decode()
    assert ("Wat ROC Waterland nog niet klaar had" in own, "kanarieschool1" in own) == (True, True)


def test_from_the_partnership_to_an_action_point(signed_in, partnership, school, company, karima, nora, samira):
    client = signed_in(nora)
    here = partnership.get_absolute_url()
    assert page("partnership_conversations", partnership) in client.get(here).content.decode()
    fields = {"until_on": SOON.isoformat(), "once": uuid.uuid4()}
    client.post(page("partnership_conversation_new", partnership), fields)
    talk = PartnershipConversation.objects.get()
    assert "Jullie schrijven voor een nieuw gesprek" in client.get(here).content.decode()
    actions.write(talk, side=school, answers=OF_SCHOOL, ready=True, version=0, by=karima)
    answered = client.post(write_page(talk, company), OF_COMPANY | {"version": 0, "ready": "1"}, follow=True)
    assert "Iedereen is klaar." in answered.content.decode()

    client.post(page("partnership_conversation_agree", talk), {"agreed": "Elk kwartaal bellen", "version": 0})
    new = f"{page('partnership_action_point_new', partnership)}?from={talk.public_id}"
    assert new in client.get(talk.get_absolute_url()).content.decode()
    form = {"text": "Bellen met school", "owner": samira.public_id, "due_on": SOON.isoformat(), "how_noticed": ""}
    made = client.post(new, form | {"once": uuid.uuid4()})

    assert (made["Location"], ActionPoint.objects.get().origin) == (talk.get_absolute_url(), talk.origin)
    seen, home = (client.get(address).content.decode() for address in (talk.get_absolute_url(), here))
    assert ("Bellen met school" in seen, "Elk kwartaal bellen" in seen) == (True, True)
    assert ("Bellen met school" in home, "Elk kwartaal bellen" in home, "Laatste gesprek" in home) == (True,) * 3
    assert "Samira Haddad" not in signed_in(karima).get(here).content.decode()  # the other side reads her organisation


@pytest.mark.parametrize("origin", ["geen", "0e8bbf8a-5f1c-4c55-9d3e-6a1d2b3c4d5e", ""])
def test_an_action_point_of_no_conversation_has_no_origin(signed_in, partnership, school, nora, origin):
    new = f"{page('partnership_action_point_new', partnership)}?from={origin}"
    form = {"text": "Los", "owner": nora.public_id, "due_on": SOON.isoformat(), "how_noticed": ""}
    signed_in(nora).post(new, form | {"once": uuid.uuid4()})

    assert ActionPoint.objects.get().origin == ""


def test_last_time_stands_beside_it(signed_in, opened, partnership, school, company, karima, nora):
    PartnershipConversation.objects.update(started_at=timezone.now() - dt.timedelta(days=365))
    again = actions.begin(partnership, until_on=SOON, content="praatplaat@1", by=nora)
    writing = signed_in(nora).get(write_page(again, company)).content.decode()
    assert ("Wat jullie de vorige keer hebben geschreven" in writing, "kanariezorg1" in writing) == (True, True)
    assert "kanarieschool" not in writing
    actions.write(again, side=company, answers={"p1": "Nu anders"}, ready=True, version=0, by=nora)
    actions.write(again, side=school, answers={"p1": "Ook anders"}, ready=True, version=0, by=karima)

    seen = signed_in(karima).get(again.get_absolute_url()).content.decode()
    assert ("Nu anders" in seen, "kanariezorg1" in seen, seen.count("saidpair--two")) == (True, True, 8)
    assert "ROC Waterland heeft hier niets opgeschreven." in seen


def test_two_windows_get_a_409_and_keep_the_text(signed_in, talk, school, karima):
    actions.write(talk, side=school, answers={"p1": "Van een collega"}, ready=False, version=0, by=karima)
    answer = signed_in(karima).post(write_page(talk, school), {"p1": "Mijn tekst", "version": 0})

    seen = answer.content.decode()
    assert (answer.status_code, "Mijn tekst" in seen, "Van een collega" in seen) == (409, True, True)
    signed_in(karima).post(write_page(talk, school), {"p1": "Mijn tekst", "version": 1})
    assert PartnershipSheet.objects.get().p1 == "Mijn tekst"


def test_two_who_agree_at_once(signed_in, opened, karima, nora):
    actions.agree(opened, text="Van Nora", version=0, by=nora)
    answer = signed_in(karima).post(page("partnership_conversation_agree", opened), {"agreed": "Van mij", "version": 0})

    seen = answer.content.decode()
    assert (answer.status_code, "Van mij" in seen, "Van Nora" in seen) == (409, True, True)


def test_ready_with_nothing_is_told_at_the_field(signed_in, talk, school, karima):
    answer = signed_in(karima).post(write_page(talk, school), {"version": 0, "ready": "1"})

    assert (answer.status_code, "Schrijf bij minstens één vraag iets op." in answer.content.decode()) == (200, True)


def test_text_that_came_too_late_can_be_copied(signed_in, opened, school, karima):
    typed = "Dit typte ik nog net terwijl een ander alles opende."
    answer = signed_in(karima).post(write_page(opened, school), {"p1": typed, "version": 1})

    assert (answer.status_code, typed in answer.content.decode()) == (403, True)


def test_a_wrong_day_is_told_at_the_field(signed_in, partnership, school, nora):
    answer = signed_in(nora).post(page("partnership_conversation_new", partnership), {"until_on": "2001-01-01"})

    assert "Kies een dag vanaf vandaag" in answer.content.decode()


def test_an_empty_list_says_what_will_come(signed_in, partnership, sam, nora, school):
    seen = [signed_in(person).get(page("partnership_conversations", partnership)).content for person in (sam, nora)]

    assert [b"Hier komen jullie gesprekken" in one for one in seen] == [True, True]
    assert [b"Gesprek beginnen" in one for one in seen] == [False, True]


def test_a_piece_is_laid_from_here(signed_in, opened, track, karima, wim):
    address = reverse("learningtracks:piece_new", args=[track.public_id])

    assert address in signed_in(karima).get(opened.get_absolute_url()).content.decode()
    assert address not in signed_in(wim).get(opened.get_absolute_url()).content.decode()
