"""The pages of a partnership conversation. Nothing of another party leaves the server before everything opens."""

import datetime as dt
import re
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.values import today
from instruments.models.asks import Ask
from instruments.models.sheets import Answer
from instruments.tests.asking import page
from learningtracks.models.action_points import ActionPoint
from learningtracks.models.pieces import Piece
from partnerships.models.organisations import Organisation
from partnerships.values import Role
from werkplek.tests.casting import join, make_person
from werkplek.tests.filling_sides import begin_talk, hand_in_side, write_side

pytestmark = pytest.mark.django_db
SOON = today() + dt.timedelta(days=14)
KEYS = (1, 2, 3, 4)
OF_SCHOOL = {f"p{number}": f"kanarieschool{number} & co" for number in KEYS}
OF_COMPANY = {f"p{number}": f"kanariezorg{number}" for number in KEYS}


def fields(said, **more):
    return {f"praatplaat-{key}": text for key, text in said.items()} | more


def seen(client, url):
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def words_of(html):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def write(talk, side, by, said, *, ready=True):
    write_side(talk, side, by, said)
    if ready:
        hand_in_side(talk, side, by)


@pytest.fixture
def talk(partnership, karima, nora, samira, sam):
    return begin_talk(partnership, by=karima, until_on=SOON)


@pytest.fixture
def opened(talk, school, company, karima, nora, sam):
    write(talk, None, sam, {"p3": "kanarieleerling"})
    write(talk, school, karima, OF_SCHOOL)
    write(talk, company, nora, OF_COMPANY)
    return talk


def everywhere(client, talk, partnership, *sides):
    """Every raw answer that could hold something of this conversation: head and body of pages, refusals, exports."""
    addresses = [talk.get_absolute_url(), page("open", talk), page("own_side", talk), page("item", talk, "p1")]
    addresses += [page("side", talk, side.public_id) for side in sides]
    addresses += [
        page("partnership_conversations", partnership),
        reverse("learningtracks:partnership_action_points", args=[partnership.public_id]),
        partnership.get_absolute_url(),
        reverse("partnerships:partnership_history", args=[partnership.public_id]),
        *(
            reverse(name)
            for name in ("partnerships:notices", "queue", "home", "my_data", "my_data_json", "my_data_html")
        ),
    ]
    answers = [client.get(address, follow=True) for address in addresses]
    answers += [client.post(page("side", talk, side.public_id), fields({"p1": "Ik"}, version=0)) for side in sides]
    return b"".join(answer.serialize() if hasattr(answer, "serialize") else answer.content for answer in answers)


def test_two_parties_write_and_nothing_of_the_other_leaves_before_opening(
    signed_in, talk, partnership, school, company, karima, nora, samira, sam
):
    teacher, coordinator, learner = signed_in(karima), signed_in(nora), signed_in(sam)
    learner.post(page("own_side", talk), fields({"p3": "kanarieleerling"}, version=0, then="send"))
    teacher.post(page("side", talk, school.public_id), fields(OF_SCHOOL, version=0))  # half, for later
    for again in (0, 1):
        if again:
            teacher.post(page("side", talk, school.public_id), fields(OF_SCHOOL, version=1, then="send"))
        for person in (nora, samira):
            raw = everywhere(signed_in(person), talk, partnership, school)
            assert [one in raw for one in (b"kanarieschool", b"kanarieleerling", b"Jullie zijn klaar")] == [False] * 3
        assert b"kanarieleerling" not in everywhere(teacher, talk, partnership)
    assert b"kanarieschool4 &amp; co" in everywhere(learner, talk, partnership)  # the own party reads along

    answered = coordinator.post(
        page("side", talk, company.public_id), fields(OF_COMPANY, version=0, then="send"), follow=True
    )

    assert "Alle organisaties zijn klaar." in answered.content.decode()
    for client in (teacher, coordinator, learner):
        html = seen(client, talk.get_absolute_url())
        assert [f"kanarieschool{number} &amp; co" in html for number in KEYS] == [True] * 4
        assert [f"kanariezorg{number}" in html for number in KEYS] == [True] * 4
        assert ("kanarieleerling" in html, "Iemand die leert" in html) == (True, True)


def test_who_learns_at_an_employer_finds_nothing_of_it_before(signed_in, talk, partnership, company, nora, tom):
    join(tom, Role.LEARNER, company, partnership=partnership)
    write(talk, company, nora, OF_COMPANY, ready=False)
    client = signed_in(tom)

    assert b"kanariezorg" not in everywhere(client, talk, partnership)
    assert "Jullie hebben nog niets geschreven." not in seen(client, talk.get_absolute_url())
    assert client.get(page("side", talk, company.public_id)).status_code == 404


def test_nothing_says_which_student_it_was(signed_in, opened, partnership, sam, nora):
    html = seen(signed_in(nora), opened.get_absolute_url()) + seen(signed_in(nora), page("item", opened, "p3"))

    assert [one in html for one in ("Sam de Vries", str(sam.public_id), f"person={sam.pk}")] == [False] * 3


def test_with_few_students_they_are_told_that_others_may_guess(signed_in, talk, partnership, school, sam):
    few = "Anderen kunnen dus raden dat jij het bent."
    assert few in words_of(seen(signed_in(sam), page("own_side", talk)))

    for number in range(4):
        join(make_person(f"Leerling {number}"), Role.LEARNER, school, partnership=partnership)

    assert few not in words_of(seen(signed_in(sam), page("own_side", talk)))


def test_a_page_is_the_same_whatever_the_other_side_wrote(signed_in, talk, school, company, karima, nora, sam):
    """No text, no count, no sign that there is something: not in the length of a page either."""
    client = signed_in(nora)
    addresses = [talk.get_absolute_url(), page("side", talk, company.public_id)]

    def look():
        return [len(client.get(address).content) for address in addresses]

    look()
    before = look()
    write(talk, school, karima, OF_SCHOOL)
    write(talk, None, sam, {"p1": "Ik"})

    assert look() == before


def test_what_was_not_ready_stays_with_its_own_party(signed_in, talk, school, company, karima, nora, sam):
    write(talk, school, karima, OF_SCHOOL, ready=False)
    write(talk, None, sam, {"p1": "kanarieleerling"}, ready=False)
    write(talk, company, nora, OF_COMPANY)
    Ask.objects.update(until_on=today() - dt.timedelta(days=1))
    client, address = signed_in(nora), page("open", talk)
    assert address in seen(client, talk.get_absolute_url())
    assert client.post(address, {"once": uuid.uuid4()})["Location"] == talk.get_absolute_url()

    html = seen(client, talk.get_absolute_url())
    assert [one in html for one in ("kanariezorg1", "kanarieschool", "kanarieleerling")] == [True, False, False]
    assert "Nog niet ingeleverd toen alles openging: ROC Waterland." in words_of(html)
    own = seen(signed_in(karima), talk.get_absolute_url())
    assert ("Wat ROC Waterland nog niet klaar had" in own, "kanarieschool1" in own) == (True, True)
    assert "Wat jij nog niet klaar had" in seen(signed_in(sam), talk.get_absolute_url())


def test_from_the_partnership_to_what_is_made_of_it(signed_in, partnership, school, company, karima, nora, samira):
    client, here = signed_in(nora), partnership.get_absolute_url()
    assert page("partnership_conversations", partnership) in seen(client, here)
    client.post(page("partnership_conversations", partnership), {"until_on": SOON.isoformat(), "once": uuid.uuid4()})
    talk = Ask.objects.get()
    assert "Jullie schrijven voor een nieuw gesprek" in seen(client, here)
    write(talk, school, karima, OF_SCHOOL)
    write(talk, company, nora, OF_COMPANY)

    following = client.post(page("item", talk, "p1"), {"text": "Elk kwartaal bellen", "version": 0})
    assert following["Location"] == page("item", talk, "p2")
    assert client.post(page("item", talk, "p4"), {"text": "", "version": 0})["Location"] == talk.get_absolute_url()
    at_once = re.findall(r'action="([^"]+p1/action_point[^"]+)"', seen(client, talk.get_absolute_url()))
    client.post(at_once[-1].replace("&amp;", "&"), {"at_once": "1"})  # of what was agreed

    assert [(one.text, one.owner, one.partnership) for one in ActionPoint.objects.all()] == [
        ("Elk kwartaal bellen", nora, partnership)
    ]
    html, home = (seen(client, address) for address in (talk.get_absolute_url(), here))
    assert ("Wat ervan is gekomen" in html, "Elk kwartaal bellen" in home, "Laatste gesprek" in home) == (True,) * 3
    assert "Nora Smit" not in seen(signed_in(karima), here)  # the other side reads her organisation


def test_what_a_student_said_becomes_a_piece_of_a_puzzle(signed_in, opened, track, karima, sam):
    html = seen(signed_in(karima), opened.get_absolute_url())
    [*_others, address] = re.findall(r'href="([^"]+p3/piece[^"]+)"', html)
    address = address.replace("&amp;", "&")
    form = seen(signed_in(karima), address)
    assert "kanarieleerling" in form

    signed_in(karima).post(address, {"slot": "guidance", "title": "Vraag ernaar", "what": "kanarieleerling"})

    piece = Piece.objects.get()
    assert (piece.puzzle.track, piece.title, piece.current.what) == (track, "Vraag ernaar", "kanarieleerling")
    assert opened.get_absolute_url() in seen(signed_in(sam), piece.get_absolute_url())
    assert "Vraag ernaar" in seen(signed_in(sam), opened.get_absolute_url())


def test_who_learns_walks_along_and_writes_nothing_down(signed_in, opened, sam):
    html = seen(signed_in(sam), page("item", opened, "p1"))

    assert ("kanariezorg1" in html, "<textarea" in html, page("item", opened, "p2") in html) == (True, False, True)
    assert signed_in(sam).post(page("item", opened, "p1"), {"text": "Ik", "version": 0}).status_code == 403
    assert not Answer.objects.filter(text="Ik").exists()


def test_last_time_stands_beside_it(signed_in, opened, partnership, school, company, karima, nora):
    signed_in(nora).post(page("item", opened, "p1"), {"text": "Toen afgesproken", "version": 0})
    old = timezone.now() - dt.timedelta(days=365)
    Ask.objects.update(started_at=old, until_on=old.date())
    again = begin_talk(partnership, by=nora, until_on=SOON)
    writing = seen(signed_in(nora), page("side", again, company.public_id))
    assert ("Wat jullie de vorige keer hebben geschreven" in writing, "kanariezorg1" in writing) == (True, True)
    assert "kanarieschool" not in writing
    write(again, company, nora, {"p1": "Nu anders"})
    write(again, school, karima, {"p1": "Ook anders"})

    html = seen(signed_in(karima), again.get_absolute_url())
    assert ("Nu anders" in html, "kanariezorg1" in html, html.count("saidpair--two")) == (True, True, 8)
    assert "ROC Waterland heeft hier niets opgeschreven." in html
    walk = seen(signed_in(karima), page("item", again, "p1"))
    assert ("Toen afgesproken" in walk, "kanariezorg1" in walk, "kanariezorg2" in walk) == (True, True, False)


def test_who_learns_is_asked_in_the_own_voice_and_everybody_talks_about_the_question_of_all(
    signed_in, talk, school, company, karima, nora, sam
):
    own = seen(signed_in(sam), page("own_side", talk))
    side = seen(signed_in(karima), page("side", talk, school.public_id))
    mine, ours = "Hoe verbind jij wat je op het werk", "Hoe verbinden studenten wat ze op het werk"
    assert [(mine in html, ours in html) for html in (own, side)] == [(True, False), (False, True)]
    write(talk, school, karima, OF_SCHOOL)
    write(talk, company, nora, OF_COMPANY)

    together = [seen(signed_in(sam), there) for there in (talk.get_absolute_url(), page("item", talk, "p3"))]

    assert [(mine in html, ours in html) for html in together] == [(False, True)] * 2


def test_partners_of_one_name_are_two_sides(signed_in, opened, partnership, school, company, karima, nora):
    Organisation.objects.filter(pk__in=[school.pk, company.pk]).update(name="De Linde")
    html = seen(signed_in(nora), opened.get_absolute_url())
    assert ("kanarieschool1" in html, "kanariezorg1" in html) == (True, True)

    old = timezone.now() - dt.timedelta(days=365)
    Ask.objects.update(started_at=old, until_on=old.date())
    again = begin_talk(partnership, by=nora, until_on=SOON)
    writing = seen(signed_in(nora), page("side", again, company.public_id))

    assert ("kanariezorg1" in writing, "kanarieschool1" in writing) == (True, False)


def test_two_windows_get_a_409_and_keep_the_text(signed_in, talk, school, karima):
    write(talk, school, karima, {"p1": "Van een collega"}, ready=False)
    there = page("side", talk, school.public_id)
    answer = signed_in(karima).post(there, fields({"p1": "Mijn tekst"}, version=0))

    html = answer.content.decode()
    assert (answer.status_code, "Mijn tekst" in html, "Van een collega" in html) == (409, True, True)
    signed_in(karima).post(there, fields({"p1": "Mijn tekst"}, version=1))
    assert Answer.objects.get().text == "Mijn tekst"


def test_text_that_came_too_late_can_be_copied(signed_in, opened, school, karima):
    typed = "Dit typte ik nog net terwijl een ander alles opende."
    answer = signed_in(karima).post(page("side", opened, school.public_id), fields({"p1": typed}, version=1))

    assert (answer.status_code, typed in answer.content.decode()) == (403, True)


def test_an_empty_list_says_what_will_come(signed_in, partnership, sam, nora, school):
    html = [seen(signed_in(person), page("partnership_conversations", partnership)) for person in (sam, nora)]

    assert ["Hier komen jullie gesprekken" in one for one in html] == [True, True]
    assert ["Vraag iedereen om te schrijven" in one for one in html] == [False, True]
