"""The pages of a condition scan: six people to an action point; with four, no spread on any page."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse

from accounts.values import today, version_of
from instruments.actions import asks
from instruments.models.asks import Ask
from instruments.tests.asking import page, text
from instruments.values.asks import Given
from learningtracks.models.action_points import ActionPoint
from werkplek.tests.filling_condition_scans import (
    SOON,
    answer_scan,
    begin_scan,
    note_scan,
    questions,
    talk_at_once,
)

HAND_IN = {"then": "send", "version": 0}


@pytest.fixture
def scan(team, tom, people):
    return begin_scan(team, tom)


@pytest.fixture
def all_twos(db):
    return {f"conditions-{item.key}": "2" for item in questions()}


def closed(scan, people, tom):
    said = {item.key: Given("2", "Geheim van mij") for item in questions()}
    answer_scan(scan, people, said=said)
    asks.close(scan, by=tom)
    scan.refresh_from_db()
    return scan


def test_six_people_to_an_action_point(signed_in, team, tom, people, all_twos):
    lead, here = signed_in(tom), page("condition_scans", team)
    lead.post(here, {"until_on": SOON.isoformat(), "once": uuid.uuid4()})
    scan = Ask.objects.get()
    for person in people:
        answered = signed_in(person).post(
            page("answer", scan), all_twos | HAND_IN | {"conditions-change-note": "Geheim van mij"}
        )
        assert answered["Location"] == scan.get_absolute_url()
    lead.post(page("close", scan), {"once": uuid.uuid4()})
    assert "Zo hebben jullie geantwoord" in lead.get(page("item", scan, "change")).content.decode()
    note = {"text": "Meer feedback", "choice": "2", "version": 0}
    assert "reward" in page("item", scan, "reward")
    assert lead.post(page("item", scan, "feedback"), note)["Location"] == page("item", scan, "support")
    lead.post(page("choose", scan), {"items": ["feedback", "change"], "version": version_of()})
    assert f"condition=feedback&amp;ask={scan.public_id}" in lead.get(scan.get_absolute_url()).content.decode()

    form = {"text": "Open met een rondje", "owner": tom.public_id, "due_on": SOON.isoformat(), "how_noticed": "Vragen"}
    idea = f"{reverse('instruments:catalogue_idea', args=['team_feedback', 'a1'])}?ask={scan.public_id}"
    assert "Meer feedback" in lead.get(idea).content.decode()  # what they said of it goes along
    lead.post(idea, form | {"once": uuid.uuid4()})

    point = ActionPoint.objects.get()
    assert (point.subject, point.factor, point.origin) == (team, "team_feedback", scan.origin)
    seen = lead.get(scan.get_absolute_url()).content.decode()
    assert ("Open met een rondje" in seen, "Meer feedback" in seen, "6 antwoorden" in seen) == (True, True, True)


def test_what_one_person_wrote_is_on_nobody_elses_page(signed_in, scan, people, tom):
    """access.md R16: with a spread on the page, the note and the answer stay with who gave them."""
    closed(scan, people, tom)
    talk = page("item", scan, "change")
    others = [signed_in(person).get(talk).content.decode() for person in people]

    assert [seen.count("Geheim van mij") for seen in others] == [1] * 6  # the own note, once each


def test_before_closing_nobody_sees_who_or_how_many(signed_in, scan, people, tom):
    before = signed_in(tom).get(scan.get_absolute_url()).content.decode()
    answer_scan(scan, people[1:])
    after = signed_in(tom).get(scan.get_absolute_url()).content.decode()

    def bare(text):
        return [line for line in text.splitlines() if "csrf" not in line and "nonce" not in line]

    assert bare(before) == bare(after)


def test_the_ticks_of_the_lead_are_named_where_they_show_without_the_notes(signed_in, scan, people, tom):
    said = {item.key: Given("0", "Alleen voor Tom") for item in questions()}
    answer_scan(scan, [tom], said=said, shows_own=True)
    closed(scan, people[1:], tom)
    seen = signed_in(people[1]).get(page("item", scan, "change")).content.decode()

    assert "Het antwoord van Tom Visser, die dit laat zien" in seen
    assert "Alleen voor Tom" not in seen
    own = signed_in(tom).get(page("item", scan, "change")).content.decode()
    assert "Jouw antwoord (je team ziet dit ook)" in own
    assert "Jouw notitie (alleen jij ziet dit)" in own


def test_the_ticks_of_a_lead_beside_too_few_are_said_to_be_unseen(signed_in, scan, people, tom):
    answer_scan(scan, [tom], shows_own=True)
    closed(scan, people[1:5], tom)
    own = signed_in(tom).get(page("item", scan, "change")).content.decode()

    assert "Jouw antwoord (alleen jij ziet dit)" in own
    assert "je team ziet dit ook" not in own


def test_only_the_lead_is_asked_whether_the_team_may_see_theirs(signed_in, scan, people, tom):
    asked = [signed_in(person).get(page("answer", scan)).context["form"].fields for person in (tom, people[1])]

    assert ["shows_own" in fields for fields in asked] == [True, False]


def test_the_page_says_how_it_stands_for_who_reads(signed_in, scan, people, tom):
    """Open, handed in, and closed with too few for figures: each says what counts and who sees it."""
    member, lead, here = signed_in(people[1]), signed_in(tom), scan.get_absolute_url()
    close = "Sluiten en het gesprek beginnen"
    assert ("Ook je teamleider niet." in text(member, here), close in text(member, here)) == (True, False)
    assert ("Ook je teamleider niet." in text(lead, here), close in text(lead, here)) == (False, True)
    answer_scan(scan, people[1:3])
    answer_scan(scan, [tom], shows_own=True)
    assert "Jouw antwoorden tellen mee" in text(member, here)
    assert "Daarna ziet je team het" in text(lead, here)

    asks.close(scan, by=tom)
    seen = text(member, here)
    assert "Vul de lijst samen in: geef per punt één antwoord als team." in seen
    assert seen.count("Er zijn minder dan vijf antwoorden.") == 1
    assert ("Begin het gesprek" in seen, "3 antwoorden" in seen) == (True, False)


def test_the_page_says_how_far_the_talk_is(signed_in, team, tom):
    scan, browser = talk_at_once(team, tom), signed_in(tom)
    here = scan.get_absolute_url()
    before = text(browser, here)
    assert "Jullie vullen deze lijst samen in." in before
    assert ("Begin het gesprek" in before, "Kies hoogstens drie" in before) == (True, True)

    note_scan(scan, "change", "Vaker proberen", tom, choice="2")
    browser.post(page("choose", scan), {"items": ["change"], "version": version_of()})
    after = text(browser, here)
    assert [words in after for words in ("Samen: Grotendeels", "Vaker proberen", "Verder bespreken")] == [True] * 3
    assert [words in after for words in ("Verder met het gesprek", "Hier werken we aan")] == [True] * 2
    assert ("Zoek een actiepunt bij Verandering" in after, "Iets anders kiezen" in after) == (True, True)


def test_a_half_sheet_comes_back(signed_in, scan, people):
    browser, mine = signed_in(people[1]), page("answer", scan)
    half = {"conditions-change": "unknown", "conditions-change-note": "Even nadenken"}
    kept = browser.post(mine, half | {"version": 0}, headers={"X-Autosave": "1"})
    form = browser.get(mine).context["form"]

    assert kept.json()["version"] == 1
    assert [form[name].value() for name in half] == ["unknown", "Even nadenken"]
    assert "Verder invullen" in browser.get(scan.get_absolute_url()).content.decode()


def test_handing_in_half_says_what_is_missing_and_keeps_it(signed_in, scan, people):
    answer = signed_in(people[1]).post(
        page("answer", scan), HAND_IN | {"conditions-change": "1", "conditions-reward-note": "Mijn regel"}
    )

    assert (answer.status_code, len(answer.context["form"].errors)) == (200, 6)
    assert "Mijn regel" in answer.content.decode()


def test_a_small_team_is_told_so_and_goes_straight_to_the_talk(signed_in, team, tom):
    browser, here = signed_in(tom), page("condition_scans", team)
    assert "Jullie zijn met minder dan vijf" in browser.get(here).content.decode()
    refused = browser.post(here, {"until_on": SOON.isoformat(), "once": uuid.uuid4()})
    assert (refused.status_code, Ask.objects.exists()) == (403, False)

    browser.post(here, {"together": "1", "once": uuid.uuid4()})

    scan = Ask.objects.get()
    assert "samen in" in browser.get(scan.get_absolute_url()).content.decode()
    assert "minder dan vijf" not in browser.get(page("item", scan, "change")).content.decode()


def test_while_one_runs_there_is_no_second(signed_in, scan, team, tom):
    assert "Scan openen" not in signed_in(tom).get(page("condition_scans", team)).content.decode()


def test_a_choice_that_a_colleague_made_first_is_shown(signed_in, team, tom):
    scan = talk_at_once(team, tom)
    browser = signed_in(tom)
    browser.post(page("choose", scan), {"items": ["change"], "version": version_of()})
    clash = browser.post(page("choose", scan), {"items": ["reward"], "version": version_of()})

    assert (clash.status_code, "Verandering" in clash.content.decode()) == (409, True)


def test_more_than_three_is_refused_at_the_field(signed_in, team, tom):
    scan = talk_at_once(team, tom)
    answer = signed_in(tom).post(page("choose", scan), {"items": ["change", "feedback", "reward", "support"]})

    assert "Kies er hoogstens drie." in answer.content.decode()


def test_an_unknown_condition_is_no_page_and_the_last_leads_to_choosing(signed_in, team, tom):
    scan = talk_at_once(team, tom)
    browser = signed_in(tom)

    assert browser.get(page("item", scan, "made-up")).status_code == 404
    saved = browser.post(page("item", scan, "reward"), {"text": "x", "choice": "", "version": 0})
    assert saved["Location"] == page("choose", scan)


def moved_back(scan, days):
    then = scan.started_at - dt.timedelta(days=days)
    Ask.objects.filter(pk=scan.pk).update(started_at=then, closed_at=then, until_on=then)


def test_earlier_times_stand_beside_it(signed_in, scan, people, tom):
    moved_back(closed(scan, people, tom), 90)
    second = talk_at_once(scan.team, tom)
    note_scan(second, "change", "", tom, choice="3")
    lines = signed_in(tom).get(second.get_absolute_url()).context["over_time"]

    assert lines.rows[0] == ["Verandering", "6 van de 6", "Samen: Ja"]
    assert lines.rows[1] == ["Uitdaging en kwaliteit", "6 van de 6", "–"]
    assert lines.drawn == []  # one dot is no line


def test_a_line_per_condition_goes_over_the_scans_that_may_be_shown(signed_in, team, people, tom):
    for days, count in ((90, 6), (60, 4), (30, 6)):
        scan = closed(begin_scan(team, tom), people[:count], tom)
        moved_back(scan, days)
    browser = signed_in(people[1])

    for address in (page("condition_scans", team), scan.get_absolute_url()):
        seen = browser.get(address)
        assert seen.content.decode().count('points="8.0,10.0 272.0,10.0"') == 7  # the one of four has no dot
        assert seen.context["over_time"].rows[0] == ["Verandering", "6 van de 6", "–", "6 van de 6"]


def test_the_list_says_how_each_stands(signed_in, team, tom, people):
    talk_at_once(team, tom)
    begin_scan(team, tom)
    seen = signed_in(tom).get(page("condition_scans", team)).content.decode()

    assert ("Samen ingevuld" in seen, "Invullen kan tot en met" in seen) == (True, True)


def test_its_last_day_moves(signed_in, scan, tom):
    later = today() + dt.timedelta(days=20)
    browser = signed_in(tom)
    assert "Andere laatste dag" in browser.get(scan.get_absolute_url()).content.decode()
    browser.post(page("move", scan), {"until_on": later.isoformat(), "version": 0, "once": uuid.uuid4()})

    assert Ask.objects.get().until_on == later
