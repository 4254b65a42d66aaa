"""The people of a track: naming, replacing, taking off (access.md R2, R23, R28)."""

import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.directions import apart
from accounts.models import User
from accounts.values import Refused
from conftest import join
from learningtracks.actions import guides, tracks
from learningtracks.models.tracks import Track, TrackPerson
from partnerships import events
from partnerships.models.events import Event
from partnerships.models.notices import Notice
from partnerships.models.organisations import Organisation
from partnerships.models.workplaces import Workplace
from partnerships.values import Role
from werkplek.tests.casting import more_tracks, name_on


def membership(person):
    return person.memberships.get()


def on(track):
    return sorted(named.person.get_short_name() for named in track.people.standing())


def test_a_coordinator_names_an_own_colleague(track, nora, neighbours):
    guides.name(track, membership(neighbours["PO2"]), by=nora)

    assert on(track) == ["Karima", "Piet", "Samira", "Wim"]
    assert "Piet Kok" in Notice.objects.values_list("person__name", flat=True)


def test_a_school_supervisor_names_a_colleague_of_the_school(track, karima, neighbours):
    guides.name(track, membership(neighbours["SO2"]), by=karima)

    assert on(track) == ["Karima", "Samira", "Sofie", "Wim"]


def test_not_somebody_of_the_other_side(track, karima, neighbours):
    with pytest.raises(Refused, match="haar eigen begeleiders"):
        guides.name(track, membership(neighbours["PO2"]), by=karima)


def test_not_twice(track, nora, samira):
    with pytest.raises(Refused, match="of doet dat al"):
        guides.name(track, membership(samira), by=nora)


def test_not_somebody_who_left(track, nora, neighbours):
    with pytest.raises(Refused, match="kan dit traject nu niet begeleiden"):
        guides.name(track, membership(neighbours["EX"]), by=nora)


@pytest.mark.parametrize("name", ["sam", "samira", "wim", "tom", "otto"])
def test_nobody_else_names(track, request, name, neighbours):
    with pytest.raises(Refused, match="niet aanpassen"):
        guides.name(track, membership(neighbours["PO2"]), by=request.getfixturevalue(name))


def test_not_on_a_track_that_is_over(track, nora, neighbours):
    tracks.end(track, by=nora)

    with pytest.raises(Refused, match="al afgelopen"):
        guides.name(track, membership(neighbours["PO2"]), by=nora)


def test_the_old_one_is_out_at_once_and_the_new_one_is_in(track, nora, samira, neighbours):
    old = track.people.get(person=samira)
    guides.replace(old, membership(neighbours["PO2"]), by=nora)

    assert on(track) == ["Karima", "Piet", "Wim"]
    assert list(Track.objects.visible_to(samira)) == []
    assert list(Track.objects.visible_to(neighbours["PO2"])) == [track]


def test_who_was_replaced_is_not_told(track, nora, samira, neighbours):
    guides.replace(track.people.get(person=samira), membership(neighbours["PO2"]), by=nora)

    assert Notice.objects.filter(person=samira).count() == 0


def test_only_who_is_on_the_track_is_told(track, nora, sam, samira, karima, otto, tom, neighbours):
    guides.replace(track.people.get(person=samira), membership(neighbours["PO2"]), by=nora)
    event = Event.objects.get(kind="guide_replaced")
    people = [sam, samira, karima, otto, tom, nora, neighbours["PO2"], neighbours["OA2"], neighbours["SO2"]]

    told = {person.get_short_name() for person in people if events.may_know(event, person)}
    assert told == {"Sam", "Karima", "Nora", "Piet", "Olga"}
    assert events.notice_text(event) == "Piet Kok begeleidt Sam de Vries voortaan, in de plaats van Samira Haddad"


def test_who_came_off_can_come_back(track, nora, samira):
    guides.take_off(track.people.get(person=samira), by=nora)
    guides.name(track, membership(samira), by=nora)

    assert on(track) == ["Karima", "Samira", "Wim"]


def test_nobody_is_taken_off_twice(track, nora, samira):
    guide = track.people.get(person=samira)
    guides.take_off(guide, by=nora)

    with pytest.raises(Refused, match="niet meer"):
        guides.take_off(guide, by=nora)


def test_the_other_side_takes_nobody_off(track, karima, samira):
    with pytest.raises(Refused, match="haar eigen begeleiders"):
        guides.take_off(track.people.get(person=samira), by=karima)


def test_a_place_that_ran_out_with_the_membership_makes_room_again(track, nora, samira, company, partnership):
    samira.memberships.update(ended_at=timezone.now())
    again = join(samira, Role.PRACTICE_EDUCATOR, company, partnership=partnership)
    guides.name(track, again, by=nora)

    assert on(track) == ["Karima", "Samira", "Wim"]


# --- The pages ------------------------------------------------------------------------------------------


def page(name, thing, *more):
    return reverse(f"learningtracks:{name}", args=[thing.public_id, *more])


def test_the_page_offers_actions_for_the_own_side_only(signed_in, nora, track, samira, karima):
    text = signed_in(nora).get(page("guides", track)).content.decode()

    assert page("guide_replace", track.people.get(person=samira)) in text
    assert page("guide_replace", track.people.get(person=karima)) not in text


def test_the_page_of_an_employee_has_no_school_side(signed_in, nora, track):
    Track.objects.update(school=None)

    assert [side["role"] for side in signed_in(nora).get(page("guides", track)).context["sides"]] == [
        "practice_educator",
        "daily_supervisor",
        "mentor",
        "buddy",
    ]


def test_naming_on_the_page_twice_gives_the_same_answer(signed_in, nora, track, neighbours):
    browser = signed_in(nora)
    form = {"membership": membership(neighbours["PO2"]).public_id, "once": uuid.uuid4()}
    answers = {browser.post(page("guide_new", track, "practice_educator"), form)["Location"] for _time in range(2)}

    assert (answers, on(track)) == ({page("guides", track)}, ["Karima", "Piet", "Samira", "Wim"])


def test_replacing_on_the_page_twice_gives_the_same_answer(signed_in, nora, track, samira, neighbours):
    browser, guide = signed_in(nora), track.people.get(person=samira)
    form = {"membership": membership(neighbours["PO2"]).public_id, "once": uuid.uuid4()}
    answers = {browser.post(page("guide_replace", guide), form)["Location"] for _time in range(2)}

    assert (answers, on(track)) == ({page("guides", track)}, ["Karima", "Piet", "Wim"])


def test_taking_off_on_the_page_twice_gives_the_same_answer(signed_in, nora, track, samira):
    browser, guide, form = signed_in(nora), track.people.get(person=samira), {"once": uuid.uuid4()}
    assert "meteen niet meer" in browser.get(page("guide_end", guide)).content.decode()

    answers = {browser.post(page("guide_end", guide), form)["Location"] for _time in range(2)}
    assert (answers, on(track)) == ({page("guides", track)}, ["Karima", "Wim"])


def test_who_takes_off_themselves_goes_to_the_list(signed_in, karima, track):
    answer = signed_in(karima).post(page("guide_end", track.people.get(person=karima)))

    assert answer["Location"] == reverse("learningtracks:tracks")


# --- Several tracks at once -----------------------------------------------------------------------------


@pytest.fixture
def bare(track):
    """Three more tracks like Sam's, on which nobody is named yet."""
    found = more_tracks(track, 3)
    TrackPerson.objects.filter(track__in=found).delete()
    return found


def offered(browser, track, role="practice_educator"):
    field = browser.get(page("guide_new", track, role)).context["form"].fields.get("others")
    return [str(key) for key, _label in field.choices] if field else None


def test_one_colleague_on_several_tracks_at_once(signed_in, nora, track, bare, neighbours):
    form = {"membership": membership(neighbours["PO2"]).public_id, "once": uuid.uuid4()}
    form["others"] = [one.public_id for one in bare[:2]]
    browser = signed_in(nora)
    answers = {browser.post(page("guide_new", track, "practice_educator"), form)["Location"] for _time in range(2)}

    assert answers == {reverse("learningtracks:tracks")}
    assert [on(one) for one in bare] == [["Piet"], ["Piet"], []]
    assert Notice.objects.filter(person=neighbours["PO2"]).count() == 3


def test_only_tracks_of_the_own_side_without_somebody_are_offered(signed_in, nora, karima, track, bare, samira):
    first, second, third = bare
    elsewhere = Workplace.objects.create(organisation=Organisation.objects.create(name="Elders", kind="workplace"))
    Track.objects.filter(pk=second.pk).update(workplace=elsewhere)
    name_on(third, membership(samira))

    assert offered(signed_in(nora), track) == [str(first.public_id)]
    assert offered(signed_in(karima), track, "school_supervisor") is None  # on the others she is not named


def test_a_name_that_is_read_from_the_right_turns_no_title_around(signed_in, nora, track, bare):
    """docs/decisions/0166."""
    name, title = "דוד כהן", "שנה"
    Track.objects.filter(pk=bare[0].pk).update(title=title)
    User.objects.filter(pk=bare[0].learner_id).update(name=name)

    field = signed_in(nora).get(page("guide_new", track, "practice_educator")).context["form"].fields["others"]

    assert f"{apart(name)}, {apart(title)}" in [label for _key, label in field.choices]


def test_all_of_them_or_none(track, bare, nora, neighbours):
    tracks.end(bare[-1], by=nora)
    with pytest.raises(Refused, match="al afgelopen"):
        guides.name_on_all([*bare, track], membership(neighbours["PO2"]), by=nora)

    assert [on(one) for one in bare] == [[], [], []]


@pytest.mark.parametrize("name", ["guide_replace", "guide_stand_in"])
def test_with_nobody_to_choose_the_page_leads_to_inviting(signed_in, nora, track, samira, name):
    text = signed_in(nora).get(page(name, track.people.get(person=samira))).content.decode()

    assert "Nodig eerst iemand uit" in text


def test_a_choice_outside_the_list_is_refused_at_the_field(signed_in, nora, track, karima):
    form = {"membership": membership(karima).public_id}
    answer = signed_in(nora).post(page("guide_new", track, "practice_educator"), form)

    assert list(answer.context["form"].errors) == ["membership"]


def test_an_odd_role_is_no_page(signed_in, nora, track):
    assert signed_in(nora).get(page("guide_new", track, "team_lead")).status_code == 404


@pytest.mark.parametrize("name", ["sam", "samira", "wim", "tom", "otto"])
def test_for_others_these_pages_do_not_exist(signed_in, request, name, track, samira):
    browser, guide = signed_in(request.getfixturevalue(name)), track.people.get(person=samira)
    pages = [page("guides", track), page("guide_new", track, "practice_educator")]
    pages += [page(action, guide) for action in ("guide_replace", "guide_stand_in", "guide_end")]

    assert {browser.get(one).status_code for one in pages} == {404}
    assert Event.objects.count() == 0
