"""The daily question of wonder: one line, shared only if ticked, one tap makes it an experience."""

import pytest

from accounts.values import Refused
from partnerships.models.teams import Team
from reflections.actions import wonder
from reflections.models.experiences import Experience
from reflections.models.wonder import WonderEntry
from reflections.tests.logbook import form

LINE = "De nieuwe collega groette niemand."


def test_one_line_a_day_and_the_second_takes_its_place(sam):
    wonder.write(text="Eerst.", by=sam)
    wonder.write(text=LINE, by=sam)

    assert [entry.text for entry in WonderEntry.objects.all()] == [LINE]


def test_only_the_own_team_reads_a_shared_line(sam, tom, neighbours, track, team):
    entry = wonder.write(text=LINE, team=team, by=sam)

    readers = [person for person in (tom, *neighbours.values()) if entry in WonderEntry.objects.shared_with(person)]
    assert readers == [tom, neighbours["TM"]]


def test_a_line_is_not_shared_with_the_team_of_others(sam, company, track):
    with pytest.raises(Refused):
        wonder.write(text=LINE, team=Team.objects.create(organisation=company, name="Team Iep"), by=sam)


def test_only_who_wrote_it_deletes_it(sam, tom):
    entry = wonder.write(text=LINE, by=sam)

    with pytest.raises(Refused):
        wonder.delete(entry, by=tom)


def test_two_taps_make_one_experience(sam, track):
    entry = wonder.write(text=LINE, by=sam)

    made = [wonder.make_experience(entry, by=sam) for _tap in range(2)]

    assert (made, made[0].situation) == ([Experience.objects.get()] * 2, LINE)


def test_nobody_makes_an_experience_of_the_line_of_another(sam, tom):
    with pytest.raises(Refused):
        wonder.make_experience(wonder.write(text=LINE, by=sam), by=tom)


def test_the_page_keeps_a_line_and_shares_it_only_if_ticked(sam, track, team, signed_in):
    browser = signed_in(sam)

    browser.post("/wonder/new/", form(text=LINE))
    alone = WonderEntry.objects.get().team
    browser.post("/wonder/new/", form(text=LINE, shared="on"))

    assert (alone, WonderEntry.objects.get().team) == (None, team)
    assert LINE in browser.get("/wonder/").content.decode()


def test_fifty_equal_forms_make_one_line(sam, signed_in):
    student, sent = signed_in(sam), form(text=LINE)

    answers = {student.post("/wonder/new/", sent).url for _time in range(50)}

    assert (answers, WonderEntry.objects.count()) == ({"/wonder/"}, 1)


def test_with_two_teams_one_is_chosen(tom, company, team, signed_in):
    other = Team.objects.create(organisation=company, name="Team Iep")
    tom.memberships.create(organisation=company, role="team_member", team=other)

    signed_in(tom).post("/wonder/new/", form(text=LINE, shared="on", team=str(other.public_id)))

    assert WonderEntry.objects.get().team == other


def test_an_empty_line_is_said_at_the_field(sam, signed_in):
    page = signed_in(sam).post("/wonder/new/", form(text=""))

    assert "Schrijf eerst op wat je verbaasde." in page.content.decode()


def test_details_of_people_are_warned_of_only_when_shared(sam, track, signed_in):
    browser, line = signed_in(sam), "Zij belde 06-12345678."

    warned = browser.post("/wonder/new/", form(text=line, shared="on"))
    nothing_yet = WonderEntry.objects.count()
    alone = browser.post("/wonder/new/", form(text=line))
    anyway = browser.post("/wonder/new/", form(text=line, shared="on", anyway="save"))

    assert (warned.status_code, nothing_yet, alone.url, anyway.url) == (200, 0, "/wonder/", "/wonder/")


def test_the_pages_that_delete_and_make_an_experience(sam, track, signed_in):
    entry, browser = wonder.write(text=LINE, by=sam), signed_in(sam)

    made = browser.post(f"/wonder/{entry.public_id}/experience/")
    asked = browser.get(f"/wonder/{entry.public_id}/delete/")
    gone = browser.post(f"/wonder/{entry.public_id}/delete/")

    assert made.url == Experience.objects.get().get_absolute_url()
    assert (LINE in asked.content.decode(), gone.url, WonderEntry.objects.count()) == (True, "/wonder/", 0)


def test_what_a_team_shared_is_on_the_page_of_its_members(sam, tom, track, team, signed_in):
    wonder.write(text=LINE, team=team, by=sam)

    assert LINE in signed_in(tom).get("/wonder/").content.decode()
