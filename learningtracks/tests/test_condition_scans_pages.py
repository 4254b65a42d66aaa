"""The pages of a condition scan: six people to an action point; with four, no spread on any page."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse

from accounts.values import today, version_of
from learningtracks.actions import condition_scans
from learningtracks.actions.condition_scans import Said
from learningtracks.models.action_points import ActionPoint
from learningtracks.models.condition_scans import ConditionScan
from learningtracks.values.conditions import Condition
from partnerships.values import Role
from werkplek.tests.casting import join, make_person

SOON = today() + dt.timedelta(days=14)
ALL = dict.fromkeys(Condition.values, "2")


@pytest.fixture
def people(team, tom, company):
    made = [make_person(f"Collega {number}") for number in range(5)]
    for person in made:
        join(person, Role.TEAM_MEMBER, company, team=team)
    return [tom, *made]


@pytest.fixture
def scan(team, tom, people):
    return condition_scans.begin(team, until_on=SOON, content="conditions@1", by=tom)


def page(name, thing, *more):
    return reverse(f"learningtracks:{name}", args=[thing.public_id, *more])


def closed(scan, people, tom):
    for person in people:
        said = {condition: Said(2, "Geheim van mij") for condition in Condition.values}
        condition_scans.answer(scan, said=said, version=0, by=person, hand_in=True)
    return condition_scans.close(scan, by=tom)


def every_page(scan):
    talks = [page("condition_talk", scan, condition) for condition in Condition.values]
    return [scan.get_absolute_url(), page("condition_report", scan), page("condition_choose", scan), *talks]


def test_six_people_to_an_action_point(signed_in, team, tom, people):
    lead = signed_in(tom)
    lead.post(page("condition_scan_new", team), {"until_on": SOON.isoformat(), "once": uuid.uuid4()})
    scan = ConditionScan.objects.get()
    for person in people:
        answered = signed_in(person).post(
            page("condition_scan_answer", scan), ALL | {"version": 0, "hand_in": "1", "change_note": "Geheim van mij"}
        )
        assert answered["Location"] == scan.get_absolute_url()
    lead.post(page("condition_scan_close", scan), {"once": uuid.uuid4()})
    assert "Zo antwoordden jullie" in lead.get(page("condition_talk", scan, "change")).content.decode()
    note = {"note": "Meer feedback", "score": "2", "version": 0}
    assert "challenge" in lead.post(page("condition_talk", scan, "change"), note)["Location"]
    lead.post(page("condition_choose", scan), {"conditions": ["feedback", "change"], "version": version_of()})
    assert f"condition=feedback&amp;for={scan.public_id}" in lead.get(scan.get_absolute_url()).content.decode()

    form = {"text": "Open met een rondje", "owner": tom.public_id, "due_on": SOON.isoformat(), "how_noticed": "Vragen"}
    idea = reverse("learningtracks:catalogue_idea", args=["team_feedback", "a1"])
    lead.post(f"{idea}?for={scan.public_id}", form | {"once": uuid.uuid4()})

    point = ActionPoint.objects.get()
    assert (point.subject, point.factor, point.origin) == (team, "team_feedback", f"conditions:{scan.public_id}")
    report = lead.get(page("condition_report", scan)).content.decode()
    assert ("Open met een rondje" in report, "Meer feedback" in report, "6 antwoorden" in report) == (True, True, True)


@pytest.mark.parametrize("count", [4, 5])
def test_with_four_or_with_one_left_over_no_spread_is_anywhere(signed_in, scan, people, tom, count):
    """access.md R17: not on a page, in its source, in print, or in anybody's download."""
    closed(scan, people[:count], tom)
    for person in (tom, people[1], people[5]):
        browser = signed_in(person)
        seen = " ".join(browser.get(address).content.decode() for address in every_page(scan))
        seen += browser.get(reverse("my_data")).content.decode() + browser.get(reverse("my_data_json")).content.decode()
        assert ("spread__" in seen, f"{count} antwoorden" in seen, f"{count} van de" in seen) == (False, False, False)
        assert "Te weinig antwoorden" in seen


def test_what_one_person_wrote_is_on_nobody_elses_page(signed_in, scan, people, tom):
    """access.md R16: with a spread on the page, the note and the answer stay with who gave them."""
    closed(scan, people, tom)
    talk = page("condition_talk", scan, "change")
    others = [signed_in(person).get(talk).content.decode() for person in people]

    assert ["Geheim van mij" in seen for seen in others] == [True] * 6  # the own note, once each
    assert [seen.count("Geheim van mij") for seen in others] == [1] * 6


def test_before_closing_nobody_sees_who_or_how_many(signed_in, scan, people, tom):
    before = signed_in(tom).get(scan.get_absolute_url()).content.decode()
    said = {condition: Said(2) for condition in Condition.values}
    for person in people[1:]:
        condition_scans.answer(scan, said=said, version=0, by=person, hand_in=True)
    after = signed_in(tom).get(scan.get_absolute_url()).content.decode()

    def bare(text):
        return [line for line in text.splitlines() if "csrf" not in line and "nonce" not in line]

    assert bare(before) == bare(after)


def test_the_answers_of_the_lead_are_named_where_they_show(signed_in, scan, people, tom):
    said = {condition: Said(0) for condition in Condition.values}
    condition_scans.answer(scan, said=said, version=0, by=tom, hand_in=True, shows_own=True)
    closed(scan, people[1:], tom)
    seen = signed_in(people[1]).get(page("condition_talk", scan, "change")).content.decode()

    assert "Het antwoord van Tom Visser, die de leiding heeft" in seen


def test_a_half_sheet_comes_back(signed_in, scan, people):
    browser, mine = signed_in(people[1]), page("condition_scan_answer", scan)
    browser.post(mine, {"version": 0, "change": "unknown", "change_note": "Even nadenken"})
    again = browser.get(mine)

    assert (again.context["form"]["change"].value(), again.context["form"]["version"].value()) == ("unknown", 1)
    assert "Even nadenken" in again.content.decode()
    assert "Verder met invullen" in browser.get(scan.get_absolute_url()).content.decode()


def test_handing_in_half_says_what_is_missing_and_keeps_it(signed_in, scan, people):
    answer = signed_in(people[1]).post(
        page("condition_scan_answer", scan),
        {"version": 0, "hand_in": "1", "change": "1", "reward_note": "Mijn regel"},
    )

    assert (answer.status_code, len(answer.context["form"].errors)) == (200, 6)
    assert "Mijn regel" in answer.content.decode()


def test_two_windows_of_one_person(signed_in, scan, people):
    browser, mine = signed_in(people[1]), page("condition_scan_answer", scan)
    browser.post(mine, ALL | {"version": 0})
    clash = browser.post(mine, ALL | {"version": 0, "change_note": "Uit het andere venster"})

    assert (clash.status_code, clash.context["form"]["version"].value()) == (409, "1")
    assert "Uit het andere venster" in clash.content.decode()


def test_a_small_team_is_told_so_and_goes_straight_to_the_talk(signed_in, team, tom):
    browser, new = signed_in(tom), page("condition_scan_new", team)
    assert "Jullie zijn met minder dan vijf" in browser.get(new).content.decode()
    browser.post(new, {"until_on": SOON.isoformat(), "once": uuid.uuid4()})
    assert not ConditionScan.objects.exists()

    browser.post(new, {"together": "1", "once": uuid.uuid4()})

    scan = ConditionScan.objects.get()
    assert "samen in" in browser.get(scan.get_absolute_url()).content.decode()
    assert "Te weinig" not in browser.get(page("condition_talk", scan, "change")).content.decode()


def test_a_wrong_day_stands_at_the_field(signed_in, team, tom, people):
    answer = signed_in(tom).post(page("condition_scan_new", team), {"until_on": "2001-01-01"})

    assert "binnen drie maanden" in answer.content.decode()


def test_a_stale_note_shows_both(signed_in, team, tom):
    scan = condition_scans.begin_together(team, content="conditions@1", by=tom)
    condition_scans.talk(scan, condition="change", note="Van een ander", score=None, version=0, by=tom)
    clash = signed_in(tom).post(page("condition_talk", scan, "change"), {"note": "Van mij", "score": "", "version": 0})

    seen = clash.content.decode()
    assert (clash.status_code, "Van een ander" in seen, "Van mij" in seen) == (409, True, True)
    assert clash.context["form"]["version"].value() == "1"


def test_more_than_three_is_refused_at_the_field(signed_in, team, tom):
    scan = condition_scans.begin_together(team, content="conditions@1", by=tom)
    answer = signed_in(tom).post(
        page("condition_choose", scan), {"conditions": ["change", "feedback", "reward", "support"]}
    )

    assert "Kies er hoogstens drie." in answer.content.decode()


def test_an_unknown_condition_is_no_page_and_the_last_leads_to_choosing(signed_in, team, tom):
    scan = condition_scans.begin_together(team, content="conditions@1", by=tom)
    browser = signed_in(tom)

    assert browser.get(page("condition_talk", scan, "made-up")).status_code == 404
    saved = browser.post(page("condition_talk", scan, "reward"), {"note": "x", "score": "", "version": 0})
    assert saved["Location"] == page("condition_choose", scan)


def test_the_report_puts_earlier_times_beside_it(signed_in, scan, people, tom):
    first = closed(scan, people, tom)
    ConditionScan.objects.filter(pk=first.pk).update(opened_at=first.opened_at - dt.timedelta(days=90))
    second = condition_scans.begin_together(first.team, content="conditions@1", by=tom)
    condition_scans.talk(second, condition="change", note="", score=3, version=0, by=tom)
    lines = signed_in(tom).get(page("condition_report", second)).context["over_time"]

    assert lines.rows[0] == ["Verandering", "6 van de 6", "Samen: Ja"]
    assert lines.rows[1] == ["Uitdaging en kwaliteit", "6 van de 6", "–"]
    assert lines.drawn == []  # one dot is no line


def test_a_line_per_condition_goes_over_the_scans_that_may_be_shown(signed_in, team, people, tom):
    for days, count in ((90, 6), (60, 4), (30, 6)):
        scan = condition_scans.begin(team, until_on=SOON, content="conditions@1", by=tom)
        scan = closed(scan, people[:count], tom)
        ConditionScan.objects.filter(pk=scan.pk).update(opened_at=scan.opened_at - dt.timedelta(days=days))
    browser = signed_in(people[1])

    for address in (page("condition_scans", team), page("condition_report", scan)):
        seen = browser.get(address)
        assert seen.content.decode().count('points="8.0,10.0 272.0,10.0"') == 7  # the one of four has no dot
        assert seen.context["over_time"].rows[0] == ["Verandering", "6 van de 6", "–", "6 van de 6"]


def test_the_list_says_how_each_stands(signed_in, team, tom, people):
    condition_scans.begin_together(team, content="conditions@1", by=tom)
    condition_scans.begin(team, until_on=SOON, content="conditions@1", by=tom)
    seen = signed_in(tom).get(page("condition_scans", team)).content.decode()

    assert ("Samen ingevuld" in seen, "Invullen tot en met" in seen) == (True, True)
