"""School subjects: the lists, and which of them met practice (domain.md §3.11 p3)."""

import pytest
from django.urls import reverse

from accounts.values import Refused, today
from learningtracks.actions import subjects
from learningtracks.models.subjects import SchoolSubject, bridges
from learningtracks.models.tracks import Track
from learningtracks.policy.subjects import may_name_subjects
from werkplek.tests.filling_pieces import agreed, propose


def at_school(track):
    return subjects.version_of_list(SchoolSubject.objects.of_school(track.school))


def on(track):
    return subjects.version_of_list(SchoolSubject.objects.of_track(track))


def names(track):
    return [subject.name for subject in SchoolSubject.objects.of_track(track)]


def test_a_track_follows_its_school_until_it_has_a_list_of_its_own(track, karima):
    subjects.list_of_school(
        track.school, names=["Zorg", " Communicatie ", "zorg", ""], version=at_school(track), by=karima
    )
    assert names(track) == ["Zorg", "Communicatie"]
    subjects.choose(track, names=["Ethiek"], version=on(track), by=karima)
    assert names(track) == ["Ethiek"]
    subjects.choose(track, names=[], version=on(track), by=karima)
    assert names(track) == ["Zorg", "Communicatie"]


@pytest.mark.parametrize("who", ["sam", "samira", "wim", "nora", "otto"])
def test_the_lists_are_the_schools(track, who, request):
    person = request.getfixturevalue(who)
    for action in (
        lambda: subjects.list_of_school(track.school, names=["x"], version=at_school(track), by=person),
        lambda: subjects.choose(track, names=["x"], version=on(track), by=person),
    ):
        with pytest.raises(Refused):
            action()


def test_a_track_that_is_over_keeps_its_list(track, karima):
    Track.objects.filter(pk=track.pk).update(ended_on=today())

    with pytest.raises(Refused):
        subjects.choose(track, names=["x"], version=on(track), by=karima)


def test_a_list_has_an_end():
    assert [bool(may_name_subjects(given)) for given in (["x"] * 40, ["x"] * 41, ["x" * 201])] == [
        True,
        False,
        False,
    ]


def test_only_what_was_agreed_met_practice(track, karima):
    subjects.choose(track, names=["Zorg", "Communicatie", "Ethiek"], version=on(track), by=karima)
    laid = [
        agreed(track, title="Intake", subject="communicatie"),
        propose(track, title="Later", subject="Ethiek"),
        agreed(track, title="Rekenen", subject="Rekenen"),
        agreed(track, title="Zonder vak"),
    ]

    assert [(one.name, [piece.title for piece in one.pieces]) for one in bridges(track, laid)] == [
        ("Zorg", []),
        ("Communicatie", ["Intake"]),
        ("Ethiek", []),
        ("Rekenen", ["Rekenen"]),
    ]


def test_the_page_of_all_puzzles_shows_both(signed_in, track, karima):
    subjects.choose(track, names=["Zorg", "Communicatie"], version=on(track), by=karima)
    agreed(track, title="Intake", subject="Communicatie")
    page = signed_in(karima).get(reverse("learningtracks:track_puzzles", args=[track.public_id])).content.decode()

    assert [page.count(words) for words in ("Komt terug in je werk", "Hiervoor is nog geen stuk afgesproken.")] == [
        1,
        1,
    ]
    assert "Op 1 van de 6 plekken zijn jullie het eens." in page


@pytest.mark.parametrize(("name", "thing"), [("track_subjects", "track"), ("school_subjects", "school")])
def test_a_list_by_page(signed_in, track, karima, name, thing):
    thing = track if thing == "track" else track.school
    client, address = signed_in(karima), reverse(f"learningtracks:{name}", args=[thing.public_id])
    wrong = client.post(address, {"names": "x\n" * 41}).content.decode()
    answer = client.post(address, {"names": "Zorg\nEthiek", "version": on(track)})

    assert ("Een lijst heeft hoogstens 40 vakken." in wrong, answer["Location"]) == (True, thing.get_absolute_url())
    assert (names(track), "Ethiek" in client.get(address).content.decode()) == (["Zorg", "Ethiek"], True)
