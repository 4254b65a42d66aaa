"""Two people change or vote on the same piece at the same moment: always one of the allowed outcomes, never a vote on a
version its voter did not see, and the loser keeps what was typed. Longer: `PUZZLE_ROUNDS=200`."""

import os
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from learningtracks.models.pieces import fresh
from learningtracks.models.versions import Vote
from learningtracks.values.pieces import Slot
from partnerships.models.events import Event
from werkplek.tests.filling_pieces import in_state, lent_vote, propose, say_yes

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both("locks, and who waits for whom")]
ROUNDS = int(os.environ.get("PUZZLE_ROUNDS", "5"))
NEWER = "Er is een nieuwe versie"


def post(person, address, piece, fields, *more):
    """A browser that is signed in and about to send a form."""
    browser = Client(raise_request_exception=False)
    browser.force_login(person)
    fields |= {"once": str(uuid4())}  # as the form on the page
    return lambda: browser.post(reverse(f"learningtracks:{address}", args=[piece.public_id, *more]), fields)


def agrees(person, piece, version):
    return post(person, "piece_agree", piece, {"version": version})


def changes(person, piece, version, title):
    return post(person, "piece_change", piece, {"version": version, "title": title, "what": f"Getypt door {person}"})


def asks(person, piece, version):
    return post(person, "piece_ask", piece, {"version": version, "text": f"Vraag van {person}", "not_yet": "on"})


def at_once(*sends):
    """Send these at the same moment, each on a connection of its own; their answers in this order."""
    start = Barrier(len(sends))

    def send(one):
        start.wait()
        try:
            return one()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(sends)) as pool:
        return list(pool.map(send, sends))


def codes(answers):
    return tuple(answer.status_code for answer in answers)


def votes_on(piece, number):
    votes = Vote.objects.standing().filter(version__piece=piece, version__number=number)
    return dict(votes.values_list("party", "answer"))


def test_a_change_and_a_vote(track, sam, samira, karima):
    for number in range(ROUNDS):
        piece = propose(track, title=f"Ronde {number}", noticed="")
        answers = at_once(agrees(karima, piece, 1), changes(samira, piece, 1, "Anders"))

        assert codes(answers) in [(302, 302), (409, 302)]
        voted = codes(answers)[0] == 302
        assert votes_on(piece, 1) == {"learner": "agreed"} | ({"education": "agreed"} if voted else {})
        assert votes_on(piece, 2) == {"workplace": "agreed"}
        if not voted:
            assert NEWER in answers[0].content.decode()


def test_two_changes(track, samira, karima):
    for number in range(ROUNDS):
        piece = propose(track, title=f"Ronde {number}", noticed="")
        answers = at_once(changes(karima, piece, 1, "Van Karima"), changes(samira, piece, 1, "Van Samira"))

        assert sorted(codes(answers)) == [302, 409]
        piece = fresh(piece)
        assert [version.number for version in piece.versions.all()] == [1, 2]
        for answer, person in zip(answers, (karima, samira), strict=True):
            page = answer.content.decode()
            lost = answer.status_code == 409
            assert lost == (piece.current.author != person)
            assert not lost or (NEWER in page and f"Getypt door {person}" in page)


def test_a_change_and_not_yet_on_an_agreed_piece_that_was_reopened(track, sam, samira, karima):
    for _number in range(ROUNDS):
        piece = in_state("reopened", track)
        answers = at_once(asks(sam, piece, 2), changes(karima, piece, 2, "Weer anders"))

        assert codes(answers) in [(302, 302), (409, 302)]
        piece = fresh(piece)
        assert (piece.in_force.number, piece.current.number, votes_on(piece, 3)) == (1, 3, {"education": "agreed"})
        lost = codes(answers)[0] == 409
        assert not lost or "Vraag van Sam de Vries" in answers[0].content.decode()


def test_two_voices_of_one_party_and_the_last_two_votes(track, samira, karima, wim):
    lent_vote(track, wim)
    for number in range(ROUNDS):
        piece = propose(track, title=f"Ronde {number}")
        answers = at_once(agrees(samira, piece, 1), agrees(wim, piece, 1), agrees(karima, piece, 1))

        assert codes(answers) == (302, 302, 302)
        assert Vote.objects.filter(version__piece=piece).count() == 3
        assert Event.objects.filter(trail=piece.trail, kind="piece_agreed").count() == 1
        assert fresh(piece).state == "agreed"


def test_taking_back_and_the_last_vote(track, sam, samira, karima):
    for number in range(ROUNDS):
        piece = propose(track, slot=Slot.TIME, title=f"Ronde {number}")
        say_yes(piece, "workplace")
        back = post(sam, "piece_action", piece, {"version": 1}, "withdraw")
        answers = at_once(back, agrees(karima, piece, 1))

        assert codes(answers) in [(302, 403), (403, 302)]
        assert fresh(piece).state == ("withdrawn" if codes(answers)[0] == 302 else "agreed")


def test_withdrawing_a_change_and_voting_on_it(track, samira, karima):
    """Whoever votes on what is taken back loses; the agreement of before holds again."""
    for _number in range(ROUNDS):
        piece = in_state("reopened", track)
        say_yes(piece, "learner")

        back = post(samira, "piece_action", piece, {"version": 2}, "withdraw-change")
        answers = at_once(agrees(karima, piece, 2), back)
        piece = fresh(piece)
        if codes(answers)[1] == 302:
            assert (codes(answers)[0], piece.in_force.number, piece.state) == (409, 1, "agreed")
        else:
            assert (codes(answers), piece.in_force.number, piece.state) == ((302, 403), 2, "agreed")
